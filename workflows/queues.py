"""A person's hand on a queue: sending again, dropping. Each deed and its row for the auditors are one transaction.

What a drainer holds by a lease is left alone: one UPDATE asks for the lease and writes, so neither overtakes the other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Now

from workflows import clock
from workflows.context import request_id
from workflows.models import Deed, Upkeep
from workflows.models.queue import QueueState, condition

FREE = Q(lease_until=None) | Q(lease_until__lte=Now())


@dataclass(frozen=True)
class Queue:
    """Rows with `attempts`, `lease_until`, `available_at`, `dead_at`, `dropped_at` and `last_error`.

    done: the column of success; kind: the column that says what a row is; ring: wakes whoever drains it; anew: further
    columns that begin again; sendable: what of the dead may be sent again at all.
    """

    model: type[Model]
    done: str
    kind: str
    ring: Callable[[], None]
    anew: Mapping[str, Any] = field(default_factory=dict)
    sendable: Q = field(default_factory=Q)

    def state(self, state: str) -> Q:
        return condition(state, self.done)

    def state_of(self, row: Any) -> QueueState:
        """Where one row stands."""
        if getattr(row, self.done):
            return QueueState.DONE
        if row.dead_at:
            return QueueState.DROPPED if row.dropped_at else QueueState.DEAD
        return QueueState.RETRYING if row.last_error else QueueState.WAITING


def retry(queue: Queue, rows: QuerySet, *, actor: Any, reason: str = "", kind: str = "", pk: Any = "") -> int:
    """Those of the rows that are dead begin anew at once; how many. `kind` and `pk` say what was asked for."""
    dead = rows.filter(queue.state(QueueState.DEAD), FREE, queue.sendable)
    anew = {"dead_at": None, "attempts": 0, "last_error": "", "available_at": Now(), **queue.anew}
    with transaction.atomic():
        count = dead.update(**anew)
        _record(Deed.RETRY, queue, count, actor=actor, reason=reason, kind=kind, object_id=str(pk))
        transaction.on_commit(queue.ring)
    return count


def drop(queue: Queue, rows: QuerySet, *, actor: Any, reason: str, kind: str = "", pk: Any = "") -> int:
    """Those of the rows that are not done are never tried again, and stay; how many."""
    left = queue.state(QueueState.WAITING) | queue.state(QueueState.RETRYING) | queue.state(QueueState.DEAD)
    with transaction.atomic():
        count = rows.filter(left, FREE).update(dead_at=Now(), dropped_at=Now(), lease_until=None)
        _record(Deed.DROP, queue, count, actor=actor, reason=reason, kind=kind, object_id=str(pk))
    return count


def _record(deed: Deed, queue: Queue, count: int, *, actor: Any, reason: str, **about: str) -> None:
    if count:
        record(deed, queue.model, actor=actor, reason=reason, count=count, **about)


def record(deed: Deed, model: type[Model], *, actor: Any, reason: str, count: int = 1, **about: str) -> None:
    """One row for the auditors; in the transaction of what it tells."""
    Upkeep.objects.create(
        deed=deed, queue=model._meta.label_lower, actor=actor, organisation=actor.organisation_id, reason=reason,
        count=count, request_id=request_id()[:64], at=clock.now(), **about,
    )  # fmt: skip
