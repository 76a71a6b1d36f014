"""A real timestamp authority (openssl ts) behind a real web server, asked about checkpoints."""

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import verify_audit
from tests.factories import make_world, submitted
from workflows.models import OutboxEntry, SealKey
from workflows.seals import anchors
from workflows.seals.checkpoints import TIMESTAMP, seal
from workflows.seals.export import export
from workflows.seals.timestamps import NoTimestamp, request_for, timestamp, token_from

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

CONFIG = """
[req]
distinguished_name = name
prompt = no
x509_extensions = tsa
[name]
CN = Dau thoi gian hu cau
[tsa]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa_config]
serial = serial
signer_cert = ca.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""


def openssl(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    return subprocess.run(["openssl", *arguments], cwd=folder, input=stdin, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return found_authority(tmp_path_factory.mktemp("tsa"))


def found_authority(folder: Path) -> Path:
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01\n")
    made = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "ca.pem", "-days", "30"]
    openssl(folder, *made, "-config", "tsa.cnf")
    return folder


def stamped(folder: Path, question: bytes) -> bytes:
    (folder / "question").write_bytes(question)
    arguments = ["-config", "tsa.cnf", "-section", "tsa_config", "-queryfile", "question"]
    return openssl(folder, "ts", "-reply", *arguments)


@pytest.fixture
def site(authority: Path, settings, tmp_path: Path) -> Iterator[Path]:
    """A site that is told of the authority; the folder of its anchors."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            answer = stamped(authority, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.SEAL_TSA_URL, settings.SEAL_ANCHORS = f"http://127.0.0.1:{server.server_port}/", str(tmp_path / "anchors")
    yield Path(settings.SEAL_ANCHORS)
    server.shutdown()


@pytest.fixture
def given_out(site: Path) -> Path:
    """A checkpoint in the folder with its timestamp beside it, and the bundle in the folder above."""
    submitted(make_world())
    export(site.parent / "bundle")
    for entry in OutboxEntry.objects.filter(object_type="workflows.checkpoint"):
        {TIMESTAMP: timestamp}.get(entry.effect, anchors.anchor_in_folder)(entry)
    (site.parent / "keys").write_text(SealKey.objects.get().vkey + "\n")
    return site


def checked(held: Path, ca: Path | str = "") -> tuple[int, list[str], int]:
    paths = [str(held.parent / "bundle"), [str(held)], str(held.parent / "keys")]
    found = verify_audit.checked(verify_audit.Bundle(*paths, 10, str(ca)))
    return found.found.exit(), [fault.code for fault in found.found.in_order()], found.stamps


def test_timestamp_lies_beside_its_checkpoint(given_out: Path) -> None:
    note, token = sorted(given_out.iterdir())

    assert (note.suffix, token.name) == (".note", note.stem + ".tst")


def test_timestamp_of_the_authority_holds(given_out: Path, authority: Path) -> None:
    assert checked(given_out, authority / "ca.pem") == (0, [], 1)


def test_timestamp_is_looked_at_without_openssl_too(given_out: Path) -> None:
    assert checked(given_out) == (0, [], 1)


def test_timestamp_of_another_authority_is_refused(given_out: Path, tmp_path: Path) -> None:
    (tmp_path / "tsa.cnf").write_text(CONFIG)
    openssl(
        tmp_path, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "k", "-out", "c", "-config", "tsa.cnf"
    )

    assert checked(given_out, tmp_path / "c") == (1, ["stamp.signature"], 1)


def test_timestamp_of_another_checkpoint_is_found(given_out: Path, authority: Path) -> None:
    nonce = 7
    token = token_from(stamped(authority, request_for(b"another", nonce)), b"another", nonce)
    next(given_out.glob("*.tst")).write_bytes(token)

    assert checked(given_out) == (1, ["stamp.imprint"], 1)


def test_checkpoint_that_says_a_later_time_than_its_timestamp_is_found(given_out: Path) -> None:
    subject = verify_audit.Bundle(str(given_out.parent / "bundle"), [], "", 10)
    note = next(given_out.glob("*.note")).read_text()
    head = verify_audit.parse_checkpoint(note)

    subject.check_stamp(str(next(given_out.glob("*.tst"))), note, head._replace(time=head.time + 3600))

    assert [fault.code for fault in subject.found.in_order()] == ["stamp.time"]


@pytest.mark.parametrize("size", [0, 1, 40, 400])
def test_cut_timestamp_is_unreadable(given_out: Path, size: int) -> None:
    token = next(given_out.glob("*.tst"))
    token.write_bytes(token.read_bytes()[:size])

    assert checked(given_out) == (4, ["unreadable"], 0)


@pytest.mark.parametrize("answer", [b"", b"0", b"\x30\x05\x30\x03\x02\x01\x02", b"<html>busy</html>"])
def test_answer_without_a_token_is_refused(answer: bytes) -> None:
    with pytest.raises(NoTimestamp):
        token_from(answer, b"note", 7)


def test_token_about_something_else_is_refused(authority: Path) -> None:
    with pytest.raises(NoTimestamp):
        token_from(stamped(authority, request_for(b"another", 7)), b"note", 7)


def test_no_authority_is_asked_where_none_is_named() -> None:
    submitted(make_world())
    seal()

    assert not OutboxEntry.objects.filter(effect=TIMESTAMP).exists()
