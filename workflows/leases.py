"""A lease lasts while its holder lives: it is short, and renewed from beside the work until the work ends."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from django.db import DatabaseError, connections

logger = logging.getLogger(__name__)

LONGEST = 300.0  # seconds: who takes longer hangs, and a worker process is ended then (task_time_limit)


@contextmanager
def renewed(renew: Callable[[], object], every: float, longest: float = LONGEST) -> Iterator[None]:
    """Calls `renew` every so many seconds while the block runs, on a connection of its own, for `longest` at most."""
    over = threading.Event()
    beside = threading.Thread(target=_renew_until, args=(over, renew, every, longest), daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()


def _renew_until(over: threading.Event, renew: Callable[[], object], every: float, longest: float) -> None:
    end = monotonic() + longest
    try:
        while not over.wait(every) and monotonic() < end:
            _try(renew)
    finally:
        connections.close_all()


def _try(renew: Callable[[], object]) -> None:
    """One that fails is tried again at the next turn; if none succeeds another takes over, which is allowed."""
    try:
        renew()
    except DatabaseError:
        connections.close_all()
        logger.warning("a lease could not be renewed", exc_info=True)
