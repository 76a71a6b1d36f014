"""What follows from the acts of the award path. Each runs outside the act, may run twice, and works from the event."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from campaigns.models import Campaign, Inspection, ProgressReport
from campaigns.permissions import LEADERS, OFFICE, UNIT
from nominations.models import (
    Archive,
    ConsolidatedList,
    Consultation,
    Decision,
    Delivery,
    Dossier,
    Nomination,
    Original,
    Override,
    UnitLetter,
)
from nominations.models.dossier import NOT_STATED
from nominations.notices import OVERDUE, RESULT_LETTER, TOLD, URGING_LETTER
from nominations.papers.awards import as_signed
from nominations.permissions import DECIDERS
from nominations.selectors import AWARDED_ONCE, granted_in
from nominations.services import deliveries, publications
from nominations.services.deadlines import follow_deadlines
from nominations.states import DecisionKind, DossierState, NominationState
from notifications.services.messages import Notice, Told, notify, notify_all
from organisation.models import Unit
from organisation.selectors import holders_in, root_unit
from organisation.states import Role
from workflows import clock, content
from workflows.audit import words_of
from workflows.canonical import sha256_hex
from workflows.effects import effect
from workflows.engine import events_of_act, lock
from workflows.lanes import Lane
from workflows.models import AuditEvent, OutboxEntry, Subject
from workflows.seals.checkpoints import seal
from workflows.verbs import verbs_of

SERVICES = "nominations.services"  # what sets type, packs and signs is loaded where it is needed: not at every start


def _subject(entry: OutboxEntry) -> Subject:
    return apps.get_model(entry.object_type)._default_manager.get(pk=entry.object_id)


def _event(entry: OutboxEntry) -> AuditEvent:
    """The verb that asked for the effect; an object that came along with a document has a verb of its own."""
    steps = AuditEvent.objects.select_related("actor").filter(
        act_id=entry.act_id, object_type=entry.object_type, object_id=entry.object_id
    ).order_by("seq")  # fmt: skip
    return next((step for step in steps if step.verb == entry.payload["verb"]), steps[0])


def _holders(roles: Iterable[str], *units: Unit) -> set[int]:
    return set().union(*holders_in({unit.pk for unit in units}, roles, clock.now()).values())


def _tell(entry: OutboxEntry, subject: Subject, audience: str, recipients: set[int], url: str = "") -> None:
    """Who did what to which dossier, why, what is expected now and until when, and one link; never to who did it.

    The link leads to the subject, or to `url`.
    """
    event = _event(entry)
    words = words_of([event]).get(event.payload_hash, {})
    notify(entry, recipients - {event.actor_id}, _notice(event, words, subject, audience, url))


def _notice(event: AuditEvent, words: dict[str, Any], subject: Subject, audience: str, url: str = "") -> Notice:
    past, told = verbs_of(type(subject))[event.verb].past, TOLD[audience, event.verb]
    due_at = getattr(subject, "due_at", None) if told.expected else None
    return Notice(
        told.kind.name, title=lambda: f"{subject}: {event.actor.display_name} {past}", body=words.get("reason", ""),
        expected=lambda: str(told.expected), due_at=None if due_at == NOT_STATED else due_at,
        url=url or subject.get_absolute_url(), thread=f"{subject.object_type()}/{subject.pk}", at=event.at,
    )  # fmt: skip


@effect("nominations.tell_unit")
def tell_unit(entry: OutboxEntry) -> None:
    """The unit hears of receipt, return with reasons, and result."""
    dossier: Dossier = _subject(entry)
    _tell(entry, dossier, "unit", _holders(UNIT, dossier.unit))


@effect("nominations.tell_heads")
def tell_heads(entry: OutboxEntry) -> None:
    """The unit's heads hear that a list waits for their confirmation."""
    dossier: Dossier = _subject(entry)
    _tell(entry, dossier, "heads", _holders([Role.UNIT_HEAD], dossier.unit))


@effect("nominations.tell_office")
def tell_office(entry: OutboxEntry) -> None:
    """The office hears of arrivals, resubmissions, withdrawals, and what the Director did."""
    _tell_root(entry, "office", OFFICE)


@effect("nominations.tell_leaders")
def tell_leaders(entry: OutboxEntry) -> None:
    """The leaders hear of a list to sign."""
    _tell_root(entry, "leaders", LEADERS)


