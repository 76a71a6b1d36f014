"""Everything that is kept of one person, place by place: what an erasure shows first and then removes."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Model, Q
from django.utils.functional import cached_property

from nominations.models import (
    Attachment,
    Comment,
    ConsolidatedList,
    Decision,
    Dossier,
    ListImport,
    Nomination,
    UnitLetter,
)
from notifications.models import Letter, Message
from organisation.models import User
from organisation.text import fold
from workflows.models import AuditEvent, AuditPayload, ContentSnapshot, OutboxEntry

MARK = "(đã xóa theo yêu cầu)"  # stands in place of a name; kept in the language of the data
FREE_TEXTS: tuple[tuple[type[Model], tuple[str, ...]], ...] = (
    (Dossier, ("letter_note", "late_reason")), (ConsolidatedList, ("note",)),
    (UnitLetter, ("title", "text", "drop_reason")), (Comment, ("name", "text", "finding")),
    (OutboxEntry, ("last_error",)),
)  # fmt: skip
CHUNK = 500


@dataclass
class Person:
    """One person as nominations, perhaps an account, and comments on lists that are not decided name them."""

    nominations: list[Nomination]
    account: User | None = None
    comments: list[Comment] = field(default_factory=list)

    @cached_property
    def names(self) -> set[str]:
        found = [nomination.full_name for nomination in self.nominations]
        found += [self.account.full_name, self.account.username] if self.account else []
        found += [comment.name for comment in self.comments]
        found += self._misspelt
        return {fold(name) for name in found if name and name != MARK}

    @property
    def _misspelt(self) -> Iterator[str]:
        """How decisions that were replaced had the name."""
        lists = {nomination.consolidated_list_id for nomination in self.nominations} - {None}
        replacements = Decision.objects.filter(consolidated_list__in=lists).exclude(corrections={})
        for corrections in replacements.values_list("corrections", flat=True):
            for key in self.keys:
                yield from corrections.get(str(key), {}).get("full_name", ())

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        words = "|".join(map(re.escape, sorted(self.names)))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def is_named_in(self, value: Any) -> bool:
        """Does the text, or any text in the data, bear one of the names, accents and case aside?"""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return bool(self._pattern and self._pattern.search(fold(text)))

    def redacted(self, value: Any) -> Any:
        """The same data; a text that bears a name says that it was erased."""
        if isinstance(value, dict):
            return {name: self.redacted(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.redacted(item) for item in value]
        return MARK if isinstance(value, str) and self.is_named_in(value) else value

    @cached_property
    def keys(self) -> list[int]:
        return [nomination.pk for nomination in self.nominations]

    @cached_property
    def namesakes(self) -> set[str]:
        """Content of other people who bear the same name: theirs to keep."""
        others = Nomination.objects.filter(search_key__in=self.names).exclude(pk__in=self.keys)
        kind, keys = Nomination.object_type(), list(others.values_list("pk", flat=True))
        of_theirs = AuditEvent.objects.filter(object_type=kind, object_id__in=keys)
        return {*of_theirs.values_list("content_hash", flat=True), *others.values_list("content_hash", flat=True)}


@dataclass
class Place:
    """One kind of row that holds something of the person."""

    name: str
    keys: list[Any] = field(default_factory=list)


def places(person: Person) -> list[Place]:
    """Every place, also those that hold nothing."""
    return [Place(name, list(find(person))) for name, find in FINDERS.items()]


def _events(person: Person) -> Any:
    return AuditEvent.objects.filter(object_type=Nomination.object_type(), object_id__in=person.keys)


def _payloads(person: Person) -> Iterator[str]:
    """Words of acts on the nominations alone, and reasons anywhere that name the person. Who acted is no such word."""
    own = set(_events(person).values_list("payload_hash", flat=True))
    others = AuditEvent.objects.filter(payload_hash__in=own).exclude(pk__in=_events(person).values("pk"))
    shared = set(others.values_list("payload_hash", flat=True))
    for row in AuditPayload.objects.iterator(CHUNK):
        said = [row.body.get("reason", ""), row.body.get("data", {})]
        if (row.hash in own and row.hash not in shared) or person.is_named_in(said):
            yield row.hash


def _snapshots(person: Person) -> Iterator[str]:
    """Every version of the nominations, and lists and papers that name the person."""
    own = set(_events(person).values_list("content_hash", flat=True)) | {n.content_hash for n in person.nominations}
    for row in ContentSnapshot.objects.iterator(CHUNK):
        if row.hash in own or (row.hash not in person.namesakes and person.is_named_in(row.body)):
            yield row.hash


def _nominations(person: Person) -> Iterator[int]:
    yield from (nomination.pk for nomination in person.nominations if nomination.full_name != MARK)


def _attachments(person: Person) -> Iterator[int]:
    yield from Attachment.objects.filter(nomination__in=person.keys).values_list("pk", flat=True)


def _imports(person: Person) -> Iterator[int]:
    """The files that brought lists into the person's dossiers: whoever else stands in one stands in the list too."""
    dossiers = {nomination.dossier_id for nomination in person.nominations}
    yield from ListImport.objects.filter(dossier__in=dossiers).exclude(file="").values_list("pk", flat=True)


def _papers(person: Person) -> Iterator[int]:
    """Decisions no longer in force that name the person; those in force are not erased at all."""
    lists = [nomination.consolidated_list_id for nomination in person.nominations]
    for decision in Decision.objects.filter(consolidated_list__in=lists):
        if person.is_named_in([decision.paper, decision.finding, decision.corrections]):
            yield decision.pk


def _naming(model: type[Model], *fields: str) -> Callable[[Person], Iterator[Any]]:
    def find(person: Person) -> Iterator[Any]:
        for key, *values in model._default_manager.values_list("pk", *fields).iterator(CHUNK):
            if person.is_named_in([value for value in values if value]):
                yield key

    return find


def _received(model: type[Model], *fields: str) -> Callable[[Person], Iterator[Any]]:
    """Messages and letters that name the person or were sent to the account."""
    naming = _naming(model, *fields)

    def find(person: Person) -> Iterator[Any]:
        mine = model._default_manager.filter(Q(recipient=person.account) & Q(recipient__isnull=False))
        yield from dict.fromkeys([*naming(person), *mine.values_list("pk", flat=True)])

    return find


def _sessions(person: Person) -> Iterator[str]:
    if person.account:
        for session in Session.objects.iterator(CHUNK):
            if session.get_decoded().get("_auth_user_id") == str(person.account.pk):
                yield session.session_key


def _account(person: Person) -> Iterator[int]:
    if person.account and person.account.full_name != MARK:
        yield person.account.pk


FINDERS: dict[str, Callable[[Person], Iterable[Any]]] = {
    "workflows.auditpayload": _payloads,
    "workflows.contentsnapshot": _snapshots,
    "nominations.nomination": _nominations,
    "nominations.attachment": _attachments,
    "nominations.listimport": _imports,
    "nominations.decision": _papers,
    **{model._meta.label_lower: _naming(model, *fields) for model, fields in FREE_TEXTS},
    "notifications.message": _received(Message, "title", "titles", "body"),
    "notifications.letter": _received(Letter, "subject", "text", "html", "last_error"),
    "sessions.session": _sessions,
    "organisation.user": _account,
}
