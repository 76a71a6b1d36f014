"""The whole plan, read-only, with the line of the source for each item."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.selectors import campaigns_for
from campaigns.shown import sections_of, settings_of
from campaigns.shown.abbreviations import abbreviations_of


@require_safe
def campaign_plan(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(campaigns_for(request.roles), pk=pk)
    decided, undecided = settings_of(campaign.plan)
    context = {
        "campaign": campaign, "sections": sections_of(campaign.plan), "decided": decided, "undecided": undecided,
        "abbreviations": abbreviations_of(campaign.plan),
    }  # fmt: skip
    return render(request, "campaigns/plan.html", context)
