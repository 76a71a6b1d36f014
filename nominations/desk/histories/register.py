"""The register of past awards, and what of it concerns one nominee."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from campaigns.permissions import OFFICE, Roles
from nominations.desk.paging import before_of
from nominations.exports import finding
from nominations.models import Nomination
from nominations.selectors import decisions_for, nominations_for, past_awards_for
from nominations.states import DecisionState, NominationState
from organisation.states import Role

PAGE = 50
MOST_OF_ONE = 30  # lines beside a nominee


@require_safe
def past_awards(request: HttpRequest) -> HttpResponse:
    """Newest line first, in keyset pages; a name is found without accents."""
    words, before = finding.words_of(request.GET), before_of(request)
    found = finding.past_awards(request.roles, request.GET, request.now)
    if found is None:
        raise Http404
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    older = {"q": words, "before": page[PAGE - 1].pk} if len(page) > PAGE else {}
    context = {
        "page": page[:PAGE], "q": words, "brings": bool(request.roles.organisation_ids(*OFFICE)),
        "reads_files": bool(request.roles.organisation_ids(Role.AUDITOR)),
        "older": f"?{urlencode(older)}" if older else "", "newer": f"?{urlencode({'q': words})}" if before else "",
    }  # fmt: skip
    return render(request, "histories/register.html", context)


def past_awards_of(nomination: Nomination, roles: Roles) -> list[dict[str, Any]]:
    """The lines with the nominee's name and those of the same people, the last year first; `is_sure` where the unit is
    the nominee's too. In one query."""
    if not nomination.search_key:
        return []
    every = past_awards_for(roles).filter(organisation=nomination.organisation_id, kind=nomination.kind)
    named = every.filter(search_key=nomination.search_key)
    found = every.filter(person__in=named.values("person")).select_related("unit").order_by("-year", "-pk")
    return [{"line": line, "is_sure": line.unit_id == nomination.unit_id} for line in found[:MOST_OF_ONE]]


def honours_of(nomination: Nomination, roles: Roles) -> list[dict[str, Any]]:
    """What nominees of the same name were awarded in this system, as far as the reader may see it, the last first; with
    the decision, and `is_sure` where the unit is the nominee's too. In two queries."""
    if not nomination.search_key:
        return []
    named = nominations_for(roles).filter(
        organisation=nomination.organisation_id, kind=nomination.kind, search_key=nomination.search_key,
        state=NominationState.AWARDED,
    )  # fmt: skip
    every = named.exclude(pk=nomination.pk).select_related("unit", "award_form", "campaign").order_by("-pk")
    found = list(every[:MOST_OF_ONE])
    lists = {one.consolidated_list_id for one in found}
    granting = decisions_for(roles).filter(consolidated_list__in=lists, state=DecisionState.ISSUED).defer("paper")
    decisions = {one.consolidated_list_id: one for one in granting.order_by("-pk")} if found else {}
    return [
        {
            "nomination": one, "decision": decisions.get(one.consolidated_list_id),
            "is_sure": one.unit_id == nomination.unit_id,
        }
        for one in found
    ]  # fmt: skip
