"""A receiver of webhooks: a real HTTPS server on this machine, with a certificate made for the test."""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HERE = ["127.0.0.0/8", "::1/128"]


class Receiver(ThreadingHTTPServer):
    """Remembers what it was sent, and answers as it is told."""

    daemon_threads = True

    def __init__(self, folder: Path, name: str = "localhost") -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.root = certified(folder, name)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.root)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        self.calls: list[tuple[str, dict[str, str], bytes]] = []
        self.status, self.answer, self.headers, self.drips = 200, b"da nhan", {}, False

    @property
    def port(self) -> int:
        return self.server_address[1]

    def url(self, path: str = "/nhan?tu=vinhdanh") -> str:
        return f"https://localhost:{self.port}{path}"

    def handle_error(self, *_about: Any) -> None:
        """A caller that does not trust the certificate hangs up."""


class Answering(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.calls.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        if self.server.drips:
            self.drip()
            return
        self.send_response(self.server.status)
        for name, value in self.server.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)

    def drip(self) -> None:
        """An answer that never ends, a byte at a time."""
        for _ in range(200):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)

    def log_message(self, *_words: Any) -> None:
        """Nothing to standard error."""


def certified(folder: Path, name: str) -> Path:
    """A file with a key and the certificate that signs itself."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / f"{name}.pem"
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


@contextmanager
def receiving(folder: Path, settings: Any, name: str = "localhost") -> Iterator[Receiver]:
    """The server, and settings that let the site call it."""
    server = Receiver(folder, name)
    settings.WEBHOOK_PORTS, settings.WEBHOOK_NETWORKS = [str(server.port)], HERE
    settings.WEBHOOK_ROOTS = str(server.root)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
