"""What allauth asks of this site: how a session begins, what is said, how secrets of second factors are kept."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.resuming import waiting_form
from config.signin import sessions
from config.signin.addresses import client_address

SAID = {  # allauth names its message by a template; what has no words here goes without saying
    "mfa/messages/totp_activated.txt": _("Đã cài ứng dụng xác thực. Các phiên đăng nhập khác đã kết thúc."),
    "mfa/messages/totp_deactivated.txt": _("Đã gỡ ứng dụng xác thực. Các phiên đăng nhập khác đã kết thúc."),
    "mfa/messages/recovery_codes_generated.txt": _("Đã tạo bộ mã dự phòng mới."),
    "mfa/messages/webauthn_added.txt": _("Đã thêm khóa đăng nhập. Các phiên đăng nhập khác đã kết thúc."),
    "mfa/messages/webauthn_removed.txt": _("Đã gỡ khóa đăng nhập. Các phiên đăng nhập khác đã kết thúc."),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_password": _("Mật khẩu không đúng."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Accounts come by invitation."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Every way in ends here, after the second factor."""
        super().login(request, user)
        sessions.begin(request)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """A form that was sent without a session waits no longer."""
        answer = super().post_login(request, user, **kwargs)
        return waiting_form(request) or answer

    def respond_user_inactive(self, request: HttpRequest, user: AbstractBaseUser) -> HttpResponse:  # noqa: ARG002
        """Nobody learns here that an account was switched off."""
        return HttpResponseRedirect(resolve_url(settings.LOGIN_URL))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002
        return not sessions.is_fresh(self.request)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_args: Any, **kwargs: Any
    ) -> None:
        """Says what SAID words; allauth's own messages, in another tone, stay unsaid."""
        words = kwargs.get("message") or SAID.get(message_template or "")
        if words:
            messages.add_message(request, level, words)


class FactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Mã không đúng, đã dùng hoặc đã hết hạn."),
        "cannot_generate_recovery_codes": _("Hãy cài ứng dụng xác thực hoặc khóa đăng nhập trước."),
    }

    def encrypt(self, text: str) -> str:
        """A copy of the database alone opens no account (ASVS 5.0 V11.2)."""
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:  # noqa: ARG002
        return gettext("Khóa đăng nhập")

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return user.get_username()

    def get_public_key_credential_user_entity(self, user: AbstractBaseUser) -> dict:
        return super().get_public_key_credential_user_entity(user) | {"name": user.get_username()}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}


def _box() -> Fernet:
    """Encrypts under a key of its own, made from SECOND_FACTOR_KEY."""
    derived = HKDF(SHA256(), 32, salt=None, info=b"vinh-danh second factor").derive(settings.SECOND_FACTOR_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
