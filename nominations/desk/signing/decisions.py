"""Decisions: the list of them, one with its lines and its history, and its file."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from campaigns.permissions import OVERSEERS
from nominations.desk.paging import before_of
from nominations.desk.signing.lines import by_kind, corrections_of, printed_lines
from nominations.desk.signing.money import money_of
from nominations.desk.signing.pdf import inline_pdf
from nominations.desk.signing.recoveries import recoveries_of
from nominations.effects import store_pdf
from nominations.exports import finding
from nominations.models import Decision
from nominations.selectors import (
    ISSUED_ONCE,
    amendable_for,
    boards_for,
    copied_decisions_for,
    decisions_for,
    granted_in,
    lists_for,
    nominations_for,
    originals_for,
    totals,
)
from nominations.shown import shown_events
from nominations.states import DecisionKind, DecisionState
from workflows.audit import history_of
from workflows.engine import offers
from workflows.seals.proofs import is_sealed, proof_of

PAGE = 25
TEMPLATES = {
    DecisionKind.AWARD: "signing/decision.html",
    DecisionKind.REVOCATION: "signing/revocation.html",
    DecisionKind.REPLACEMENT: "signing/replacement.html",
}


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Newest first, in keyset pages."""
    before = before_of(request)
    found = finding.decisions(request.roles, request.GET, request.now)
    if before:
        found = found.filter(pk__lt=before)
    page = list(found[: PAGE + 1])
    older = f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else ""
    keeps = bool(request.roles.organisation_ids(*OVERSEERS))
    context = {"page": page[:PAGE], "older": older, "newer": "?" if before else "", "reads_register": keeps}
    context["watches"] = boards_for(request.roles).exists()
    return render(request, "signing/decisions.html", context)


@require_safe
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        decisions_for(request.roles).select_related("campaign", "signer", "consolidated_list", "amends"), pk=pk
    )
    return render(request, TEMPLATES[DecisionKind(found.kind)], _page_of(found, request))


def _page_of(found: Decision, request: HttpRequest) -> dict[str, Any]:
    """Everything the page shows; the number of queries does not depend on the number of lines."""
    events = shown_events(list(history_of(found).order_by("-seq")))
    granted = granted_in(found)
    figures = totals(granted)
    amendments = decisions_for(request.roles).filter(amends=found).exclude(state=DecisionState.DROPPED)
    return {
        "decision": found,
        "signature": _signature_of(found),
        "amendments": amendments.defer("paper").order_by("pk"),
        "may_amend": amendable_for(request.roles).filter(pk=found.pk).exists(),
        "replaced_by": _replacement_of(found) if found.is_replaced else None,
        "printed": printed_lines(found.paper) if found.is_replaced else None,
        "corrections": corrections_of(found, granted),
        "stats": [
            {"label": pgettext("số lượng", "Tập thể"), "value": figures["collectives"], "tone": "violet"},
            {"label": pgettext("số lượng", "Cá nhân"), "value": figures["individuals"], "tone": "violet"},
            {"label": pgettext("số lượng", "Người trực tiếp"), "value": figures["direct"]},
            {"label": _("Nữ"), "value": figures["women"]},
        ],
        "groups": by_kind(granted),
        "recoveries": recoveries_of(found, request),
        "money": None if found.is_revocation or found.is_replaced else money_of(found, granted),
        "open_to_reader": set(nominations_for(request.roles).filter(pk__in=granted).values_list("pk", flat=True)),
        "list": lists_for(request.roles).filter(pk=found.consolidated_list_id).first(),
        "signed": next((event for event in events if event["event"].verb == "sign"), None),
        "events": events,
        "offers": offers(found, request.user, roles=request.roles),
        "sealed": is_sealed(found),
        "original": originals_for(request.roles).filter(decision=found).first(),
        "may_copy": copied_decisions_for(request.roles).filter(pk=found.pk).exists(),
    }


def _replacement_of(found: Decision) -> Decision | None:
    issued = found.amendments.filter(kind=DecisionKind.REPLACEMENT, state__in=ISSUED_ONCE)
    return issued.defer("paper").first()


def _signature_of(found: Decision) -> str:
    """By which authority and in which position, in one line; "" before anybody signed."""
    block = found.paper.get("signature", {})
    return " – ".join(line for line in (block.get("authority"), *block.get("position", ())) if line)


@require_safe
def decision_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The file made from what was signed; made now if the worker has not come to it yet."""
    found = get_object_or_404(decisions_for(request.roles).exclude(signed_at=None), pk=pk)
    store_pdf(found)
    with found.pdf.open("rb") as file:
        return inline_pdf(file.read(), f"quyet-dinh-{found.number:02d}-{found.year}.pdf")


@require_safe
def decision_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """That the decision's last act stands in the sealed log: whoever keeps it can show it without this site."""
    found = get_object_or_404(decisions_for(request.roles).exclude(signed_at=None), pk=pk)
    proof = next(filter(None, map(proof_of, history_of(found).order_by("-seq"))), None)
    if proof is None:
        raise Http404
    answer = JsonResponse(proof, json_dumps_params={"ensure_ascii": False})
    answer["Content-Disposition"] = f'attachment; filename="bang-chung-{found.number:02d}-{found.year}.json"'
    return answer
