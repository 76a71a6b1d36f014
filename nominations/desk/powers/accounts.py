"""The administrator's pages of people: who has an account, what it may do, and each change of that."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nominations.desk.acting import new_key, tell_errors
from nominations.desk.paging import before_of
from nominations.desk.powers import forms
from nominations.desk.powers.holding import held_by
from nominations.exports import finding
from nominations.shown import shown_events
from notifications.services import bounces
from organisation.models import Mandate, User
from organisation.permissions import accounts_of
from organisation.selectors import accounts_for, namesakes_of
from organisation.services import mandates as services
from organisation.states import Role
from workflows.audit import history_of
from workflows.engine import offers
from workflows.verbs import verbs_of

PAGE = 25
VERBS: dict[str, tuple[type[forms.PlainForm], Callable[..., Any]]] = {
    "invite": (forms.PlainForm, services.invite_again),
    "withdraw": (forms.PlainForm, services.withdraw),
    "appoint": (forms.AppointForm, services.appoint),
    "dismiss": (forms.DismissForm, services.dismiss),
    "empower": (forms.EmpowerForm, services.empower),
    "revoke": (forms.RevokeForm, services.revoke),
    "link": (forms.LinkForm, services.link),
    "reset_second_factor": (forms.ReasonForm, services.reset_second_factor),
    "deactivate": (forms.ReasonForm, services.deactivate),
    "reactivate": (forms.ReasonForm, services.reactivate),
}
BEHIND = ("key", "version", "content_hash", "reason", "next")  # of every verb's form, not to be filled in
AT_ONCE = ("invite", "withdraw")  # a button of the page itself, no page of its own


@require_safe
def mandates(request: HttpRequest) -> HttpResponse:
    """The people of the organisations that the reader administers, in keyset pages; searched without accents."""
    found = finding.accounts(request.roles, request.GET, request.now)
    if found is None:
        raise Http404
    words, before = finding.words_of(request.GET), before_of(request)
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    for account in page:
        codes = (grant.permission.codename for grant in account.unitgrant_set.all())
        account.role_labels = [Role(code).label for code in codes]
    older = "?" + urlencode({"q": words, "before": page[PAGE - 1].pk}) if len(page) > PAGE else ""
    context = {
        "page": page[:PAGE],
        "older": older,
        "newer": "?" + urlencode({"q": words}) if before else "",
        "q": words,
    }
    return render(request, "powers/accounts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """One account; a form to it begins the book of an account that the set-up made."""
    account = get_object_or_404(accounts_for(request.roles).select_related("organisation", "same_person_as"), pk=pk)
    found = Mandate.objects.filter(account=account).first()
    if request.method == "POST":
        if found is None:
            services.enrol(account, actor=request.user)
            messages.success(request, _("Đã đưa tài khoản vào sổ."))
        return redirect("mandate", pk=pk)
    return render(request, "powers/account.html", _page_of(account, found, request))


def _page_of(account: User, found: Mandate | None, request: HttpRequest) -> dict[str, Any]:
    is_own = account.pk in request.roles.accounts
    offered = {offer.verb.name: offer for offer in offers(found, request.user, roles=request.roles)} if found else {}
    return {
        "account": account,
        "mandate": found,
        "grants": [(Role(grant.permission.codename).label, grant) for grant in forms.grants_of(account)],
        "authorities": account.authorities.order_by("-pk"),
        "accounts": [one for one in accounts_of(account) if one.pk != account.pk],
        "alike": namesakes_of(account.organisation_id, full_name=account.full_name, email=account.email, but=account),
        "identities": account.identities.order_by("pk"),
        "invitation": found.invitations.first() if found else None,
        "offers": offered,
        "pages": []
        if is_own
        else [offer.verb for name, offer in offered.items() if name in VERBS and name not in AT_ONCE],
        "events": shown_events(list(history_of(found).order_by("-seq")[:50])) if found else [],
        "is_own": is_own,
        "returned": bounces.returned_from(account),
        "now": request.now,
        "key": new_key(),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_verb(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """The page of one verb: what it asks, what it follows from, and the deed."""
    found = get_object_or_404(Mandate.objects.filter(account__in=accounts_for(request.roles)), account=pk)
    open_verbs = {offer.verb.name for offer in offers(found, request.user, roles=request.roles) if offer.is_open}
    if verb not in VERBS or (request.method != "POST" and (verb in AT_ONCE or verb not in open_verbs)):
        raise Http404
    form_class, service = VERBS[verb]
    described = verbs_of(Mandate)[verb]
    initial = {"other": request.GET.get("other", "")} if verb == "link" else {}
    form = form_class(request.POST or None, mandate=found, now=request.now, initial=initial)
    if request.method == "POST" and form.is_valid():
        service(found, **form.knock(request.user), **form.more())
        messages.success(request, _("%(what)s: %(past)s.") % {"what": found, "past": described.past})
        return redirect("mandate", pk=pk)
    if request.method == "POST" and verb in AT_ONCE:
        tell_errors(request, form)
        return redirect("mandate", pk=pk)
    context = {
        "form": form,
        "fields": [bound for bound in form if bound.name not in BEHIND or bound.field.required], "mandate": found,
        "subject": found, "verb": described, "key": new_key(),
        "holdings": held_by(found.account, request.now) if verb == "deactivate" else [],
    }  # fmt: skip
    return render(request, "powers/act.html", context)
