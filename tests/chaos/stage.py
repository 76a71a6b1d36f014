"""The ground of one run: a folder, a database, a broker and a mailbox, all of its own and gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests import services
from tests.chaos.processes import free_port

MACHINES_RABBIT = "amqp://guest:guest@127.0.0.1:5672//"
BROKERS = ("embedded", "redis", "rabbitmq")


@contextmanager
def stage(broker: str) -> Iterator[dict[str, str]]:
    """The environment for the run's processes. Raises OSError when a service that it needs is not there."""
    with folder_of(broker) as folder, database(broker, folder) as url:
        port = free_port()
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.chaos.settings",
            "DATABASE_URL": url,
            "VAR_DIR": folder,
            "BROKER_URL": {"embedded": "memory://localhost", "redis": f"redis://127.0.0.1:{port}/0"}.get(broker, ""),
            "CHAOS_BROKER": broker,
        }
        with rabbit(port, folder) if broker == "rabbitmq" else unchanged() as more:
            environment.update(more)
            subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], env=environment, check=True)
            yield environment


@contextmanager
def folder_of(broker: str) -> Iterator[str]:
    """Stays, with every log, when the run ends in an error."""
    folder = tempfile.mkdtemp(prefix=f"vinh-danh-chaos-{broker}-")
    try:
        yield folder
    except BaseException:
        print(f"The logs stay in {folder}", file=sys.stderr)
        raise
    shutil.rmtree(folder)


@contextmanager
def unchanged() -> Iterator[dict[str, str]]:
    yield {}


@contextmanager
def database(broker: str, folder: str) -> Iterator[str]:
    """SQLite for the one process; for the others a database of their own on the PostgreSQL of DATABASE_URL."""
    if broker == "embedded":
        yield f"sqlite:///{Path(folder) / 'db.sqlite3'}"
        return
    known = services.postgres_url()
    if not known:
        raise OSError("Name a PostgreSQL in DATABASE_URL, or run under: python -m tests.postgres")
    parts, name = urlsplit(known), f"vinh_danh_chaos_{os.getpid()}"
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(parts._replace(path=f"/{name}"))
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def rabbit(port: int, folder: str) -> Iterator[dict[str, str]]:
    """A RabbitMQ node of the run's own where the program is installed, to be killed and started again.

    Else a virtual host on the machine's RabbitMQ, behind a proxy on `port` that the run opens and cuts.
    """
    if found := rabbit_program():
        with node(found, port, folder) as more:
            yield more
        return
    parts, name = urlsplit(os.environ.get("AMQP_URL", MACHINES_RABBIT)), f"chaos-{os.getpid()}"
    user = parts.username or "guest"
    control("add_vhost", name)
    try:
        control("set_permissions", "-p", name, user, ".*", ".*", ".*")
        url = f"amqp://{user}:{parts.password or 'guest'}@127.0.0.1:{port}/{name}"
        yield {"BROKER_URL": url, "CHAOS_RABBIT": f"{parts.hostname}:{parts.port or 5672}"}
    finally:
        control("delete_vhost", name)


def rabbit_program() -> str | None:
    """The node itself: Debian's command of that name only runs it as another account."""
    return shutil.which("rabbitmq-server", path="/usr/lib/rabbitmq/bin") or shutil.which("rabbitmq-server")


@contextmanager
def node(program: str, port: int, folder: str) -> Iterator[dict[str, str]]:
    """What a node needs to stand beside others: name, ports, port mapper, cookie and data of its own, no plugins."""
    mapper = {"ERL_EPMD_PORT": str(free_port())}
    own = {name: str(Path(folder) / name.lower()) for name in ("RABBITMQ_MNESIA_BASE", "RABBITMQ_LOG_BASE")}
    nothing = ("RABBITMQ_CONFIG_FILE", "RABBITMQ_CONF_ENV_FILE", "RABBITMQ_ENABLED_PLUGINS_FILE")
    try:
        yield {
            "BROKER_URL": f"amqp://guest:guest@127.0.0.1:{port}//", "CHAOS_NODE": program,
            "RABBITMQ_NODENAME": "chaos@localhost", "RABBITMQ_NODE_PORT": str(port),
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1", "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_PID_FILE": str(Path(folder) / "rabbit.pid"), "HOME": folder, **mapper, **own,
            **dict.fromkeys(nothing, str(Path(folder) / "nothing")),
        }  # fmt: skip
    finally:
        subprocess.run(["epmd", "-kill"], env={**os.environ, **mapper}, check=False, stdout=subprocess.DEVNULL)


def control(*words: str) -> None:
    subprocess.run(["rabbitmqctl", "--quiet", *words], check=True, stdout=subprocess.DEVNULL)
