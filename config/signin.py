"""Signing in; a form whose session ended waits on the page; the demonstration shows its accounts there."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from config.resuming import kept_of, resumed
from nominations.demo.people import ACCOUNTS, PASSWORD


class SignIn(LoginView):
    redirect_authenticated_user = True
    kept = ""  # a form that was sent without a session

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["kept"] = self.kept or self.request.POST.get("kept", "")
        if settings.DEMO:
            context["demo_accounts"] = [{"role": _role(account), "username": account.username} for account in ACCOUNTS]
            context["demo_password"] = PASSWORD
        return context

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        return resumed(self.request, self.request.POST.get("kept", "")) or answer


class ChangePassword(SuccessMessageMixin, PasswordChangeView):
    success_url = "/"
    success_message = _("Đã đổi mật khẩu.")


class SignInFirst(LoginRequiredMiddleware):
    """Asks a stranger to sign in; a page's form that came without a session is kept meanwhile."""

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        if request.method != "POST" or not request.accepts("text/html") or request.headers.get("HX-Request"):
            return super().handle_no_permission(request, view_func)
        page = SignIn(kept=kept_of(request))
        page.setup(request)
        return page.render_to_response(page.get_context_data(form=AuthenticationForm(request)))


def _role(account: Any) -> str:
    return f"{account.role.label} ({account.unit})" if account.unit else str(account.role.label)
