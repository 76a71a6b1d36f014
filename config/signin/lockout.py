"""Wrong secrets are counted by account and address, on every pathway, in one table: django-axes'.

Counting by account alone would let anybody lock a colleague out; by address alone, one office would lock itself out.
"""

from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_lockout_response
from django.conf import settings
from django.http import HttpRequest


class Guarded:
    """A form that asks for a secret outside `authenticate()`: refused when locked, counted when wrong."""

    guessed = "code"  # the field whose error is a wrong guess

    def account_name(self) -> str:
        """Whose secret it is."""
        return self.user.get_username()  # type: ignore[attr-defined]

    def full_clean(self) -> None:
        if not self.is_bound:  # type: ignore[attr-defined]
            return super().full_clean()  # type: ignore[misc]
        refuse_locked(context.request, self.account_name())
        super().full_clean()  # type: ignore[misc]
        if self.guessed in self._errors:  # type: ignore[attr-defined]
            count_failure(context.request, self.account_name())
        return None


def refuse_locked(request: HttpRequest, name: str) -> None:
    """Ends the request with the page of locked accounts when this account is locked for this address."""
    if settings.AXES_ENABLED and not AxesProxyHandler.is_allowed(request, {"username": name}):
        raise ImmediateHttpResponse(get_lockout_response(request, None, {"username": name}))


def count_failure(request: HttpRequest, name: str) -> None:
    """The last failure that is allowed already answers with the page of locked accounts (AxesMiddleware)."""
    AxesProxyHandler.user_login_failed(sender=Guarded, credentials={"username": name}, request=request)
