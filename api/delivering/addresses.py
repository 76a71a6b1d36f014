"""Where a webhook may be: an https address of the public internet, judged by the address that its name leads to."""

import socket
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from api.states import Trouble

PUBLIC_V6 = ip_network("2000::/3")
NOT_PUBLIC = [  # beside what `is_global` knows: relays and translators would lead elsewhere
    ip_network(text)
    for text in ("192.0.0.0/24", "192.88.99.0/24", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
]


class Unsuitable(Exception):
    """No address to call, whatever it leads to; says why, for people."""


class Failed(Exception):
    """The call came to nothing."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True)
class Target:
    host: str
    port: int
    path: str


def target_of(url: str) -> Target:
    """The parts of the address. Raises Unsuitable."""
    try:
        parts = urlsplit(url)
        port = parts.port or 443
    except ValueError as error:
        raise Unsuitable(_("Địa chỉ không đúng cách viết.")) from error
    if parts.scheme != "https" or not parts.hostname:
        raise Unsuitable(_("Địa chỉ phải bắt đầu bằng https://, ví dụ https://phanmem.example.vn/nhan."))
    if not all("!" <= character <= "~" for character in url):
        raise Unsuitable(_("Địa chỉ chỉ gồm chữ không dấu, số và dấu; tên miền có dấu thì viết dạng xn--."))
    if "@" in parts.netloc or parts.fragment:
        raise Unsuitable(_("Địa chỉ không được mang tên đăng nhập, mật khẩu hay phần sau dấu #."))
    if port not in allowed_ports():
        ports = ", ".join(map(str, sorted(allowed_ports())))
        raise Unsuitable(_("Chỉ gọi được cổng %(ports)s.") % {"ports": ports})
    if _is_number(parts.hostname) and not is_allowed(parts.hostname):
        raise Unsuitable(_("Đây là địa chỉ nội bộ; chỉ gọi được máy chủ trên mạng công cộng."))
    return Target(parts.hostname, port, f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}")


def allowed_ports() -> set[int]:
    return {int(port) for port in settings.WEBHOOK_PORTS}


def addresses_of(target: Target) -> list[str]:
    """What the name leads to now; a name that leads to one forbidden address is not called. Raises Failed."""
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Failed(Trouble.UNRESOLVED) from error
    addresses = list(dict.fromkeys(str(sockaddr[0]) for *_kind, sockaddr in found))
    if not all(map(is_allowed, addresses)):
        raise Failed(Trouble.PRIVATE)
    return addresses


def is_allowed(text: str) -> bool:
    """Public, or in a network that the operator named."""
    address = ip_address(text)
    if any(address in ip_network(network) for network in settings.WEBHOOK_NETWORKS):
        return True
    if any(address in network for network in NOT_PUBLIC) or address.is_multicast or not address.is_global:
        return False
    return address.version == 4 or address in PUBLIC_V6  # elsewhere: addresses that stand for one of IPv4


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
