"""Signing in at another provider, and binding an account to one: by its own person only, never by a mail address."""

import logging
import time
from dataclasses import asdict
from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.resuming import WAITING
from config.signin import openid
from config.signin.lockout import count_failure, refuse_locked
from config.signin.sessions import end_other_sessions, is_fresh
from organisation.models import Identity

BEGUN = "openid"  # in the session
AWAY = 600  # seconds that a person may take at the provider
STRANGER = "(openid)"  # whoever fails here has no name yet: django-axes counts by address
log = logging.getLogger(__name__)


@login_not_required
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Off to the provider. Who is signed in already binds their account, and shows again who they are before."""
    if not openid.is_on():
        raise Http404
    binds = request.user.is_authenticated
    if binds and not is_fresh(request):
        return redirect("account_reauthenticate")
    begun = openid.Begun.new()
    try:
        address = openid.address_of_provider(begun, _back(request), again=binds)
    except openid.Refused as refusal:
        return _refused(request, refusal)
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    request.session[BEGUN] = {
        **asdict(begun), "at": time.time(), "binds": request.user.pk, "next": wanted if safe else "",
    }  # fmt: skip
    if kept := request.POST.get("kept"):
        request.session[WAITING] = kept
    return HttpResponseRedirect(address)


@login_not_required
@require_safe
def answer(request: HttpRequest) -> HttpResponse:
    """Back from the provider. An answer that this session did not ask for is nobody's."""
    if not openid.is_on():
        raise Http404
    refuse_locked(request, STRANGER)
    kept = request.session.pop(BEGUN, None)
    try:
        claims = _claims(request, kept)
    except openid.Refused as refusal:
        count_failure(request, STRANGER)
        return _refused(request, refusal)
    known = Identity.objects.filter(issuer=claims.issuer, subject=claims.subject).select_related("user").first()
    if kept["binds"]:
        return _bind(request, claims, known)
    if known is None:
        count_failure(request, STRANGER)
        return _refused(request, openid.Refused("bound to no account"))
    return perform_login(request, Login(user=known.user, redirect_url=kept["next"] or None))


def _claims(request: HttpRequest, kept: dict[str, Any] | None) -> openid.Claims:
    if not kept or time.time() - kept["at"] > AWAY:
        raise openid.Refused("nothing was asked here, or long ago")
    if not constant_time_compare(request.GET.get("state", ""), kept["state"]):
        raise openid.Refused("state")
    if kept["binds"] != request.user.pk:
        raise openid.Refused("somebody else sits here now")
    begun = openid.Begun(kept["state"], kept["nonce"], kept["verifier"])
    return openid.claims_of(request.GET.get("code", ""), begun, _back(request))


def _bind(request: HttpRequest, claims: openid.Claims, known: Identity | None) -> HttpResponse:
    if known and known.user_id != request.user.pk:
        messages.error(request, _("Tài khoản bên ngoài ấy đã gắn với một tài khoản khác ở đây."))
    else:
        Identity.objects.get_or_create(user=request.user, issuer=claims.issuer, subject=claims.subject)
        end_other_sessions(request)
        messages.success(request, _("Đã gắn tài khoản với %(name)s.") % {"name": settings.OPENID_NAME})
    return redirect("mfa_index")


@require_POST
def unbind(request: HttpRequest, pk: int) -> HttpResponse:
    if not is_fresh(request):
        return redirect("account_reauthenticate")
    identity = get_object_or_404(Identity, pk=pk, user=request.user)
    if not request.user.has_usable_password():
        messages.error(request, _("Tài khoản này chưa có mật khẩu: gỡ ra thì không vào lại được."))
    else:
        identity.delete()
        end_other_sessions(request)
        messages.success(request, _("Đã gỡ liên kết."))
    return redirect("mfa_index")


def _refused(request: HttpRequest, refusal: openid.Refused) -> HttpResponse:
    log.warning("OpenID refused: %s", refusal)
    messages.error(request, _("%(name)s không xác nhận được tài khoản nào ở đây.") % {"name": settings.OPENID_NAME})
    return redirect("mfa_index" if request.user.is_authenticated else settings.LOGIN_URL)


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("openid_answer"))
