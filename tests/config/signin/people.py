"""What tests of the doors share: a director with an authenticator application, and the codes it shows."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from organisation.models import User

PASSWORD = "demo-password-123"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PERIOD = 30


def with_application(user: User) -> User:
    """An application that has shown no code yet; allauth remembers codes by the account's number, across tests."""
    cache.clear()
    TOTP.activate(user, SECRET)
    return user


def code(*, steps: int = 0, secret: str = SECRET) -> str:
    """What the application shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD + steps))


def recovery_codes(user: User) -> list[str]:
    return RecoveryCodes.activate(user).get_unused_codes()


def types_password(client: Client, user: User, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post("/sign-in/", {"username": user.username, "password": password}, **more)


def types_code(client: Client, typed: str, **more: str) -> HttpResponse:
    return client.post("/sign-in/second-factor/", {"code": typed}, **more)


def is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def application_of(user: User) -> Authenticator:
    return Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
