"""Before any page: somebody must be signed in, and some people with two factors."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from config.machines import is_for_programs
from config.resuming import keep, kept_of
from config.signin.factors import lacks_factor
from config.signin.views import SignIn
from portal.urls import PUBLIC

SETTING_UP = {  # where somebody without the second factor that their role asks for may go
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "mfa_view_recovery_codes", "logout",
    "set_language", "healthz", "password_change",
}  # fmt: skip


class SignInFirst(LoginRequiredMiddleware):
    """Asks a stranger to sign in; a page's form that came without a session is kept meanwhile.

    A program is not asked: the API wants its token, or says what lacks.
    """

    def process_view(self, request: HttpRequest, view_func: Callable, args: Any, kwargs: Any) -> HttpResponse | None:
        return None if is_for_programs(request) else super().process_view(request, view_func, args, kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.method != "POST" or not request.accepts("text/html") or request.headers.get("HX-Request"):
            return super().handle_no_permission(request, view_func)
        page = SignIn(kept=kept_of(request))
        page.setup(request)
        return page.render_to_response(page.get_context_data(form=AuthenticationForm(request)))


class SecondFactorFirst:
    """Somebody whose role asks for a second factor and who has none goes nowhere but to where one is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Callable, _args: Any, _kwargs: Any) -> HttpResponse | None:
        if request.resolver_match.url_name in PUBLIC:
            return None
        if not request.user.is_authenticated or request.resolver_match.url_name in SETTING_UP:
            return None
        if not lacks_factor(request):
            return None
        if request.method == "POST":
            keep(request)
        return redirect("mfa_index")
