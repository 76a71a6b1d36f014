"""The trail under tampering, in memory and in the database."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection

from nominations.models import Nomination
from tests.factories import make_world, submitted
from workflows import triggers
from workflows.audit import Finding, check_chain, check_head, check_words, history_of
from workflows.canonical import digest, sha256_hex
from workflows.models import GENESIS, AuditEvent, AuditPayload, ContentSnapshot

PATH = [("draft", "submitted"), ("submitted", "received"), ("received", "checked"), ("checked", "closed")]
HASH = sha256_hex(b"")
OTHER = {
    "object_type": "nominations.dossier", "object_id": 8, "seq": 9, "prev_hash": HASH, "act_id": UUID(int=2),
    "verb": "strike", "source": "nil", "target": "nil", "actor_id": 9, "capacity": "director", "on_behalf_of": "ai",
    "authority": "4", "version": 5, "content_hash": "c", "payload_hash": "p", "request_id": "r",
    "at": datetime(2013, 8, 9, 16, 59, 59, 1, tzinfo=UTC),
}  # fmt: skip

# In memory


def chain(*, path: list[tuple[str, str]] = PATH) -> list[AuditEvent]:
    """A sound chain of one invented object."""
    events: list[AuditEvent] = []
    for seq, (source, target) in enumerate(path, 1):
        event = AuditEvent(
            object_type="test.thing", object_id=7, seq=seq, prev_hash=events[-1].hash if events else GENESIS,
            act_id=UUID(int=1), verb="move", source=source, target=target, actor_id=1, capacity="office_head",
            version=1, content_hash=HASH, payload_hash=HASH, at=datetime(2013, 8, 9, 16, 59, 59, tzinfo=UTC),
        )  # fmt: skip
        event.hash = digest(event.leaf())
        events.append(event)
    return events


def found(events: list[AuditEvent]) -> list[tuple[int, str]]:
    return [(finding.seq, finding.fault) for finding in check_chain(events)]


def test_chain_untouched_is_whole() -> None:
    assert found(chain()) == []


@pytest.mark.parametrize("name", AuditEvent.HASHED)
def test_chain_names_the_event_whose_field_was_edited(name: str) -> None:
    events = chain()

    setattr(events[1], name, OTHER[name])

    assert [seq for seq, fault in found(events) if fault == "hash"] == [events[1].seq]


def test_chain_edited_and_hashed_again_breaks_at_the_next_event() -> None:
    events = chain()

    events[1].capacity = "director"
    events[1].hash = digest(events[1].leaf())

    assert found(events) == [(3, "previous hash")]


def test_chain_with_a_wrong_hash_breaks_there_and_after() -> None:
    events = chain()

    events[1].hash = HASH

    assert found(events) == [(2, "hash"), (3, "previous hash")]


def test_chain_reordered_is_found() -> None:
    events = chain()

    events[1], events[2] = events[2], events[1]

    assert (3, "sequence") in found(events)
    assert (3, "previous hash") in found(events)


@pytest.mark.parametrize("cut", [0, 1, 2])
def test_chain_with_an_event_cut_out_is_found(cut: int) -> None:
    events = chain()

    del events[cut]

    assert {(cut + 2, "sequence"), (cut + 2, "previous hash")} <= set(found(events))


def test_chain_with_a_source_that_was_not_reached_is_found() -> None:
    events = chain(path=[("draft", "submitted"), ("draft", "received")])

    assert found(events) == [(2, "source state")]


def test_head_of_a_cut_tail_is_found() -> None:
    events = chain()
    last = events[-1]
    subject = Nomination(pk=7, event_seq=last.seq, event_hash=last.hash, state=last.target)

    assert check_head(subject, events) == []
    assert check_chain(events[:-1]) == []
    assert check_head(subject, events[:-1]) == [Finding("nominations.nomination", 7, 4, "head")]


def test_head_that_moved_without_any_event_is_found() -> None:
    assert check_head(Nomination(pk=7, state="draft"), []) == []
    assert check_head(Nomination(pk=7, state="approved"), []) == [Finding("nominations.nomination", 7, 0, "head")]


# In the database


@pytest.fixture
def history(db: None) -> list[AuditEvent]:
    """The events of a filed nomination, with the database's guards off until the test ends."""
    dossier = submitted(make_world(), count=1)
    connection.check_constraints()  # PostgreSQL drops no trigger while checks are pending
    triggers.uninstall()
    return list(history_of(dossier.nominations.get()))


def check() -> list[tuple[int, str]]:
    nomination = Nomination.objects.get()
    events = list(history_of(nomination))
    findings = check_chain(events) + check_words(events) + check_head(nomination, events)
    return [(finding.seq, finding.fault) for finding in findings]


def test_database_untouched_is_whole(history: list[AuditEvent]) -> None:
    assert check() == []


def test_database_edited_is_found(history: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(pk=history[0].pk).update(at=datetime(2013, 8, 9, tzinfo=UTC))

    assert check() == [(1, "hash")]


def test_database_edited_and_hashed_again_is_found_by_the_head(history: list[AuditEvent]) -> None:
    event = history[0]
    event.at = datetime(2013, 8, 9, tzinfo=UTC)
    AuditEvent.objects.filter(pk=event.pk).update(at=event.at, hash=digest(event.leaf()))

    assert check() == [(1, "head")]


def test_database_without_its_events_is_found(history: list[AuditEvent]) -> None:
    AuditEvent.objects.filter(pk=history[0].pk).delete()

    assert check() == [(1, "head")]


def test_database_with_a_state_of_its_own_is_found(history: list[AuditEvent]) -> None:
    Nomination.objects.update(state="approved")

    assert check() == [(1, "head")]


def test_words_altered_are_found(history: list[AuditEvent]) -> None:
    row = AuditPayload.objects.get(hash=history[0].payload_hash)
    AuditPayload.objects.filter(pk=row.pk).update(body={**row.body, "actor": "Người Khác"})

    assert check() == [(1, "words")]


def test_words_altered_to_what_is_never_written_are_found(history: list[AuditEvent]) -> None:
    row = AuditPayload.objects.get(hash=history[0].payload_hash)
    AuditPayload.objects.filter(pk=row.pk).update(body={**row.body, "data": {"share": 0.5}})

    assert check() == [(1, "words")]


def test_words_with_another_salt_are_found(history: list[AuditEvent]) -> None:
    AuditPayload.objects.filter(hash=history[0].payload_hash).update(salt="0" * 32)

    assert check() == [(1, "words")]


def test_snapshot_altered_is_found(history: list[AuditEvent]) -> None:
    row = ContentSnapshot.objects.get(hash=history[0].content_hash)
    ContentSnapshot.objects.filter(pk=row.pk).update(body={**row.body, "full_name": "Người Khác"})

    assert check() == [(1, "content")]


def test_words_and_snapshots_erased_are_no_fault(history: list[AuditEvent]) -> None:
    AuditPayload.objects.all().delete()
    ContentSnapshot.objects.all().delete()

    assert check() == []
