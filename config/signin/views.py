"""Signing in; a form whose session ended waits on the page; the demonstration shows its accounts there."""

from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import begin_authentication
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _

from config.resuming import WAITING
from config.signin import openid
from config.signin.factors import PasskeyAloneForm
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


@method_decorator(login_not_required, name="dispatch")
class PasskeyAlone(LoginWebAuthnView):
    """Signing in by a passkey and nothing else; the page's script asks here what the key shall sign."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        return JsonResponse({"request_options": begin_authentication()})

    def form_valid(self, form: PasskeyAloneForm) -> HttpResponse:
        if kept := self.request.POST.get("kept"):
            self.request.session[WAITING] = kept
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        return perform_passwordless_login(self.request, authenticator, login)

    def form_invalid(self, form: PasskeyAloneForm) -> HttpResponse:  # noqa: ARG002
        messages.error(self.request, _("Khóa đăng nhập này không mở được tài khoản nào ở đây."))
        return redirect(settings.LOGIN_URL)


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
