"""One world for the whole folder: built once in a transaction that is undone when its last test ends."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from tests.routes.asking import Asker
from tests.routes.world import build


@pytest.fixture(scope="package")
def asker(django_db_setup: None, django_db_blocker: Any) -> Iterator[Asker]:
    middleware = [*settings.MIDDLEWARE, "tests.routes.asking.Forgiving"]
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(MIDDLEWARE=middleware):
        yield Asker(build())
        transaction.set_rollback(True)
