"""What must stand at the end, foretold from the committed events by hand-written rules, against what stands.

Every check yields its discrepancies in words; nothing means that it holds.
"""

import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Min, QuerySet
from django.db.models.functions import Now

from nominations.models import ConsolidatedList, Decision, Dossier, UnitLetter
from nominations.notices import TOLD as KINDS_TOLD
from notifications.models import Letter, Message
from notifications.models.letter import WAITING as UNSENT
from notifications.services.post import UNCERTAIN
from organisation.models import Unit, UnitGrant
from organisation.states import Role
from tests.walks.looking import KINDS
from tests.walks.machines import TOLD
from workflows.models import AuditEvent, IdempotencyKey, Leaf, OutboxEntry
from workflows.verification import verify_everything

AUDIENCES = {
    "office": (Role.OFFICE_REVIEWER, Role.OFFICE_HEAD),
    "leaders": (Role.DIRECTOR, Role.DEPUTY_DIRECTOR),
    "records": (Role.RECORDS_CLERK,),
    "publishers": (Role.PUBLISHER,),
    "unit": (Role.UNIT_OFFICER, Role.UNIT_HEAD),
    "units": (Role.UNIT_OFFICER, Role.UNIT_HEAD),
}
URGING = "nominations.urging_letter"
Told = tuple[uuid.UUID, str, int]  # act, kind of message, person


def differences(what: str, expected: Counter[Any], found: Counter[Any]) -> Iterator[str]:
    for thing in sorted({*expected, *found}, key=str):
        if expected[thing] != found[thing]:
            yield f"{what} {thing}: {found[thing]} instead of {expected[thing]}"


def followed(after: int) -> list[tuple[AuditEvent, str]]:
    """Each event after that key with each effect that must follow from it."""
    events = AuditEvent.objects.filter(pk__gt=after).order_by("pk")
    return [(event, name) for event in events for name in TOLD.get((KINDS.get(event.object_type), event.verb), ())]


def released(after: int) -> Iterator[tuple[uuid.UUID, str, str, int]]:
    """The one entry of each act that sent letters to units; it names the first of them."""
    events = AuditEvent.objects.filter(pk__gt=after, object_type="nominations.unitletter", verb="release")
    for act, first in events.values_list("act_id").annotate(Min("object_id")):
        yield act, "nominations.deliver_letters", "nominations.unitletter", first


def hearers(event: AuditEvent, audience: str) -> set[int]:
    """Who holds the audience's roles where the event happened; never who acted."""
    units = units_of(event, audience)
    grants = UnitGrant.objects.filter(content_object__in=units, permission__codename__in=AUDIENCES[audience])
    return set(grants.values_list("user", flat=True)) - {event.actor_id}


def units_of(event: AuditEvent, audience: str) -> list[Unit]:
    if audience == "unit":
        return [Dossier.objects.get(pk=event.object_id).unit]
    if audience == "units":
        lines = ConsolidatedList.objects.get(pk=event.object_id).nominations.filter(state="awarded")
        return list(Unit.objects.filter(pk__in=lines.values("unit")))
    model = Dossier if KINDS[event.object_type] == "dossier" else ConsolidatedList
    organisation = model.objects.get(pk=event.object_id).organisation_id
    return [Unit.objects.get(organisation=organisation, parent=None)]


def foretold(after: int) -> Counter[Told]:
    """One message an act, kind and person."""
    found: set[Told] = set()
    for event, name in followed(after):
        if name.startswith("tell_"):
            audience = name.removeprefix("tell_")
            kind = KINDS_TOLD[audience, event.verb].kind.name
            found |= {(event.act_id, kind, person) for person in hearers(event, audience)}
    return Counter(found)


def check_messages(after: int, before: set[int]) -> Iterator[str]:
    messages = Message.objects.exclude(pk__in=before)
    told = messages.exclude(kind=URGING)
    yield from differences("message", foretold(after), Counter(told.values_list("act_id", "kind", "recipient")))
    yield from check_correspondence(after, messages.filter(kind=URGING))
    lacking = messages.filter(letter=None).count()
    if lacking:
        yield f"{lacking} messages that want a letter have none"
    letters = Counter(messages.values_list("letter", flat=True))
    shared = [str(letter) for letter, count in letters.items() if count > 1]
    if shared:
        yield f"letter {shared[0]} stands for several messages"
    strays = Letter.objects.filter(messages=None).count()
    if strays:
        yield f"{strays} letters without a message"


