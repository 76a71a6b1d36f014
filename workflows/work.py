"""Doing long work in the background: taken up by one worker, told part by part, stopped between two parts.

A worker calls `take_up`, then `advance` after each part, then `finish`; a page calls `cancel`. Only the worker that
took the work up last is heard.
"""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

from django.db.models import Q

from workflows import clock
from workflows.models.work import Work

W = TypeVar("W", bound=Work)
W = TypeVar("W", bound=Work)
LONGEST = timedelta(minutes=30)  # without a word from its worker, which is then taken for dead


class StillWorking(Exception):
    """Another worker does it; the outbox asks again later."""


class Stopped(Exception):
    """Somebody cancelled it, or another worker took it over: nothing more is to be done here."""


def take_up(kind: type[W], pk: int, total: int) -> W | None:
    """The work, begun anew; None when nothing is left to do. Raises StillWorking."""
    now = clock.now()
    left = kind._default_manager.filter(pk=pk, done_at=None, cancelled_at=None)
    free = Q(started_at=None) | Q(started_at__lt=now - LONGEST)
    if left.filter(free).update(started_at=now, done=0, total=total):
        return kind._default_manager.get(pk=pk)
    if left.exists():
        raise StillWorking(pk)
    return None


def advance(work: Work, done: int) -> None:
    """So many parts are done. Raises Stopped. Not inside a transaction: nobody would see it before the end."""
    _write(work, done=done)


def finish(work: Work, **results: Any) -> None:
    """All of it, with what came of it. Raises Stopped, and then nothing is kept."""
    _write(work, **results, done=work.total, done_at=clock.now(), trouble="")


def give_back(work: Work, trouble: str) -> None:
    """This attempt failed; another may begin at once."""
    _held(work).update(started_at=None, trouble=trouble)


def cancel(work: Work) -> bool:
    """Asks its worker to stop after the present part; False when it was over already."""
    left = type(work)._default_manager.filter(pk=work.pk, done_at=None, cancelled_at=None)
    return bool(left.update(cancelled_at=clock.now()))


def _held(work: Work) -> Any:
    return type(work)._default_manager.filter(pk=work.pk, started_at=work.started_at, done_at=None, cancelled_at=None)


def _write(work: Work, **fields: Any) -> None:
    if not _held(work).update(**fields):
        raise Stopped(work.pk)
    for name, value in fields.items():
        setattr(work, name, value)


def sha256_of(path: Path) -> str:
    """Of a file that may be larger than the memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def forget_files(kind: type[Work], kept: timedelta) -> int:
    """Takes the files of work that was done longer ago; the rows stay. How many went."""
    old: Any = kind._default_manager.exclude(file="").filter(done_at__lt=clock.now() - kept)
    for made in (found := list(old)):
        made.file.delete(save=False)
        kind._default_manager.filter(pk=made.pk).update(file="")
    return len(found)
