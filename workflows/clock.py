"""One clock for everything that counts: the database's, moved as a whole for demonstrations and drills.

`perform` reads it right behind the lock (`DATABASE_NOW`), so that no two application servers disagree about a deadline.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

_moved: ContextVar[timedelta | None] = ContextVar("clock_moved", default=None)


def offset() -> timedelta:
    """How far the installation's clock stands from the real one; zero in production."""
    moved = _moved.get()
    return settings.CLOCK_OFFSET if moved is None else moved


def now() -> datetime:
    """The present for what is shown; decisions use the database's clock."""
    return timezone.now() + offset()


DATABASE_NOW = {
    "postgresql": "clock_timestamp()",
    "sqlite": "strftime('%%Y-%%m-%%dT%%H:%%M:%%f+00:00', 'now')",
}  # SQL for the database's present, by vendor


def from_database(moment: datetime | str) -> datetime:
    """What DATABASE_NOW answered, on the installation's clock."""
    return (datetime.fromisoformat(moment) if isinstance(moment, str) else moment) + offset()


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
