"""Signing in; the demonstration shows its accounts on the page."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import LoginView

from nominations.demo.people import ACCOUNTS, PASSWORD


class SignIn(LoginView):
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_accounts"] = [{"role": _role(account), "username": account.username} for account in ACCOUNTS]
            context["demo_password"] = PASSWORD
        return context


def _role(account: Any) -> str:
    return f"{account.role.label} ({account.unit})" if account.unit else str(account.role.label)
