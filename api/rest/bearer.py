"""Who asks: the account behind the token, and whether the token may be used for this."""

import time

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from api.models import Token
from api.rest.problems import Refused
from api.services.tokens import note_use, token_behind
from api.states import TokenKind
from campaigns.permissions import Roles
from organisation.models import User

KIND = "api"  # of what config.limits counts


class Bearer(HttpBearer):
    """`Authorization: Bearer vd_…`, good for one scope."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        now = timezone.now()
        found = token_behind(token, now)
        if found is None:
            return None
        request.user = found.account  # the log of looks, roles and the door ask for it
        _within_limits(request, found)
        if not found.allows(self.scope):
            raise Refused("scope", _("Mã này không có phạm vi “%(scope)s”.") % {"scope": self.scope})
        _with_second_factor(request, found)
        note_use(found, now)
        return found


def _within_limits(request: HttpRequest, token: Token) -> None:
    if not settings.RATE_LIMITED:
        return
    seconds = request.limits.wait(token.prefix, KIND, time.monotonic())
    request.limited_as = (token.prefix, KIND)
    if seconds:
        words = _("Xin chờ %(seconds)s giây rồi thử lại.") % {"seconds": seconds}
        raise Refused("too-many", words, headers={"Retry-After": str(seconds)})


def _with_second_factor(request: HttpRequest, token: Token) -> None:
    """A role that asks its people for a second factor asks for it here too: it may have come after the token."""
    if token.kind != TokenKind.SERVICE and lacks_second_factor(request.user, request.roles):
        raise Refused("second-factor")


def lacks_second_factor(account: User, roles: Roles) -> bool:
    """Does a role of the account ask for a factor that it has not?"""
    if not settings.SECOND_FACTOR_ROLES or not roles.any_of(*settings.SECOND_FACTOR_ROLES):
        return False
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return not Authenticator.objects.filter(user=account, type__in=kinds).exists()
