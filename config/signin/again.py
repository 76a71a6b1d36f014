"""Asking again: who signs or changes a factor has shown within minutes who they are; what was typed waits meanwhile."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.account.views import ReauthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeView
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from config.resuming import WAITING, keep, waiting_form
from config.signin.sessions import prove


class PasswordAgainForm(ReauthenticateForm):
    """Goes through `authenticate()`, where django-axes counts and refuses."""

    password = forms.CharField(
        label=_("Mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class _Again:
    def form_valid(self, form: forms.Form) -> HttpResponse:
        prove(self.request)  # type: ignore[attr-defined]
        answer = super().form_valid(form)  # type: ignore[misc]
        return waiting_form(self.request) or answer  # type: ignore[attr-defined]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)  # type: ignore[misc]
        return context | {"waiting": WAITING in self.request.session}  # type: ignore[attr-defined]


class AgainByPassword(_Again, ReauthenticateView):
    template_name = "signin/again.html"


class AgainByCode(_Again, CodeView):
    template_name = "signin/again.html"


class AgainByPasskey(_Again, ReauthenticateWebAuthnView):
    template_name = "signin/again_passkey.html"


def ask_again(request: HttpRequest) -> HttpResponse:
    """The answer to an act that wants fresh authentication: its form waits in the session."""
    keep(request)
    address = reverse("account_reauthenticate")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
