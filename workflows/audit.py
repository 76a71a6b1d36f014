"""Writes and reads the trail. Only the engine writes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from workflows.canonical import canonical_json, canonical_text, digest, sha256_hex, spelt
from workflows.models import GENESIS, AuditEvent, AuditPayload, ContentSnapshot, Subject
from workflows.sets import Batch

EVENT_COLUMNS = [
    "object_type", "object_id", "seq", "prev_hash", "hash", "act_id", "verb", "source", "target", "actor", "capacity",
    "on_behalf_of", "authority", "version", "content_hash", "payload_hash", "request_id", "at",
]  # fmt: skip
OF_THE_OBJECT = [
    "object_type", "object_id", "seq", "prev_hash", "hash", "verb", "source", "target", "version", "content_hash",
    "payload_hash",
]  # fmt: skip


@dataclass
class Record:
    """One step of one object, about to be written."""

    subject: Subject
    verb: str
    source: str
    target: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Signature:
    """Who acts, in which capacity, for whom and why: the same for every event of an act."""

    act_id: UUID
    actor_id: int
    actor_name: str
    capacity: str
    on_behalf_of: str
    authority: str
    reason: str
    request_id: str
    at: datetime


def write(batch: Batch, records: Sequence[Record], signature: Signature) -> None:
    """Adds one event an object, with its words; advances `event_seq` and `event_hash` in memory."""
    payloads: dict[bytes, tuple[str, str, dict]] = {}
    of_the_act = {
        "act_id": signature.act_id, "actor_id": signature.actor_id, "capacity": signature.capacity,
        "on_behalf_of": signature.on_behalf_of, "authority": signature.authority,
        "request_id": signature.request_id, "at": signature.at,
    }  # fmt: skip
    spelt_act = {name: spelt(value) for name, value in of_the_act.items()}
    words = {id(record): _payload(payloads, signature, record.data) for record in records if record.data}
    plain = _payload(payloads, signature, {}) if len(words) < len(records) else ""
    rows = []
    for record in records:
        subject = record.subject
        leaf = {
            "object_type": subject.object_type(), "object_id": subject.pk, "seq": subject.event_seq + 1,
            "prev_hash": subject.event_hash, "verb": record.verb, "source": record.source, "target": record.target,
            "version": subject.version, "content_hash": subject.content_hash,
            "payload_hash": words.get(id(record), plain),
        }  # fmt: skip
        leaf["hash"] = digest(leaf | spelt_act)
        subject.event_seq, subject.event_hash = leaf["seq"], leaf["hash"]
        rows.append([leaf[column] for column in OF_THE_OBJECT])
    same = {"actor" if name == "actor_id" else name: value for name, value in of_the_act.items()}
    batch.insert(AuditEvent, OF_THE_OBJECT, rows, same=same)
    batch.insert(AuditPayload, ["hash", "salt", "body"], list(payloads.values()))


def _payload(payloads: dict[bytes, tuple[str, str, dict]], signature: Signature, data: dict[str, Any]) -> str:
    """The hash of the words, one row for equal words of the act."""
    body = {"actor": signature.actor_name, "reason": signature.reason, "data": data}
    plain = canonical_json(body)
    if plain not in payloads:
        salt = secrets.token_hex(16)
        payloads[plain] = (sha256_hex(salt.encode() + plain), salt, body)
    return payloads[plain][0]


def keep_snapshots(batch: Batch, subjects: Sequence[Subject]) -> None:
    """Keeps what each subject says, once a version; advances `kept_version` in memory."""
    missing = [subject for subject in subjects if subject.kept_version != subject.version]
    rows = [(subject.content_hash, subject.salted_content()) for subject in missing]
    batch.insert(ContentSnapshot, ["hash", "body"], rows, known=True)
    for subject in missing:
        subject.kept_version = subject.version


def history_of(subject: Subject) -> QuerySet[AuditEvent]:
    """The object's events, oldest first."""
    return events_of(subject.object_type(), subject.pk)


def events_of(object_type: str, object_id: int) -> QuerySet[AuditEvent]:
    found = AuditEvent.objects.filter(object_type=object_type, object_id=object_id)
    return found.select_related("actor").order_by("seq")


def words_of(events: Sequence[AuditEvent]) -> dict[str, dict]:
    """The words behind each payload hash; an erased one is missing."""
    hashes = {event.payload_hash for event in events}
    return dict(AuditPayload.objects.filter(hash__in=hashes).values_list("hash", "body"))


@dataclass(frozen=True)
class Finding:
    """One thing wrong with a chain, at one event."""

    object_type: str
    object_id: int
    seq: int
    fault: str


def check_chain(events: Sequence[AuditEvent]) -> list[Finding]:
    """What is wrong with one object's chain, oldest event first; an empty list when it is whole."""
    findings = []
    previous, seq, state = GENESIS, 0, None
    for event in events:
        faults = []
        if event.seq != seq + 1:
            faults.append("sequence")
        if event.prev_hash != previous:
            faults.append("previous hash")
        if event.hash != digest(event.leaf()):
            faults.append("hash")
        if state is not None and event.source != state:
            faults.append("source state")
        findings += [Finding(event.object_type, event.object_id, event.seq, fault) for fault in faults]
        previous, seq, state = event.hash, event.seq, event.target
    return findings


def check_words(events: Sequence[AuditEvent]) -> list[Finding]:
    """Words and snapshots that do not hash to what their event says; erased ones are not a fault."""
    payloads = {row.hash: row for row in AuditPayload.objects.filter(hash__in={e.payload_hash for e in events})}
    snapshots = {row.hash: row for row in ContentSnapshot.objects.filter(hash__in={e.content_hash for e in events})}
    findings = []
    for event in events:
        payload, snapshot = payloads.get(event.payload_hash), snapshots.get(event.content_hash)
        if payload and sha256_hex((payload.salt + canonical_text(payload.body)).encode()) != payload.hash:
            findings.append(Finding(event.object_type, event.object_id, event.seq, "words"))
        if snapshot and digest(snapshot.body) != snapshot.hash:
            findings.append(Finding(event.object_type, event.object_id, event.seq, "content"))
    return findings


def check_head(subject: Subject, events: Sequence[AuditEvent]) -> list[Finding]:
    """Does the object stand where its last event left it, or, without any, where every object begins?"""
    last = events[-1] if events else None
    first_state = str(subject._meta.get_field("state").default)
    expected = (last.seq, last.hash, last.target) if last else (0, GENESIS, first_state)
    if (subject.event_seq, subject.event_hash, subject.state) == expected:
        return []
    return [Finding(subject.object_type(), subject.pk, subject.event_seq, "head")]
