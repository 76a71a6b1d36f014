"""A nomination's page: where it stands, what it says, what happened; for the office also its checks and verdict."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.permissions import OFFICE, OVERSEERS, UNIT, Roles
from campaigns.standing import targets_in
from nominations.checks import checks_of
from nominations.desk.acting import act_on, new_key
from nominations.desk.histories.register import honours_of, past_awards_of
from nominations.desk.progress.assignments import line_of
from nominations.desk.review.facts import facts_of, report_of, shown_files, twins_of
from nominations.desk.review.forms import ReturnForm
from nominations.desk.review.neighbours import neighbours_of
from nominations.desk.verbs import NOMINATION
from nominations.models import Nomination
from nominations.selectors import attachments_for, decisions_for, nominations_for, signed_decision_of
from nominations.shown import for_reader, shown_events, shown_parts
from nominations.standing import standing_of
from nominations.states import NominationState as N
from workflows.audit import history_of
from workflows.content import changes_since
from workflows.engine import offers

DECIDED = (N.APPROVED, N.AWARDED, N.REVOKED)
RELATED = ("organisation", "campaign", "unit", "award_form", "dossier__unit", "dossier__campaign", "dossier__reviewer")


@require_safe
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(nominations_for(request.roles).select_related(*RELATED), pk=pk)
    return render(request, "review/nomination.html", page_of(found, request))


def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Returns the nomination; a form that is not complete comes back on a page of its own, as it was typed."""
    queryset = nominations_for(request.roles).select_related(*RELATED)
    found = get_object_or_404(queryset, pk=pk)
    form = ReturnForm(request.POST or None, kind=found.kind)
    may = any(offer.verb.name == "send_back" for offer in offers(found, request.user, roles=request.roles))
    if request.method == "POST" and (form.is_valid() or not may):
        return act_on(request, queryset, pk, "send_back", NOMINATION, ReturnForm)
    if not may:
        raise Http404
    context = {"nomination": found, "neighbours": neighbours_of(found, request.roles), "form": form, "key": new_key()}
    return render(request, "review/send_back.html", context)


def page_of(found: Nomination, request: HttpRequest) -> dict[str, Any]:
    """Everything the page shows."""
    roles: Roles = request.roles
    mine = roles.on_unit(found.unit_id, *UNIT)
    oversees = roles.on_campaign(found.campaign_id, found.organisation_id, *OVERSEERS)
    history = shown_events(list(history_of(found)))
    events = for_reader(history, found, roles)
    context = {
        "nomination": found,
        "standing": standing_of(found, events),
        "events": events[::-1],
        "facts": facts_of(found),
        "report": report_of(found),
        "files": shown_files(attachments_for(roles).filter(nomination=found)),
        "past_awards": past_awards_of(found, roles),
        "honours": honours_of(found, roles),
        "offers": offers(found, request.user, roles=roles),
        "mine": mine,
        "oversees": oversees,
        "results": [line_of(one) for one in targets_in(found.campaign_id, [found.unit_id]).get(found.unit_id, [])],
        "can_edit": mine and found.is_editable and found.dossier.is_editable,
    }
    if found.state in DECIDED:
        context["decision"] = signed_decision_of(found.consolidated_list_id, decisions_for(roles))
    if roles.on_campaign(found.campaign_id, found.organisation_id, *OFFICE):
        context |= _beside(found, history, roles)
    return context


def _beside(found: Nomination, history: Sequence[dict[str, Any]], roles: Roles) -> dict[str, Any]:
    """What the office sees beside the nomination."""
    reviewer = found.dossier.reviewer
    checks = checks_of(found.dossier, [found], roles)[found.pk]
    return {
        "checks": checks,
        "twins": twins_of(found, checks),
        "changes": _changes(found, history),
        "neighbours": neighbours_of(found, roles),
        "settled_by": {check.verb for check in checks if check.verb},
        "holder": reviewer if reviewer and reviewer.pk not in roles.accounts else None,
        "form": ReturnForm(kind=found.kind),
        "key": new_key(),
    }


def _changes(found: Nomination, history: Sequence[dict[str, Any]]) -> list[dict[str, Any]] | None:
    """What the unit changed since the office sent it back; None when it was never filed again."""
    events = [shown["event"] for shown in history]
    returned = [place for place, event in enumerate(events) if event.verb == "send_back"]
    if not returned or all(event.verb != "submit" for event in events[returned[-1] :]):
        return None
    return shown_parts(changes_since(found, events[returned[-1]].content_hash) or [])
