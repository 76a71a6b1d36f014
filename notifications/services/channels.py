"""How a message travels: as its reader chose, unless the law or a deadline leaves no choice."""

from collections.abc import Sequence
from typing import Any

from notifications.kinds import is_legal, registry
from notifications.models import Mailbox, Preference
from notifications.quiet import leaves_at
from notifications.services.digests import next_digest
from notifications.states import Channel

GATHERED = (Channel.DAILY, Channel.WEEKLY)


def channels_of(pairs: Sequence[tuple[Any, int]]) -> list[str]:
    """The channel of each notice to each person, in their order, in two queries at most.

    A legal notice always goes at once, and so does what would be due before its digest comes.
    """
    wished = _wished({(notice.kind, person) for notice, person in pairs})
    channels = [wished.get((notice.kind, person), _usual(notice.kind)) for notice, person in pairs]
    late = {person for (notice, person), channel in zip(pairs, channels, strict=True) if _may_be_late(notice, channel)}
    if not late:
        return channels
    mailboxes = Mailbox.objects.in_bulk(late)
    return [
        _in_time(channel, notice, mailboxes.get(person) or Mailbox(owner_id=person))
        for (notice, person), channel in zip(pairs, channels, strict=True)
    ]


def _wished(told: set[tuple[str, int]]) -> dict[tuple[str, int], str]:
    kinds, people = {kind for kind, _person in told if not is_legal(kind)}, {person for _kind, person in told}
    if not kinds:
        return {}
    chosen = Preference.objects.filter(kind__in=kinds, owner__in=people)
    return {(kind, owner): channel for kind, owner, channel in chosen.values_list("kind", "owner_id", "channel")}


def _usual(kind: str) -> str:
    if is_legal(kind):
        return str(Channel.AT_ONCE)
    return str(registry[kind].channel if kind in registry else Channel.IN_APP)


def _may_be_late(notice: Any, channel: str) -> bool:
    return channel in GATHERED and notice.due_at is not None and notice.at < notice.due_at


def _in_time(channel: str, notice: Any, mailbox: Mailbox) -> str:
    if _may_be_late(notice, channel) and notice.due_at < leaves_at(next_digest(channel, notice.at), mailbox):
        return str(Channel.AT_ONCE)
    return channel
