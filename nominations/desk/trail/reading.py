"""The trail as an auditor reads it: each event with its object, with what stood on the screen, and with the verdict."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from nominations.desk.trail.finding import KINDS
from nominations.shown import shown_content, shown_events, shown_parts
from workflows.audit import Finding, check_chain, check_head, check_words
from workflows.content import parts
from workflows.models import AuditEvent, ContentSnapshot, Subject

FAULTS = {
    "sequence": _("số thứ tự không liền với sự kiện trước"),
    "previous hash": _("không nối tiếp mã băm của sự kiện trước"),
    "hash": _("sự kiện không khớp mã băm của nó"),
    "source state": _("không bắt đầu từ trạng thái mà sự kiện trước để lại"),
    "words": _("lời ghi (người, lý do) không khớp mã băm"),
    "content": _("nội dung lưu không khớp mã băm"),
    "head": _("hiện trạng không phải là trạng thái mà sự kiện cuối để lại"),
}


def with_objects(events: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    """The events in words, each with its `object` and `kind`: one query for each kind of object."""
    objects: dict[tuple[str, int], Subject] = {}
    for label, model in KINDS.items():
        keys = {event.object_id for event in events if event.object_type == label}
        found = model._default_manager.select_related(*named_after(model)).in_bulk(keys) if keys else {}
        objects |= {(label, pk): subject for pk, subject in found.items()}
    return [
        {**row, "object": objects[key(row["event"])], "kind": KINDS[row["event"].object_type]._meta.verbose_name}
        for row in shown_events(events)
        if key(row["event"]) in objects
    ]


def key(event: AuditEvent) -> tuple[str, int]:
    return event.object_type, event.object_id


def named_after(model: type[Subject]) -> list[str]:
    """What the object's name is made from."""
    return [
        field.name for field in model._meta.fields if field.name in ("unit", "assignment", "nomination", "decision")
    ]


def history(events: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    """One object's events, oldest first, each with the whole `content` decided on and the `parts` that had changed.

    `content` is None when it was erased; `parts` is None at the first event and where either side was erased.
    """
    hashes = {event.content_hash for event in events}
    bodies = dict(ContentSnapshot.objects.filter(hash__in=hashes).values_list("hash", "body"))
    rows = shown_events(events)
    before = None
    for row in rows:
        body = bodies.get(row["event"].content_hash)
        row["content"] = shown_content(body) if body else None
        row["parts"] = _changed(before, body) if before and body else None
        before = body
    return rows


def since_then(subject: Subject, events: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    """What the object says now that it did not say at its last event: edited since, and not yet decided on."""
    if not events or events[-1].content_hash == subject.content_hash:
        return []
    before = ContentSnapshot.objects.filter(hash=events[-1].content_hash).first()
    return _changed(before.body, subject.content()) if before else []


def _changed(old: dict[str, Any], new: dict[str, Any]) -> list[dict[str, Any]]:
    return shown_parts([part for part in parts(old, new) if part.changed])


def faults_of(subject: Subject, events: Sequence[AuditEvent]) -> list[Finding]:
    """Everything wrong with one object's chain, by event."""
    findings = check_chain(events) + check_words(events) + check_head(subject, events)
    return sorted(findings, key=lambda finding: finding.seq)


def in_words(finding: Finding) -> dict[str, Any]:
    """A finding as the verdict shows it."""
    return {
        "kind": KINDS[finding.object_type]._meta.verbose_name,
        "object_type": finding.object_type,
        "object_id": finding.object_id,
        "seq": finding.seq,
        "words": FAULTS.get(finding.fault, finding.fault),
    }


def above(subject: Subject) -> list[Subject]:
    """The documents that the object belongs to, each with a history of its own."""
    kinds = tuple(KINDS.values())
    linked = [getattr(subject, field.name) for field in subject._meta.fields if field.is_relation]
    return [found for found in linked if isinstance(found, kinds)]
