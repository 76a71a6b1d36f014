"""The whole plan, read-only, with the line of the source for each item."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.selectors import campaigns_for
from campaigns.shown import office_settings, sections


@require_safe
def campaign_plan(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(campaigns_for(request.roles), pk=pk)
    context = {
        "campaign": campaign,
        "sections": list(sections(campaign.plan)),
        "settings": office_settings(campaign.plan),
        "document": campaign.plan.get("document") or {},
    }
    return render(request, "campaigns/plan.html", context)
