"""The page a leader decides on: figures, exceptions, every line one tap away; sign, strike, restore or return."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from campaigns.permissions import LEADERS, OFFICE
from documents.decision import render_decision
from nominations.desk.acting import new_key
from nominations.desk.review.forms import PickForm
from nominations.desk.signing.pdf import pdf_response
from nominations.models import ConsolidatedList, Nomination
from nominations.paper import as_paper, decision_paper
from nominations.permissions import DECISION
from nominations.selectors import lists_for, totals, totals_by_unit
from nominations.services import lists
from nominations.shown import shown_events
from nominations.states import ListState, NominationState
from organisation.models import SigningAuthority
from organisation.selectors import authority_of
from workflows.audit import history_of
from workflows.engine import offers

IN_ORDER = ("unit__position", "unit_id", "kind", "sort_key", "pk")


def consolidated_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The office goes on compiling an open list; everybody else who may see it reads this page."""
    target = get_object_or_404(lists_for(request.roles).select_related("campaign", "organisation"), pk=pk)
    if target.is_open and request.roles.on_campaign(target.campaign_id, target.organisation_id, *OFFICE):
        return redirect("compiling", pk=pk)
    return render(request, "signing/list.html", _page_of(target, request))


def _page_of(target: ConsolidatedList, request: HttpRequest) -> dict[str, Any]:
    """Everything the page shows; the number of queries does not depend on the number of lines."""
    lines = list(target.nominations.select_related("unit", "award_form", "dossier").order_by(*IN_ORDER))
    struck = [line for line in lines if line.state == NominationState.DECLINED]
    return {
        "list": target,
        "lines": [line for line in lines if line not in struck],
        "struck": struck,
        "late": [line for line in lines if line.dossier.is_late],
        "own": [line for line in lines if _conflicts(line, request)],
        "totals": totals(target.nominations.exclude(state=NominationState.DECLINED)),
        "by_unit": totals_by_unit(target.nominations.exclude(state=NominationState.DECLINED)),
        "events": shown_events(list(history_of(target).order_by("-seq"))),
        "offers": offers(target, request.user, roles=request.roles),
        "authority": _authority(target, request),
        "may_strike": target.state == ListState.FORWARDED and _authority(target, request) is not None,
        "decision": getattr(target, "decision", None),
        "key": new_key(),
    }


def _conflicts(line: Nomination, request: HttpRequest) -> bool:
    """The reader filed, reviewed or is this line: signing it would join duties that the law keeps apart."""
    return bool(request.roles.accounts & {line.filed_by_id, line.reviewed_by_id, line.nominee_account_id})


def _authority(target: ConsolidatedList, request: HttpRequest) -> SigningAuthority | None:
    """By which dated authority a leader who opens the page would sign now."""
    if not request.roles.on_campaign(target.campaign_id, target.organisation_id, *LEADERS):
        return None
    return authority_of(request.user, organisation_id=target.organisation_id, document_type=DECISION, at=request.now)


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The decision as it would be signed now, marked as a draft, without number and date."""
    target = get_object_or_404(lists_for(request.roles).select_related("campaign", "organisation"), pk=pk)
    if not target.nominations.exclude(state=NominationState.DECLINED).exists():
        raise Http404
    paper = decision_paper(target, authority=_authority(target, request))
    return pdf_response(render_decision(as_paper(paper, draft=True)), "du-thao-quyet-dinh.pdf")


def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Strikes ticked lines, in words; the list becomes a new version."""
    return _redrawn(request, pk, lists.strike, _("Đã gạch %(count)s dòng."))


def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts ticked lines back."""
    return _redrawn(request, pk, lists.restore, _("Đã khôi phục %(count)s dòng."))


def _redrawn(request: HttpRequest, pk: int, service: Callable, done: str) -> HttpResponse:
    target = get_object_or_404(lists_for(request.roles), pk=pk)
    form = PickForm(request.POST or None, among=list(target.nominations.values_list("pk", flat=True)))
    if form.is_valid() and form.cleaned_data["ids"]:
        chosen = list(target.nominations.filter(pk__in=form.cleaned_data["ids"]).order_by("pk"))
        knock = {"reason": form.cleaned_data["reason"], "key": form.cleaned_data["key"] or None, "seen": form.seen()}
        service(target, chosen, actor=request.user, **knock)
        messages.success(request, done % {"count": len(chosen)})
    elif request.method == "POST":
        messages.warning(request, _("Chưa chọn dòng nào."))
    return redirect(target)
