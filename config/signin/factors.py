"""The second factor: who needs one, its codes, and that no code opens twice."""

from typing import Any

from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from config.signin.lockout import Guarded, refuse_locked

STEP = "last_step"
HAS_FACTOR = "has_factor"  # in the session: adding, removing and forgetting one end the account's other sessions
STRANGER = "(passkey)"  # for django-axes: a key that signs in alone names its account last
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_factor(user: AbstractBaseUser) -> bool:
    return Authenticator.objects.filter(user_id=user.pk, type__in=FACTORS).exists()


def must_have_factor(request: HttpRequest) -> bool:
    """Does one of the account's roles ask for a second factor?"""
    return bool(settings.SECOND_FACTOR_ROLES) and request.roles.any_of(*settings.SECOND_FACTOR_ROLES)


def lacks_factor(request: HttpRequest) -> bool:
    """Asked at every request: what the session knows already costs nothing."""
    if request.session.get(HAS_FACTOR) or not must_have_factor(request):
        return False
    if not has_factor(request.user):
        return True
    request.session[HAS_FACTOR] = True
    return False


def spend(authenticator: Authenticator, code: str) -> None:
    """A time-based code opens once, and none older than it opens afterwards (RFC 6238 §5.2), on any web node."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    with transaction.atomic():
        kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
        secret = decrypt(kept.data["secret"])
        steps = (
            step
            for step in yield_hotp_counters_from_time()
            if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, step)))
        )
        step = next(steps, -1)
        if step <= kept.data.get(STEP, -1):
            raise get_adapter().validation_error("incorrect_code")
        kept.data[STEP] = step
        kept.save(update_fields=["data"])
    authenticator.data = kept.data


class _Code(Guarded):
    """Fields and rule of both forms that ask for a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.label = _("Mã xác thực")
        field.help_text = _("Sáu số trên ứng dụng xác thực, hoặc một mã dự phòng chưa dùng.")
        field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        spend(self.authenticator, code)  # type: ignore[attr-defined]
        return code


class CodeForm(_Code, AuthenticateForm):
    """While signing in."""


class CodeAgainForm(_Code, ReauthenticateForm):
    """While signed in, before something that asks for it."""


class PasskeyForm(Guarded, AuthenticateWebAuthnForm):
    guessed = "credential"


class PasskeyAloneForm(Guarded, LoginWebAuthnForm):
    """Two factors in one: the device, and the PIN or the finger that it asks for (allauth refuses a key without)."""

    guessed = "credential"

    def account_name(self) -> str:
        """Whom a false key pretends to be is the forger's to say; it counts for the address alone."""
        return STRANGER

    def clean_credential(self) -> Authenticator:
        authenticator = super().clean_credential()
        refuse_locked(context.request, authenticator.user.get_username())
        return authenticator


class PasskeyAgainForm(Guarded, ReauthenticateWebAuthnForm):
    guessed = "credential"


class NewTotpForm(ActivateTOTPForm):
    """The secret is the person's own and new: there is nothing to guess."""

    code = forms.CharField(
        label=_("Mã trên ứng dụng"),
        help_text=_("Sáu số mà ứng dụng vừa hiện."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class NewPasskeyForm(AddWebAuthnForm):
    passwordless = None  # nothing to choose: a key that can be used alone may be

    name = forms.CharField(
        label=_("Tên khóa"), help_text=_("Để nhận ra khóa này trong danh sách."), max_length=60, required=False
    )
