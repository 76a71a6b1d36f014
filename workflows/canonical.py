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

import orjson

EXACT = 2**53 - 1  # beyond it a double does not tell a whole number from its neighbours


class NotCanonical(ValueError):
    """What has no spelling of its own in RFC 8785, so that its hash could stand for something else."""


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
        return canonical_text(value)
    return str(value)


def flat(record: dict[str, Any]) -> dict[str, str]:
    """The record with each value spelt as text."""
    return {key: value if isinstance(value, str) else spelt(value) for key, value in record.items()}


def canonical(record: dict[str, Any]) -> bytes:
    """RFC 8785 bytes of a flat record, each value spelt as text. Raises UnicodeEncodeError on lone surrogates."""
    return canonical_text(flat(record)).encode()


def canonical_json(value: Any) -> bytes:
    """RFC 8785 bytes of a value of any depth, its text in NFC, times and the like spelt as text: for what is written.

    Raises NotCanonical on fractions, whole numbers beyond 2**53 - 1, keys that are not text and two keys of one
    spelling; UnicodeEncodeError on lone surrogates.
    """
    _refuse(value)
    return canonical_text(value).encode()


def _refuse(value: Any) -> None:
    if isinstance(value, dict):
        if len({spelt(key) for key in value if isinstance(key, str)}) < len(value):
            raise NotCanonical(f"A key is no text, or two keys have one spelling: {list(value)}")
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            _refuse(item)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > EXACT):
        raise NotCanonical(f"{value!r} is not exact in RFC 8785: write it as text")


_LIKE_JSON = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATETIME  # a time is ours to spell
_options: dict[str, Any] = {"ensure_ascii": False, "separators": (",", ":"), "default": spelt}
_encode = json.JSONEncoder(sort_keys=True, **_options).encode
_encode_as_it_stands = json.JSONEncoder(**_options).encode


def canonical_text(value: Any) -> str:
    """The same for what is read, whatever somebody made of it: refuses nothing, so that a check can find it."""
    try:
        text = orjson.dumps(value, default=spelt, option=_LIKE_JSON).decode()
    except TypeError:  # lone surrogates, numbers of any size, keys that are no text
        text = _encode(value)
    if not text.isascii() and (_has_pairs(text) or not unicodedata.is_normalized("NFC", text)):
        text = _encode_as_it_stands(_composed(value))  # the values, not the finished text: an escape may meet an accent
    return text


def parsed(text: str) -> Any:
    """The value of a JSON text that the database keeps, whatever somebody made of it."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:  # lone surrogates, NaN
        return json.loads(text)


def _composed(value: Any) -> Any:
    """All text in NFC; keys in the order of their UTF-16 units, where U+10000 comes before U+E000."""
    if isinstance(value, str):
        return spelt(value)
    if isinstance(value, dict):
        named = {spelt(key): _composed(item) for key, item in value.items()}
        return {key: named[key] for key in sorted(named, key=_utf_16)}
    return [_composed(item) for item in value] if isinstance(value, list | tuple) else value


def _has_pairs(text: str) -> bool:
    """Is there a sign of two UTF-16 units? Those alone make the order of units another than that of code points."""
    return len(_utf_16(text)) > 2 * len(text)


def _utf_16(key: str) -> bytes:
    return key.encode("utf-16-be", "surrogatepass")


def sha256_hex(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest(record: dict[str, Any]) -> str:
    """SHA-256 of the record's canonical bytes, 64 hexadecimal digits."""
    return sha256_hex(canonical(record))
