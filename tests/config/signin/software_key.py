"""A passkey of software: what a device would answer to the site's options, so that tests need no browser."""

import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

HOST = "testserver"
PRESENT, VERIFIED, ATTESTED = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV, AuthenticatorData.FLAG.AT


class SoftwareKey:
    """Keeps one credential; `verifies`: asks its person for a PIN or a finger."""

    def __init__(self, *, verifies: bool = True, origin: str = f"https://{HOST}") -> None:
        self.flags = PRESENT | (VERIFIED if verifies else PRESENT)
        self.origin = origin
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.credential_id, self.user_handle = secrets.token_bytes(16), ""

    def creates(self, options: dict[str, Any]) -> str:
        """The answer to creation options, as the page's script sends it."""
        asked = options["publicKey"]
        self.user_handle = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.private.public_key())
        held = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public)
        shown = AuthenticatorData.create(sha256(HOST.encode()), self.flags | ATTESTED, 0, held)
        attested = AttestationObject.create("none", shown, {})
        return self._answer(
            asked, CollectedClientData.TYPE.CREATE, {"attestationObject": websafe_encode(bytes(attested))}
        )

    def answers(self, options: dict[str, Any], **changed: str) -> str:
        """The answer to request options; `changed` fields of it are not what the key would say."""
        asked = options["publicKey"]
        shown = AuthenticatorData.create(sha256(HOST.encode()), self.flags, 1)
        client = self._client(asked, CollectedClientData.TYPE.GET)
        signature = self.private.sign(bytes(shown) + sha256(bytes(client)), ec.ECDSA(SHA256()))
        told = {
            "authenticatorData": websafe_encode(bytes(shown)), "signature": websafe_encode(signature),
            "userHandle": self.user_handle, **changed,
        }  # fmt: skip
        return self._answer(asked, CollectedClientData.TYPE.GET, told)

    def _client(self, asked: dict[str, Any], kind: str) -> CollectedClientData:
        return CollectedClientData.create(kind, websafe_decode(asked["challenge"]), self.origin)

    def _answer(self, asked: dict[str, Any], kind: str, told: dict[str, str]) -> str:
        key = websafe_encode(self.credential_id)
        response = {"clientDataJSON": websafe_encode(bytes(self._client(asked, kind))), **told}
        return json.dumps({"id": key, "rawId": key, "type": "public-key", "response": response})
