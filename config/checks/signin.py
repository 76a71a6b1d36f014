"""Signing in: passwords, limits, the second factor."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from config.checks.deploying import deploy_check
from organisation.states import Role

SHORTEST_PASSWORD = 12
SLOW = ("Argon2PasswordHasher", "ScryptPasswordHasher", "PBKDF2PasswordHasher", "BCryptSHA256PasswordHasher")
NEEDED = {Role.DIRECTOR, Role.DEPUTY_DIRECTOR, Role.OFFICE_HEAD, Role.OFFICE_REVIEWER, Role.AUDITOR, Role.ADMINISTRATOR}


@deploy_check(18, serious=True)
def guessing_is_stopped() -> Iterator[str]:
    if not getattr(settings, "AXES_ENABLED", True):
        yield _("Chặn dò mật khẩu đang tắt (AXES_ENABLED). Bật lại.")
    elif "axes.middleware.AxesMiddleware" not in settings.MIDDLEWARE or not any(
        name.startswith("axes.backends.") for name in settings.AUTHENTICATION_BACKENDS[:1]
    ):
        yield _("Chặn dò mật khẩu chưa đứng đầu AUTHENTICATION_BACKENDS hoặc thiếu AxesMiddleware. Khôi phục settings.")
    elif not 1 <= settings.AXES_FAILURE_LIMIT <= 20:
        yield _("AXES_FAILURE_LIMIT cho phép dò quá nhiều lần. Đặt từ 5 đến 20.")


@deploy_check(19, serious=True)
def second_factor_is_asked_for() -> Iterator[str]:
    missing = NEEDED - {Role(role) for role in getattr(settings, "SECOND_FACTOR_ROLES", ())}
    if missing:
        yield _("Chưa bắt buộc xác thực hai bước cho: %(roles)s. Thêm vào SECOND_FACTOR_ROLES.") % {
            "roles": ", ".join(sorted(str(role.label) for role in missing))
        }


@deploy_check(20, serious=True)
def passwords_are_kept_slowly() -> Iterator[str]:
    first = settings.PASSWORD_HASHERS[0].rpartition(".")[2]
    if first not in SLOW:
        yield _("Mật khẩu được băm bằng %(hasher)s, dễ bị dò. Dùng Argon2, scrypt hoặc PBKDF2.") % {"hasher": first}


@deploy_check(21)
def passwords_are_long() -> Iterator[str]:
    found = {entry["NAME"].rpartition(".")[2]: entry.get("OPTIONS", {}) for entry in settings.AUTH_PASSWORD_VALIDATORS}
    if found.get("MinimumLengthValidator", {}).get("min_length", 0) < SHORTEST_PASSWORD:
        yield _("Mật khẩu được phép ngắn hơn 12 ký tự. Đặt min_length từ 12 trong AUTH_PASSWORD_VALIDATORS.")
