"""The outbox: what follows from an act is done here, after the act is certain.

An entry is written in the act's own transaction, so the database is the truth and a broker only rings the bell. Any
number of drainers may run: each claims one entry by a lease in a short transaction, works outside of it, and marks it.
A drainer renews its lease while it works; one that dies leaves it behind, and when it ends another takes over. So an
effect may run twice, never zero times, and must be idempotent by the entry's id.
"""

import logging
import traceback
import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from workflows.doorbell import Doorbell, wake_a_worker
from workflows.effects import lane_of, registry, within
from workflows.lanes import Lane
from workflows.leases import renewed
from workflows.models import OutboxEntry, Subject, Work
from workflows.models.outbox import WAITING
from workflows.queues import Queue
from workflows.sets import Batch

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=15)
PATIENCE = [timedelta(seconds=10), timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30)]
MAX_ATTEMPTS = len(PATIENCE) + 1
KEPT_ERROR = 4000  # characters of the traceback's end

_bells = {lane: Doorbell(partial(wake_a_worker, lane)) for lane in Lane}
QUEUE = Queue(OutboxEntry, done="done_at", kind="effect", ring=lambda: ring())

COLUMNS = [
    "effect", "act_id", "object_type", "object_id", "payload", "created_at", "available_at", "attempts", "last_error",
]  # fmt: skip


def ring(*lanes: Lane) -> None:
    """Wakes the drainers of these lanes, or of all."""
    for lane in lanes or Lane:
        _bells[lane].ring()


def put(
    batch: Batch, wanted: Iterable[tuple[str, Subject | Work]], *, act_id: uuid.UUID, at: datetime, payload: dict
) -> None:
    """Adds one entry an effect to the caller's writes, and rings their lanes once its transaction is certain."""
    due = at.replace(microsecond=0)  # due at once, also by SQLite's clock, which counts milliseconds
    rows = [(effect, act_id, subject.object_type(), subject.pk, payload, at, due, 0, "") for effect, subject in wanted]
    if rows:
        batch.insert(OutboxEntry, COLUMNS, rows)
        transaction.on_commit(partial(ring, *{lane_of(row[0]) for row in rows}))


def add(effect: str, subject: Subject | Work) -> None:
    """One entry that follows from no act at the door: a deadline passed, long work was ordered."""
    batch = Batch()
    put(batch, [(effect, subject)], act_id=uuid.uuid4(), at=timezone.now(), payload={})
    batch.run()


def drain(limit: int = 50, lease: timedelta = LEASE, lane: Lane | None = None) -> int:
    """Runs the effects of at most `limit` due entries, oldest first, of one lane or of all; returns how many it tried.

    A failed entry is due again after PATIENCE, and dead (kept, with its error) after MAX_ATTEMPTS. Raises RuntimeError
    inside a transaction: an effect must not be undone by somebody else's rollback.
    """
    for tried in range(limit):
        entry = _claim(lease, within(lane) if lane else Q())
        if entry is None:
            return tried
        with renewed(partial(_renew, entry, lease), every=lease.total_seconds() / 3):
            _run(entry)
    return limit


def _claim(lease: timedelta, which: Q) -> OutboxEntry | None:
    """Leases the next due entry and counts the attempt, by the database's clock, before anything can go wrong."""
    with transaction.atomic(durable=True):
        entry = _due().filter(which).select_for_update(skip_locked=True).order_by("pk").first()
        if entry is not None:
            entry.attempts += 1
            OutboxEntry.objects.filter(pk=entry.pk).update(lease_until=Now() + lease, attempts=entry.attempts)
    return entry


def _renew(entry: OutboxEntry, lease: timedelta) -> None:
    """Who lost the lease does not get it back."""
    held = OutboxEntry.objects.filter(pk=entry.pk, attempts=entry.attempts).exclude(lease_until=None)
    held.update(lease_until=Now() + lease)


def _due() -> QuerySet[OutboxEntry]:
    free = Q(lease_until=None) | Q(lease_until__lte=Now())
    earlier = OutboxEntry.objects.filter(
        WAITING, effect=OuterRef("effect"), object_type=OuterRef("object_type"), object_id=OuterRef("object_id"),
        pk__lt=OuterRef("pk"),
    )  # fmt: skip
    return OutboxEntry.objects.filter(free, ~Exists(earlier), WAITING, available_at__lte=Now())


def _run(entry: OutboxEntry) -> None:
    try:
        if entry.attempts > MAX_ATTEMPTS:
            raise RuntimeError(f"each of {MAX_ATTEMPTS} attempts ended with its worker or its lease")
        registry[entry.effect](entry)
    except Exception:  # an effect may raise anything; it is kept with the entry
        _keep_failure(entry, traceback.format_exc()[-KEPT_ERROR:])
    else:
        OutboxEntry.objects.filter(pk=entry.pk, done_at=None).update(done_at=Now(), lease_until=None)


def _keep_failure(entry: OutboxEntry, error: str) -> None:
    """Only the latest holder of the lease may say that the entry failed."""
    dead = entry.attempts >= MAX_ATTEMPTS
    fate = {"dead_at": Now()} if dead else {"available_at": Now() + PATIENCE[entry.attempts - 1]}
    held = OutboxEntry.objects.filter(pk=entry.pk, done_at=None, attempts=entry.attempts)
    held.update(lease_until=None, last_error=error, **fate)
    level = logging.ERROR if dead else logging.WARNING
    logger.log(level, "outbox entry %s (%s): attempt %s failed\n%s", entry.pk, entry.effect, entry.attempts, error)
