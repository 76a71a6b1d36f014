"""The whole site in one process: web server, background worker and clock."""

import os
import signal
import socket
from types import FrameType
from typing import Any

import waitress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from waitress.server import BaseWSGIServer, MultiSocketServer

from config.background import Background
from config.wsgi import application

THREADS = 8
CONNECTIONS = 200
MOST_FILES = 5  # of the largest, in one request; beside them what Django takes of text
LAST_EFFECTS_WITHIN = 4  # seconds, after at most 5 for the last requests


class Command(BaseCommand):
    help = "Serves the site, with worker and beat in the same process, until SIGINT or SIGTERM."
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", type=int, default=8013, help="port to listen on; 0 takes a free one (8013)")
        parser.add_argument("--no-worker", action="store_true", help="web only: worker and beat run elsewhere")

    def handle(self, *, host: str, port: int, no_worker: bool, **_: Any) -> None:
        server = listen(host, port)
        background = None if no_worker else Background()
        signal.signal(signal.SIGTERM, leave)
        signal.signal(signal.SIGINT, leave)
        if background:
            background.start()
        address = url_of(server, host)
        self.stdout.write(f"Mở trình duyệt tại: {address}\nOpen in a browser:  {address}")
        self.stdout.write("Dừng: Ctrl-C / Stop: Ctrl-C")
        self.stdout.flush()
        server.run()  # until `leave`; then finishes the requests in progress, at most 5 seconds
        self.stdout.write("Đang dừng… / Stopping…")
        if background and not background.stop(LAST_EFFECTS_WITHIN):
            self.stderr.write("Tác vụ nền chưa xong, lần sau làm tiếp / Background work was cut off, to be resumed")
            self.stdout.flush()
            os._exit(0)  # its threads would hold the interpreter; the leases give back what they held


def listen(host: str, port: int) -> BaseWSGIServer | MultiSocketServer:
    """A threaded server that already listens. A slow client waits in its buffers and holds no thread."""
    proxy = {
        "trusted_proxy": "*",
        "trusted_proxy_count": max(1, settings.TRUSTED_PROXY_COUNT),
        "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto x-forwarded-host",
    }
    try:
        return waitress.create_server(
            application,
            host=host,
            port=port,
            threads=THREADS,
            connection_limit=CONNECTIONS,
            channel_timeout=60,
            max_request_header_size=64 * 1024,
            max_request_body_size=MOST_FILES * settings.UPLOAD_LIMIT + settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
            ident=None,
            **(proxy if settings.SECURE_PROXY_SSL_HEADER else {}),
        )
    except (OSError, socket.gaierror, ValueError) as error:
        raise CommandError(f"Không mở được {host}:{port} / Cannot listen there: {error}") from error


def url_of(server: BaseWSGIServer | MultiSocketServer, host: str) -> str:
    """The address to type; a server on all addresses is shown by the machine's own name."""
    port = server.effective_listen[0][1] if isinstance(server, MultiSocketServer) else server.effective_port
    shown = socket.gethostname() if host in {"0.0.0.0", "::", ""} else host  # noqa: S104 - compared, not bound
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def leave(_number: int, _frame: FrameType | None) -> None:
    """Ends the server's loop; a second signal does not disturb the leaving."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise SystemExit(0)
