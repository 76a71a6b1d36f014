"""Checks the chains of many objects, a batch at a time: four statements a batch, however long the trail.

What no chain can show by itself (a whole history rewritten with new hashes, an invented event) is said in
docs/architecture.md, "The trail".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from workflows.audit import Finding, check_chain, check_head, check_words
from workflows.models import AuditEvent, Subject
from workflows.verbs import subject_models

BATCH = 200  # objects


@dataclass
class Tally:
    """How much was checked, how much of it is wrong, and the first thing wrong."""

    objects: int = 0
    events: int = 0
    faults: int = 0
    first: Finding | None = None

    def note(self, findings: list[Finding]) -> None:
        self.faults += len(findings)
        self.first = self.first or next(iter(findings), None)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.objects + other.objects,
            self.events + other.events,
            self.faults + other.faults,
            self.first or other.first,
        )


def verify(objects: QuerySet[Any]) -> Tally:
    """Checks chain, words, snapshots and head of each object, in the order of their keys."""
    tally = Tally()
    for batch in _batches(objects):
        events = _events_of(batch)
        findings = check_words([event for chain in events.values() for event in chain])
        for subject in batch:
            chain = events.get(subject.pk, [])
            findings += check_chain(chain) + check_head(subject, chain)
        tally.objects += len(batch)
        tally.events += sum(map(len, events.values()))
        tally.note(sorted(findings, key=lambda finding: (finding.object_id, finding.seq)))
    return tally


def _batches(objects: QuerySet[Any]) -> Iterator[list[Subject]]:
    """The objects as far as the check looks at them: their long texts stay in the database."""
    heads = objects.order_by("pk").values("pk", "state", "event_seq", "event_hash")
    batch = list(heads[:BATCH])
    while batch:
        yield [objects.model(**head) for head in batch]
        batch = list(heads.filter(pk__gt=batch[-1]["pk"])[:BATCH])


def _events_of(batch: list[Subject]) -> dict[int, list[AuditEvent]]:
    keys = [subject.pk for subject in batch]
    found = AuditEvent.objects.filter(object_type=batch[0].object_type(), object_id__in=keys)
    by_object = groupby(found.order_by("object_id", "seq"), key=lambda event: event.object_id)
    return {key: list(chain) for key, chain in by_object}


def verify_everything() -> dict[str, Tally]:
    """A tally for each kind of object in the database, and one for events whose object is gone."""
    tallies = {model._meta.label_lower: verify(model._default_manager.all()) for model in subject_models()}
    return {**tallies, "missing": _missing()}


def _missing() -> Tally:
    """Events of objects that stand in no table: their history can't be hidden with them."""
    models = list(subject_models())
    strays = [AuditEvent.objects.exclude(object_type__in=[model._meta.label_lower for model in models])]
    for model in models:
        of_kind = AuditEvent.objects.filter(object_type=model._meta.label_lower)
        strays.append(of_kind.exclude(object_id__in=model._default_manager.values("pk")))
    return sum(map(_stray, strays), Tally())


def _stray(events: QuerySet[AuditEvent]) -> Tally:
    first = events.order_by("object_type", "object_id", "seq").first()
    if first is None:
        return Tally()
    count = events.count()
    return Tally(0, count, count, Finding(first.object_type, first.object_id, first.seq, "object missing"))
