"""The events of a campaign: what the plan says of their time, and what was fixed, as far as it is confirmed."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.models import Assignment, Evidence
from campaigns.permissions import OVERSEERS
from campaigns.selectors import campaigns_for, event_plans_for, pictures_for
from campaigns.shown.progress import attendance_of, holder, particulars_of
from campaigns.standing import Result, results_of
from campaigns.states import AssignmentKind
from nominations.desk.filing.attachments import as_download

MOST_PICTURES = 12  # of one event on the page


@require_safe
def campaign_events(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody who takes part. What still waits for the office is not told here, for people act on it; nor are the
    organiser's own words to the office."""
    campaign = get_object_or_404(campaigns_for(request.roles), pk=pk)
    results = results_of(Assignment.objects.filter(campaign=campaign, kind=AssignmentKind.EVENT, stands=True))
    over = request.roles.on_campaign(campaign.pk, campaign.organisation_id, *OVERSEERS) is not None
    pictures, plans = (_files(found(request.roles), results) for found in (pictures_for, event_plans_for))
    events = [
        {
            "task": one.assignment, "holder": holder(one.assignment),
            "facts": [pair for pair in particulars_of(one.verified) if pair[1]] if one.verified else [],
            "attendance": attendance_of(one.verified) if one.verified else [],
            "plans": plans[one.verified.pk] if one.verified else [],
            "pictures": pictures[one.verified.pk][:MOST_PICTURES] if one.verified else [],
        }
        for one in results
    ]  # fmt: skip
    return render(request, "progress/events.html", {"campaign": campaign, "events": events, "oversees": over})


def _files(files: QuerySet[Evidence], results: Iterable[Result]) -> dict[int, list[Evidence]]:
    """Those of the reports that were confirmed last, by report."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    reports = [one.verified.pk for one in results if one.verified]
    for file in files.filter(report__in=reports).order_by("pk"):
        found[file.report_id].append(file)
    return found


@require_safe
def event_plan(request: HttpRequest, pk: int) -> FileResponse:
    """The detailed plan of an event, for every unit that takes part."""
    return as_download(get_object_or_404(event_plans_for(request.roles), pk=pk))


@require_safe
def event_picture(request: HttpRequest, pk: int) -> FileResponse:
    """A picture of an event, in its place on the page: the browser takes it as an image, whatever it says."""
    picture = get_object_or_404(pictures_for(request.roles), pk=pk)
    answer = as_download(picture)
    answer["Content-Disposition"] = answer["Content-Disposition"].replace("attachment", "inline", 1)
    return answer
