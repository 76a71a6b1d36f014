"""Signed notes (c2sp.org/signed-note) with Ed25519, and the keys that sign them."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ED25519 = b"\x01"
DASH = "— "
NAME = re.compile(r"[^\s+]{1,100}")


class BadNote(ValueError):
    """The text is no signed note, or none of the known keys signed it."""


def _key_hash(name: str, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + ED25519 + public).digest()[:4]


@dataclass(frozen=True)
class Verifier:
    """A public key under a name, as `<name>+<key hash>+<base64>`."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, vkey: str) -> Self:
        """Raises BadNote when the text is no vkey or its parts disagree."""
        try:
            name, key_hash, encoded = vkey.strip().split("+", 2)
            data = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error) as error:
            raise BadNote(f"not a vkey: {vkey!r}") from error
        found = cls(name, data[1:])
        if not NAME.fullmatch(name) or data[:1] != ED25519 or len(data) != 33 or found.key_hash.hex() != key_hash:
            raise BadNote(f"not a vkey of Ed25519: {vkey!r}")
        return found

    @property
    def key_hash(self) -> bytes:
        return _key_hash(self.name, self.public)

    def __str__(self) -> str:
        return f"{self.name}+{self.key_hash.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"

    def signed(self, text: str, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key under a name, as `PRIVATE+KEY+<name>+<key hash>+<base64>`; it never enters the database."""

    name: str
    seed: bytes

    @classmethod
    def generate(cls, name: str) -> Self:
        if not NAME.fullmatch(name):
            raise ValueError(f"a key's name has no space and no plus sign: {name!r}")
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises BadNote, without the key in its words."""
        try:
            private, key, name, key_hash, encoded = text.strip().split("+", 4)
            data = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            raise BadNote("not a private key of the form PRIVATE+KEY+name+hash+base64") from None
        if (private, key, data[:1], len(data)) != ("PRIVATE", "KEY", ED25519, 33):
            raise BadNote("not a private key of Ed25519")
        found = cls(name, data[1:])
        if found.verifier.key_hash.hex() != key_hash:
            raise BadNote(f"the private key {name} and its hash disagree")
        return found

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self._private().public_key().public_bytes_raw())

    def _private(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def __str__(self) -> str:
        encoded = base64.b64encode(ED25519 + self.seed).decode()
        return f"PRIVATE+KEY+{self.name}+{self.verifier.key_hash.hex()}+{encoded}"

    def __repr__(self) -> str:
        return f"<Signer {self.name}>"

    def signature_line(self, text: str) -> str:
        signature = self.verifier.key_hash + self._private().sign(text.encode())
        return f"{DASH}{self.name} {base64.b64encode(signature).decode()}\n"


def signed_note(text: str, *signers: Signer) -> str:
    """`text` (ends with a line feed) with a signature line of each."""
    return f"{text}\n{''.join(signer.signature_line(text) for signer in signers)}"


def opened(note: str, known: list[Verifier]) -> tuple[str, list[Verifier]]:
    """The text of a note and those of the known keys that signed it. Raises BadNote when none did."""
    text, separator, lines = note.rpartition("\n\n")
    if not separator or not lines.endswith("\n"):
        raise BadNote("no signatures")
    text += "\n"
    found = [key for line in lines.splitlines() for key in known if _line_is_by(line, key, text)]
    if not found:
        raise BadNote("signed by none of the known keys")
    return text, found


def _line_is_by(line: str, key: Verifier, text: str) -> bool:
    name, _space, encoded = line.removeprefix(DASH).partition(" ")
    try:
        data = base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        return False
    return line.startswith(DASH) and name == key.name and data[:4] == key.key_hash and key.signed(text, data[4:])
