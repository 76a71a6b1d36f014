"""`manage.py check --deploy`: silent on a sound site, and each check speaks when its one thing is broken."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.db import connection
from django.test import override_settings

from config import celery
from config.checks.deploying import IDS
from organisation.states import Role

pytestmark = pytest.mark.django_db
SQLITE = "vinh_danh.D02"  # the only one that a test on SQLite can't satisfy
DIRECTIVES = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
SOUND: dict[str, Any] = {
    "DEBUG": False,
    "SECRET_KEY": "b7Yx-3kQ9_zLw2VnR8tUeH5mJcA1dFgS6pKoXiNqTyWvBuCrEaZ0",
    "ALLOWED_HOSTS": ["thidua.example.vn"],
    "SESSION_COOKIE_SECURE": True, "CSRF_COOKIE_SECURE": True, "SECURE_SSL_REDIRECT": True,
    "SECURE_HSTS_SECONDS": 31_536_000, "SECURE_HSTS_INCLUDE_SUBDOMAINS": True, "SECURE_HSTS_PRELOAD": True,
    "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"), "TRUSTED_PROXY_COUNT": 1,
    "SEAL_ORIGIN": "thidua.example.vn", "SEAL_MAIL_TO": ["kiemtra@example.vn"], "SEAL_ANCHORS": "",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "STORAGES": {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(settings.VAR_DIR / "media"), "base_url": None},
        },
    },
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.PBKDF2PasswordHasher"],
    "AXES_ENABLED": True, "LOG_TO": "collected", "SECOND_FACTOR_ROLES": list(Role),
}  # fmt: skip


def policy(**changed: list[str]) -> dict:
    return {
        "CONTENT_SECURITY_POLICY": {"DIRECTIVES": DIRECTIVES | {k.replace("_", "-"): v for k, v in changed.items()}}
    }


def stored(location: Path | str, base_url: str | None = None) -> dict:
    options = {"location": str(location), "base_url": base_url}
    backend = "django.core.files.storage.FileSystemStorage"
    return {"STORAGES": {**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": options}}}


BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("D07", {"SECRET_KEY": "only-for-the-tests"}),
    ("D07", {"SECRET_KEY": "insecure-key-for-demonstration-and-tests-only-change-me"}),
    ("D07", {"SECRET_KEY": "a" * 60}),
    ("D08", {"SEAL_KEY": ""}),
    ("D08", {"SEAL_KEY": "PRIVATE+KEY+nonsense"}),
    ("D11", {"SEAL_MAIL_TO": []}),
    ("D11", {"SEAL_ANCHORS": str(settings.VAR_DIR / "checkpoints")}),
    ("D11", {"SEAL_ORIGIN": "vinh-danh.localhost"}),
    ("D12", {"CONTENT_SECURITY_POLICY": {}}),
    ("D12", policy(script_src=["'self'", "'unsafe-inline'"])),
    ("D12", policy(style_src=["'unsafe-inline'"])),
    ("D12", policy(connect_src=["*"])),
    ("D12", {"MIDDLEWARE": [name for name in settings.MIDDLEWARE if not name.startswith("csp.")]}),
    ("D13", {"SESSION_COOKIE_SECURE": False}),
    ("D13", {"CSRF_COOKIE_SECURE": False}),
    ("D13", {"SECURE_SSL_REDIRECT": False}),
    ("D13", {"SECURE_HSTS_SECONDS": 0}),
    ("D14", {"TRUSTED_PROXY_COUNT": 0}),
    ("D15", {"ALLOWED_HOSTS": ["*"]}),
    ("D15", {"ALLOWED_HOSTS": ["localhost"]}),
    ("D16", stored(settings.STATIC_ROOT / "media")),
    ("D16", stored(settings.STATIC_ROOT)),
    ("D16", stored(settings.VAR_DIR / "media", "/media/")),
    ("D16", {"STORAGES": {**settings.STORAGES, "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"}}}),
    ("D17", {"SESSION_COOKIE_AGE": 14 * 24 * 3600}),
    ("D17", {"SESSION_COOKIE_HTTPONLY": False}),
    ("D17", {"SESSION_COOKIE_SAMESITE": "None"}),
    ("D18", {"AXES_ENABLED": False}),
    ("D18", {"AXES_FAILURE_LIMIT": 1000}),
    ("D18", {"AUTHENTICATION_BACKENDS": ["organisation.backends.PersonBackend"]}),
    ("D19", {"SECOND_FACTOR_ROLES": [Role.DIRECTOR]}),
    ("D20", {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}),
    ("D21", {"AUTH_PASSWORD_VALIDATORS": []}),
    ("D22", {"DEMO": True}),
    ("D22", {"DEBUG": True}),
    ("D22", {"CLOCK_OFFSET": 3600}),
    ("D25", {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}),
    ("D25", {"EMAIL_BACKEND": "django.core.mail.backends.locmem.EmailBackend"}),
    ("D26", {"LOG_TO": ""}),
    ("D26", {"LOGGING": {"root": {"handlers": [], "level": "WARNING"}}}),
    ("D26", {"LOGGING": {"root": {"handlers": ["console"], "level": "CRITICAL"}}}),
]  # fmt: skip


def found() -> set[str]:
    """The ids of what is wrong, our own only, without the one that says that this is SQLite."""
    messages = run_checks(include_deployment_checks=True)
    return {message.id for message in messages if str(message.id).startswith("vinh_danh.")} - {SQLITE}


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seal key in a file of its own."""
    file = tmp_path / "seal.key"
    file.write_text(settings.SEAL_KEY)
    file.chmod(0o600)
    monkeypatch.setenv("SEAL_KEY_FILE", str(file))
    return file


