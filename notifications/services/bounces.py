"""Addresses whose mail comes back: letters there stop until somebody confirms the address, or it changes.

Messages go on in the inbox. A mail server's refusal notes an address by itself (post.py); what comes back by mail,
hours later, an administrator notes.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from notifications.models import Letter, UndeliverableAddress
from notifications.models.letter import WAITING
from workflows.models import Deed
from workflows.queues import FREE, record

RETURNED = gettext_noop("Địa chỉ nhận bị trả lại thư; thư chờ đến khi địa chỉ được xác nhận hoặc thay đổi.")
BY_HAND = gettext_noop("Quản trị hệ thống ghi nhận thư bị trả lại.")


def note(address: str, reason: str) -> None:
    """Nothing more is sent there; what waits for it stops, but for a letter that is just being handed over."""
    with transaction.atomic():
        UndeliverableAddress.objects.update_or_create(
            address=address, defaults={"reason": reason}, create_defaults={"reason": reason, "noted_at": Now()}
        )
        waiting = Letter.objects.filter(WAITING, FREE, address=address)
        waiting.update(dead_at=Now(), lease_until=None, last_error=RETURNED)


def note_by_hand(account: Any, *, actor: Any, reason: str) -> None:
    """A bounce that an administrator found, against the address that the account has now."""
    with transaction.atomic():
        note(account.email, BY_HAND)
        record(Deed.NOTE_BOUNCE, UndeliverableAddress, actor=actor, reason=reason, object_id=str(account.pk))


def confirm(account: Any, *, actor: Any, reason: str = "") -> bool:
    """Letters go to the account's address again; False when none was stopped. Stopped ones wait to be sent again."""
    with transaction.atomic():
        found, _by_model = UndeliverableAddress.objects.filter(address=account.email).delete()
        if found:
            record(Deed.CONFIRM_ADDRESS, UndeliverableAddress, actor=actor, reason=reason, object_id=str(account.pk))
    return bool(found)


def bounced(accounts: Any) -> Any:
    """Those of the accounts whose mail comes back."""
    return accounts.filter(~Q(email=""), email__in=UndeliverableAddress.objects.values("address"))


def returned_from(account: Any) -> UndeliverableAddress | None:
    """Why the account gets no mail; None where it does."""
    return UndeliverableAddress.objects.filter(address=account.email).first() if account.email else None
