"""Which real services the suite may use, from the environment.

DATABASE_URL chooses the suite's database: SQLite when it names none. REDIS_URL and AMQP_URL add brokers to the tests of
the outbox. A service that is named must answer; with REQUIRE_SERVICES=1 PostgreSQL must be named or startable too.
"""

import os
import shutil
import socket
from urllib.parse import quote, urlsplit

import pytest

BROKER_PORTS = {"redis": 6379, "amqp": 5672}


def required() -> bool:
    return os.environ.get("REQUIRE_SERVICES") == "1"


def program(name: str) -> str:
    """The path of a program that checks our files by another hand; skips without it, fails if services are required."""
    found = shutil.which(name)
    if not found:
        (pytest.fail if required() else pytest.skip)(f"{name} is not on this machine")
    return found


def postgres_url() -> str:
    """The DATABASE_URL if it names PostgreSQL, else nothing."""
    url = os.environ.get("DATABASE_URL", "")
    return url if url.startswith(("postgres://", "postgresql://")) else ""


def brokers() -> list[str]:
    """Brokers to try: always the one inside the process, and each real one that is named."""
    named = [os.environ.get(name, "") for name in ("REDIS_URL", "AMQP_URL")]
    return ["memory://localhost", *(url for url in named if url)]


def check_brokers() -> None:
    """Raises OSError naming the broker that is in the environment but does not answer."""
    for url in brokers()[1:]:
        parts = urlsplit(url)
        address = (parts.hostname or "localhost", parts.port or BROKER_PORTS[parts.scheme.rstrip("s")])
        try:
            socket.create_connection(address, timeout=5).close()
        except OSError as error:
            raise OSError(f"{parts.scheme}://{address[0]}:{address[1]} does not answer: {error}") from error


def database_url(settings_dict: dict) -> str:
    """The DATABASE_URL for another process to meet the test on its own database."""
    if settings_dict["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{settings_dict['NAME']}"
    user, password = quote(settings_dict["USER"]), quote(settings_dict["PASSWORD"])
    host = quote(settings_dict["HOST"], safe="")
    return f"postgresql://{user}:{password}@{host}:{settings_dict['PORT']}/{quote(settings_dict['NAME'])}"
