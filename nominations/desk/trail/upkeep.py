"""What administrators did to the queues, for the auditors of their organisations."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from campaigns.permissions import Roles
from nominations.desk.trail.auditing import for_auditors, keyset_page
from organisation.states import Role
from workflows.models import Upkeep


def upkeep_for(roles: Roles) -> QuerySet[Upkeep]:
    return Upkeep.objects.filter(organisation__in=roles.organisation_ids(Role.AUDITOR))


@for_auditors
def trail_upkeep(request: HttpRequest) -> HttpResponse:
    """Newest first: who sent what again, dropped what, and why."""
    page, pages = keyset_page(request, upkeep_for(request.roles).select_related("actor"))
    return render(request, "trail/upkeep.html", {**pages, "rows": page})