@effect("nominations.tell_proposed")
def tell_proposed(entry: OutboxEntry) -> None:
    """The units whose nominees stand in a list hear that everybody may read it now, and comment."""
    consultation: Consultation = _subject(entry)
    lines = consultation.consolidated_list.nominations.exclude(state=NominationState.DECLINED)
    units = Unit.objects.filter(pk__in=lines.values("unit"))
    _tell(
        entry, consultation, "proposed", _holders(UNIT, *units), reverse("portal_consultation", args=[entry.object_id])
    )


@effect("nominations.tell_considerers")
def tell_considerers(entry: OutboxEntry) -> None:
    """The office hears that somebody commented on a list."""
    _tell_root(entry, "considerers", OFFICE)


@effect("nominations.tell_records")
def tell_records(entry: OutboxEntry) -> None:
    """The records clerk hears of a decision to issue."""
    _tell_root(entry, "records", [Role.RECORDS_CLERK])


@effect("nominations.tell_publishers")
@effect("campaigns.tell_publishers")
def tell_publishers(entry: OutboxEntry) -> None:
    """A plan, a decision or results are to be published: lined up for each portal, and the publisher hears of it."""
    event = _event(entry)
    publications.line_up(_subject(entry), event.verb, since=event.at)
    _tell_root(entry, "publishers", [Role.PUBLISHER], url=reverse("publications"))


def _tell_root(entry: OutboxEntry, audience: str, roles: Iterable[str], url: str = "") -> None:
    """Tells those who hold one of the roles for the whole organisation."""
    subject: Dossier | Nomination | ConsolidatedList = _subject(entry)
    _tell(entry, subject, audience, _holders(roles, root_unit(subject.organisation_id)), url)


@effect("nominations.tell_units")
def tell_units(entry: OutboxEntry) -> None:
    """Each unit that a decision honours, or takes an award from, hears that it is out; the link leads to it."""
    consolidated: ConsolidatedList | Decision = _subject(entry)
    if isinstance(consolidated, Decision):
        units = Unit.objects.filter(pk__in=granted_in(consolidated).values("unit"))
        _tell(entry, consolidated, "units", _holders(UNIT, *units))
        return
    honoured = consolidated.nominations.filter(state=NominationState.AWARDED)
    units = Unit.objects.filter(pk__in=honoured.values("unit"))
    _tell(entry, consolidated.decisions.get(kind=DecisionKind.AWARD), "units", _holders(UNIT, *units))


@effect("nominations.remind_overdue")
def remind_overdue(entry: OutboxEntry) -> None:
    """The deadline passed and the unit has not filed."""
    dossier: Dossier = _subject(entry)
    if dossier.state != DossierState.DRAFT:
        return
    notice = Notice(
        OVERDUE.name, title=lambda: _("%(what)s đã quá hạn nộp") % {"what": dossier},
        body=dossier.round.deadline_phrase, due_at=dossier.round.closes_at,
        expected=lambda: _("Nộp danh sách, nêu lý do nộp chậm; hoặc báo không có đề nghị."),
        url=dossier.get_absolute_url(), thread=f"{dossier.object_type()}/{dossier.pk}", at=clock.now(),
    )  # fmt: skip
    notify(entry, _holders(UNIT, dossier.unit), notice)


@effect("campaigns.follow_deadlines")
def follow(entry: OutboxEntry) -> None:
    """A round's last moment moved: lists that are not filed yet are due then."""
    follow_deadlines(_subject(entry))


@effect("campaigns.tell_checkers")
def tell_checkers(entry: OutboxEntry) -> None:
    """The office hears of a report on a duty or target."""
    _tell_root(entry, "checkers", OFFICE)


@effect("campaigns.tell_reporters")
def tell_reporters(entry: OutboxEntry) -> None:
    """The unit hears what the office made of its report; of the body's own report, the office."""
    report: ProgressReport = _subject(entry)
    _tell(entry, report, "reporters", _holders(OFFICE if report.unit.is_body else UNIT, report.unit))


