"""The page a leader decides on, and what is done there beside signing: strike, restore, see the draft."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from campaigns.permissions import OFFICE
from nominations.desk.signing.forms import LinesForm
from nominations.desk.signing.list_page import authority_for, page_of
from nominations.desk.signing.pdf import inline_pdf
from nominations.models import ConsolidatedList, Decision
from nominations.papers.decision import draft_of
from nominations.selectors import lists_for, signed_decision_of
from nominations.services import lists

SERVICES = {"strike": lists.strike, "restore": lists.restore}


@require_safe
def consolidated_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The office goes on compiling an open list; everybody else who may see it reads this page."""
    target = _found(request, pk)
    if target.is_open and request.roles.on_campaign(target.campaign_id, target.organisation_id, *OFFICE):
        return redirect("compiling", pk=pk)
    return render(request, "signing/list.html", page_of(target, request, LinesForm(target=target, with_reason=True)))


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft, without number and date, as this reader would sign it now; once signed, the decision itself."""
    target = _found(request, pk)
    if signed := signed_decision_of(target.pk, Decision.objects.all()):
        return redirect("decision_pdf", pk=signed.pk)
    return inline_pdf(draft_of(target, authority=authority_for(target, request)), f"du-thao-quyet-dinh-{pk}.pdf")


def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Strikes ticked lines, in words; the list becomes a new version."""
    return _redrawn(request, pk, "strike")


def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts ticked lines back; the list becomes a new version."""
    return _redrawn(request, pk, "restore")


def _redrawn(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Where something is missing, the page comes back with what was ticked and typed."""
    target = _found(request, pk)
    if request.method != "POST":
        return redirect(target)
    form = LinesForm(request.POST, target=target, with_reason=verb == "strike")
    if not form.is_valid():
        return render(request, "signing/list.html", page_of(target, request, form))
    chosen, words = form.lines(), form.cleaned_data["reason"] if verb == "strike" else ""
    SERVICES[verb](target, chosen, reason=words, **form.knock(request.user))
    messages.success(request, _done(verb, len(chosen)))
    return redirect(target)


def _done(verb: str, count: int) -> str:
    if verb == "strike":
        words = ngettext("Đã gạch %(count)s dòng.", "Đã gạch %(count)s dòng.", count)
    else:
        words = ngettext("Đã khôi phục %(count)s dòng.", "Đã khôi phục %(count)s dòng.", count)
    return words % {"count": count}


def _found(request: HttpRequest, pk: int) -> ConsolidatedList:
    return get_object_or_404(lists_for(request.roles).select_related("campaign", "organisation"), pk=pk)
