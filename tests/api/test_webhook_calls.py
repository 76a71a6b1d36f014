"""One call of a webhook: signed, over TLS to the address that was checked, and to no other."""

import base64
import socket
import time

import pytest

from api.delivering import calling
from api.delivering.addresses import Failed
from api.delivering.calling import Answer, post
from api.delivering.signing import headers_of, signature_of
from api.states import Trouble
from tests.api.receiving import receiving


@pytest.fixture
def receiver(tmp_path, settings):
    with receiving(tmp_path, settings) as server:
        yield server


def trouble_of(url):
    with pytest.raises(Failed) as failed:
        post(url, b"{}", {})
    return failed.value.trouble


def test_signature_is_that_of_the_specification():
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signed = signature_of(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}')

    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_headers_are_those_of_the_specification():
    headers = headers_of(b"k" * 32, "7-1-2", 1614265330, b"{}")

    assert headers == {
        "webhook-id": "7-1-2", "webhook-timestamp": "1614265330",
        "webhook-signature": signature_of(b"k" * 32, "7-1-2", 1614265330, b"{}"),
    }  # fmt: skip


def test_receiver_gets_what_was_sent(receiver):
    answer = post(receiver.url(), b'{"a":1}', {"webhook-id": "x"})
    ((path, headers, body),) = receiver.calls

    assert answer == Answer(200, "da nhan")
    assert (path, headers["webhook-id"], headers["host"], body) == (
        "/nhan?tu=vinhdanh", "x", f"localhost:{receiver.port}", b'{"a":1}',
    )  # fmt: skip


def test_name_is_asked_for_once_and_the_address_kept(receiver, monkeypatch):
    asked, plainly = [], socket.getaddrinfo

    def noted(host, *about, **more):
        asked.append(host)
        return plainly("127.0.0.1" if asked.count("localhost") == 1 else host, *about, **more)

    monkeypatch.setattr(socket, "getaddrinfo", noted)
    post(receiver.url(), b"{}", {})

    assert (asked.count("localhost"), len(receiver.calls)) == (1, 1)


def test_redirect_is_not_followed(receiver):
    receiver.status, receiver.headers = 307, {"Location": receiver.url("/noi-khac")}

    assert (post(receiver.url(), b"{}", {}).status, len(receiver.calls)) == (307, 1)


def test_answer_is_cut_and_cleaned(receiver):
    receiver.answer = b"a\x00\nb\xff" + b"c" * 10_000

    text = post(receiver.url(), b"{}", {}).text

    assert (text[:6], len(text)) == ("a  b�c", 500)


def test_certificate_of_another_name_is_refused(tmp_path, settings):
    with receiving(tmp_path, settings, name="noi-khac.example.vn") as server:
        assert (trouble_of(server.url()), server.calls) == (Trouble.INSECURE, [])


def test_certificate_that_nobody_vouches_for_is_refused(receiver, settings):
    settings.WEBHOOK_ROOTS = ""

    assert (trouble_of(receiver.url()), receiver.calls) == (Trouble.INSECURE, [])


def test_server_near_the_site_is_not_called(receiver, settings):
    settings.WEBHOOK_NETWORKS = []

    assert (trouble_of(receiver.url()), receiver.calls) == (Trouble.PRIVATE, [])


def test_port_that_is_no_longer_allowed_is_not_called(receiver, settings):
    settings.WEBHOOK_PORTS = ["443"]

    assert (trouble_of(receiver.url()), receiver.calls) == (Trouble.PRIVATE, [])


def test_server_that_does_not_listen_is_told(receiver, settings):
    receiver.shutdown()
    receiver.socket.close()

    assert trouble_of(receiver.url()) == Trouble.UNREACHABLE


def test_answer_that_drips_in_is_cut_off(receiver, monkeypatch):
    monkeypatch.setattr(calling, "PATIENCE", 0.5)
    receiver.drips, began = True, time.monotonic()

    assert (trouble_of(receiver.url()), time.monotonic() - began < 3) == (Trouble.SLOW, True)