@pytest.fixture
def sound(key: Path) -> Iterator[None]:
    with ExitStack() as stack:
        stack.enter_context(override_settings(**SOUND))
        yield


on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="tests/roles has the same on PostgreSQL")


@on_sqlite
def test_sound_site_is_silent(sound: None):
    assert found() == set()


@on_sqlite
@pytest.mark.parametrize(
    ("number", "broken"), BROKEN, ids=lambda value: "" if isinstance(value, str) else str(value)[:60]
)
def test_check_speaks_of_what_is_broken(sound: None, number: str, broken: dict):
    with override_settings(**broken):
        assert found() == {f"vinh_danh.{number}"}


@on_sqlite
def test_sqlite_is_refused(sound: None):
    assert SQLITE in {message.id for message in run_checks(include_deployment_checks=True)}


@on_sqlite
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_seal_key_that_others_read_is_found(sound: None, key: Path, mode: int):
    key.chmod(mode)

    assert found() == {"vinh_danh.D09"}


@on_sqlite
def test_seal_key_in_the_environment_is_found(sound: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("SEAL_KEY_FILE")

    assert found() == {"vinh_danh.D09"}


@on_sqlite
def test_seal_key_beside_the_data_is_found(sound: None, key: Path):
    with override_settings(VAR_DIR=key.parent):
        assert found() == {"vinh_danh.D10"}


@on_sqlite
def test_task_that_outlasts_its_message_is_found(sound: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(celery.app.conf, "broker_transport_options", {"visibility_timeout": 200})

    assert found() == {"vinh_danh.D24"}


def test_checks_run_only_when_asked_for():
    assert [message for message in run_checks() if str(message.id).startswith("vinh_danh.")] == []


def test_manual_lists_every_check():
    manual = (settings.BASE_DIR / "docs" / "operations.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| `(vinh_danh\.D\d\d)` \|", manual, re.MULTILINE) == sorted(IDS)


def test_ids_are_numbered_without_gaps():
    assert sorted(IDS) == [f"vinh_danh.D{number:02d}" for number in range(1, len(IDS) + 1)]
