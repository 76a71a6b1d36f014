"""Which dossiers and nominations the unit's pages open: its own to write in, anything visible to read."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from campaigns.permissions import UNIT, Roles
from nominations.models import Attachment, Dossier, Nomination
from nominations.selectors import attachments_for, dossiers_for, nominations_for


def readable_dossiers(roles: Roles) -> QuerySet[Dossier]:
    return dossiers_for(roles).select_related("unit", "round", "campaign", "filed_by", "reviewer")


def own_dossiers(roles: Roles) -> QuerySet[Dossier]:
    return readable_dossiers(roles).filter(unit_id__in=roles.unit_ids(*UNIT))


def own_nominations(roles: Roles) -> QuerySet[Nomination]:
    found = nominations_for(roles).filter(unit_id__in=roles.unit_ids(*UNIT))
    return found.select_related("dossier__round", "dossier__unit", "campaign", "unit", "award_form", "edited_by")


def own_attachments(roles: Roles) -> QuerySet[Attachment]:
    found = attachments_for(roles).filter(dossier__unit_id__in=roles.unit_ids(*UNIT))
    return found.select_related("dossier__unit", "nomination__unit")


def gone_already(request: HttpRequest) -> HttpResponse:
    """A second click finds nothing left to remove: back to one's own list; to everybody else, 404."""
    key = request.POST.get("dossier", "")
    dossier = get_object_or_404(own_dossiers(request.roles), pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
    messages.info(request, _("Đã xóa từ trước; không còn gì để xóa."))
    return redirect(dossier)
