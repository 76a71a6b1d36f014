"""One clock for everything that counts: the database's, moved as a whole for demonstrations and drills.

`perform` reads it with the lock (`with_now`), so that no two application servers disagree about a deadline.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

_moved: ContextVar[timedelta | None] = ContextVar("clock_moved", default=None)


def offset() -> timedelta:
    """How far the installation's clock stands from the real one; zero in production."""
    moved = _moved.get()
    return settings.CLOCK_OFFSET if moved is None else moved


def now() -> datetime:
    """The present for what is shown; decisions use the database's clock through `with_now`."""
    return timezone.now() + offset()


def with_now(queryset: QuerySet) -> QuerySet:
    """Adds `db_now`, the database's present, to each row; add `offset()` to it."""
    return queryset.annotate(db_now=Now())


def real(moment: datetime) -> datetime:
    """The same moment on the unmoved clock, for leases and retries."""
    return moment - offset()


@contextmanager
def moved_to(moment: datetime) -> Iterator[None]:
    """The clock stands at `moment` inside the block and goes on from there."""
    token = _moved.set(moment - timezone.now())
    try:
        yield
    finally:
        _moved.reset(token)
