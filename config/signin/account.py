"""A person's own account: password, second factors, sessions. What changes one of them ends the other sessions."""

from typing import Any

from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from config.resuming import WAITING, waiting_form
from config.signin import openid
from config.signin.factors import HAS_FACTOR, must_have_factor, spend
from config.signin.lockout import Guarded
from config.signin.sessions import end_other_sessions, sessions_of


class ChangePasswordForm(Guarded, PasswordChangeForm):
    """The old password is a secret that somebody at an open screen could guess."""

    guessed = "old_password"


class ChangePassword(SuccessMessageMixin, PasswordChangeView):
    """Django's own rule ends the other sessions: they were signed with the old password."""

    form_class = ChangePasswordForm
    success_url = reverse_lazy("mfa_index")
    success_message = gettext_lazy("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.")

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer = super().form_valid(form)
        UserSession.objects.create_from_request(self.request)
        return answer


class Account(IndexView):
    template_name = "signin/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        found = context["authenticators"]
        return context | {
            "totp": found.get(Authenticator.Type.TOTP),
            "passkeys": found.get(Authenticator.Type.WEBAUTHN, []),
            "codes": found.get(Authenticator.Type.RECOVERY_CODES),
            "needed": must_have_factor(self.request),
            "waiting": WAITING in self.request.session,
            "openid": settings.OPENID_NAME if openid.is_on() else "",
            "identities": self.request.user.identities.order_by("pk"),
            "sessions": sessions_of(self.request),
        }


class _EndsOthers:
    """Whoever was signed in before the change must sign in again, by the new rules."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer = super().form_valid(form)  # type: ignore[misc]
        request: HttpRequest = self.request  # type: ignore[attr-defined]
        request.session.pop(HAS_FACTOR, None)
        end_other_sessions(request)
        return answer


class SetUpTotp(_EndsOthers, ActivateTOTPView):
    template_name = "signin/totp.html"

    def form_valid(self, form: forms.Form) -> HttpResponse:
        answer = super().form_valid(form)
        spend(
            Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP), form.cleaned_data["code"]
        )
        return answer


class RemoveTotp(_EndsOthers, DeactivateTOTPView):
    template_name = "signin/totp_remove.html"


class NewCodes(_EndsOthers, GenerateRecoveryCodesView):
    template_name = "signin/codes_new.html"


class Codes(ViewRecoveryCodesView):
    template_name = "signin/codes.html"


class AddPasskey(_EndsOthers, AddWebAuthnView):
    template_name = "signin/passkey.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A device that can keeps the key so that it opens without a password; an older one still serves after it."""
        context = super().get_context_data(**kwargs)
        context["js_data"]["creation_options"]["publicKey"]["authenticatorSelection"] |= {
            "residentKey": "preferred",
            "requireResidentKey": False,
        }
        return context


class RemovePasskey(_EndsOthers, RemoveWebAuthnView):
    template_name = "signin/passkey_remove.html"
    success_url = reverse_lazy("mfa_index")


@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    end_other_sessions(request)
    messages.success(request, _("Các phiên đăng nhập khác đã kết thúc."))
    return redirect("mfa_index")


def resume(request: HttpRequest) -> HttpResponse:
    """The form that waited until its person had set up what their role asks for."""
    answer = waiting_form(request)
    if answer is None:
        raise Http404
    return answer
