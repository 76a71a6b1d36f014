"""Which letters are written: one a message for those who want it at once, one a day or week for the others."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from notifications.doorbell import ring
from notifications.kinds import is_legal, registry
from notifications.models import Letter, Mailbox, Preference, UndeliverableAddress
from notifications.quiet import leaves_at
from notifications.states import Channel, LetterKind
from workflows import clock

NAMES = uuid.UUID("5f1c8f0e-9d0b-5c3a-8f63-6b1d6e2f6a10")  # of letters: equal contents make an equal id


def channels_of(recipients: Iterable[int], kind: str) -> dict[int, str]:
    """How a message of the kind travels to each; a legal notice always at once."""
    usual = registry[kind].channel if kind in registry else Channel.IN_APP
    channels: dict[int, str] = dict.fromkeys(recipients, str(usual))
    if is_legal(kind):
        return dict.fromkeys(channels, str(Channel.AT_ONCE))
    chosen = Preference.objects.filter(kind=kind, owner__in=channels)
    return channels | dict(chosen.values_list("owner_id", "channel"))


def letters_for(channels: Mapping[int, str], act_id: uuid.UUID, notice: Any) -> dict[int, uuid.UUID]:
    """The letter of each recipient who wants this notice by mail at once; written once however often it is asked."""
    wanted = [recipient for recipient, channel in channels.items() if channel == Channel.AT_ONCE]
    keys = {recipient: f"{act_id}/{notice.kind}/{recipient}" for recipient in wanted}
    return write(keys, kind=LetterKind.NOTICE, at=notice.at, quiet=not is_legal(notice.kind))


def write(keys: Mapping[int, str], *, kind: str, at: datetime, quiet: bool = True) -> dict[int, uuid.UUID]:
    """One waiting letter for each account that has a working address; its texts are written when it leaves.

    `keys` says what each account is told: an equal key never makes a second letter. Rings once they are committed.
    """
    addresses, mailboxes = _addresses(keys), Mailbox.objects.in_bulk(list(keys))
    letters = [
        Letter(
            id=uuid.uuid5(NAMES, keys[owner]), recipient_id=owner, kind=kind, address=address, turn=turn,
            created_at=timezone.now(),
            available_at=_leaves(at, mailboxes.get(owner) or Mailbox(owner_id=owner)) if quiet else timezone.now(),
        )
        for turn, (owner, address) in enumerate(sorted(addresses.items()))
    ]  # fmt: skip
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    if letters:
        transaction.on_commit(ring)
    return {letter.recipient_id: letter.id for letter in letters}


def _addresses(owners: Iterable[int]) -> dict[int, str]:
    accounts = get_user_model()._default_manager.filter(pk__in=list(owners), is_active=True).exclude(email="")
    found = dict(accounts.values_list("pk", "email"))
    refused = set(UndeliverableAddress.objects.filter(address__in=found.values()).values_list("address", flat=True))
    return {owner: address for owner, address in found.items() if address not in refused}


def _leaves(at: datetime, mailbox: Mailbox) -> datetime:
    """On the unmoved clock, by which letters are sent."""
    return clock.real(leaves_at(max(at, clock.now()), mailbox))