def check_correspondence(after: int, messages: QuerySet[Message]) -> Iterator[str]:
    """Each letter that was sent stands once in the inbox of each of its unit's people, word for word; no other does."""
    events = AuditEvent.objects.filter(pk__gt=after, object_type="nominations.unitletter", verb="release")
    letters = UnitLetter.objects.in_bulk(list(events.values_list("object_id", flat=True)))
    expected = Counter(
        (f"nominations.unitletter/{letter.pk}", letter.text, person)
        for letter in letters.values()
        for person in UnitGrant.objects.filter(
            content_object=letter.unit_id, permission__codename__in=AUDIENCES["unit"]
        ).values_list("user", flat=True)
    )
    yield from differences("letter to a unit", expected, Counter(messages.values_list("thread", "body", "recipient")))
    if not letters or not UnitLetter.objects.filter(state="dropped").exists():
        yield "no letter to a unit was sent and none dropped: nothing was tried"


def check_outbox(after: int) -> Iterator[str]:
    expected = Counter(
        (event.act_id, f"nominations.{name}", event.object_type, event.object_id) for event, name in followed(after)
    ) + Counter(released(after))
    acts = AuditEvent.objects.filter(pk__gt=after).values("act_id")
    entries = OutboxEntry.objects.filter(act_id__in=acts)
    yield from differences(
        "outbox entry", expected, Counter(entries.values_list("act_id", "effect", "object_type", "object_id"))
    )
    for entry in OutboxEntry.objects.filter(done_at=None):
        yield f"outbox entry {entry.pk} ({entry.effect}) is not done: {entry.last_error or 'never finished'}"


def check_papers() -> Iterator[str]:
    for decision in Decision.objects.filter(pdf=""):
        yield f"decision {decision.pk} was signed and has no paper"


def check_post(taken: Counter[str]) -> Iterator[str]:
    """Each letter left once, or twice where its sender was killed behind it; whose second sender was killed too is left
    to a person."""
    for letter in Letter.objects.all():
        copies = taken.pop(message_id(letter), 0)
        uncertain = letter.last_error == UNCERTAIN and copies
        if copies > 2 or (letter.sent_at and not copies) or (letter.dead_at and not uncertain):
            yield f"letter {letter.pk}: {copies} copies, given up: {letter.last_error!r}"
    for letter in letters_left():
        yield f"letter {letter.pk} waits still: {letter.attempts} attempts, lease until {letter.lease_until}"
    for stranger in taken:
        yield f"a mail of no letter was sent: {stranger}"


def letters_left() -> QuerySet[Letter]:
    """What may leave by now, in a dead sender's hand or in nobody's."""
    return Letter.objects.filter(UNSENT, available_at__lte=Now())


def message_id(letter: Letter) -> str:
    return f"<{letter.pk}@localhost>"


def check_undone(acts: list[str]) -> Iterator[str]:
    for model in (AuditEvent, OutboxEntry, Message, IdempotencyKey):
        for act_id in model._default_manager.filter(act_id__in=acts).values_list("act_id", flat=True):
            yield f"act {act_id} was undone and left a {model._meta.model_name}"


def check_answered(lines: list[dict[str, Any]]) -> Iterator[str]:
    """A request that was answered counts once, however often it was sent."""
    for line in lines:
        if line["status"] != 302:
            yield f"{line['verb']} of {line['object']} was answered with {line['status']}"
            continue
        kept = IdempotencyKey.objects.filter(actor=line["actor"], key=line["answered"]).values("act_id")
        kind, key = line["object"]
        events = AuditEvent.objects.filter(act_id__in=kept, object_type=kind, object_id=key, verb=line["verb"])
        if events.count() != 1:
            yield f"{line['verb']} of {line['object']} was answered and stands {events.count()} times"


def check_trail() -> Iterator[str]:
    for kind, tally in verify_everything().items():
        if tally.faults:
            yield f"{kind}: {tally.faults} faults, first {tally.first}"
    places = list(Leaf.objects.order_by("index").values_list("index", "event"))
    if [index for index, _event in places] != list(range(len(places))):
        yield "the log has a gap or a double"
    events = set(AuditEvent.objects.values_list("pk", flat=True))
    if {event for _index, event in places} != events:
        yield f"{len(events)} events, {len(places)} of them in the log"
