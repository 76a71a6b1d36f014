"""Where a webhook may be: the public internet, by https, and nowhere near the site."""

import socket

import pytest

from api.delivering.addresses import Failed, Unsuitable, addresses_of, is_allowed, target_of
from api.states import Trouble

PRIVATE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
    "192.0.0.8", "192.88.99.1", "198.18.0.1", "203.0.113.5", "224.0.0.1", "233.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "ff0e::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1",
    "2001::1", "2001:db8::1", "3fff::1", "5f00::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "113.160.0.1", "2606:4700:4700::1111", "2405:4800::1"]
UNSUITABLE = [
    "http://example.vn/", "ftp://example.vn/", "//example.vn/", "example.vn", "https://", "https:///nhan",
    "https://example.vn:80/", "https://example.vn:8443/", "https://example.vn:x/", "https://example.vn:99999/",
    "https://ten:mat@example.vn/", "https://example.vn/#phan", "https://ví-dụ.vn/", "https://example.vn/a b",
    "https://example.vn/\r\nX: y", "https://[::1]/", "https://[::1/", "https://127.0.0.1/", "https://[::ffff:8.8.8.8]/",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_address_that_is_not_public_is_refused(address):
    assert not is_allowed(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_address_is_allowed(address):
    assert is_allowed(address)


def test_network_that_the_operator_named_is_allowed(settings):
    settings.WEBHOOK_NETWORKS = ["10.20.0.0/16"]

    assert (is_allowed("10.20.3.4"), is_allowed("10.21.3.4"), is_allowed("::1")) == (True, False, False)


@pytest.mark.parametrize("url", UNSUITABLE)
def test_address_of_another_kind_is_refused(url):
    with pytest.raises(Unsuitable):
        target_of(url)


def test_address_is_taken_apart():
    target = target_of("https://PhanMem.example.vn/nhan?tu=1")

    assert (target.host, target.port, target.path) == ("phanmem.example.vn", 443, "/nhan?tu=1")


@pytest.mark.parametrize("host", ["localhost", "127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1"])
def test_name_that_leads_here_is_refused_once_it_is_resolved(host):
    with pytest.raises(Failed) as refused:
        addresses_of(target_of(f"https://{host}/"))

    assert refused.value.trouble == Trouble.PRIVATE


def test_name_that_leads_here_as_well_is_refused(monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 443)) for address in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *about, **more: found)

    with pytest.raises(Failed) as refused:
        addresses_of(target_of("https://hai-noi.example.vn/"))

    assert refused.value.trouble == Trouble.PRIVATE


def test_name_that_leads_nowhere_is_told():
    with pytest.raises(Failed) as refused:
        addresses_of(target_of("https://khong-co.invalid/"))

    assert refused.value.trouble == Trouble.UNRESOLVED
