"""The one log: each committed event gets the next index, after its commit, so that slow writers reorder nothing.

Keys of events are given before the commit and may become visible late; indexes are given here, by whoever holds the
row of TreeHead, and never change. A sequencer that dies leaves nothing half done; two at once take turns.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from workflows.models import AuditEvent, Leaf, TreeHead
from workflows.seals.lines import lines_of
from workflows.seals.merkle import Frontier, leaf_hash
from workflows.sets import Batch

TURN = 5_000  # events in one transaction
SLOWEST = timedelta(minutes=10)  # no transaction stays open longer; `sequence(thorough=True)` trusts not even that
BETWEEN_MARKS = timedelta(minutes=1)


def sequence(*, thorough: bool = False) -> int:
    """Gives a place to every committed event that has none; returns how many there were."""
    done = placed = _turn(thorough=thorough)
    while placed == TURN:
        placed = _turn(thorough=thorough)
        done += placed
    return done


@transaction.atomic
def _turn(*, thorough: bool) -> int:
    head = locked_head()
    after = 0 if thorough else head.settled
    waiting = AuditEvent.objects.filter(pk__gt=after, place=None).order_by("pk")
    keys = list(waiting.values_list("pk", flat=True)[:TURN])
    _place(head, keys)
    _settle(head, keys)
    head.save()
    return len(keys)


def locked_head() -> TreeHead:
    """The log as it stands, locked until the transaction ends."""
    TreeHead.objects.get_or_create(pk=1)
    return TreeHead.objects.select_for_update().get(pk=1)


def frontier_of(head: TreeHead) -> Frontier:
    return Frontier(head.size, [bytes.fromhex(root) for root in head.frontier])


def _place(head: TreeHead, keys: Sequence[int]) -> None:
    frontier, rows = frontier_of(head), []
    for key, line in zip(keys, lines_of(keys), strict=True):
        leaf = leaf_hash(line)
        rows.append((frontier.size, key, leaf))
        frontier.append(leaf)
    batch = Batch()
    batch.insert(Leaf, ["index", "event", "hash"], rows)
    batch.run()
    head.size, head.frontier = frontier.size, [root.hex() for root in frontier.roots]


def _settle(head: TreeHead, keys: Sequence[int]) -> None:
    """Remembers how far the keys had come; what is older than SLOWEST lets nothing below it appear any more."""
    now = timezone.now()
    marks = [(datetime.fromisoformat(moment), key) for moment, key in head.marks]
    old = [key for moment, key in marks if moment < now - SLOWEST]
    if len(keys) < TURN:  # else some below may still wait for their turn
        head.settled = max([head.settled, *old])
    marks = [(moment, key) for moment, key in marks if moment >= now - SLOWEST]
    if keys and (not marks or marks[-1][0] < now - BETWEEN_MARKS):
        marks.append((now, keys[-1]))
    head.marks = [(moment.isoformat(), key) for moment, key in marks]
