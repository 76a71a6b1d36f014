"""The whole campaign on one page, for the office and the leaders: what it has come to, and where it is stuck."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.launching import counted
from campaigns.models import Campaign
from campaigns.monitoring import Burnup, Due, burnups, deadlines, duties_by_unit, stands
from campaigns.plan.schema.work import Asks
from campaigns.selectors import reports_for
from campaigns.shown.progress import figure, rest_day, wanted
from campaigns.states import Progress, ProgressState
from documents.official import written_count
from nominations.desk.paging import onward_of
from nominations.desk.progress.inspections import figures
from nominations.desk.progress.launched import stats_of
from nominations.desk.progress.plots import plot_of
from nominations.funnel import STEPS
from nominations.overview import overview_of
from nominations.selectors import boards_for, filed_dossiers_for
from nominations.states import DossierState

STUCK = timedelta(days=5)  # the office's own measure of what waits too long; no plan states one
ONE_TENTH = Decimal("0.1")
SHOWN = 8  # lines of what is due or stuck; the lists behind the links have all
MOST = 1000  # counted of what is stuck; of more the page says so


@require_safe
def dashboard(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(boards_for(request.roles).defer("plan", "settings"), pk=pk)
    today = localtime(request.now).date()
    seen = overview_of(campaign)
    found = stands(seen.figures)
    ahead, behind = deadlines(found, request.now)
    context = {
        "campaign": campaign,
        "drawn_at": seen.drawn_at,
        "kept": seen.kept,
        "targets": [_target(campaign, one, today) for one in burnups(campaign, found)],
        "launched": stats_of(counted(found, Asks.LAUNCH), counted(found, Asks.PLAN)),
        "inspections": figures(seen.figures["inspections"], campaign) if seen.figures["inspections"]["every"] else [],
        "outside": seen.figures["outside"],
        "ahead": [_due(campaign, one) for one in ahead[:SHOWN]],
        "behind": [_due(campaign, one) for one in behind[:SHOWN]],
        "rounds": [one for one in campaign.rounds.all() if one.closes_at and one.closes_at >= request.now],
        "stuck": _stuck(request, campaign),
        **_units(request, campaign),
        **_funnel(seen.figures),
    }
    return render(request, "progress/dashboard.html", context)


def _units(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """One page of the units, always as they stand now."""
    after = onward_of(request)
    rows, onward = duties_by_unit(campaign, after)
    return {
        "units": rows,
        "columns": [("", _("Chưa có kết quả được xác nhận")), *((one.value, one.label) for one in Progress)],
        "first": f"{request.path}#units" if after else "",
        "next": f"?{urlencode({'onward': onward})}#units" if onward else "",
    }


def _target(campaign: Campaign, one: Burnup, today: date) -> dict[str, Any]:
    """A target with its plot, and the same in figures."""
    task, measure = one.target, one.target.measure
    expected = one.expected(today)
    first, last = _span(campaign, one, today)
    return {
        "task": task,
        "plot": plot_of(one, first=first, ends=last, today=today),
        "wanted": wanted(task),
        "rest_day": rest_day(task),
        "url": _assignments(campaign, code=task.code),
        "units": one.tally.units,
        "reached": one.tally.reached,
        "behind": expected is not None and one.now < expected,
        "figures": [
            (_("Đã xác nhận"), figure(one.now, measure)),
            (_("Kể cả số tạm tính"), figure(one.said, measure)),
            (_("Theo đường kế hoạch đến hôm nay"), figure(expected and expected.quantize(ONE_TENTH), measure)),
            (_("Mức cần đạt"), wanted(task)),
            (_("Đơn vị đã đạt"), f"{one.tally.reached}/{one.tally.units}"),
            (_("Đơn vị chờ xác nhận"), one.tally.waiting),
            (_("Đơn vị chưa báo cáo"), one.tally.silent),
        ],
        "points": [(day, figure(value, measure)) for day, value in one.verified],
    }


def _span(campaign: Campaign, one: Burnup, today: date) -> tuple[date, date]:
    """The days of the campaign; of one without them, those that its figures are of."""
    known = [day for day, _value in [*one.verified, *one.provisional]] or [today]
    first = campaign.starts_on or min(known)
    return first, campaign.ends_on or max([*known, first])


def _due(campaign: Campaign, one: Due) -> dict[str, Any]:
    return {"due": one, "url": _assignments(campaign, code=one.task.code), "rest_day": rest_day(one.task)}


def _assignments(campaign: Campaign, **asked: Any) -> str:
    return f"{reverse('campaign_assignments', args=[campaign.pk])}?{urlencode(asked)}"


def _funnel(figures: dict[str, Any]) -> dict[str, Any]:
    """How many nominations have come at least so far, and who they are for."""
    reached = figures["funnel"]
    steps = [{"label": label, "count": reached[step]} for step, (label, _states) in STEPS.items()]
    return {"funnel": steps, "filed": reached["filed"], "totals": figures["people"]}


def _stuck(request: HttpRequest, campaign: Campaign) -> list[dict[str, Any]]:
    """What has waited longer than the office holds for right, by whom it waits for."""
    since, mine = request.now - STUCK, {"organisation": campaign.organisation_id, "campaign": campaign}
    reports = reports_for(request.roles).filter(**mine).select_related("unit", "assignment")
    dossiers = filed_dossiers_for(request.roles).filter(**mine, due_at__lt=request.now).select_related("unit")
    groups: list[tuple[str, QuerySet[Any], str, str]] = [
        (_("Báo cáo chờ Văn phòng xác nhận quá 5 ngày"),
         reports.filter(state=ProgressState.SUBMITTED, submitted_at__lt=since), "submitted_at",
         _assignments(campaign, show=ProgressState.SUBMITTED.value)),
        (_("Báo cáo bị trả lại quá 5 ngày mà đơn vị chưa nộp lại"),
         reports.filter(state=ProgressState.RETURNED, answered_at__lt=since), "answered_at",
         _assignments(campaign, show=ProgressState.RETURNED.value)),
        (_("Hồ sơ đề nghị chờ Văn phòng thẩm định quá hạn"),
         dossiers.filter(state__in=(DossierState.SUBMITTED, DossierState.RECEIVED)), "due_at",
         reverse("board", args=[campaign.pk])),
    ]  # fmt: skip
    return [_group(*group) for group in groups]


def _group(label: str, found: QuerySet[Any], when: str, url: str) -> dict[str, Any]:
    """The oldest few; the count ends where nobody would count further."""
    rows = [{"what": one, "since": getattr(one, when)} for one in found.order_by(when, "pk")[: SHOWN + 1]]
    count = found.order_by().values("pk")[: MOST + 1].count() if len(rows) > SHOWN else len(rows)
    more = url if count > SHOWN else ""
    words = _("hơn %(count)s") % {"count": written_count(MOST)} if count > MOST else str(count)
    return {"label": label, "count": words if rows else "", "rows": rows[:SHOWN], "more": more}
