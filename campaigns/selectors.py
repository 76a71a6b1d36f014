"""Which campaigns an account meets."""

from django.db.models import Q, QuerySet

from campaigns.models import Campaign
from campaigns.permissions import UNIT, Roles
from organisation.states import Role


def campaigns_for(roles: Roles) -> QuerySet[Campaign]:
    """The campaigns one's units take part in, and those of the organisations one works for."""
    mine = Q(participations__unit_id__in=roles.unit_ids(*UNIT)) & ~Q(state="draft")
    over = Q(organisation_id__in=roles.organisation_ids(*Role.values)) | Q(pk__in=roles.campaign_ids(*Role.values))
    return Campaign.objects.filter(mine | over).distinct()
