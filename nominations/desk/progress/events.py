"""The events of a campaign: what the plan says of their time, and what was fixed, as far as it is confirmed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.models import Assignment
from campaigns.permissions import OVERSEERS
from campaigns.selectors import campaigns_for
from campaigns.shown.progress import holder, particulars_of
from campaigns.standing import results_of
from campaigns.states import AssignmentKind


@require_safe
def campaign_events(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody who takes part. What still waits for the office is not told here, for people act on it; nor are the
    organiser's own words to the office."""
    campaign = get_object_or_404(campaigns_for(request.roles), pk=pk)
    results = results_of(Assignment.objects.filter(campaign=campaign, kind=AssignmentKind.EVENT, stands=True))
    over = request.roles.on_campaign(campaign.pk, campaign.organisation_id, *OVERSEERS) is not None
    events = [
        {
            "task": one.assignment, "holder": holder(one.assignment),
            "facts": [pair for pair in particulars_of(one.verified) if pair[1]] if one.verified else [],
        }
        for one in results
    ]  # fmt: skip
    return render(request, "progress/events.html", {"campaign": campaign, "events": events, "oversees": over})
