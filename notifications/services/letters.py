"""Writing letters that wait for the post: many at once, each once, none to an address that returns mail."""

import functools
import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from notifications.doorbell import ring
from notifications.models import Letter, Mailbox, UndeliverableAddress
from notifications.quiet import leaves_at
from workflows import clock

NAMES = uuid.UUID("5f1c8f0e-9d0b-5c3a-8f63-6b1d6e2f6a10")  # of letters: equal contents make an equal id


@dataclass(frozen=True)
class Wanted:
    """A letter to somebody. `key` says what they are told: an equal key never makes a second letter."""

    key: str
    owner: int
    at: datetime
    quiet: bool = True


def write(wanted: Sequence[Wanted], *, kind: str) -> dict[str, uuid.UUID]:
    """One waiting letter for each whose account has a working address, by key; its texts are written when it leaves.

    Rings once they are committed. The number of statements does not depend on the number of letters.
    """
    owners = {one.owner for one in wanted}
    addresses, mailboxes = _addresses(owners), Mailbox.objects.in_bulk(owners)
    reached = [one for one in wanted if one.owner in addresses]
    written_at, now = timezone.now(), clock.now()
    usual = functools.cache(lambda at: clock.real(leaves_at(at, Mailbox())))  # of the many who chose no hours
    letters = {
        one.key: Letter(
            id=uuid.uuid5(NAMES, one.key), recipient_id=one.owner, kind=kind, address=addresses[one.owner], turn=turn,
            created_at=written_at, available_at=_leaves(one, mailboxes.get(one.owner), usual, max(one.at, now)),
        )
        for turn, one in enumerate(reached)
    }  # fmt: skip
    Letter.objects.bulk_create(letters.values(), ignore_conflicts=True)
    if letters:
        transaction.on_commit(ring)
    return {key: letter.id for key, letter in letters.items()}


def _addresses(owners: Iterable[int]) -> dict[int, str]:
    accounts = get_user_model()._default_manager.filter(pk__in=list(owners), is_active=True).exclude(email="")
    found = dict(accounts.values_list("pk", "email"))
    refused = set(UndeliverableAddress.objects.filter(address__in=found.values()).values_list("address", flat=True))
    return {owner: address for owner, address in found.items() if address not in refused}


def _leaves(wanted: Wanted, mailbox: Mailbox | None, usual: Callable[[datetime], datetime], at: datetime) -> datetime:
    """On the unmoved clock, by which letters are sent."""
    if not wanted.quiet:
        return timezone.now()
    return clock.real(leaves_at(at, mailbox)) if mailbox else usual(at)
