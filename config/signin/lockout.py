"""Wrong secrets are counted by account and address, on every pathway, in one table: django-axes'.

Counting by account alone would let anybody lock a colleague out; by address alone, one office would lock itself out. So
an account is locked for an address, and an address for everybody only after many more failures: one password tried on
every account.
"""

from typing import Any

from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_failure_limit, get_lockout_response
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest


class ByAddressToo(AxesDatabaseHandler):
    """Locks an address that failed on many accounts. Whoever signs in after all takes their own failures back."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        found = super().get_failures(request, credentials)
        return max(found, get_failure_limit(request, credentials)) if _failed_often(request) else found


def _failed_often(request: HttpRequest) -> bool:
    here: str = request.axes_ip_address  # type: ignore[attr-defined]
    recent = AccessAttempt.objects.filter(ip_address=here, attempt_time__gt=get_cool_off_threshold(request))
    failures = recent.aggregate(all=Sum("failures_since_start"))["all"] or 0
    return failures >= settings.FAILURES_PER_ADDRESS


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
