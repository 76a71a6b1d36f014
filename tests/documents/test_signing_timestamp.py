"""A real timestamp authority (openssl ts) behind a real web server, asked while a paper is signed."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from asn1crypto import pem
from asn1crypto import x509 as asn1

from documents.signing import faults
from documents.signing.acts import sign_as_signer
from documents.signing.checking import Verdict, check
from documents.signing.stamps import Stamp
from tests.documents.authority import key_of, root
from tests.documents.signed import unsigned
from tests.trail.test_timestamps import found_authority, stamped

KEY = {"until": datetime(2100, 1, 1, tzinfo=UTC)}


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_authority(tmp_path_factory.mktemp("tsa"))


@pytest.fixture
def address(authority: Path) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = stamped(authority, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def signed_now(address: str) -> tuple[datetime, bytes]:
    """By the clock, for that of the authority cannot be set."""
    now = datetime.now(UTC).replace(microsecond=0)
    return now, sign_as_signer(unsigned(), key_of(**KEY), Stamp(), now, tsa=address)


def trusted(authority: Path) -> asn1.Certificate:
    _kind, _headers, der = pem.unarmor((authority / "ca.pem").read_bytes())
    return asn1.Certificate.load(der)


def test_time_of_the_authority_stands_in_the_report(authority, address):
    now, paper = signed_now(address)
    (signature,) = check(paper, [root(), trusted(authority)]).signatures

    assert (signature.timestamped, signature.verdict) == (True, Verdict.WHOLE)
    assert timedelta(0) <= signature.time - now < timedelta(minutes=10)


def test_authority_that_is_not_trusted_is_found(address):
    _now, paper = signed_now(address)
    (signature,) = check(paper, [root()]).signatures

    assert signature.verdict is Verdict.UNTIMED


def test_authority_that_does_not_answer_leaves_the_paper_unsigned():
    with pytest.raises(faults.TimestampUnavailable):
        signed_now("http://127.0.0.1:9/")
