"""What an auditor may want to look at first: found by rules, each by one statement, each finding with why it is listed.

None of it accuses anybody: work at night may have been urgent. Thresholds: `TRAIL_THRESHOLDS` in the settings.
A finding is one act, under the key of one of its events: `key` in the rows of `find`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import holidays
from django.conf import settings
from django.db.models import CharField, Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import (
    Cast,
    Concat,
    ExtractHour,
    ExtractIsoWeekDay,
    Left,
    StrIndex,
    TruncDate,
    TruncMinute,
)  # fmt: skip
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from nominations.desk.trail.finding import IN_CAMPAIGNS
from nominations.desk.trail.reading import with_objects
from nominations.models import Decision, Dossier, Nomination, Override
from organisation.calendar import VIETNAM, is_working_day, weekday
from organisation.models import SigningAuthority
from organisation.states import Role
from organisation.swaps import announced
from workflows.models import Access, AuditEvent, AuditPayload, How

FEW = 10  # newest findings of each rule on the page of all rules
VERDICTS = ("mark_eligible", "find_ineligible")
LOCAL = {"tzinfo": VIETNAM}
FRIDAY = 5
Events = QuerySet[AuditEvent]
Rows = QuerySet[Any, dict[str, Any]]


@dataclass(frozen=True)
class Rule:
    name: str
    label: Any
    meaning: Any  # what the rule looks for, with its threshold
    find: Callable[[Events], Rows]
    why: Callable[[dict[str, Any]], Any]  # a row in words


@dataclass(frozen=True)
class Listed:
    """What one rule found; `rows` are the newest, events in words, each with its `why`."""

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


def listed(campaign: Campaign) -> list[Listed]:
    """Every rule with how many acts it found and the newest of them; a fixed number of queries for all."""
    events = events_in(campaign)
    found = [(rule, rule.find(events)) for rule in RULES]
    pages = [list(rows.order_by("-key")[:FEW]) for _rule, rows in found]
    shown = iter(in_words([(rule, page) for (rule, _rows), page in zip(found, pages, strict=True)]))
    return [
        Listed(rule, len(page) if len(page) < FEW else rows.count(), next(shown))
        for (rule, rows), page in zip(found, pages, strict=True)
    ]


def in_words(pages: list[tuple[Rule, list[dict[str, Any]]]]) -> list[list[dict[str, Any]]]:
    """The rows of each rule as events in words, with why: one query for the events, one for each kind of object."""
    keys = {row["key"] for _rule, page in pages for row in page}
    events = with_objects(list(AuditEvent.objects.filter(pk__in=keys).select_related("actor")))
    known = {row["event"].pk: row for row in events}
    return [
        [known[row["key"]] | {"why": str(rule.why(row))} for row in page if row["key"] in known] for rule, page in pages
    ]


def _acts(events: Events, *more: str) -> Rows:
    """One row an act: how many events, and the first of them."""
    return events.values("act_id", *more).annotate(count=Count("pk"), key=Min("pk"), first_at=Min("at"))


def thresholds() -> dict[str, int]:
    """What the rules' own words name."""
    return settings.TRAIL_THRESHOLDS


def threshold(name: str) -> int:
    return int(settings.TRAIL_THRESHOLDS[name])


def spelt(at: datetime) -> str:
    return at.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def out_of_hours(events: Events) -> Rows:
    begins, ends = threshold("day_begins"), threshold("day_ends")
    moments = events.annotate(
        hour=ExtractHour("at", **LOCAL), weekday=ExtractIsoWeekDay("at", **LOCAL), day=TruncDate("at", **LOCAL)
    )
    late = Q(hour__lt=begins) | Q(hour__gte=ends)
    off = Q(weekday__gt=FRIDAY) | Q(day__in=_holidays()) | Q(day__in=_swapped(works=False))
    return _acts(moments.filter(late | off & ~Q(day__in=_swapped(works=True))))


def why_out_of_hours(row: dict[str, Any]) -> str:
    at = row["first_at"].astimezone(VIETNAM)
    if is_working_day(at.date()):
        words = _("Thực hiện lúc %(time)s, ngoài khung %(begins)s–%(ends)s giờ.")
    else:
        words = _("Thực hiện lúc %(time)s %(weekday)s %(day)s, là ngày nghỉ.")
    return words % {
        "time": at.strftime("%H:%M"), "begins": threshold("day_begins"), "ends": threshold("day_ends"),
        "weekday": weekday(at.date()), "day": at.strftime("%d/%m/%Y"),
    }  # fmt: skip


def _swapped(*, works: bool) -> list[date]:
    return [day for day, working in announced().items() if working == works]


@cache
def _holidays() -> list[date]:
    """Public holidays of the years in which the trail may have events."""
    return sorted(holidays.country_holidays("VN", years=range(2010, 2041)))


def unopened_verdicts(events: Events) -> Rows:
    """Counted only since there is an access log."""
    began = Access.objects.order_by("pk").values("at")[:1]
    opened = Access.objects.filter(
        actor=OuterRef("actor"), object_type=Nomination.object_type(), object_id=OuterRef("object_id"),
        how=How.READ, at__lte=OuterRef("at"),
    )  # fmt: skip
    verdicts = events.filter(verb__in=VERDICTS, object_type=Nomination.object_type(), at__gte=Subquery(began))
    minutes = verdicts.filter(~Exists(opened)).values("actor_id", minute=TruncMinute("at"))
    return minutes.annotate(count=Count("pk"), key=Min("pk")).filter(count__gte=threshold("mass"))


