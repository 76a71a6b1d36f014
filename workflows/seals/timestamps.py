"""RFC 3161: an authority outside says when a checkpoint was there. The token goes beside the note, to the auditors.

Only the few bytes of DER that SHA-256 needs; whether the authority's own signature holds is the auditor's to check
(`verify_audit.py --tsa-ca`).
"""

import hashlib
import secrets
import urllib.request
from urllib.parse import urlsplit

from django.conf import settings

from workflows.effects import effect
from workflows.lanes import Lane
from workflows.models import Checkpoint, OutboxEntry
from workflows.seals import anchors

PATIENCE = 20  # seconds for one answer
LARGEST = 1 << 16
SEQUENCE, INTEGER, OCTETS, TRUE = 0x30, 0x02, 0x04, b"\x01\x01\xff"
SHA256 = bytes.fromhex("300d06096086480165030402010500")  # AlgorithmIdentifier


class NoTimestamp(Exception):
    """The authority refused, or answered something else."""


def request_for(data: bytes, nonce: int) -> bytes:
    """TimeStampReq (RFC 3161, 2.4.1) that asks for the certificate as well."""
    imprint = _der(SEQUENCE, SHA256 + _der(OCTETS, hashlib.sha256(data).digest()))
    return _der(SEQUENCE, _integer(1) + imprint + _integer(nonce) + TRUE)


def token_from(answer: bytes, data: bytes, nonce: int) -> bytes:
    """The token of a granted TimeStampResp that is about these bytes and this request. Raises NoTimestamp."""
    try:
        (response,) = _parts(answer)
        (status, token) = _parts(response)[:2]
        granted = _parts(status)[0] in (b"\x00", b"\x01")
    except ValueError as error:
        raise NoTimestamp("the authority gave no token") from error
    whole = response[-len(_der(SEQUENCE, token)) :]
    about = _der(OCTETS, hashlib.sha256(data).digest()) in whole and _integer(nonce) in whole
    if not granted or not about:
        raise NoTimestamp("the authority refused, or its token is about something else")
    return whole


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(length)]) + length + content


def _integer(value: int) -> bytes:
    return _der(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def _parts(data: bytes) -> list[bytes]:
    """The contents of the DER elements that follow each other in `data`."""
    found, at = [], 0
    while at < len(data):
        size, start = data[at + 1] if at + 1 < len(data) else 0, at + 2
        if size >= 128:
            start += size - 128
            size = int.from_bytes(data[at + 2 : start], "big")
        if start + size > len(data) or at + 1 >= len(data):
            raise ValueError("not DER")
        found.append(data[start : start + size])
        at = start + size
    return found


@effect("workflows.timestamp", Lane.OUTSIDE)
def timestamp(entry: OutboxEntry) -> None:
    """Asks SEAL_TSA_URL about the note and keeps the token in the folder of anchors; the outbox tries again."""
    if settings.SEAL_TSA_URL and settings.SEAL_ANCHORS:
        made = Checkpoint.objects.get(pk=entry.object_id)
        note = anchors.keep(anchors.name_of(made.origin, made.size), made.note)
        name = note.removesuffix(".note") + ".tst"
        if not anchors.stands(name):
            data, nonce = made.note.encode(), secrets.randbits(63)
            anchors.keep_bytes(name, token_from(_asked(request_for(data, nonce)), data, nonce))


def _asked(question: bytes) -> bytes:
    if urlsplit(settings.SEAL_TSA_URL).scheme not in ("http", "https"):
        raise NoTimestamp("SEAL_TSA_URL is no web address")
    request = urllib.request.Request(  # noqa: S310 - the scheme is checked
        settings.SEAL_TSA_URL, question, {"Content-Type": "application/timestamp-query"}
    )
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        return answer.read(LARGEST)
