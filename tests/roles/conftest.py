"""The suite's own connection, reopened as one of the roles that install_guards sets up, as the site does it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories import make_world, submitted
from workflows.seals.checkpoints import seal

Become = Callable[[str], AbstractContextManager[None]]
Session = Callable[[str], AbstractContextManager[Callable[[str], list[tuple]]]]


def role_names() -> dict[str, str]:
    """Roles belong to the whole server: each test database has its own."""
    name = connection.settings_dict["NAME"]
    return {kind: f"{name}_{kind}" for kind in ("runtime", "auditor")}


def install(**options: str) -> str:
    said = StringIO()
    call_command("install_guards", stdout=said, stderr=said, **(role_names() | options))
    return said.getvalue()


@contextmanager
def session_of(role: str) -> Iterator[Callable[[str], list[tuple]]]:
    """A connection beside the suite's own, which undoes everything that was executed on it."""
    with closing(connection.get_new_connection(connection.get_connection_params() | {"user": role})) as opened:
        yield lambda statement: _answer(opened, statement)
        opened.rollback()


def _answer(opened: Any, statement: str) -> list[tuple]:
    cursor = opened.execute(statement)
    return cursor.fetchall() if cursor.description else []


@contextmanager
def signed_in_as(role: str) -> Iterator[None]:
    """A connection of its own for the role; the owner's comes back afterwards."""
    owner = connection.settings_dict["USER"], connection.settings_dict["PASSWORD"]
    connection.close()
    connection.settings_dict.update(USER=role, PASSWORD="")
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(USER=owner[0], PASSWORD=owner[1])


def remove_roles() -> None:
    with connection.cursor() as cursor:
        for role in role_names().values():
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
            if cursor.fetchone():
                cursor.execute(f'DROP OWNED BY "{role}"; DROP ROLE "{role}"')


@pytest.fixture
def become(transactional_db: None) -> Iterator[Become]:
    """`with become("runtime"): …` runs as that role; the roles are dropped at the end."""
    remove_roles()  # of a run that was cut off
    install()
    yield lambda kind: signed_in_as(role_names()[kind])
    remove_roles()


@pytest.fixture(scope="module")
def sealed(django_db_setup: None, django_db_blocker: Any) -> Iterator[Session]:
    """A filed and sealed dossier that stands for a whole module; `with sealed("runtime") as execute` is that role."""
    with django_db_blocker.unblock():
        remove_roles()
        install()
        submitted(make_world())
        seal()
        yield lambda kind: session_of(role_names()[kind])
        remove_roles()
        call_command("flush", verbosity=0, interactive=False)
