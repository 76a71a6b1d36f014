"""Canonical bytes and hashes of what is recorded.

Only flat objects of strings are hashed (values that are not strings are spelt out first), all text in NFC. For those
the bytes equal RFC 8785 (JSON Canonicalization Scheme): keys sorted, shortest escapes, UTF-8. The tests hold this
against an independent implementation.
"""

import hashlib
import json
import unicodedata
from datetime import UTC, datetime
from typing import Any


def spelt(value: Any) -> str:
    """The one spelling of a value inside hashed bytes: NFC text, RFC 3339 UTC times, empty for None."""
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    if isinstance(value, dict | list | tuple):
        return canonical_json(value).decode()
    return str(value)


def flat(record: dict[str, Any]) -> dict[str, str]:
    """The record with each value spelt as text."""
    return {key: value if isinstance(value, str) else spelt(value) for key, value in record.items()}


def canonical(record: dict[str, Any]) -> bytes:
    """RFC 8785 bytes of a flat record, each value spelt as text. Raises UnicodeEncodeError on lone surrogates."""
    return canonical_json(flat(record))


def canonical_json(value: Any) -> bytes:
    return canonical_text(value).encode()


_encode = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=spelt).encode


def canonical_text(value: Any) -> str:
    text = _encode(value)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = _encode(_composed(value))  # the values, not the finished text: an escape may meet an accent
    return text


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return spelt(value)
    if isinstance(value, dict):
        return {spelt(key): _composed(item) for key, item in value.items()}
    return [_composed(item) for item in value] if isinstance(value, list | tuple) else value


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest(record: dict[str, Any]) -> str:
    """SHA-256 of the record's canonical bytes, 64 hexadecimal digits."""
    return sha256_hex(canonical(record))
