"""What an auditor may want to look at first: found by rules, each by sets of events, each with why it is listed.

None of it accuses anybody: work at night may have been urgent. Thresholds: `TRAIL_THRESHOLDS` in the settings.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import holidays
from django.conf import settings
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, TruncDate, TruncMinute
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from nominations.desk.trail.finding import IN_CAMPAIGNS
from nominations.desk.trail.reading import with_objects
from nominations.models import Decision, Dossier, Nomination
from organisation.calendar import VIETNAM, is_working_day, weekday
from organisation.models import SigningAuthority
from organisation.states import Role
from organisation.swaps import announced
from workflows.models import Access, AuditEvent, AuditPayload, How

MOST = 200  # findings of one rule that a page shows
VERDICTS = ("mark_eligible", "find_ineligible")
LOCAL = {"tzinfo": VIETNAM}
FRIDAY = 5
Events = QuerySet[AuditEvent]


@dataclass(frozen=True)
class Found:
    """One act, by one of its events, and in words why a rule lists it."""

    pk: int
    why: str


@dataclass(frozen=True)
class Rule:
    name: str
    label: Any
    meaning: Any  # what the rule looks for, with its threshold
    find: Callable[[Events], Iterator[Found]]


@dataclass(frozen=True)
class Listed:
    """What one rule found; `rows` are events in words, each with its `why`."""

    rule: Rule
    count: int
    rows: list[dict[str, Any]]

    @property
    def meaning(self) -> str:
        return str(self.rule.meaning) % thresholds()


def events_in(campaign: Campaign) -> Events:
    """The campaign's own events and those of everything filed in it."""
    wanted = Q(object_type=Campaign.object_type(), object_id=campaign.pk)
    for label, model in IN_CAMPAIGNS.items():
        if model is not Campaign:
            wanted |= Q(object_type=label, object_id__in=model._default_manager.filter(campaign=campaign).values("pk"))
    return AuditEvent.objects.filter(wanted).order_by()


def listed(campaign: Campaign, most: int = MOST) -> list[Listed]:
    """Every rule with what it found, newest first; a fixed number of queries for all of them."""
    events = events_in(campaign)
    found = {rule.name: sorted(rule.find(events), key=lambda one: -one.pk) for rule in RULES}
    keys = {one.pk for some in found.values() for one in some[:most]}
    chosen = list(AuditEvent.objects.filter(pk__in=keys).select_related("actor"))
    rows = {row["event"].pk: row for row in with_objects(chosen)}
    return [
        Listed(
            rule,
            len(found[rule.name]),
            [rows[one.pk] | {"why": one.why} for one in found[rule.name][:most] if one.pk in rows],
        )
        for rule in RULES
    ]


def _acts(events: Events, *more: str) -> QuerySet[Any]:
    """One row an act: how many events, and the first of them."""
    return events.values("act_id", *more).annotate(count=Count("pk"), first=Min("pk"), at=Min("at"))


def thresholds() -> dict[str, int]:
    """What the rules' own words name."""
    return settings.TRAIL_THRESHOLDS


def threshold(name: str) -> int:
    return int(settings.TRAIL_THRESHOLDS[name])


def out_of_hours(events: Events) -> Iterator[Found]:
    begins, ends = threshold("day_begins"), threshold("day_ends")
    moments = events.annotate(
        hour=ExtractHour("at", **LOCAL), weekday=ExtractIsoWeekDay("at", **LOCAL), day=TruncDate("at", **LOCAL)
    )
    late = Q(hour__lt=begins) | Q(hour__gte=ends)
    off = Q(weekday__gt=FRIDAY) | Q(day__in=_holidays()) | Q(day__in=_swapped(works=False))
    for act in _acts(moments.filter(late | off & ~Q(day__in=_swapped(works=True)))):
        at = act["at"].astimezone(VIETNAM)
        if is_working_day(at.date()):
            why = _("Thực hiện lúc %(time)s, ngoài khung %(begins)s–%(ends)s giờ.")
        else:
            why = _("Thực hiện lúc %(time)s %(weekday)s %(day)s, là ngày nghỉ.")
        yield Found(act["first"], why % {
            "time": at.strftime("%H:%M"), "begins": begins, "ends": ends, "weekday": weekday(at.date()),
            "day": at.strftime("%d/%m/%Y"),
        })  # fmt: skip


def _swapped(*, works: bool) -> list[date]:
    return [day for day, working in announced().items() if working == works]


@cache
def _holidays() -> list[date]:
    """Public holidays of the years in which the trail may have events."""
    return sorted(holidays.country_holidays("VN", years=range(2010, 2041)))


def unopened_verdicts(events: Events) -> Iterator[Found]:
    """Counted only since there is an access log."""
    began = Access.objects.order_by("pk").values_list("at", flat=True).first()
    if began is None:
        return
    least = threshold("mass")
    opened = Access.objects.filter(
        actor=OuterRef("actor"), object_type=Nomination.object_type(), object_id=OuterRef("object_id"),
        how=How.READ, at__lte=OuterRef("at"),
    )  # fmt: skip
    verdicts = events.filter(verb__in=VERDICTS, object_type=Nomination.object_type(), at__gte=began)
    minutes = verdicts.filter(~Exists(opened)).values("actor_id", minute=TruncMinute("at"))
    for row in minutes.annotate(count=Count("pk"), first=Min("pk")).filter(count__gte=least):
        why = _(
            "%(count)s kết luận của một người trong phút %(time)s mà nhật ký truy cập không có lượt mở từng đề nghị."
        )
        yield Found(row["first"], why % {
            "count": row["count"], "time": row["minute"].astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y"),
        })  # fmt: skip