@effect("campaigns.tell_attenders")
def tell_attenders(entry: OutboxEntry) -> None:
    """Every unit of the campaign hears when and where an event is held, and that its plan has come, as often as that
    changes."""
    report: ProgressReport = _subject(entry)
    brings_a_plan = report.brings_a_plan
    if not brings_a_plan and not report.fixes_the_day:
        return
    told, day = TOLD["attenders", "accept"], report.held_on

    def title() -> str:
        about = [date_format(day, "SHORT_DATE_FORMAT") if day else "", _("kế hoạch chi tiết") if brings_a_plan else ""]
        return f"{report.assignment}: {', '.join(filter(None, about))}"

    notice = Notice(
        told.kind.name, title=title, body=report.place, expected=lambda: str(told.expected), due_at=None,
        url=reverse("campaign_events", args=[report.campaign_id]),
        thread=f"{report.object_type()}/{report.pk}", at=_event(entry).at,
    )  # fmt: skip
    notify(entry, _holders(UNIT, *report.campaign.units.all()), notice)


@effect("campaigns.tell_directors")
def tell_directors(entry: OutboxEntry) -> None:
    """The leaders hear of a plan to sign, or of a report on the whole campaign."""
    _tell_root(entry, "directors", LEADERS)


@effect("campaigns.tell_drafters")
def tell_drafters(entry: OutboxEntry) -> None:
    """The office hears what a leader made of its plan or report."""
    _tell_root(entry, "drafters", OFFICE)


@effect("campaigns.tell_participants")
def tell_participants(entry: OutboxEntry) -> None:
    """Every unit that takes part hears that the campaign has begun."""
    campaign: Campaign = _subject(entry)
    _tell(entry, campaign, "participants", _holders(UNIT, *campaign.units.all()))


@effect("campaigns.tell_inspected")
def tell_inspected(entry: OutboxEntry) -> None:
    """Each unit of the act hears of its inspection and of every answer of the office; of one that it never heard of,
    nothing."""
    events = events_of_act(entry.act_id).filter(object_type=entry.object_type, verb=entry.payload["verb"])
    steps = {event.object_id: event for event in events.select_related("actor")}
    words = words_of(list(steps.values()))
    found = list(Inspection.objects.filter(pk__in=steps).exclude(announced_at=None).select_related("unit"))
    people = holders_in({one.unit_id for one in found}, UNIT, clock.now())
    notify_all(
        [
            Told(
                entry.act_id if one.pk == entry.object_id else uuid.uuid5(entry.act_id, str(one.pk)),
                people.get(one.unit_id, set()) - {steps[one.pk].actor_id},
                _notice(steps[one.pk], words.get(steps[one.pk].payload_hash, {}), one, "inspected"),
            )
            for one in found
        ]
    )  # fmt: skip


@effect("campaigns.tell_inspectors")
def tell_inspectors(entry: OutboxEntry) -> None:
    """The office hears that a unit has mended what an inspection found."""
    _tell_root(entry, "inspectors", OFFICE)


@effect("nominations.seal")
def seal_trail(entry: OutboxEntry) -> None:
    """A legal act is sealed at once."""
    seal(entry.payload["verb"])


@effect("nominations.render_decision", Lane.LONG)
def render_decision(entry: OutboxEntry) -> None:
    """The PDF of a signed decision, made once from the data that was signed; and the file to be signed digitally."""
    decision = _subject(entry)
    store_pdf(decision)
    for original in Original.objects.filter(decision=decision):
        import_string(f"{SERVICES}.originals.store_file")(original)


@effect("nominations.distribute")
@effect("campaigns.distribute")
def distribute(entry: OutboxEntry) -> None:
    """An issued plan or decision has its recipients, and goes at once to those who meet it on the site."""
    document: Campaign | Decision = _subject(entry)
    deliveries.prepare(document, at=_event(entry).at)


@effect("nominations.tell_recipients")
def tell_recipients(entry: OutboxEntry) -> None:
    """The unit's people hear that a document waits for their confirmation; of the body's own, the office."""
    delivery: Delivery = _subject(entry)
    if delivery.unit:
        _tell(entry, delivery, "recipients", _holders(OFFICE if delivery.unit.is_body else UNIT, delivery.unit))


@effect("nominations.sign_originals", Lane.LONG)
def sign_originals(entry: OutboxEntry) -> None:
    """Several originals, signed with one key that somebody opened."""
    import_string(f"{SERVICES}.signing_orders.work_off")(entry.object_id)


