"""A mail server that follows a script: for each conversation one deed, the last one for all that come after."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import Message
from email.policy import default

ACCEPT, CUT_AFTER_DATA, CUT_BEFORE_DATA, BUSY, NO_SUCH_ADDRESS, REFUSED, HANG = (
    "accept", "cut after data", "cut before data", "busy", "no such address", "refused", "hang",
)  # fmt: skip


class MailServer(socketserver.ThreadingTCPServer):
    """`taken` holds what the server took over, also where its answer never left."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, *script: str) -> None:
        super().__init__(("127.0.0.1", 0), _Conversation)
        self.script = list(script)
        self.taken: list[Message] = []
        self.over = threading.Event()

    @property
    def port(self) -> int:
        return self.server_address[1]

    @property
    def message_ids(self) -> list[str]:
        return [message["Message-ID"] for message in self.taken]

    def next_deed(self) -> str:
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


class _Conversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        with suppress(ConnectionError):  # whoever spoke was killed
            self._converse()

    def _converse(self) -> None:
        self._say("220 mail.example ESMTP")
        while line := self.rfile.readline():
            word = line.split(b":")[0].split()[0].upper() if line.strip() else b""
            if word == b"DATA":
                if not self._take(self.server.next_deed()):
                    return
            elif word == b"RCPT" and self.server.script[0] == NO_SUCH_ADDRESS:
                self.server.next_deed()
                self._say("550 5.1.1 no such mailbox")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _take(self, deed: str) -> bool:
        """Reads the letter; False when the line is cut."""
        if deed == BUSY:
            self._say("451 4.3.0 try again later")
            return True
        if deed == CUT_BEFORE_DATA:
            return False
        self._say("354 go ahead")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        if deed == REFUSED:
            self._say("554 5.7.1 not wanted here")
            return True
        self.server.taken.append(message_from_bytes(b"".join(lines), policy=default))
        if deed == HANG:
            self.server.over.wait(30)
        if deed in (CUT_AFTER_DATA, HANG):
            return False
        self._say("250 2.0.0 taken")
        return True

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")

    def finish(self) -> None:
        with_error = (BrokenPipeError, ConnectionResetError, OSError)
        try:
            super().finish()
            self.connection.shutdown(socket.SHUT_RDWR)
        except with_error:
            pass


@contextmanager
def mail_server(*script: str) -> Iterator[MailServer]:
    with MailServer(*script) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()
            thread.join()
