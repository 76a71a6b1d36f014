"""The life of a token. Its secret is shown once, to whoever makes it, and stands nowhere afterwards."""

import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from api.models import Token
from api.states import Scope, TokenKind
from organisation.models import User
from workflows.canonical import sha256_hex

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
SHAPE = re.compile(r"vd_([a-z2-7]{8})_([\w-]{43})")  # 256 bits: too many to guess, so a plain hash keeps them
NOTED_EVERY = timedelta(minutes=1)  # the row is not written at every request


def make_token(
    account: User, *, name: str, scopes: list[str], days: int, kind: str = TokenKind.PERSONAL
) -> tuple[Token, str]:
    """A new token of the account, and its secret: nobody can read it again."""
    prefix = "".join(secrets.choice(ALPHABET) for _place in range(8))
    secret = f"vd_{prefix}_{secrets.token_urlsafe(32)}"
    now = timezone.now()
    token = Token.objects.create(
        account=account, kind=kind, name=name, prefix=prefix, secret_hash=_hash(secret),
        scopes=[scope.value for scope in Scope if scope in {Scope.READ, *scopes}],
        made_at=now, expires_at=now + timedelta(days=days),
    )  # fmt: skip
    return token, secret


def token_behind(secret: str, at: datetime) -> Token | None:
    """The token that opens with this secret now; None for one that is unknown, revoked or over: all alike."""
    shape = SHAPE.fullmatch(secret)
    if shape is None:
        return None
    token = Token.objects.select_related("account__organisation").filter(prefix=shape[1]).first()
    known = secrets.compare_digest(token.secret_hash if token else "", _hash(secret))
    return token if token and known and token.opens_at(at) and token.account.is_active else None


def note_use(token: Token, at: datetime) -> None:
    if token.used_at is None or token.used_at < at - NOTED_EVERY:
        Token.objects.filter(pk=token.pk).update(used_at=at)


def revoke_token(token: Token) -> None:
    """From now on it opens nothing; once more changes nothing."""
    Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def _hash(secret: str) -> Any:
    return sha256_hex(secret.encode())
