"""What every test stands on: the database that DATABASE_URL names, else a SQLite file of its own."""

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.utils import translation

from organisation import swaps
from tests import kept, services


def pytest_sessionstart() -> None:
    services.check_brokers()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests of what only PostgreSQL has leave the run on SQLite; they are not skipped, they run under PostgreSQL."""
    if services.postgres_url():
        return
    alien = [item for item in items if item.get_closest_marker("postgres_only")]
    if alien:
        config.hook.pytest_deselected(items=alien)
        items[:] = [item for item in items if item not in alien]


def pytest_collection_finish() -> None:
    """What stands by now stays to the end; looking through it again and again for garbage took a tenth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 50, 10)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file: threads and processes of a test meet there as they do in production. No test cuts the power, so
    none waits for the disk."""
    database = settings.DATABASES["default"]
    options = database["OPTIONS"]
    if database["ENGINE"].endswith("sqlite3"):
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        database.setdefault("TEST", {})["NAME"] = str(path)
        kept.copy_to(path)
        options["init_command"] += " PRAGMA synchronous=OFF;"
    else:
        options["options"] = "-c synchronous_commit=off"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """SQLite's is a copy to begin with, and goes with its folder."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    if connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            kept.keep()


@pytest.fixture(autouse=True)
def usual_language() -> Iterator[None]:
    """A page that a test asked for in English leaves the next test in the site's own language."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def usual_days() -> None:
    """No swapped days but those that the test itself notes; nothing is asked of the database for them."""
    swaps.keep({})
