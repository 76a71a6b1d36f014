"""Signing in; a form whose session ended waits on the page; the demonstration shows its accounts there."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponse

from config.resuming import WAITING
from config.signin import openid
from nominations.demo.people import ACCOUNTS, PASSWORD


class SignIn(LoginView):
    redirect_authenticated_user = True
    kept = ""  # a form that was sent without a session

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["openid"] = settings.OPENID_NAME if openid.is_on() else ""
        context["kept"] = self.kept or self.request.POST.get("kept", "")
        if settings.DEMO:
            context["demo_accounts"] = [{"role": _role(account), "username": account.username} for account in ACCOUNTS]
            context["demo_password"] = PASSWORD
            context["demo_without_factor"] = not settings.SECOND_FACTOR_ROLES
        return context

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """The password was right; what else this account needs is asked before the session begins."""
        if kept := self.request.POST.get("kept"):
            self.request.session[WAITING] = kept
        login = Login(user=form.get_user(), redirect_url=self.get_redirect_url() or None)
        return perform_password_login(self.request, {"username": form.get_user().get_username()}, login)


class SecondFactor(AuthenticateView):
    """After the password, before the session: a code, or a passkey if the account has one."""

    template_name = "signin/second_factor.html"

    def _build_forms(self) -> Any:
        sent = super()._build_forms()
        if sent is not self.webauthn_form and not is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN]):
            self.webauthn_form = None
        return sent


def _role(account: Any) -> str:
    return f"{account.role.label} ({account.unit})" if account.unit else str(account.role.label)
