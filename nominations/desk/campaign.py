"""A campaign as each reader meets it: its rounds and deadlines, one's own dossiers, the office's way in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from campaigns.permissions import OVERSEERS, UNIT
from campaigns.selectors import campaigns_for
from nominations.models import Dossier
from nominations.selectors import nominations_for, totals


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    found = campaigns_for(request.roles).prefetch_related("rounds").order_by("-pk")[:100]
    return render(request, "campaigns/campaigns.html", {"campaigns": found})


@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(campaigns_for(request.roles), pk=pk)
    over = request.roles.on_campaign(found.pk, found.organisation_id, *OVERSEERS)
    context = {
        "campaign": found,
        "rounds": [(round_, _own(request, found, round_)) for round_ in found.rounds.all()],
        "oversees": over is not None,
        "totals": totals(nominations_for(request.roles).filter(campaign=found)),
        "award_forms": found.award_forms.all(),
    }
    return render(request, "campaigns/campaign.html", context)


def _own(request: HttpRequest, found: Campaign, round_: Any) -> list[tuple[Any, Dossier | None]]:
    """The reader's units that take part, each with its dossier of the round if there is one; none in a registration."""
    if not round_.takes_nominations:
        return []
    units = [
        row.unit for row in found.participations.filter(unit__in=request.roles.unit_ids(*UNIT)).select_related("unit")
    ]
    dossiers = {dossier.unit_id: dossier for dossier in Dossier.objects.filter(round=round_, unit__in=units)}
    return [(unit, dossiers.get(unit.pk)) for unit in units]