def store_pdf(decision: Decision) -> None:
    """Makes the file unless it is there; its hash becomes part of what the decision says.

    Equal data give equal bytes, so two makers store the same file.
    """
    if decision.pdf:
        return
    made = import_string("documents.decision.render_decision")(as_signed(decision))
    digest = sha256_hex(made)
    name = f"{decision.pdf.field.upload_to}{decision.year}/{digest}.pdf"
    if not decision.pdf.storage.exists(name):
        decision.pdf.storage.save(name, ContentFile(made))
    with transaction.atomic():
        locked = lock(decision)
        if not locked.pdf:
            locked.pdf, locked.pdf_sha256 = name, digest
            content.store(locked, ["pdf", "pdf_sha256"])
    decision.__dict__.update(locked.__dict__)


@effect("nominations.pack_archive", Lane.LONG)
def pack_archive(entry: OutboxEntry) -> None:
    """The package of a campaign that somebody ordered, with the PDF of every decision that was signed."""
    store_pdfs(Archive.objects.get(pk=entry.object_id).campaign)
    import_string("nominations.archive.packing.pack")(entry.object_id)


@effect("nominations.print_certificates", Lane.LONG)
def print_certificates(entry: OutboxEntry) -> None:
    """The certificates of a long list, in the form that somebody ordered."""
    import_string("nominations.printing.make")(entry.object_id)


@effect("nominations.export", Lane.LONG)
def export(entry: OutboxEntry) -> None:
    """A list of many rows as a file, as whoever ordered it sees it."""
    import_string("nominations.exports.making.make")(entry.object_id)


def store_pdfs(campaign: Campaign) -> None:
    """Those of the campaign's signed decisions that have none yet."""
    for decision in Decision.objects.filter(campaign=campaign, pdf="").exclude(signed_at=None):
        store_pdf(decision)


@effect("nominations.tell_confirmers")
def tell_confirmers(entry: OutboxEntry) -> None:
    """Those who may confirm hear that a duty is asked to be set aside."""
    _tell_root(entry, "confirmers", DECIDERS)


@effect("nominations.tell_overseers")
def tell_overseers(entry: OutboxEntry) -> None:
    """The auditors, who asked and who confirmed hear of every step of an override."""
    override: Override = _subject(entry)
    auditors = _holders([Role.AUDITOR], root_unit(override.organisation_id))
    _tell(entry, override, "overseers", auditors | {override.asker_id, override.confirmer_id} - {None})


@effect("nominations.deliver_letters")
def deliver_letters(entry: OutboxEntry) -> None:
    """Each letter of the act goes to its unit's people, word for word; an act of its own each, so that who serves two
    units is told twice."""
    events = events_of_act(entry.act_id).filter(object_type=UnitLetter.object_type())
    letters = list(
        UnitLetter.objects.filter(pk__in=events.values("object_id"))
        .select_related("unit", "decision", "campaign", "round")
        .defer("decision__paper")
        .order_by("pk")
    )
    people = holders_in({letter.unit_id for letter in letters}, UNIT, clock.now())
    lists = {letter.decision.consolidated_list_id for letter in letters if letter.decision}
    honoured = Nomination.objects.filter(consolidated_list__in=lists, state__in=AWARDED_ONCE)
    open_to = set(honoured.values_list("unit_id", "consolidated_list_id"))
    notify_all(
        [
            Told(
                uuid.uuid5(entry.act_id, str(letter.pk)), people.get(letter.unit_id, set()),
                letter_notice(letter, open_to),
            )
            for letter in letters
        ]
    )  # fmt: skip


def letter_notice(letter: UnitLetter, open_to: set[tuple[int, int]]) -> Notice:
    """The letter as its readers get it. `open_to`: unit and list of the decisions that the unit may open."""
    place = letter.decision and (letter.unit_id, letter.decision.consolidated_list_id)
    about = letter.decision if place in open_to else letter.campaign
    return Notice(
        (RESULT_LETTER if letter.decision else URGING_LETTER).name, title=lambda: letter.title, body=letter.text,
        url=about.get_absolute_url(), thread=f"{letter.object_type()}/{letter.pk}", at=letter.ended_at or clock.now(),
        due_at=letter.round.closes_at if letter.round else None,
    )  # fmt: skip
