"""Reading a whole database as it stood at one moment, with several readers where it has a name for the moment."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections, transaction

SNAPSHOT = "ISOLATION LEVEL REPEATABLE READ READ ONLY"
READERS = 2  # each a connection; the database works on as many parts at once
AHEAD = 2 * READERS  # parts that wait to be taken: memory stays constant


@contextmanager
def one_moment() -> Iterator[str]:
    """Everything is read as it stood at one moment, while others go on writing. Yields the moment's name for further
    readers; empty where there can be none: PostgreSQL gives one in a transaction of our own."""
    outermost, moment = not connection.in_atomic_block, ""
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(f"SET TRANSACTION {SNAPSHOT}")
                moment = cursor.execute("SELECT pg_export_snapshot()").fetchone()[0]
        yield moment


def part_by_part(moment: str, read: Callable[[Any], Any], parts: Iterable[Any]) -> Iterator[Any]:
    """What `read` finds in each part, in their order; by further readers of the moment if it has a name."""
    if not moment:
        yield from map(read, parts)
        return
    with _readers(moment) as readers:
        waiting: deque[Any] = deque()
        for part in parts:
            waiting.append(readers.submit(read, part))
            if len(waiting) > AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def _readers(moment: str) -> Iterator[ThreadPoolExecutor]:
    opened: list[Any] = []
    pool = ThreadPoolExecutor(READERS, initializer=_join, initargs=(moment, opened))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)
        for reader in opened:
            reader.close()


def _join(moment: str, opened: list[Any]) -> None:
    """A thread of the pool reads the same moment; its connection is closed by the thread that made the pool."""
    reader = connections[connection.alias]
    reader.inc_thread_sharing()
    opened.append(reader)
    with reader.cursor() as cursor:
        cursor.execute(f"BEGIN {SNAPSHOT}")
        cursor.execute(f"SET TRANSACTION SNAPSHOT '{moment}'")
