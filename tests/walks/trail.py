"""What must hold at the end of every walk: the trail tells the whole walk, and tells it once."""

from collections import Counter

from nominations.models import Decision, Nomination
from nominations.models.consolidated_list import ConsolidatedList
from tests.walks.book import Book
from tests.walks.looking import KINDS, MODELS
from tests.walks.machines import FIRST, leads_to, starts_from
from workflows.disagreements import disagreements
from workflows.models import AuditEvent, ContentSnapshot, OutboxEntry
from workflows.verification import verify_everything

FILED = ("submit",)
REVIEWED = ("mark_eligible", "find_ineligible", "send_back")
DECIDED = ("approve", "strike", "restore")


def check_all(book: Book) -> None:
    strange = {"campaigns.campaign": book.campaign.pk}  # the stranger's own campaign has a trail too
    events = [e for e in AuditEvent.objects.order_by("pk") if strange.get(e.object_type, e.object_id) == e.object_id]
    replay(book, events)
    chains_hold()
    contents_hold(book)
    outbox_holds(book)
    numbers_follow(book)
    duties_are_apart(book, events)
    decisions_say_what_was_signed(book, events)
    assert list(disagreements()) == []


def replay(book: Book, events: list[AuditEvent]) -> None:
    """Played again from the hand-written machines, the events lead every object to where it stands."""
    states: dict[tuple[str, int], str] = {}
    for event in events:
        kind = KINDS[event.object_type]
        before = states.get((kind, event.object_id), FIRST[kind])
        assert (event.source, event.target) == (before, leads_to(kind, event.verb, before)), f"{kind} {event.verb}"
        assert before in starts_from(kind, event.verb), f"{kind} {event.verb} from {before}"
        states[kind, event.object_id] = event.target
    for kind, model in MODELS.items():
        for pk, state in model.objects.values_list("pk", "state"):
            if kind != "campaign" or pk == book.campaign.pk:
                assert state == states.get((kind, pk), FIRST[kind])


def chains_hold() -> None:
    for name, tally in verify_everything().items():
        assert tally.faults == 0, f"{name}: {tally.first}"


def contents_hold(book: Book) -> None:
    """Each object's hash is that of what it says now. A cancelled list keeps what it said when it was given up."""
    for kind, model in MODELS.items():
        for subject in model.objects.all():
            if subject.state != "cancelled":
                assert subject.content_hash == subject.compute_hash(), f"{kind} {subject.pk}"


def outbox_holds(book: Book) -> None:
    """One entry for each that must hear of an act; timers queue their own."""
    entries = OutboxEntry.objects.exclude(effect="nominations.remind_overdue")
    found = [entry for entry in entries if entry.object_type != "campaigns.campaign"]
    told = Counter((e.effect.split(".")[1], KINDS[e.object_type], e.object_id) for e in found)
    assert told == book.told
    assert len({(e.effect, e.act_id, e.object_type, e.object_id) for e in entries}) == len(entries)


def numbers_follow(book: Book) -> None:
    numbers: dict[int, list[int]] = {}
    for year, number in Decision.objects.order_by("pk").values_list("year", "number"):
        numbers.setdefault(year, []).append(number)
    assert numbers == {year: list(range(1, last + 1)) for year, last in book.numbers.items()}


def duties_are_apart(book: Book, events: list[AuditEvent]) -> None:
    """Whoever filed a nomination concluded nothing on it, and neither decided it."""
    who = {person.user.pk: person.same for person in book.people}
    filed: dict[int, set[str]] = {}
    reviewed: dict[int, set[str]] = {}
    for event in events:
        if KINDS[event.object_type] != "nomination":
            continue
        key, person = event.object_id, who[event.actor_id]
        if event.verb in FILED:
            filed.setdefault(key, set()).add(person)
        elif event.verb in REVIEWED:
            assert person not in filed[key], f"{person} filed and reviewed {key}"
            reviewed.setdefault(key, set()).add(person)
        elif event.verb in DECIDED:
            assert person not in filed[key] | reviewed[key], f"{person} filed or reviewed, and decided {key}"


def decisions_say_what_was_signed(book: Book, events: list[AuditEvent]) -> None:
    """Every line of a decision was on the signed page at that version, none was struck, and the paper has just them."""
    for decision in Decision.objects.all():
        target: ConsolidatedList = decision.consolidated_list
        signed = next(e for e in events if e.verb == "sign" and e.object_id == target.pk and is_list(e))
        page = ContentSnapshot.objects.get(hash=signed.content_hash).body["lines"]
        approved = [e for e in events if e.verb == "approve" and e.act_id == signed.act_id]
        standing = {(int(pk), int(version), hash_) for pk, version, hash_, *_rest, struck in page if not struck}
        assert {(e.object_id, e.version, e.content_hash) for e in approved} == standing
        lines = Nomination.objects.filter(consolidated_list=target)
        honoured = sorted(line.full_name for line in lines if line.state in ("approved", "awarded"))
        assert sorted(row["name"] for rows in decision.paper["rows"].values() for row in rows) == honoured
        assert {line.pk for line in lines if line.state != "declined"} == {pk for pk, _version, _hash in standing}


def is_list(event: AuditEvent) -> bool:
    return KINDS[event.object_type] == "list"
