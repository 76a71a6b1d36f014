"""The life of a webhook. Its secret is shown once, to whoever makes it, and signs each call afterwards."""

import base64
import secrets
from datetime import timedelta

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone

from api.models import Attempt, Webhook
from organisation.models import User
from workflows.models import TreeHead

KEPT = timedelta(days=30)  # the log of calls
PREFIX = "whsec_"  # of a secret, as Standard Webhooks spells it


def make_webhook(account: User, *, name: str, url: str, kinds: list[str], verbs: list[str]) -> tuple[Webhook, str]:
    """A new webhook of the account, told of what happens from now on; and its secret: nobody can read it again."""
    key, now = secrets.token_bytes(32), timezone.now()
    webhook = Webhook.objects.create(
        account=account, name=name, url=url, kinds=kinds, verbs=verbs, secret=_box().encrypt(key).decode(),
        position=size_of_the_log(), made_at=now, due_at=now.replace(microsecond=0),  # due also by SQLite's clock
    )  # fmt: skip
    return webhook, PREFIX + base64.b64encode(key).decode()


def key_of(webhook: Webhook) -> bytes:
    """What signs its calls. Raises InvalidToken where no key of the site opens it any more."""
    return _box().decrypt(webhook.secret)


def size_of_the_log() -> int:
    """The place of the newest event."""
    return TreeHead.objects.filter(pk=1).values_list("size", flat=True).first() or 0


def turn_off(webhook: Webhook) -> None:
    Webhook.objects.filter(pk=webhook.pk, off_at=None).update(off_at=timezone.now(), failing_since=None)


def turn_on(webhook: Webhook) -> None:
    """It goes on where it stopped, at once."""
    Webhook.objects.filter(pk=webhook.pk).update(off_at=None, failing_since=None, attempts=0, due_at=Now())


def tell_again(webhook: Webhook, after: int) -> None:
    """Everything after that place is sent once more, at once; of a webhook that is off, when it is on again."""
    Webhook.objects.filter(pk=webhook.pk).update(position=after, attempts=0, due_at=Now())


def forget_old() -> int:
    """Takes away the calls that were kept long enough; how many."""
    return Attempt.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]


def _box() -> MultiFernet:
    """Under a key of its own, made from the site's; those of before still open."""
    return MultiFernet([_lock(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _lock(key: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"vinh-danh webhook").derive(key.encode())
    return Fernet(base64.urlsafe_b64encode(derived))
