"""Two sequencers stepped by hand: the second waits while the first stands between reading the head and writing it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection, transaction

from tests.factories import make_world, submitted
from workflows.models import AuditEvent, Leaf
from workflows.seals.sequencer import locked_head, sequence

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]


@contextmanager
def second() -> Iterator[bool]:
    """Is a second sequencer, on a connection of its own, held up by this one? It goes on when the block ends."""
    backends: list[int] = []

    def run() -> None:
        try:
            backends.append(backend())
            sequence()
        finally:
            connection.close()

    thread = Thread(target=run, daemon=True)
    with transaction.atomic():
        locked_head()
        thread.start()
        while thread.is_alive() and not waits(backends):
            time.sleep(0.01)
        yield thread.is_alive()
    thread.join(30)


def backend() -> int:
    with connection.cursor() as cursor:
        return cursor.execute("SELECT pg_backend_pid()").fetchone()[0]


def waits(backends: list[int]) -> bool:
    """For a lock that this connection holds."""
    with connection.cursor() as cursor:
        blocked = "SELECT coalesce(bool_or(pg_backend_pid() = ANY(pg_blocking_pids(pid))), false) FROM unnest(%s::int[]) pid"
        return cursor.execute(blocked, [backends]).fetchone()[0]


def test_second_sequencer_waits_for_the_first():
    submitted(make_world())

    with second() as is_held_up:
        assert is_held_up is True


def test_second_sequencer_gives_every_place_once_when_the_first_is_gone():
    submitted(make_world())

    with second():
        pass

    assert list(Leaf.objects.order_by("index").values_list("index", "event_id")) == list(
        enumerate(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    )
