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
from workflows.sets import insert_alike

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
    letters = {one.key: uuid.uuid5(NAMES, one.key) for one in reached}
    insert_alike(
        Letter,
        [
            {"id": letters[one.key], "recipient_id": one.owner, "kind": kind, "address": addresses[one.owner],
             "turn": turn, "created_at": written_at,
             "available_at": _leaves(one, mailboxes.get(one.owner), usual, max(one.at, now))}
            for turn, one in enumerate(reached)
        ],
    )  # fmt: skip
    if letters:
        transaction.on_commit(ring)
    return letters


def _addresses(owners: Iterable[int]) -> dict[int, str]:
    accounts = get_user_model()._default_manager.filter(pk__in=list(owners), is_active=True).exclude(email="")
    refused = UndeliverableAddress.objects.values("address")
    return dict(accounts.exclude(email__in=refused).values_list("pk", "email"))


def _leaves(wanted: Wanted, mailbox: Mailbox | None, usual: Callable[[datetime], datetime], at: datetime) -> datetime:
    """On the unmoved clock, by which letters are sent."""
    if not wanted.quiet:
        return timezone.now()
    return clock.real(leaves_at(at, mailbox)) if mailbox else usual(at)
