"""Decisions: the list of them, one with its annex, and its PDF."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from nominations.desk.signing.pdf import pdf_response
from nominations.effects import store_pdf
from nominations.models import Decision
from nominations.selectors import decisions_for
from nominations.shown import shown_events
from workflows.audit import history_of
from workflows.engine import offers

PAGE = 25


def decisions(request: HttpRequest) -> HttpResponse:
    """Newest first, in keyset pages."""
    before = request.GET.get("before", "")
    found = decisions_for(request.roles).select_related("campaign", "signer").defer("paper").order_by("-pk")
    if before.isdecimal():
        found = found.filter(pk__lt=int(before))
    page = list(found[: PAGE + 1])
    older = f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else ""
    return render(
        request, "signing/decisions.html", {"page": page[:PAGE], "older": older, "newer": "?" if before else ""}
    )


def decision(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(decisions_for(request.roles).select_related("campaign", "signer"), pk=pk)
    return render(request, "signing/decision.html", _page_of(found, request))


def _page_of(found: Decision, request: HttpRequest) -> dict[str, Any]:
    events = shown_events(list(history_of(found).order_by("-seq")))
    rows = found.paper["rows"]
    return {
        "decision": found,
        "signature": found.paper["signature"],
        "groups": [(kind, lines) for kind, lines in rows.items() if lines],
        "events": events,
        "signed": next((event for event in events if event["event"].verb == "sign"), None),
        "offers": offers(found, request.user, roles=request.roles),
    }


def decision_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The file made from what was signed; made now if the outbox has not come to it yet."""
    found = get_object_or_404(decisions_for(request.roles).exclude(signed_at=None), pk=pk)
    if not found.pdf:
        store_pdf(found)
        found = Decision.objects.get(pk=pk)
    with found.pdf.open("rb") as file:
        return pdf_response(file.read(), f"quyet-dinh-{found.number:02d}-{found.year}.pdf")
