"""A campaign as each reader meets it: its rounds and deadlines, one's own dossiers, the office's way in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.models import Campaign, Round
from campaigns.permissions import OFFICE, OVERSEERS, UNIT
from campaigns.selectors import UNSIGNED, campaigns_for, overlapping_with
from campaigns.states import CampaignState
from nominations.exports import finding
from nominations.models import Dossier
from nominations.selectors import KEEPERS, nominations_for, totals
from organisation.models import Unit
from organisation.states import Role
from workflows import content
from workflows.engine import offers


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    found = finding.campaigns(request.roles, {}, request.now)[:100]
    context = {
        "campaigns": found, "begins": request.user.organisation_id in request.roles.organisation_ids(*OFFICE),
    }  # fmt: skip
    return render(request, "campaigns/campaigns.html", context)


@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(campaigns_for(request.roles), pk=pk)
    over = request.roles.on_campaign(found.pk, found.organisation_id, *OVERSEERS)
    offered = [one for one in offers(found, request.user, roles=request.roles) if one.verb.name != "revise"]
    if any(one.is_open for one in offered):
        content.keep(found)
    drafting = over is not None and found.state in UNSIGNED
    context = {
        "campaign": found,
        "offers": offered,
        "overlaps": list(overlapping_with(found, request.roles)) if drafting else (),
        "drafts": found.state == CampaignState.DRAFT and over in OFFICE,
        "rounds": _rounds(request, found),
        "oversees": over is not None,
        "mine": request.roles.any_of(*UNIT),
        "keeps": request.roles.on_campaign(found.pk, found.organisation_id, *KEEPERS) is not None,
        "sets_bonus": request.roles.on_campaign(found.pk, found.organisation_id, Role.OFFICE_HEAD) is not None,
        "totals": totals(nominations_for(request.roles).filter(campaign=found)),
        "award_forms": found.award_forms.all(),
    }
    return render(request, "campaigns/campaign.html", context)


def _rounds(request: HttpRequest, found: Campaign) -> list[tuple[Round, list[tuple[Unit, Dossier | None]]]]:
    """Each round with the reader's own units and their dossiers, if there are any; no units where none nominates."""
    mine = found.participations.filter(unit__in=request.roles.unit_ids(*UNIT)).select_related("unit")
    units = [row.unit for row in mine]
    begun = Dossier.objects.filter(campaign=found, unit__in=units)
    dossiers = {(dossier.round_id, dossier.unit_id): dossier for dossier in begun}
    return [
        (round_, [(unit, dossiers.get((round_.pk, unit.pk))) for unit in units if round_.takes_nominations])
        for round_ in found.rounds.all()
    ]
