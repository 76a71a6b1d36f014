"""A proof that one event stands in the sealed log: c2sp.org/tlog-proof, checked by `verify_audit.py --proof`."""

import base64
from typing import Any

from workflows.canonical import canonical
from workflows.content import snapshot
from workflows.models import AuditEvent, Checkpoint, Leaf, Subject
from workflows.seals.merkle import inclusion_proof, root_of


def is_sealed(subject: Subject) -> bool:
    """Does a signed head cover at least one event of the object?"""
    places = Leaf.objects.filter(event__object_type=subject.object_type(), event__object_id=subject.pk)
    return Checkpoint.objects.filter(size__gt=places.order_by("index").values("index")[:1]).exists()


def proof_of(event: AuditEvent) -> dict[str, Any] | None:
    """The event, what it decided on, and its way to the newest checkpoint; None while it is not sealed.

    Reads every leaf hash up to the checkpoint once: a quarter of a second for 100,000 events.
    """
    leaf = Leaf.objects.filter(event=event).first()
    sealed = Checkpoint.objects.filter(size__gt=leaf.index).order_by("-pk").first() if leaf else None
    if leaf is None or sealed is None:
        return None
    rows = Leaf.objects.filter(index__lt=sealed.size).order_by("index").values_list("hash", flat=True)
    leaves = [bytes(row) for row in rows.iterator()]
    path = inclusion_proof(leaf.index, sealed.size, lambda start, end: root_of(leaves[start:end]))
    hashes = "".join(f"{base64.b64encode(node).decode()}\n" for node in path)
    body = snapshot(event.content_hash)
    return {
        "event": canonical(event.leaf()).decode(),
        "content": canonical(body).decode() if body else "",
        "proof": f"c2sp.org/tlog-proof@v1\nindex {leaf.index}\n{hashes}\n{sealed.note}",
    }
