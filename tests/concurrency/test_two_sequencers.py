"""Two sequencers stepped by hand: the second comes while the first stands between reading the head and writing it."""

import time
from threading import Thread

import pytest
from django.db import connection, transaction

from tests.factories import make_world, submitted
from workflows.models import AuditEvent, Leaf
from workflows.seals.sequencer import _place, locked_head, sequence

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]


def raced() -> bool:
    """Was a second sequencer, on a connection of its own, held up until the first had written?"""
    backends: list[int] = []

    def run() -> None:
        try:
            backends.append(backend())
            sequence()
        finally:
            connection.close()

    submitted(make_world())
    sequence()
    submitted(make_world())
    thread = Thread(target=run, daemon=True)
    with transaction.atomic():
        head = locked_head()
        waiting = list(AuditEvent.objects.filter(place=None).order_by("pk").values_list("pk", flat=True))
        thread.start()
        while thread.is_alive() and not is_held_up(backends):
            time.sleep(0.01)
        found = thread.is_alive()
        _place(head, waiting)
        head.save()
    thread.join(30)
    return found


def backend() -> int:
    with connection.cursor() as cursor:
        return cursor.execute("SELECT pg_backend_pid()").fetchone()[0]


def is_held_up(backends: list[int]) -> bool:
    """By a lock of this connection."""
    with connection.cursor() as cursor:
        blocked = "SELECT bool_or(pg_backend_pid() = ANY(pg_blocking_pids(pid))) FROM unnest(%s::int[]) pid"
        return bool(cursor.execute(blocked, [backends]).fetchone()[0])


def test_second_sequencer_waits_for_the_first():
    assert raced() is True


def test_two_sequencers_give_every_event_one_place():
    raced()

    assert list(Leaf.objects.order_by("index").values_list("index", "event_id")) == list(
        enumerate(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    )
