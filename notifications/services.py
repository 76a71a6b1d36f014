"""Telling people."""

from collections.abc import Iterable
from datetime import datetime

from notifications.models import Message
from workflows.models import OutboxEntry


def notify(entry: OutboxEntry, recipient_ids: Iterable[int], *, title: str, body: str, url: str, at: datetime) -> None:
    """Puts a message in each inbox, once for the entry's act however often the entry is run."""
    Message.objects.bulk_create(
        [
            Message(
                recipient_id=recipient_id, act_id=entry.act_id, kind=entry.effect, title=title[:300], body=body,
                url=url, created_at=at,
            )
            for recipient_id in sorted(set(recipient_ids))
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def mark_read(recipient_id: int, *, at: datetime) -> int:
    """All of one's messages are read now; returns how many were not."""
    return Message.objects.filter(recipient_id=recipient_id, read_at=None).update(read_at=at)
