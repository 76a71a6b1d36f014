import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.db import connection, transaction
from django.utils import timezone

from workflows import outbox
from workflows.effects import registry
from workflows.lanes import Lane
from workflows.models import OutboxEntry

HOUR = timedelta(hours=1)
NUMBERS = count(1)
IN_A_LANE = {
    Lane.QUICK: "nominations.tell_unit", Lane.LONG: "nominations.export", Lane.OUTSIDE: "workflows.timestamp",
}  # fmt: skip


def queue(effect: str = "test.effect", **fields: object) -> OutboxEntry:
    present = timezone.now() - timedelta(seconds=1)
    values = {"act_id": uuid.uuid4(), "object_type": "test.thing", "object_id": next(NUMBERS), "created_at": present}
    return OutboxEntry.objects.create(effect=effect, **{**values, "available_at": present, **fields})


@pytest.fixture
def carry_out() -> Iterator[Callable]:
    """Registers the function that stands behind the effect of the test."""

    def register(function: Callable) -> None:
        registry["test.effect"] = function

    yield register
    registry.pop("test.effect", None)


@pytest.fixture
def done(carry_out: Callable) -> list[int]:
    """The ids of the entries whose effect ran, in order."""
    ran: list[int] = []
    carry_out(lambda entry: ran.append(entry.pk))
    return ran


def break_down(entry: OutboxEntry) -> None:
    raise ValueError("máy in hết giấy")


def make_due() -> None:
    OutboxEntry.objects.update(available_at=timezone.now() - HOUR)


@pytest.mark.django_db
def test_due_entries_run_oldest_first(done: list[int]) -> None:
    entries = [queue().pk for _ in range(3)]

    assert outbox.drain() == 3

    assert done == entries


@pytest.mark.django_db
def test_entry_waits_for_an_earlier_one_of_its_object_and_effect(done: list[int]) -> None:
    first = queue(object_id=1, available_at=timezone.now() + HOUR)
    second = queue(object_id=1)

    assert outbox.drain() == 0
    OutboxEntry.objects.filter(pk=first.pk).update(available_at=timezone.now() - HOUR)
    assert outbox.drain() == 2

    assert done == [first.pk, second.pk]


@pytest.mark.django_db
def test_entry_waits_for_no_dead_one(done: list[int]) -> None:
    queue(object_id=1, dead_at=timezone.now())
    second = queue(object_id=1)

    outbox.drain()

    assert done == [second.pk]


@pytest.mark.django_db
def test_drained_entry_is_not_run_again(done: list[int]) -> None:
    entry = queue()
    outbox.drain()

    assert outbox.drain() == 0

    assert done == [entry.pk]
    assert OutboxEntry.objects.get().done_at is not None


