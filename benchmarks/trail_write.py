"""What does the chain cost 16 concurrent writers, against a plain audit row; and does the log keep up with them?"""

import gc
import multiprocessing
import os
from collections.abc import Callable
from contextlib import contextmanager
from itertools import cycle
from multiprocessing.synchronize import Barrier
from statistics import median
from time import perf_counter, sleep
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connection, connections, models

from benchmarks.measuring import spread
from benchmarks.seeding import EACH, analyse, seed_nominations
from nominations.models import Dossier, Nomination
from organisation.services import appoint
from organisation.states import Role
from tests.factories import make_user, make_world
from workflows import audit
from workflows.engine import perform
from workflows.models import AuditEvent, Leaf
from workflows.seals.checkpoints import seal
from workflows.seals.sequencer import sequence

WRITERS, PAIRS, SECONDS, SUSTAINED = 16, 24, 1.5, 10.0
fork = multiprocessing.get_context("fork")


class PlainEvent(models.Model):
    """Who did what, when and why, as an audit table without a chain has it: found by the same questions as ours."""

    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    act_id = models.UUIDField(db_index=True)
    verb = models.CharField(max_length=40)
    source = models.CharField(max_length=32)
    target = models.CharField(max_length=32)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    capacity = models.CharField(max_length=40)
    on_behalf_of = models.CharField(max_length=200)
    authority = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    request_id = models.CharField(max_length=64)
    at = models.DateTimeField()
    words = models.JSONField()

    class Meta:
        app_label = "workflows"
        managed = False
        indexes = [
            models.Index(fields=["object_type", "object_id", "-id"], name="plain_by_object"),
            models.Index(fields=["actor", "-id"], name="plain_by_actor"),
            models.Index(fields=["verb", "-id"], name="plain_by_verb"),
            models.Index(fields=["at"], name="plain_by_time"),
        ]


COLUMNS = [field.name for field in PlainEvent._meta.fields if not field.primary_key]


def write_plain(batch: Any, records: Any, signature: audit.Signature) -> None:
    """In place of `audit.write`: one row an object, its words in it; no hash, no number, no link."""
    for record in records:
        subject = record.subject
        subject.event_seq += 1
        words = {"actor": signature.actor_name, "reason": signature.reason, "data": record.data}
        row = [
            subject.object_type(), subject.pk, signature.act_id, record.verb, record.source, record.target,
            signature.actor_id, signature.capacity, signature.on_behalf_of, signature.authority, subject.version,
            subject.content_hash, signature.request_id, signature.at, words,
        ]  # fmt: skip
        batch.insert(PlainEvent, COLUMNS, [row])


@contextmanager
def unguarded() -> Any:
    """The plain side pays for no guard either: the whole protection is charged to the chain."""
    table = Nomination._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_guard_row")
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_guard_row")


def run() -> dict[str, Any]:
    """Each writer holds and resumes nominations of its own through the door, on a connection of its own."""
    shifts = _seeded()
    crew = Crew(shifts)
    with connection.schema_editor() as editor:
        editor.create_model(PlainEvent)
    rates: dict[str, list[float]] = {"chain": [], "plain": []}
    sides = {"chain": lambda: crew.work(SECONDS, "chain"), "plain": lambda: _plainly(crew)}
    for turn in range(PAIRS + 1):
        for side in sorted(sides, reverse=bool(turn % 2)):
            rate = sides[side]()
            if turn:  # the first is for warmth
                rates[side].append(rate)
    costs = [1 - mine / plain for mine, plain in zip(rates["chain"], rates["plain"], strict=True)]
    cost = round(1 - median(rates["chain"]) / median(rates["plain"]), 3)
    caught_up = _timed_sequence()
    kept_up = _sustained(crew)
    crew.dismiss()
    return {
        "chain_cost": cost, "cost_spread": spread(costs),
        **{f"{side}_per_s": round(median(found)) for side, found in rates.items()},
        "writers": WRITERS, "pairs": PAIRS, **caught_up, **kept_up, "load": round(os.getloadavg()[0], 1),
    }  # fmt: skip


def _plainly(crew: "Crew") -> float:
    with unguarded():
        return crew.work(SECONDS, "plain")


def _seeded() -> list[tuple[Any, list[Nomination]]]:
    """For each writer an account and a dossier under its review."""
    world = make_world()
    seed_nominations(world, WRITERS * EACH, state="under_review", dossier_state="received")
    analyse()
    shifts = []
    for place, dossier in enumerate(Dossier.objects.order_by("pk")):
        person = make_user(world.organisation, f"writer-{place}", f"Người Ghi {place}")
        appoint(person, Role.OFFICE_REVIEWER, world.root)
        Dossier.objects.filter(pk=dossier.pk).update(reviewer=person)
        shifts.append((person, list(dossier.nominations.order_by("pk"))))
    return shifts


class Crew:
    """Writers in processes of their own; all start together and stop by the clock."""

    def __init__(self, shifts: list[tuple[Any, list[Nomination]]]) -> None:
        connections.close_all()
        gc.freeze()
        self.start, self.ends = fork.Barrier(len(shifts) + 1), fork.SimpleQueue()
        self.orders = [fork.SimpleQueue() for _ in shifts]
        self.processes = [
            fork.Process(target=_writer, args=(*shift, self.orders[place], self.start, self.ends), daemon=True)
            for place, shift in enumerate(shifts)
        ]
        for process in self.processes:
            process.start()

    def work(self, seconds: float, side: str, meanwhile: Callable[[], Any] = lambda: None) -> float:
        """Acts a second of all writers together."""
        for order in self.orders:
            order.put((seconds, side))
        self.start.wait()
        began = perf_counter()
        meanwhile()
        done = sum(self.ends.get() for _ in self.processes)
        if done < 0:
            raise RuntimeError("a writer failed")
        return done / (perf_counter() - began)

    def dismiss(self) -> None:
        for order in self.orders:
            order.put(None)
        for process in self.processes:
            process.join(10)


def _writer(person: Any, subjects: list[Nomination], orders: Any, start: Barrier, ends: Any) -> None:
    turns = cycle(subjects)
    while order := orders.get():
        seconds, side = order
        done = 0
        with patch.object(audit, "write", write_plain if side == "plain" else audit.write):
            start.wait()
            end = perf_counter() + seconds
            while perf_counter() < end:
                nomination = next(turns)
                verb = "resume" if nomination.state == "on_hold" else "hold"
                perform(nomination, verb, actor=person, reason="Xem xét thêm (hư cấu)")
                done += 1
        ends.put(done)


def _timed_sequence() -> dict[str, Any]:
    """How fast the log takes in what the writers left."""
    began = perf_counter()
    events = sequence()
    return {"sequencer_per_s": round(events / (perf_counter() - began)), "sequenced": events}


def _sustained(crew: Crew) -> dict[str, Any]:
    """Sequencer and seals at work beside the writers: every second here, every five minutes on a site."""
    most = 0

    def seal_along() -> None:
        nonlocal most
        end = perf_counter() + SUSTAINED
        while perf_counter() < end:
            sleep(1)
            most = max(most, _waiting())
            seal()

    rate = crew.work(SUSTAINED, "chain", seal_along)
    behind = round(most / rate, 2)  # seconds of writing that waited for their place
    return {"sealed_beside_per_s": round(rate), "most_waiting": most, "behind_s": behind, "left_waiting": _waiting()}


def _waiting() -> int:
    return AuditEvent.objects.count() - Leaf.objects.count()
