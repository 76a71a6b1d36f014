"""Duties and targets as lists: a unit's own, one with its history, and all of a campaign for those who oversee it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.guards import why_no_report
from campaigns.models import Assignment, ProgressReport
from campaigns.selectors import assignments_for, own_assignments_for, own_reports_for, reports_for
from campaigns.shown.progress import facts_of, holder, rest_day, said_of, timing, wanted
from campaigns.standing import Result, reports_on, results_from, results_of
from campaigns.states import AssignmentKind, ProgressState
from nominations.desk.paging import onward_of
from nominations.exports import finding
from nominations.selectors import boards_for

PAGE = 100


@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """What the account's units have to do, by campaign and unit, with how far each is and when it is due."""
    own = finding.own_assignments(request.roles, {}, request.now)
    results = results_from(list(own), reports_on(own))
    writing = own_reports_for(request.roles).filter(assignment__in=[one.assignment.pk for one in results])
    begun = {one.assignment_id: one for one in writing.exclude(state=ProgressState.ACCEPTED)}
    groups: dict[Any, list[dict[str, Any]]] = {}
    for result in results:
        task = result.assignment
        groups.setdefault((task.campaign, task.unit), []).append(line_of(result, begun.get(task.pk)))
    outside = _("Báo cáo thay nơi chưa có đơn vị trong sổ")
    found = [
        {"campaign": campaign, "title": unit.name if unit else outside, "lines": lines}
        for (campaign, unit), lines in groups.items()
    ]
    return render(request, "progress/assignments.html", {"groups": found})


def line_of(result: Result, begun: ProgressReport | None = None) -> dict[str, Any]:
    """One assignment as a row of a table."""
    task, newest = result.assignment, result.newest
    return {
        "task": task,
        "holder": holder(task),
        "timing": timing(task),
        "wanted": wanted(task),
        "rest_day": rest_day(task),
        "verified": said_of(result.verified, task) if result.verified else "",
        "verified_of": result.verified,
        "waiting": said_of(result.waiting, task) if result.waiting else "",
        "begun": begun,
        "newest": newest,
        "is_reached": result.is_reached,
        "state": standing(result, begun),
    }


def standing(result: Result, begun: ProgressReport | None) -> dict[str, str]:
    """Where it stands, as a chip."""
    if begun and begun.state != ProgressState.SUBMITTED:
        tone = "warn" if begun.state == ProgressState.RETURNED else "neutral"
        return {"tone": tone, "label": begun.get_state_display()}
    if result.waiting:
        return {"tone": "info", "label": result.waiting.get_state_display()}
    if result.is_reached:
        return {"tone": "ok", "label": _("Đã đạt")}
    if result.verified:
        return {"tone": "violet", "label": result.verified.get_state_display()}
    return {"tone": "neutral", "label": _("Chưa báo cáo")}


@require_safe
def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """What the plan says of it, and every value that was reported, newest first."""
    found = get_object_or_404(assignments_for(request.roles).select_related("unit", "campaign"), pk=pk)
    reports = list(
        reports_for(request.roles).filter(assignment=found).select_related("reported_by", "answered_by", "unit")
        .order_by("-pk")
    )  # fmt: skip
    open_one = next((one for one in reports if one.state != ProgressState.ACCEPTED), None)
    mine = own_assignments_for(request.roles).filter(pk=pk).exists()
    told = [one for one in reversed(reports) if one.state in (ProgressState.SUBMITTED, ProgressState.ACCEPTED)]
    (result,) = results_from([found], told)
    context = {
        "task": found,
        "facts": facts_of(found),
        "rest_day": rest_day(found),
        "standing": standing(result, open_one),
        "reports": [{"report": one, "said": said_of(one, found)} for one in reports],
        "open_one": open_one,
        "mine": mine,
        "why_not": list(why_no_report(found)) if mine and not open_one else [],
    }
    return render(request, "progress/assignment.html", context)


@require_safe
def campaign_assignments(request: HttpRequest, pk: int) -> HttpResponse:
    """Every assignment of the campaign, also of those whom the register does not know; by code, kind and unit."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    asked = {name: request.GET.get(name, "") for name in ("code", "kind", "unit", "show")}
    found = finding.assignments(request.roles, asked, request.now, campaign)
    after = onward_of(request)
    page = list(found.filter(pk__gt=after or 0).values_list("pk", flat=True)[: PAGE + 1]) if found is not None else []
    results = results_of(Assignment.objects.filter(pk__in=page[:PAGE]))
    results.sort(key=lambda result: result.assignment.pk)
    context = {
        "campaign": campaign,
        "lines": [line_of(result) for result in results],
        "asked": {name: value for name, value in asked.items() if value},
        "title": str(results[0].assignment) if asked["code"] and results else "",
        "tabs": _tabs(asked["kind"], asked["show"]),
        "older": f"?{urlencode({**asked, 'onward': page[PAGE - 1]})}" if len(page) > PAGE else "",
        "newer": f"?{urlencode(asked)}" if after else "",
    }
    return render(request, "progress/campaign_assignments.html", context)


def _tabs(kind: str, show: str) -> list[dict[str, Any]]:
    choices = [("", _("Tất cả")), *((one.value, one.label) for one in AssignmentKind)]
    tabs = [
        {"url": f"?{urlencode({'kind': value})}", "label": label, "current": (value, "") == (kind, show)}
        for value, label in choices
    ]
    waiting = (
        (ProgressState.SUBMITTED.value, _("Chờ xác nhận")), (ProgressState.RETURNED.value, _("Bị trả lại")),
    )  # fmt: skip
    tabs += [{"url": f"?{urlencode({'show': value})}", "label": label, "current": value == show}
             for value, label in waiting]  # fmt: skip
    return [*tabs, {"url": "?unit=none", "label": _("Chưa có đơn vị trong sổ"), "current": False}]