@pytest.mark.django_db
@pytest.mark.parametrize("lane", Lane)
def test_drain_of_a_lane_leaves_the_others(lane: Lane, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []
    for name in IN_A_LANE.values():
        monkeypatch.setitem(registry, name, lambda entry: ran.append(entry.effect))
        queue(name)

    assert (outbox.drain(lane=lane), ran) == (1, [IN_A_LANE[lane]])


@pytest.mark.django_db
def test_drainers_of_all_lanes_leave_nothing(done: list[int]) -> None:
    entries = [queue(name).pk for name in ("gone.effect", *IN_A_LANE.values())]

    assert sum(outbox.drain(lane=lane) for lane in Lane) == len(entries)


@pytest.mark.django_db
def test_drain_stops_at_its_limit(done: list[int]) -> None:
    entries = [queue().pk for _ in range(5)]

    assert outbox.drain(limit=2) == 2

    assert done == entries[:2]


@pytest.mark.django_db
def test_entry_of_later_is_left_alone(done: list[int]) -> None:
    queue(available_at=timezone.now() + HOUR)

    assert outbox.drain() == 0

    assert done == []


@pytest.mark.django_db
def test_failed_effect_waits_before_it_is_tried_again(carry_out: Callable) -> None:
    carry_out(break_down)
    queue()

    assert (outbox.drain(), outbox.drain()) == (1, 0)

    entry = OutboxEntry.objects.get()
    waits = entry.available_at - timezone.now()
    assert timedelta(seconds=8) < waits <= outbox.PATIENCE[0]
    assert (entry.attempts, entry.done_at, entry.dead_at, entry.lease_until) == (1, None, None, None)
    assert entry.last_error.splitlines()[-1] == "ValueError: máy in hết giấy"


@pytest.mark.django_db
def test_failed_effect_may_still_succeed(carry_out: Callable) -> None:
    carry_out(break_down)
    queue()
    outbox.drain()
    carry_out(lambda entry: None)
    make_due()

    assert outbox.drain() == 1

    entry = OutboxEntry.objects.get()
    assert (entry.attempts, entry.done_at is not None, entry.dead_at) == (2, True, None)


@pytest.mark.django_db
def test_fifth_failure_is_the_last(carry_out: Callable) -> None:
    carry_out(break_down)
    queue()

    tried = []
    for _ in range(7):
        make_due()
        tried.append(outbox.drain())

    entry = OutboxEntry.objects.get()
    assert tried == [1, 1, 1, 1, 1, 0, 0]
    assert (entry.attempts, entry.done_at, entry.dead_at is not None) == (5, None, True)
    assert entry.last_error.splitlines()[-1] == "ValueError: máy in hết giấy"


@pytest.mark.django_db
def test_unknown_effect_is_kept_with_its_name() -> None:
    queue("test.nobody_knows")

    outbox.drain()

    assert OutboxEntry.objects.get().last_error.splitlines()[-1] == "KeyError: 'test.nobody_knows'"


@pytest.mark.django_db
def test_running_lease_is_respected(done: list[int]) -> None:
    queue(lease_until=timezone.now() + HOUR, attempts=1)

    assert outbox.drain() == 0

    assert done == []


@pytest.mark.django_db
def test_expired_lease_is_claimed_again(done: list[int]) -> None:
    entry = queue(lease_until=timezone.now() - timedelta(seconds=1), attempts=1)

    assert outbox.drain() == 1

    assert done == [entry.pk]
    assert OutboxEntry.objects.get().attempts == 2


@pytest.mark.django_db
def test_claim_lasts_as_long_as_the_lease(carry_out: Callable) -> None:
    leases = []
    carry_out(lambda entry: leases.append(OutboxEntry.objects.get().lease_until - timezone.now()))
    queue()

    outbox.drain(lease=timedelta(minutes=7))

    assert timedelta(minutes=6, seconds=55) < leases[0] <= timedelta(minutes=7)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_lease_is_renewed_while_its_effect_runs(carry_out: Callable) -> None:
    first: list[datetime] = []

    def wait_for_another_lease(entry: OutboxEntry) -> None:
        first.append(OutboxEntry.objects.get().lease_until)
        while OutboxEntry.objects.get().lease_until == first[0]:
            time.sleep(0.05)

    carry_out(wait_for_another_lease)
    queue()

    outbox.drain(lease=timedelta(seconds=3))

    assert OutboxEntry.objects.get().done_at is not None


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_lost_lease_is_not_renewed(carry_out: Callable) -> None:
    until = timezone.now() + HOUR

    def lose_the_lease(entry: OutboxEntry) -> None:
        OutboxEntry.objects.filter(pk=entry.pk).update(attempts=2, lease_until=until)
        outbox._renew(entry, timedelta(minutes=7))
        seen.append(OutboxEntry.objects.get().lease_until)

    seen: list[datetime] = []
    carry_out(lose_the_lease)
    queue()

    outbox.drain()

    assert seen == [until]


@pytest.mark.django_db
def test_entry_that_killed_five_workers_is_not_given_to_a_sixth(done: list[int]) -> None:
    queue(lease_until=timezone.now() - HOUR, attempts=5)

    outbox.drain()

    assert done == []
    assert OutboxEntry.objects.get().dead_at is not None


@pytest.mark.django_db
def test_late_failure_does_not_touch_the_next_holder(carry_out: Callable) -> None:
    until = timezone.now() + HOUR

    def lose_the_lease(entry: OutboxEntry) -> None:
        OutboxEntry.objects.filter(pk=entry.pk).update(attempts=2, lease_until=until)
        raise ValueError("too late")

    carry_out(lose_the_lease)
    queue()

    outbox.drain()

    entry = OutboxEntry.objects.get()
    assert (entry.attempts, entry.lease_until, entry.last_error) == (2, until, "")


@pytest.mark.django_db(transaction=True)
def test_effect_runs_outside_of_any_transaction(carry_out: Callable) -> None:
    inside = []
    carry_out(lambda entry: inside.append(connection.in_atomic_block))
    queue()

    outbox.drain()

    assert inside == [False]


@pytest.mark.django_db(transaction=True)
def test_drain_inside_a_transaction_is_refused(done: list[int]) -> None:
    queue()

    with transaction.atomic(), pytest.raises(RuntimeError):
        outbox.drain()

    assert done == []


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_eight_drainers_run_each_entry_once(done: list[int]) -> None:
    entries = [queue().pk for _ in range(160)]
    tried: list[int] = []
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        tried.append(outbox.drain(limit=160))
        connection.close()

    drainers = [threading.Thread(target=work) for _ in range(8)]
    for drainer in drainers:
        drainer.start()
    for drainer in drainers:
        drainer.join()

    assert Counter(done) == Counter(entries)
    assert sum(tried) == 160
    assert OutboxEntry.objects.filter(done_at=None).count() == 0


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
def test_drainer_passes_by_an_entry_that_another_is_claiming(done: list[int]) -> None:
    first, second = queue().pk, queue().pk
    held, finished = threading.Event(), threading.Event()

    def hold_the_first() -> None:
        with transaction.atomic():
            OutboxEntry.objects.select_for_update().get(pk=first)
            held.set()
            finished.wait(10)
        connection.close()

    other = threading.Thread(target=hold_the_first)
    other.start()
    held.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")

    assert outbox.drain() == 1

    connection.close()  # with its lock_timeout
    finished.set()
    other.join()
    assert done == [second]
