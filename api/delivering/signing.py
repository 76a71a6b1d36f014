"""Signatures after Standard Webhooks 1.0, symmetric: HMAC-SHA256 over id, time and body."""

import base64
import hashlib
import hmac


def headers_of(key: bytes, identifier: str, at: int, body: bytes) -> dict[str, str]:
    return {
        "webhook-id": identifier,
        "webhook-timestamp": str(at),
        "webhook-signature": signature_of(key, identifier, at, body),
    }


def signature_of(key: bytes, identifier: str, at: int, body: bytes) -> str:
    signed = hmac.digest(key, f"{identifier}.{at}.".encode() + body, hashlib.sha256)
    return f"v1,{base64.b64encode(signed).decode()}"
