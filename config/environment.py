"""Reads settings from the environment: one place that knows how a value is spelt there."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 30,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;",
}

POSTGRES_OPTIONS = {"server_side_binding": True, "prepare_threshold": 3}  # the door's statements are planned once


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def folder(name: str) -> Path | None:
    return Path(text(name)) if text(name) else None


def secret(name: str) -> str:
    """The variable, or what the file holds that `<name>_FILE` names."""
    file = text(f"{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else text(name)


def flag(name: str, *, default: bool = False) -> bool:
    return text(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def numbers(name: str, defaults: dict[str, int]) -> dict[str, int]:
    """`a=1,b=2` over the defaults; a name that has none is a mistake."""
    given = dict(word.split("=", 1) for word in words(name))
    if strange := given.keys() - defaults.keys():
        raise ValueError(f"{name}: unknown {', '.join(sorted(strange))}; known are {', '.join(defaults)}")
    return defaults | {word: int(number) for word, number in given.items()}


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def seconds(name: str) -> timedelta:
    return timedelta(seconds=float(text(name, "0")))


def mail(url: str) -> dict:
    """Django's EMAIL_* settings for smtp://user:password@host:port, smtp+tls://… (STARTTLS) or smtps://… (TLS at once).

    An empty url prints every letter to the log.
    """
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    ports = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
    if parts.scheme not in ports:
        raise ValueError(f"EMAIL_URL: unknown scheme {parts.scheme!r}; write smtp://, smtp+tls:// or smtps://")
    return {
        "EMAIL_BACKEND": "notifications.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or ports[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def log_handlers(to: str) -> dict:
    """Standard error always; beside it syslog://host:port, by UDP. `collected`: a service keeps the former."""
    found: dict = {"console": {"class": "logging.StreamHandler", "formatter": "line"}}
    parts = urlsplit(to)
    if parts.scheme == "syslog":
        address = (parts.hostname or "localhost", parts.port or 514)
        found["syslog"] = {"class": "logging.handlers.SysLogHandler", "formatter": "line", "address": address}
    elif to not in {"", "collected"}:
        raise ValueError(f"LOG_TO: {to!r}; write syslog://host:port or collected")
    return found


def database(url: str, *, folder: Path) -> dict:
    """Django's DATABASES entry for sqlite:///path or postgresql://user:password@host:port/name?option=value.

    A socket folder is written percent-encoded as the host. An empty url means the SQLite file in `folder`.
    """
    parts = urlsplit(url or f"sqlite:///{folder / 'db.sqlite3'}")
    if parts.scheme == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": unquote(parts.path[1:]), "OPTIONS": SQLITE_OPTIONS}
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: unknown scheme {parts.scheme!r}; write sqlite:///… or postgresql://…")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": POSTGRES_OPTIONS | query,
    }
