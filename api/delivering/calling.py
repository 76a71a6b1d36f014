"""One call: POST over TLS to the very address that was checked, no redirect followed, ten seconds in all."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from time import monotonic

from django.conf import settings

from api.delivering.addresses import Failed, Target, Unsuitable, addresses_of, target_of
from api.models.webhook import LONGEST_ANSWER
from api.states import Trouble

PATIENCE = 10.0  # seconds from the first packet to the answer
MOST_READ = 4 * LONGEST_ANSWER  # bytes: a character of UTF-8 has at most four


@dataclass(frozen=True)
class Answer:
    status: int
    text: str


def post(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """What the receiver answered, whatever it was. Raises Failed."""
    try:
        target = target_of(url)
    except Unsuitable as error:  # by a setting that changed meanwhile
        raise Failed(Trouble.PRIVATE) from error
    addresses = addresses_of(target)
    end = monotonic() + PATIENCE
    try:
        return _exchanged(target, addresses, end, body, headers)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Failed(_trouble(error, late=monotonic() >= end)) from error


def _trouble(error: Exception, *, late: bool) -> Trouble:
    if late or isinstance(error, TimeoutError):
        return Trouble.SLOW
    return Trouble.INSECURE if isinstance(error, ssl.SSLError) else Trouble.UNREACHABLE


def _exchanged(target: Target, addresses: Sequence[str], end: float, body: bytes, headers: dict[str, str]) -> Answer:
    context = ssl.create_default_context()
    if settings.WEBHOOK_ROOTS:
        context.load_verify_locations(settings.WEBHOOK_ROOTS)
    plain = _connected(addresses, target.port, end)
    line = context.wrap_socket(plain, server_hostname=target.host, do_handshake_on_connect=False)
    with closing(line), _shut_at(line, end):
        line.do_handshake()
        return _asked(line, target, context, body, headers)


def _asked(
    line: ssl.SSLSocket, target: Target, context: ssl.SSLContext, body: bytes, headers: dict[str, str]
) -> Answer:
    asking = http.client.HTTPSConnection(target.host, target.port, context=context)
    asking.auto_open = 0  # type: ignore[attr-defined]  # never a second connection, to an address nobody checked
    asking.sock = line
    asking.request("POST", target.path, body, headers)
    answer = asking.getresponse()
    return Answer(answer.status, _text(answer))


def _text(answer: http.client.HTTPResponse) -> str:
    """Its first characters, for the log; the status counts even when they do not come."""
    with suppress(OSError, http.client.HTTPException, ValueError):
        words = answer.read(MOST_READ).decode(errors="replace")
        return "".join(one if one.isprintable() else " " for one in words)[:LONGEST_ANSWER]
    return ""


def _connected(addresses: Sequence[str], port: int, end: float) -> socket.socket:
    """The first that takes the connection; each gets its share of the time."""
    for left, address in zip(range(len(addresses), 1, -1), addresses, strict=False):
        with suppress(OSError):
            return socket.create_connection((address, port), timeout=max(0.1, (end - monotonic()) / left))
    return socket.create_connection((addresses[-1], port), timeout=max(0.1, end - monotonic()))


@contextmanager
def _shut_at(line: ssl.SSLSocket, end: float) -> Iterator[None]:
    """Ends the connection at that moment: a socket's own timeout begins anew with every byte that drips in."""
    timer = threading.Timer(max(0.0, end - monotonic()), partial(_shut, line))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(line: ssl.SSLSocket) -> None:
    with suppress(OSError):
        socket.socket.shutdown(line, socket.SHUT_RDWR)  # the plain one: the TLS of another thread is left alone
