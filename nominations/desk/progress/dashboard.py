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

from campaigns.launching import launches, own_plans
from campaigns.models import Assignment, Campaign
from campaigns.monitoring import Burnup, Due, burnups, deadlines, duties_by_unit
from campaigns.selectors import inspections_for, reports_for
from campaigns.shown.inspections import counts_of
from campaigns.shown.progress import figure, rest_day, wanted
from campaigns.standing import reports_on, results_from
from campaigns.states import Progress, ProgressState
from nominations.desk.progress.inspections import figures
from nominations.desk.progress.launched import stats_of
from nominations.desk.progress.plots import plot_of
from nominations.funnel import NOT_FILED, STEPS, funnel
from nominations.selectors import boards_for, filed_dossiers_for, nominations_for, totals
from nominations.states import DossierState

STUCK = timedelta(days=5)  # the office's own measure of what waits too long; no plan states one
ONE_TENTH = Decimal("0.1")
SHOWN = 8  # lines of what is due or stuck; the lists behind the links have all


@require_safe
def dashboard(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    today = localtime(request.now).date()
    mine = Assignment.objects.filter(campaign=campaign, stands=True)
    tasks = list(mine.select_related("unit").order_by("position", "unit__position", "pk"))
    reports = reports_on(mine)
    results = results_from(tasks, reports)
    ahead, behind = deadlines([one for one in results if one.assignment.unit_id], request.now)
    context = {
        "campaign": campaign,
        "now": request.now,
        "targets": [_target(campaign, one, today) for one in burnups(campaign, tasks, reports)],
        "units": duties_by_unit(results),
        "launched": stats_of(launches(results), own_plans(results)),
        "inspections": _inspected(request, campaign),
        "columns": [("", _("Chưa có kết quả được xác nhận")), *((one.value, one.label) for one in Progress)],
        "outside": sum(task.unit_id is None for task in tasks),
        "ahead": [_due(campaign, one) for one in ahead[:SHOWN]],
        "behind": [_due(campaign, one) for one in behind[:SHOWN]],
        "rounds": [one for one in campaign.rounds.all() if one.closes_at and one.closes_at >= request.now],
        "stuck": _stuck(request, campaign),
        **_funnel(request, campaign),
    }
    return render(request, "progress/dashboard.html", context)


def _inspected(request: HttpRequest, campaign: Campaign) -> list[dict[str, Any]]:
    """How far the inspections have come; nothing where none stands."""
    counts = counts_of(inspections_for(request.roles).filter(campaign=campaign), request.now)
    return figures(counts, campaign) if counts["every"] else []


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
        "units": len(one.results),
        "reached": one.reached,
        "behind": expected is not None and one.now < expected,
        "figures": [
            (_("Đã xác nhận"), figure(one.now, measure)),
            (_("Kể cả số tạm tính"), figure(one.said, measure)),
            (_("Theo đường kế hoạch đến hôm nay"), figure(expected and expected.quantize(ONE_TENTH), measure)),
            (_("Mức cần đạt"), wanted(task)),
            (_("Đơn vị đã đạt"), f"{one.reached}/{len(one.results)}"),
            (_("Đơn vị chờ xác nhận"), one.waiting),
            (_("Đơn vị chưa báo cáo"), one.silent),
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


def _funnel(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """How many nominations have come at least so far, and who they are for."""
    found = nominations_for(request.roles).filter(campaign=campaign).exclude(state__in=NOT_FILED)
    reached = funnel(found)
    steps = [{"label": label, "count": reached[step]} for step, (label, _states) in STEPS.items()]
    return {"funnel": steps, "filed": reached["filed"], "totals": totals(found)}


def _stuck(request: HttpRequest, campaign: Campaign) -> list[dict[str, Any]]:
    """What has waited longer than the office holds for right, by whom it waits for."""
    since = request.now - STUCK
    reports = reports_for(request.roles).filter(campaign=campaign).select_related("unit", "assignment")
    dossiers = (
        filed_dossiers_for(request.roles).filter(campaign=campaign, due_at__lt=request.now).select_related("unit")
    )
    groups: list[tuple[str, QuerySet[Any], str]] = [
        (_("Báo cáo chờ Văn phòng xác nhận quá 5 ngày"),
         reports.filter(state=ProgressState.SUBMITTED, submitted_at__lt=since), "submitted_at"),
        (_("Báo cáo bị trả lại quá 5 ngày mà đơn vị chưa nộp lại"),
         reports.filter(state=ProgressState.RETURNED, answered_at__lt=since), "answered_at"),
        (_("Hồ sơ đề nghị chờ Văn phòng thẩm định quá hạn"),
         dossiers.filter(state__in=(DossierState.SUBMITTED, DossierState.RECEIVED)), "due_at"),
    ]  # fmt: skip
    return [
        {
            "label": label,
            "count": found.count(),
            "rows": [{"what": one, "since": getattr(one, when)} for one in found.order_by(when, "pk")[:SHOWN]],
        }
        for label, found, when in groups
    ]
