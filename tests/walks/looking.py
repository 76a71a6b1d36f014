"""What the database says after each step, held against the walk's own book."""

from typing import Any

from django.db import connection
from viewflow.workflow.models import Task

from campaigns.models import Campaign
from nominations.models import Attachment, ConsolidatedList, Decision, Dossier, Nomination, NumberSeries
from organisation.models import UnitGrant
from tests.walks.book import Book, Thing
from tests.walks.cast import Person
from workflows.models import AuditEvent, AuditPayload, IdempotencyKey, OutboxEntry

MODELS = {
    "campaign": Campaign, "dossier": Dossier, "nomination": Nomination, "list": ConsolidatedList, "decision": Decision,
}  # fmt: skip
KINDS = {model._meta.label_lower: kind for kind, model in MODELS.items()}
WHOLE = (*MODELS.values(), Attachment, NumberSeries, Task)  # compared row by row
GROWING = (AuditEvent, AuditPayload, IdempotencyKey, OutboxEntry, UnitGrant)  # compared by their count


class Picture:
    """The tables of the path at one moment; equal when nothing happened between two of them."""

    def __init__(self) -> None:
        self.rows = {model._meta.label_lower: _rows(model._meta.db_table) for model in WHOLE}
        self.counts = _counts()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Picture) and (self.rows, self.counts) == (other.rows, other.counts)

    def of(self, kind: str) -> dict[int, dict[str, Any]]:
        return self.rows[MODELS[kind]._meta.label_lower]


def _rows(table: str) -> dict[int, dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        names = [column[0] for column in cursor.description]
        place = names.index("id")
        return {row[place]: dict(zip(names, row, strict=True)) for row in cursor.fetchall()}


def _counts() -> tuple[int, ...]:
    asked = ", ".join(f'(SELECT count(*) FROM "{model._meta.db_table}")' for model in GROWING)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return cursor.fetchone()


def agree(book: Book, picture: Picture) -> None:
    """Every thing of the book stands in the database as the book has it, and nothing else stands there."""
    for kind in ("dossier", "nomination", "list", "decision"):
        assert set(picture.of(kind)) == {thing.pk for thing in book.all(kind)}, f"{kind}: not the same rows"
    for thing in book.things:
        row = picture.of(thing.kind)[thing.pk]
        known = {name: row[name] for name in _expected(thing)}
        assert known == _expected(thing), f"{thing}: {known}"


def _expected(thing: Thing) -> dict[str, Any]:
    found: dict[str, Any] = {"state": thing.state, "event_seq": thing.steps}
    if thing.kind == "dossier":
        filed = {"submissions": thing.submissions, "is_late": thing.is_late}
        found |= {"filed_by_id": _key(thing.filed_by), "reviewer_id": _key(thing.reviewer), **filed}
    elif thing.kind == "nomination":
        found |= {"filed_by_id": _key(thing.filed_by), "reviewed_by_id": _key(thing.reviewed_by)}
        found |= {"consolidated_list_id": thing.on_list and thing.on_list.pk, "only_namesake": thing.told_apart}
    elif thing.kind == "list":
        found |= {"created_by_id": _key(thing.created_by), "forwarded_by_id": _key(thing.forwarded_by)}
    elif thing.kind == "decision":
        found |= dict(zip(("year", "number"), thing.number, strict=True))
    return found


def _key(person: Person | None) -> int | None:
    return person and person.user.pk


def note_versions(book: Book, picture: Picture) -> None:
    """What now stands on the screens."""
    for thing in book.things:
        row = picture.of(thing.kind)[thing.pk]
        seen = (row["version"], row["content_hash"])
        if not thing.seen or thing.seen[-1] != seen:
            thing.seen.append(seen)