def why_unopened(row: dict[str, Any]) -> str:
    words = _("%(count)s kết luận của một người trong phút %(time)s mà nhật ký truy cập không có lượt mở từng đề nghị.")
    return words % {"count": row["count"], "time": spelt(row["minute"])}


def late_filings(events: Events) -> Rows:
    """After the round's last moment, unless the office had sent the list back before."""
    late = Dossier.objects.filter(pk=OuterRef("object_id"), round__closes_at__lt=OuterRef("at"))
    fresh = late.filter(Q(returned_at=None) | Q(returned_at__gt=OuterRef("at")))
    filed = events.filter(object_type=Dossier.object_type(), verb__in=("submit", "declare_nil"))
    closes = Subquery(fresh.values("round__closes_at")[:1])
    return filed.annotate(closes=closes).filter(closes__isnull=False).values("at", "closes", key=F("pk"))


def why_late(row: dict[str, Any]) -> str:
    return _("Nộp lúc %(at)s, sau thời hạn của đợt (%(closes)s).") % {
        "at": spelt(row["at"]), "closes": spelt(row["closes"]),
    }  # fmt: skip


def ending_authority(events: Events) -> Rows:
    """By a signing authority in its last days; what stands behind its key in the event are exceptions leant on."""
    worded = Concat("authority", Value(" "))
    signed = events.exclude(authority="").annotate(by=Left(worded, StrIndex(worded, Value(" ")) - 1))
    ending = SigningAuthority.objects.annotate(
        key=Cast("pk", CharField()), ending_from=F("valid_to") - timedelta(days=threshold("authority_days"))
    ).filter(key=OuterRef("by"), ending_from__lte=OuterRef("at"))
    return _acts(signed.annotate(ends=Subquery(ending.values("valid_to")[:1])).filter(ends__isnull=False), "ends")


def why_ending(row: dict[str, Any]) -> str:
    last = row["ends"] - row["first_at"] <= timedelta(days=1)
    words = _("Ký trong ngày cuối của quyền ký") if last else _("Ký khi quyền ký sắp hết hiệu lực")
    return f"{words} ({spelt(row['ends'])})."


def overruled(events: Events) -> Rows:
    """Overrides that were confirmed, and the acts that used one."""
    return _acts(events.filter(object_type=Override.object_type(), verb__in=("confirm", "use")), "verb")


def why_overruled(row: dict[str, Any]) -> Any:
    if row["verb"] == "use":
        return _("Một trách nhiệm được bỏ qua cho lượt việc này theo yêu cầu vượt quyền.")
    return _("Yêu cầu vượt quyền được xác nhận.")


def many_returns(events: Events) -> Rows:
    returned = events.filter(object_type=Nomination.object_type(), verb="send_back").values("object_id")
    return returned.annotate(count=Count("pk"), key=Max("pk")).filter(count__gte=threshold("returns"))


def signed_by_deputies(events: Events) -> Rows:
    signed = events.filter(object_type=Decision.object_type(), verb="sign", capacity=Role.DEPUTY_DIRECTOR)
    return _acts(signed, "on_behalf_of")


def told_apart(events: Events) -> Rows:
    """Somebody reviewed a nominee of their own name, having said that it is another person."""
    return _acts(events.filter(object_type=Nomination.object_type(), verb="tell_apart"))


def erased_words(events: Events) -> Rows:
    return _acts(events.filter(~Exists(AuditPayload.objects.filter(hash=OuterRef("payload_hash")))))


RULES = (
    Rule("hours", _("Ngoài giờ, ngày nghỉ"),
         _("Việc làm ngoài khung %(day_begins)s–%(day_ends)s giờ hoặc vào ngày nghỉ, ngày lễ."),
         out_of_hours, why_out_of_hours),
    Rule("mass", _("Kết luận hàng loạt, chưa mở từng đề nghị"),
         _("Từ %(mass)s kết luận trở lên của một người trong một phút, không có lượt mở trang từng đề nghị trước đó."),
         unopened_verdicts, why_unopened),
    Rule("override", _("Vượt quyền khẩn cấp"),
         _("Yêu cầu vượt quyền đã được xác nhận, và lượt việc đã dùng nó."), overruled, why_overruled),
    Rule("late", _("Nộp sau thời hạn"), _("Danh sách nộp sau thời điểm cuối của đợt, chưa từng bị trả lại trước đó."),
         late_filings, why_late),
    Rule("authority", _("Quyền ký sắp hết hiệu lực"),
         _("Ký trong %(authority_days)s ngày cuối của quyền ký."), ending_authority, why_ending),
    Rule("deputy", _("Cấp phó ký quyết định"), _("Quyết định do cấp phó ký thay."), signed_by_deputies,
         lambda row: _("Cấp phó ký thay (%(for)s).") % {"for": row["on_behalf_of"] or "KT."}),
    Rule("returns", _("Trả lại nhiều lần"), _("Một đề nghị bị trả lại từ %(returns)s lần trở lên."), many_returns,
         lambda row: _("Bị trả lại %(count)s lần.") % row),
    Rule("namesake", _("Trùng tên người thẩm định"),
         _("Người thẩm định xác nhận người được đề nghị trùng tên là người khác."), told_apart,
         lambda _row: _("Người thẩm định trùng tên với người được đề nghị và xác nhận là người khác.")),
    Rule("erased", _("Lời ghi đã xóa"), _("Sự kiện mà tên người, lý do đã được xóa theo yêu cầu."), erased_words,
         lambda row: _("Lời ghi của %(count)s sự kiện đã được xóa; mã băm vẫn giữ.") % row),
)  # fmt: skip
BY_NAME = {rule.name: rule for rule in RULES}
