"""Who is to be reminded of a deadline today, and what they still lack. Nothing is written here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Campaign, Participation, ReminderRule, Round
from campaigns.states import Audience, CampaignState
from nominations.completeness import missing_from
from nominations.models import Dossier
from nominations.models.dossier import NOT_STATED
from nominations.states import NOT_FILED
from nominations.states import DossierState as S
from organisation.calendar import add_working_days, is_working_day
from organisation.models import Unit

HOUR = 8  # of the morning
USUAL = (  # where neither campaign nor installation has rules of its own
    ReminderRule(days=-5, audience=Audience.UNIT),
    ReminderRule(days=-1, audience=Audience.UNIT),
    ReminderRule(days=0, audience=Audience.UNIT),
    ReminderRule(days=1, audience=Audience.UNIT_HEAD),
    ReminderRule(days=3, audience=Audience.OFFICE),
)


@dataclass(frozen=True)
class Owed:
    """A unit that has not filed, and the rule that is due."""

    rule: ReminderRule
    round: Round
    unit: Unit
    dossier: Dossier | None

    def lacks(self) -> str:
        """What is missing, in words."""
        return lacks(self.dossier, self.round)


def lacks(dossier: Dossier | None, round_: Round) -> str:
    """What a unit that has not filed lacks, in words."""
    if dossier is None:
        return _("Đơn vị chưa lập danh sách.")
    if dossier.state == S.RETURNED:
        return _("Danh sách bị trả lại chưa được sửa và nộp lại.")
    nominations = list(dossier.nominations.all())
    if not nominations:
        return _("Danh sách chưa có đề nghị nào; nếu không có, hãy báo không có đề nghị.")
    settings = round_.campaign.settings
    unfinished = sum(bool(missing_from(nomination, settings=settings)) for nomination in nominations)
    if unfinished:
        return ngettext(
            "Còn %(count)d đề nghị chưa đủ thông tin.", "Còn %(count)d đề nghị chưa đủ thông tin.", unfinished
        ) % {"count": unfinished}
    return _("Danh sách đã đủ thông tin, chờ thủ trưởng đơn vị xác nhận và nộp.")


def unfiled(round_: Round) -> list[tuple[Unit, Dossier | None]]:
    """The units that have not filed in the round, in the plan's order, each with what it has begun."""
    begun = Dossier.objects.filter(round=round_).prefetch_related("nominations__award_form")
    dossiers = {dossier.unit_id: dossier for dossier in begun.select_related("unit")}
    places = Participation.objects.filter(campaign=round_.campaign_id).select_related("unit")
    found = [(place.unit, dossiers.get(place.unit_id)) for place in places]
    return [(unit, dossier) for unit, dossier in found if (dossier.state if dossier else "") in NOT_FILED]


def day_of(rule: ReminderRule, closes_at: datetime) -> date:
    """The working day on which the rule is due; on the day itself means the last working day up to it."""
    day = timezone.localtime(closes_at).date()
    if rule.days > 0:
        return add_working_days(day, rule.days)
    left = -rule.days
    while left or not is_working_day(day):
        day -= timedelta(days=1)
        left -= bool(left) and is_working_day(day)
    return day


def owed_at(now: datetime) -> Iterator[Owed]:
    """Every unit that a rule of today is about: the latest due rule of each audience, none of the missed before it."""
    local = timezone.localtime(now)
    if local.hour < HOUR:
        return
    rounds = Round.objects.filter(campaign__state=CampaignState.LAUNCHED, closes_at__isnull=False)
    for round_ in rounds.select_related("campaign"):
        if round_.takes_nominations and round_.closes_at:
            yield from _of_round(round_, due(rules_of(round_.campaign), round_.closes_at, local))


def due(rules: Iterable[ReminderRule], closes_at: datetime, now: datetime) -> list[ReminderRule]:
    """The rules that are due, one an audience; a rule of before the deadline is not caught up after it."""
    latest: dict[str, ReminderRule] = {}
    for rule in rules:
        is_over = rule.days <= 0 and now > closes_at
        if day_of(rule, closes_at) <= now.date() and not is_over:
            latest[rule.audience] = rule
    return list(latest.values())


def rules_of(campaign: Campaign) -> list[ReminderRule]:
    """The campaign's own, else the installation's, else the usual ones; by day."""
    own = list(campaign.reminder_rules.all()) or list(ReminderRule.objects.filter(campaign=None))
    return own or list(USUAL)


def _of_round(round_: Round, rules: list[ReminderRule]) -> Iterator[Owed]:
    if not rules:
        return
    told = set(round_.reminders.values_list("unit", "days", "audience"))
    for unit, dossier in unfiled(round_):
        if dossier and dossier.due_at == NOT_STATED:
            continue  # the office sent it back after the deadline, and set none
        for rule in rules:
            if (unit.pk, rule.days, rule.audience) not in told:
                yield Owed(rule, round_, unit, dossier)
