"""A report as everybody reads it who may, its files, and the office's queue."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from campaigns.models import Evidence, ProgressReport
from campaigns.selectors import evidence_for, own_reports_for, reports_for
from campaigns.shown.progress import (
    attendance_of,
    facts_of,
    indicators_of,
    particulars_of,
    parts_of,
    rest_day,
    said_of,
    wanted,
)
from campaigns.states import ProgressState
from nominations.desk.filing.attachments import as_download
from nominations.desk.paging import after_of
from nominations.exports import finding
from nominations.shown import shown_events
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers

PAGE = 50
RELATED = ("unit", "assignment__unit", "assignment__campaign", "campaign", "organisation", "reported_by", "answered_by")


@require_safe
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(reports_for(request.roles).select_related(*RELATED), pk=pk)
    offered = offers(found, request.user, roles=request.roles)
    if any(offer.is_open for offer in offered):
        content.keep(found)  # so that a stale answer can be shown what changed
    task = found.assignment
    before = task.reports.filter(state=ProgressState.ACCEPTED).exclude(pk=pk).order_by("-as_of", "-pk").first()
    context = {
        "report": found,
        "task": task,
        "facts": facts_of(task),
        "rest_day": rest_day(task),
        "wanted": wanted(task),
        "said": said_of(found, task),
        "parts": parts_of(found, task),
        "particulars": particulars_of(found),
        "indicators": indicators_of(found),
        "attendance": attendance_of(found),
        "before": before,
        "before_said": said_of(before, task) if before else "",
        "reached": task.is_target and found.value is not None and task.is_reached_by(found.value),
        "files": [shown_file(file) for file in found.evidence.all()],
        "can_edit": found.is_editable and own_reports_for(request.roles).filter(pk=pk).exists(),
        "offers": offered,
        "events": shown_events(list(history_of(found).order_by("-seq"))),
    }
    return render(request, "progress/report.html", context)


def shown_file(file: Evidence) -> dict[str, Any]:
    """As the component of files takes it."""
    return {
        "name": file.name,
        "url": reverse("evidence", args=[file.pk]),
        "size": file.size,
        "icon": "image" if file.content_type.startswith("image/") else "file-text",
    }


@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    return as_download(get_object_or_404(evidence_for(request.roles), pk=pk))


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the office's answer, oldest first, in keyset pages."""
    page, further = page_of(finding.progress_queue(request.roles, {}, request.now), after_of(request))
    context = {
        "rows": page,
        "older": f"?{urlencode({'after': f'{further[0].isoformat()}_{further[1]}'})}" if further else "",
        "newer": "?" if request.GET.get("after") else "",
    }
    return render(request, "progress/queue.html", context)


def page_of(waiting: Any, after: Any = None) -> tuple[list[dict[str, Any]], Any]:
    """One page of reports by the time they were handed in, and the cursor of the next one."""
    if after:
        handed_in, pk = after
        waiting = waiting.filter(submitted_at__gte=handed_in).exclude(submitted_at=handed_in, pk__lte=pk)
    related = ("unit", "assignment", "campaign", "reported_by")
    found: list[ProgressReport] = list(waiting.select_related(*related).order_by("submitted_at", "pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    rows = [{"report": one, "said": said_of(one, one.assignment), "wanted": wanted(one.assignment)} for one in found]
    return rows[:PAGE], (last.submitted_at, last.pk) if last else None
