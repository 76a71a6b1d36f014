"""What the office writes to the units: who is to be written to on an occasion, and the letter drawn from the facts.

Nothing is written into the database here. A letter says no more than the unit may read on its own pages, and says it in
Vietnamese, as every paper of a Vietnamese office: docs/decisions/letters-in-vietnamese.md. Call under Vietnamese.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from campaigns.models import Round
from nominations.models import Decision, Nomination
from nominations.papers.decision import IN_ORDER
from nominations.reminders import lacks, unfiled
from nominations.states import NominationState
from organisation.models import Organisation, Unit, User
from workflows.audit import words_of
from workflows.models import AuditEvent

NOT_AWARDED = {NominationState.INELIGIBLE: "find_ineligible", NominationState.DECLINED: "strike"}


@dataclass(frozen=True)
class Wording:
    """A letter before anybody has looked at it."""

    unit: Unit
    title: str
    text: str


@dataclass
class Outcome:
    """What became of a unit's nominations."""

    unit: Unit
    awarded: list[Nomination] = field(default_factory=list)
    refused: list[Nomination] = field(default_factory=list)


def urging_letters(round_: Round, writer: User) -> Iterator[Wording]:
    """One for each unit that has not filed in the round."""
    campaign, office = round_.campaign, round_.campaign.organisation.office_name
    for unit, dossier in unfiled(round_):
        parts = [
            f"Kính gửi: {unit.name}",
            f"{office} chưa nhận được danh sách đề nghị khen thưởng của đơn vị: {round_.name}, {campaign.name}.",
            _deadline(round_),
            f"Còn thiếu: {lacks(dossier, round_)}",
            "Đề nghị đơn vị hoàn thiện và nộp danh sách; nếu không đề nghị ai, xin báo “Không có đề nghị”.",
            *_closing(campaign.organisation, writer),
        ]
        yield Wording(unit, f"Đôn đốc nộp danh sách đề nghị khen thưởng: {round_.name}", "\n\n".join(parts))


def _deadline(round_: Round) -> str:
    if round_.closes_at is None:
        return f"Thời hạn nộp: {round_.deadline_phrase or 'kế hoạch chưa nêu'}."
    moment = date_format(timezone.localtime(round_.closes_at), "SHORT_DATETIME_FORMAT")
    return f"Thời hạn nộp: {round_.deadline_phrase} (đến hết {moment})."


def result_letters(decision: Decision, writer: User) -> Iterator[Wording]:
    """One for each unit with a nominee that the decision names, or that was refused in the same rounds."""
    outcomes = _outcomes(decision)
    reasons = _reasons([one for outcome in outcomes for one in outcome.refused])
    for outcome in outcomes:
        text = "\n\n".join(_result(decision, outcome, reasons, writer))
        yield Wording(outcome.unit, f"Thông báo kết quả khen thưởng: {decision}", text)


def _result(decision: Decision, outcome: Outcome, reasons: dict[int, str], writer: User) -> Iterator[str]:
    body, campaign = decision.organisation, decision.campaign
    day = date_format(timezone.localtime(decision.signed_at), "SHORT_DATE_FORMAT")
    yield f"Kính gửi: {outcome.unit.name}"
    yield f"{body.office_name} thông báo kết quả xét khen thưởng: {campaign.name}, theo {decision} ngày {day}."
    if outcome.awarded:
        yield "\n".join(["Được khen thưởng:", *_numbered(f"{_named(n)} – {n.award_form}" for n in outcome.awarded)])
    else:
        yield "Đơn vị không có tập thể, cá nhân được khen thưởng trong đợt này."
    if outcome.refused:
        lines = (_refused(nomination, reasons.get(nomination.pk, "")) for nomination in outcome.refused)
        yield "\n".join(["Không được khen thưởng:", *_numbered(lines)])
    if outcome.awarded:
        yield "Đề nghị đơn vị báo kết quả cho tập thể, cá nhân có tên trên; toàn văn quyết định xem trên hệ thống."
    else:
        yield "Đề nghị đơn vị báo kết quả cho tập thể, cá nhân có tên trên."
    yield from _closing(body, writer)


def _named(nomination: Nomination) -> str:
    words = f"{nomination.get_honorific_display()} {nomination.full_name}".strip()
    return ", ".join(filter(None, [words, nomination.position]))


def _refused(nomination: Nomination, reason: str) -> str:
    words = f"{_named(nomination)} – {nomination.get_state_display()}"
    return f"{words}: {reason}" if reason else words


def _numbered(lines: Iterator[str]) -> list[str]:
    return [f"{number}. {line}" for number, line in enumerate(lines, 1)]


def _closing(body: Organisation, writer: User) -> Iterator[str]:
    reached = f"{writer.display_name} ({writer.email})" if writer.email else writer.display_name
    yield f"Cần trao đổi, xin liên hệ {reached}, {body.office_name}."
    yield body.office_name


def _outcomes(decision: Decision) -> list[Outcome]:
    lines = Q(consolidated_list=decision.consolidated_list_id)
    rounds = Nomination.objects.filter(lines).values("dossier__round")
    refused = Q(state=NominationState.INELIGIBLE, dossier__round__in=rounds, campaign=decision.campaign_id)
    told = lines & Q(state__in=(NominationState.AWARDED, NominationState.DECLINED)) | refused
    found = Nomination.objects.filter(told).select_related("unit", "award_form").defer(*Nomination.bulky)
    units: dict[int, Outcome] = {}
    for nomination in found.order_by(*IN_ORDER):
        outcome = units.setdefault(nomination.unit_id, Outcome(nomination.unit))
        (outcome.refused if nomination.state in NOT_AWARDED else outcome.awarded).append(nomination)
    return list(units.values())


def _reasons(refused: list[Nomination]) -> dict[int, str]:
    """The reason last given for each, as the unit reads it in the history of its nomination."""
    found = AuditEvent.objects.filter(
        object_type=Nomination.object_type(), object_id__in=[one.pk for one in refused],
        verb__in=NOT_AWARDED.values(),
    )  # fmt: skip
    events = list(found.order_by("pk"))
    words = words_of(events)
    return {event.object_id: words.get(event.payload_hash, {}).get("reason", "") for event in events}
