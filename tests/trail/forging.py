"""What whoever owns the database can do to the trail, in SQL, once the guards are off."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings

from nominations.models import Nomination
from workflows import clock
from workflows.canonical import digest
from workflows.models import (
    GENESIS,
    AuditEvent,
    Checkpoint,
    Leaf,
    Subject,
    TreeHead,
)  # fmt: skip
from workflows.seals.checkpoints import Head
from workflows.seals.lines import lines_of
from workflows.seals.merkle import Frontier, leaf_hash, root_of
from workflows.seals.notes import Signer, signed_note
from workflows.seals.sequencer import sequence


def event_at(index: int) -> AuditEvent:
    return AuditEvent.objects.get(place__index=index)


def index_of(verb: str, kind: type[Subject] = Nomination) -> int:
    """The leaf of the first such act."""
    events = AuditEvent.objects.filter(object_type=kind.object_type(), verb=verb, place__isnull=False)
    return events.order_by("place__index").values_list("place__index", flat=True)[0]


def last_index(kind: type[Subject]) -> int:
    """The leaf of the last act on an object of the kind."""
    events = AuditEvent.objects.filter(object_type=kind.object_type(), place__isnull=False)
    return events.order_by("-place__index").values_list("place__index", flat=True)[0]


def change(index: int, **values: Any) -> None:
    AuditEvent.objects.filter(place__index=index).update(**values)


def rehash() -> None:
    """Numbers, links and hashes of every chain anew, and each object where its last event leaves it."""
    heads: dict[tuple[str, int], AuditEvent] = {}
    events = list(AuditEvent.objects.order_by("place__index", "pk"))
    for event in events:
        before = heads.get((event.object_type, event.object_id))
        event.seq, event.prev_hash = (before.seq + 1, before.hash) if before else (1, GENESIS)
        event.source = before.target if before else event.source
        event.hash = digest(event.leaf())
        heads[event.object_type, event.object_id] = event
    for event in events:  # out of each other's way first: a number stands once
        AuditEvent.objects.filter(pk=event.pk).update(seq=event.seq + 10**6)
    for event in events:
        AuditEvent.objects.filter(pk=event.pk).update(
            seq=event.seq, prev_hash=event.prev_hash, source=event.source, hash=event.hash
        )
    for (kind, pk), event in heads.items():
        stand(kind, pk, event)


def stand(kind: str, pk: int, event: AuditEvent | None) -> None:
    """Puts the object where that event leaves it; without one, where every object begins."""
    model = apps.get_model(kind)
    seq, hash_, state = (event.seq, event.hash, event.target) if event else (0, GENESIS, None)
    state = state or model._meta.get_field("state").default
    model._default_manager.filter(pk=pk).update(event_seq=seq, event_hash=hash_, state=state)


def stand_all() -> None:
    for model in [apps.get_model(kind) for kind in set(AuditEvent.objects.values_list("object_type", flat=True))]:
        for pk in model._default_manager.values_list("pk", flat=True):
            last = AuditEvent.objects.filter(object_type=model.object_type(), object_id=pk).order_by("seq").last()
            stand(model.object_type(), pk, last)


def log_anew() -> None:
    """The sequencer gives every event its place again, and the tree grows from nothing."""
    Leaf.objects.all()._raw_delete("default")
    TreeHead.objects.all()._raw_delete("default")
    sequence(thorough=True)


def remove(*indexes: int) -> None:
    gone = list(Leaf.objects.filter(index__in=indexes).values_list("event_id", flat=True))
    Leaf.objects.filter(index__in=indexes)._raw_delete("default")
    AuditEvent.objects.filter(pk__in=gone)._raw_delete("default")


def cut(size: int) -> None:
    """Everything after the first `size` leaves never was."""
    for pk in AuditEvent.objects.exclude(place__index__lt=size).values_list("pk", flat=True):
        Leaf.objects.filter(event=pk)._raw_delete("default")
        AuditEvent.objects.filter(pk=pk)._raw_delete("default")
    stand_all()
    log_anew()


def forget_checkpoints(size: int = 0) -> None:
    Checkpoint.objects.filter(size__gt=size)._raw_delete("default")


def sign_again(key: Signer) -> None:
    """Every checkpoint over the tree as it is now, by whoever holds a key."""
    leaves = [bytes(leaf) for leaf in Leaf.objects.order_by("index").values_list("hash", flat=True)]
    for made in Checkpoint.objects.order_by("pk"):
        old = Head.parse(made.note.partition("\n\n")[0] + "\n")
        size = min(old.size, len(leaves))
        head = Head(old.origin, size, root_of(leaves[:size]), old.time, old.occasion)
        Checkpoint.objects.filter(pk=made.pk).update(size=size, root=head.root.hex(), note=signed_note(str(head), key))


def act_again(index: int, **values: Any) -> None:
    """One more act on the object of that leaf, which leaves it in its state."""
    event = event_at(index)
    last = AuditEvent.objects.filter(object_type=event.object_type, object_id=event.object_id).order_by("seq").last()
    last.pk, last.seq, last.prev_hash, last.source = None, last.seq + 1, last.hash, last.target
    for name, value in {"verb": "endorse", "at": clock.now(), **values}.items():
        setattr(last, name, value)
    last.hash = digest(last.leaf())
    last.save(force_insert=True)
    stand(last.object_type, last.object_id, last)


def log_in(order: Sequence[int]) -> None:
    """These events, in this order, are the log."""
    frontier, lines = Frontier(), lines_of(order)
    for line in lines:
        frontier.append(leaf_hash(line))
    Leaf.objects.all()._raw_delete("default")
    Leaf.objects.bulk_create(
        Leaf(index=place, event_id=key, hash=leaf_hash(line))
        for place, (key, line) in enumerate(zip(order, lines, strict=True))
    )
    roots = [root.hex() for root in frontier.roots]
    TreeHead.objects.update(size=len(order), frontier=roots)


def logged() -> list[int]:
    return list(Leaf.objects.order_by("index").values_list("event_id", flat=True))


def swap(one: int, two: int) -> None:
    """Two events change places in the log."""
    order = logged()
    order[one], order[two] = order[two], order[one]
    log_in(order)


def others_after(index: int) -> int:
    """The next leaf that is of another object."""
    event = event_at(index)
    later = AuditEvent.objects.filter(place__index__gt=index).exclude(
        object_type=event.object_type, object_id=event.object_id
    )
    return later.order_by("place__index").values_list("place__index", flat=True)[0]


def own_key() -> Signer:
    return Signer.parse(settings.SEAL_KEY)
