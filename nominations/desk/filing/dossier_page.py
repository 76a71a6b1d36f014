"""What the page of a dossier shows to the unit, and, to read, to everybody who may see it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from campaigns.permissions import OFFICE, UNIT, Roles
from campaigns.states import LatePolicy
from nominations.desk.filing.forms import LetterForm, letter_mark
from nominations.desk.filing.returns import returns_of
from nominations.desk.filing.sheet import kinds_of, lines_of, missing_before_filing, parts_of
from nominations.guards import presented
from nominations.models import Attachment, Dossier
from nominations.models.dossier import has_newcomers
from nominations.selectors import attachments_for, nominations_for, totals, unfinished_of
from nominations.shown import shown_events
from nominations.states import DossierState, NominationState
from organisation.selectors import holders_of
from organisation.states import Role
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers


def dossier_page(request: HttpRequest, dossier: Dossier, letter: LetterForm) -> dict[str, Any]:
    roles: Roles = request.roles
    mine = roles.on_unit(dossier.unit_id, *UNIT) is not None
    nominations = nominations_for(roles).filter(dossier=dossier)
    lines = lines_of(dossier, nominations, mine=mine)
    kinds = kinds_of(dossier.campaign)
    can_edit = mine and dossier.is_editable
    offered = offers(dossier, request.user, roles=roles)
    if any(offer.verb.name == "submit" and offer.is_open for offer in offered):
        content.keep(dossier)  # so that a stale confirmation can be shown what changed
    papers = attachments_for(roles).filter(dossier=dossier, nomination=None)
    return {
        "dossier": dossier,
        "mine": mine,
        "can_edit": can_edit,
        "kinds": kinds,
        "parts": parts_of(lines, kinds),
        "totals": totals(nominations.exclude(state=NominationState.WITHDRAWN)),
        "unmended": sum(line.is_unmended for line in lines),
        "to_mend": [line for line in lines if line.returned],
        "missing": missing_before_filing(dossier, lines) if can_edit else [],
        "returned": returns_of([dossier]).get(dossier.pk),
        "letter": letter,
        "letter_mark": letter_mark(dossier),
        "papers": [shown_file(paper, can_remove=can_edit) for paper in papers],
        "unfinished": unfinished_of(request.user, request.now).filter(dossier=dossier, nomination=None)
        if can_edit
        else [],
        "offers": offered,
        "presented": presented(dossier) if can_edit else None,
        "heads": [head.display_name for head in holders_of(Role.UNIT_HEAD, dossier.unit, request.now)],
        "lateness": _lateness(request, dossier, newcomers=has_newcomers(line.nomination for line in lines)),
        "reviews": roles.on_campaign(dossier.campaign_id, dossier.organisation_id, *OFFICE)
        and dossier.state in (DossierState.SUBMITTED, DossierState.RECEIVED),
        "events": shown_events(list(history_of(dossier).order_by("-seq"))),
    }


def _lateness(request: HttpRequest, dossier: Dossier, *, newcomers: bool) -> str:
    """ "" in time; "explain": filing now is late and asks for a reason; "refuse": late lists are not taken.

    Of a filed list: what filing it again would be.
    """
    if not dossier.is_late_at(request.now, newcomers=newcomers):
        return ""
    return "refuse" if dossier.round.late_policy == LatePolicy.REFUSE else "explain"


def shown_file(attachment: Attachment, *, can_remove: bool = False) -> dict[str, Any]:
    """An attachment as the component of files takes it."""
    return {
        "name": attachment.name,
        "url": reverse("attachment", args=[attachment.pk]),
        "size": attachment.size,
        "note": attachment.get_kind_display(),
        "icon": "image" if attachment.content_type.startswith("image/") else "file-text",
        "remove_url": reverse("attachment_remove", args=[attachment.pk]) if can_remove else "",
    }
