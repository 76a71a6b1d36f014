"""OpenID Connect: the code flow with PKCE, and every check of the answer (OpenID Connect Core 1.0 §3.1.3.7).

allauth's own client takes the ID token of the code flow unsigned and sends no nonce; this one does not trust the way.
"""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import jwt
from django.conf import settings
from django.utils.crypto import constant_time_compare

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]  # never none, never a shared secret
NEEDED = ["iss", "aud", "exp", "iat", "sub", "nonce"]
LEEWAY = 60  # seconds between two machines' clocks
PATIENCE = 10
MOST = 1_000_000  # bytes of an answer
HERE = {"localhost", "127.0.0.1"}  # a provider for drills; elsewhere only https


class Refused(Exception):
    """The provider's answer proves nothing. The reason is for the log; the person reads one sentence for all."""


@dataclass(frozen=True)
class Claims:
    """Whom the provider vouches for. Nothing else of the token is read: an address of mail binds nobody."""

    issuer: str
    subject: str


@dataclass(frozen=True)
class Begun:
    """What the session keeps while the person is at the provider."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls) -> "Begun":
        return cls(secrets.token_urlsafe(32), secrets.token_urlsafe(32), secrets.token_urlsafe(48))


def is_on() -> bool:
    return bool(settings.OPENID_ISSUER and settings.OPENID_CLIENT_ID)


def address_of_provider(begun: Begun, back: str, *, again: bool) -> str:
    """Where the person goes to show who they are; `again`: even if they did so at the provider a while ago."""
    challenge = base64.urlsafe_b64encode(hashlib.sha256(begun.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code", "client_id": settings.OPENID_CLIENT_ID, "redirect_uri": back, "scope": "openid",
        "state": begun.state, "nonce": begun.nonce, "code_challenge": challenge, "code_challenge_method": "S256",
    }  # fmt: skip
    if again:
        asked["prompt"] = "login"
    return f"{_checked(_discovered()['authorization_endpoint'])}?{urlencode(asked)}"


def claims_of(code: str, begun: Begun, back: str) -> Claims:
    """Trades the code for the ID token and believes it only as far as it proves itself. Raises Refused."""
    found = _discovered()
    form = {
        "grant_type": "authorization_code", "code": code, "redirect_uri": back, "client_id": settings.OPENID_CLIENT_ID,
        "client_secret": settings.OPENID_CLIENT_SECRET, "code_verifier": begun.verifier,
    }  # fmt: skip
    token = _fetched(found["token_endpoint"], form).get("id_token")
    if not isinstance(token, str):
        raise Refused("no ID token")
    return _verified(token, _fetched(found["jwks_uri"]), begun.nonce)


def _verified(token: str, keys: dict[str, Any], nonce: str) -> Claims:
    try:
        header = jwt.get_unverified_header(token)
        algorithm = header.get("alg")
        if algorithm not in ALGORITHMS:
            raise Refused(f"algorithm {algorithm}")
        claims = jwt.decode(
            token,
            _key(keys, header.get("kid")),
            algorithms=[algorithm],
            audience=settings.OPENID_CLIENT_ID,
            issuer=settings.OPENID_ISSUER,
            leeway=LEEWAY,
            options={"require": NEEDED},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as error:
        raise Refused(str(error)) from error
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise Refused("nonce")
    if claims.get("azp", settings.OPENID_CLIENT_ID) != settings.OPENID_CLIENT_ID:
        raise Refused("authorised party")
    return Claims(claims["iss"], str(claims["sub"]))


def _key(keys: dict[str, Any], kid: str | None) -> jwt.PyJWK:
    fitting = [key for key in jwt.PyJWKSet.from_dict(keys).keys if kid in (None, key.key_id)]
    if len(fitting) != 1:
        raise Refused(f"key {kid}")
    return fitting[0]


def _discovered() -> dict[str, Any]:
    found = _fetched(f"{settings.OPENID_ISSUER.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != settings.OPENID_ISSUER:
        raise Refused("the provider calls itself otherwise")
    if not all(isinstance(found.get(name), str) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")):
        raise Refused("the provider does not say where its doors are")
    return found


def _fetched(url: str, form: dict[str, str] | None = None) -> dict[str, Any]:
    data = urlencode(form).encode() if form is not None else None
    try:
        request = Request(_checked(url), data=data, headers={"Accept": "application/json"})  # noqa: S310 - checked
        with urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310 - checked
            found = json.loads(answer.read(MOST))
    except (URLError, ValueError, OSError) as error:
        raise Refused(f"{url}: {error}") from error
    if not isinstance(found, dict):
        raise Refused(f"{url}: no object")
    return found


def _checked(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in HERE):
        raise Refused(f"{url}: not https")
    return url
