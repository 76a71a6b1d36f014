"""Finds the functions that a verb names: its permission, its guards, and who the actor is right now.

An app's `permissions.can_<verb>(act, subject)` answers with a `Capacity` or None; its `guards.<name>(subject, act)`
yields reasons a person can read. settings.WORKFLOWS_ROLES names the project's RolesReader.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, Protocol

from django.conf import settings
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.timezone import localtime

from workflows.models import Subject
from workflows.sets import read_together
from workflows.verbs import Verb


@dataclass(frozen=True)
class Capacity:
    """In which role an actor acts, and, for a signature, on whose behalf and by which authority."""

    role: str
    on_behalf_of: str = ""
    authority: str = ""


Permission = Callable[[Any, Subject], Capacity | None]
Guard = Callable[[Subject, Any], Iterable[str]]


@cache
def permission_of(app_label: str, verb: str) -> Permission:
    """Raises AttributeError when the app declares no such permission."""
    return getattr(import_module(f"{app_label}.permissions"), f"can_{verb}")


@cache
def guard_of(app_label: str, name: str) -> Guard:
    return getattr(import_module(f"{app_label}.guards"), name)


def guards_of(subject: Subject, verb: Verb) -> list[Guard]:
    return [guard_of(subject._meta.app_label, name) for name in verb.guards]


class RolesReader(Protocol):
    """Reads an actor's roles: one statement, and what its rows mean at a moment."""

    def statement(self, actor: Any) -> tuple[str, Sequence[Any]]: ...

    def roles(self, actor: Any, at: datetime, rows: Sequence[tuple]) -> Any: ...


@cache
def _reader() -> RolesReader:
    return import_string(settings.WORKFLOWS_ROLES)


def grants_statement(actor: Any) -> tuple[str, Sequence[Any]]:
    """The SQL, with its parameters, that reads everything the actor was ever granted and not dismissed from."""
    return _reader().statement(actor)


def roles_from(actor: Any, at: datetime, grants: Sequence[tuple]) -> Any:
    """The actor's roles at that moment, from the rows of `grants_statement`."""
    return _reader().roles(actor, at, grants)


def roles_of(actor: Any, at: datetime) -> Any:
    """The actor's roles at that moment, read from the database."""
    (grants,) = read_together(grants_statement(actor))
    return roles_from(actor, at, grants)


def permits(act: Any, subject: Subject, verb: Verb) -> bool:
    """May this actor do it? Remembers the capacity of the first object in the act."""
    capacity = permission_of(subject._meta.app_label, verb.name)(act, subject)
    if capacity is None:
        return False
    if not act.capacity:
        act.capacity, act.on_behalf_of, act.authority = capacity.role, capacity.on_behalf_of, capacity.authority
    return True


def moment(at: datetime) -> str:
    """A time as the reader's language writes it."""
    return date_format(localtime(at), "SHORT_DATETIME_FORMAT")
