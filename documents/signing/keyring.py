"""The keys that a folder of the server holds: `<name>.p12`, or `<name>.toml` for a device or a key kept elsewhere.

A .toml says `module`, `token` and `label` of a PKCS#11 device, or `elsewhere = true` for whoever signs with a program
of their own and sends the file back. Beside it may lie `<name>.png`, the picture of the signature or the seal.
"""

import enum
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509

from documents.signing.faults import NoKey, TokenUnavailable
from documents.signing.keys import SigningKey, key_from_file
from documents.signing.tokens import key_from_token

DEVICE = ("module", "token", "label")


class Kept(enum.Enum):
    """Where a key is."""

    NOWHERE = "nowhere"
    FILE = "file"
    TOKEN = "token"  # noqa: S105 - a device, no secret
    ELSEWHERE = "elsewhere"

    @property
    def here(self) -> bool:
        """Can this server sign with it?"""
        return self in (Kept.FILE, Kept.TOKEN)


def where(folder: Path | None, name: str) -> Kept:
    """Where the key of that name is. Raises TokenUnavailable for a .toml that cannot be read."""
    if folder is None or not _plain(name):
        return Kept.NOWHERE
    if (folder / f"{name}.p12").is_file():
        return Kept.FILE
    if not (folder / f"{name}.toml").is_file():
        return Kept.NOWHERE
    return Kept.ELSEWHERE if _said(folder, name).get("elsewhere") else Kept.TOKEN


@contextmanager
def opened(folder: Path | None, name: str, passphrase: str) -> Iterator[SigningKey]:
    """The key, ready while the context lasts; `passphrase` is the file's or the device's PIN.

    Raises NoKey, and what `key_from_file` and `key_from_token` raise.
    """
    kept = where(folder, name)
    if folder is None or not kept.here:
        raise NoKey(name=name)
    if kept is Kept.FILE:
        yield key_from_file((folder / f"{name}.p12").read_bytes(), passphrase)
        return
    module, token, label = (_said(folder, name)[part] for part in DEVICE)
    with key_from_token(module, token, label, passphrase) as key:
        yield key


def picture(folder: Path | None, name: str) -> bytes:
    """The picture that goes with the key, or nothing."""
    path = folder / f"{name}.png" if folder and _plain(name) else None
    return path.read_bytes() if path and path.is_file() else b""


def roots(folder: Path | None) -> list[x509.Certificate]:
    """The certificates trusted as roots: every .pem, .crt and .cer of the folder, PEM or DER."""
    found = sorted(folder.iterdir()) if folder and folder.is_dir() else []
    return [_certificate(path.read_bytes()) for path in found if path.suffix in {".pem", ".crt", ".cer"}]


def _certificate(data: bytes) -> x509.Certificate:
    return x509.Certificate.load(pem.unarmor(data)[2] if pem.detect(data) else data)


def _plain(name: str) -> bool:
    return bool(name) and name == Path(name).name and not name.startswith(".")


def _said(folder: Path, name: str) -> dict[str, Any]:
    try:
        said = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise TokenUnavailable(token=name, reason=str(error)) from error
    if not said.get("elsewhere") and (missing := [part for part in DEVICE if not said.get(part)]):
        raise TokenUnavailable(token=name, reason=f"{name}.toml: {', '.join(missing)}?")
    return said
