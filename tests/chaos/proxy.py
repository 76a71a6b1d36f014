"""A TCP proxy whose lines can be cut: all at once, or at the moment the server answers something."""

import contextlib
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Cut = Callable[[bytes], bool]
CHUNK = 65536


class Proxy(socketserver.ThreadingTCPServer):
    """Passes everything on to `target`, a host and port or the path of a socket.

    `cut_when` sees what the server answers; when it says so, nobody gets that.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, target: tuple[str, int] | str, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), _Line)
        self.target = target
        self.cut_when: Cut = lambda _answer: False
        self.lines: set[socket.socket] = set()

    @property
    def port(self) -> int:
        return self.server_address[1]

    def cut_all(self) -> int:
        """Cuts every line, as a broker that dies; returns how many sockets that were."""
        lines = list(self.lines)
        for line in lines:
            hang_up(line)
        return len(lines)


class _Line(socketserver.BaseRequestHandler):
    server: Proxy

    def handle(self) -> None:
        with reached(self.server.target) as far:
            ends = {self.request, far}
            self.server.lines |= ends
            there = threading.Thread(target=self._carry, args=(self.request, far, lambda _: False), daemon=True)
            there.start()
            self._carry(far, self.request, lambda answer: self.server.cut_when(answer))
            there.join()
            self.server.lines -= ends

    def _carry(self, source: socket.socket, sink: socket.socket, cut_when: Cut) -> None:
        with contextlib.suppress(OSError):
            while (said := source.recv(CHUNK)) and not cut_when(said):
                sink.sendall(said)
        hang_up(source)
        hang_up(sink)


def reached(target: tuple[str, int] | str) -> socket.socket:
    if not isinstance(target, str):
        return socket.create_connection(target)
    line = socket.socket(socket.AF_UNIX)
    line.connect(target)
    return line


def hang_up(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


@contextmanager
def proxy(target: tuple[str, int] | str, port: int = 0) -> Iterator[Proxy]:
    with Proxy(target, port) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.cut_all()
            server.shutdown()
            thread.join()