def late_filings(events: Events) -> Iterator[Found]:
    """After the round's last moment, unless the office had sent the list back before."""
    rounds = Dossier.objects.filter(pk=OuterRef("object_id"), round__closes_at__lt=OuterRef("at"))
    fresh = rounds.filter(Q(returned_at=None) | Q(returned_at__gt=OuterRef("at")))
    filed = events.filter(object_type=Dossier.object_type(), verb__in=("submit", "declare_nil"))
    late = list(filed.filter(Exists(fresh)).values("pk", "object_id", "at"))
    known = Dossier.objects.select_related("round").in_bulk([row["object_id"] for row in late])
    for row in late:
        closes = known[row["object_id"]].round.closes_at.astimezone(VIETNAM)
        why = _("Nộp lúc %(at)s, sau thời hạn của đợt (%(closes)s).")
        yield Found(row["pk"], why % {
            "at": row["at"].astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y"),
            "closes": closes.strftime("%H:%M %d/%m/%Y"),
        })  # fmt: skip


def ending_authority(events: Events) -> Iterator[Found]:
    """By a signing authority in its last days."""
    acts = [act for act in _acts(events.exclude(authority=""), "authority") if act["authority"].isdecimal()]
    known = SigningAuthority.objects.in_bulk([int(act["authority"]) for act in acts])
    for act in acts:
        ends = known[int(act["authority"])].valid_to if int(act["authority"]) in known else None
        if ends is None or ends - act["at"] > timedelta(days=threshold("authority_days")):
            continue
        last = ends - act["at"] <= timedelta(days=1)
        words = _("Ký trong ngày cuối của quyền ký") if last else _("Ký khi quyền ký sắp hết hiệu lực")
        yield Found(act["first"], f"{words} ({ends.astimezone(VIETNAM).strftime('%H:%M %d/%m/%Y')}).")


def many_returns(events: Events) -> Iterator[Found]:
    returned = events.filter(object_type=Nomination.object_type(), verb="send_back").values("object_id")
    for row in returned.annotate(count=Count("pk"), last=Max("pk")).filter(count__gte=threshold("returns")):
        yield Found(row["last"], _("Bị trả lại %(count)s lần.") % row)


def signed_by_deputies(events: Events) -> Iterator[Found]:
    signed = events.filter(object_type=Decision.object_type(), verb="sign", capacity=Role.DEPUTY_DIRECTOR)
    for act in _acts(signed, "on_behalf_of"):
        yield Found(act["first"], _("Cấp phó ký thay (%(for)s).") % {"for": act["on_behalf_of"] or "KT."})


def told_apart(events: Events) -> Iterator[Found]:
    """Somebody reviewed a nominee of their own name, having said that it is another person."""
    for act in _acts(events.filter(object_type=Nomination.object_type(), verb="tell_apart")):
        yield Found(act["first"], str(_("Người thẩm định trùng tên với người được đề nghị và xác nhận là người khác.")))


def erased_words(events: Events) -> Iterator[Found]:
    kept = AuditPayload.objects.filter(hash=OuterRef("payload_hash"))
    for act in _acts(events.filter(~Exists(kept))):
        yield Found(act["first"], _("Lời ghi của %(count)s sự kiện đã được xóa; mã băm vẫn giữ.") % act)


RULES = (
    Rule("hours", _("Ngoài giờ, ngày nghỉ"),
         _("Việc làm ngoài khung %(day_begins)s–%(day_ends)s giờ hoặc vào ngày nghỉ, ngày lễ."), out_of_hours),
    Rule("mass", _("Kết luận hàng loạt, chưa mở từng đề nghị"),
         _("Từ %(mass)s kết luận trở lên của một người trong một phút, không có lượt mở trang từng đề nghị trước đó."),
         unopened_verdicts),
    Rule("late", _("Nộp sau thời hạn"), _("Danh sách nộp sau thời điểm cuối của đợt, chưa từng bị trả lại trước đó."),
         late_filings),
    Rule("authority", _("Quyền ký sắp hết hiệu lực"),
         _("Ký trong %(authority_days)s ngày cuối của quyền ký."), ending_authority),
    Rule("deputy", _("Cấp phó ký quyết định"), _("Quyết định do cấp phó ký thay."), signed_by_deputies),
    Rule("returns", _("Trả lại nhiều lần"), _("Một đề nghị bị trả lại từ %(returns)s lần trở lên."), many_returns),
    Rule("namesake", _("Trùng tên người thẩm định"),
         _("Người thẩm định xác nhận người được đề nghị trùng tên là người khác."), told_apart),
    Rule("erased", _("Lời ghi đã xóa"), _("Sự kiện mà tên người, lý do đã được xóa theo yêu cầu."), erased_words),
)  # fmt: skip
