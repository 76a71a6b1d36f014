"""Telling people."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import override

from notifications.models import Message
from workflows.models import OutboxEntry


def notify(
    entry: OutboxEntry, recipient_ids: Iterable[int], *, title: Callable[[], str], body: str, url: str, at: datetime
) -> None:
    """Puts a message in each inbox, once for the entry's act however often the entry is run.

    `title` is asked once in every language of the interface.
    """
    titles = {language: _said(title, language) for language, _name in settings.LANGUAGES}
    Message.objects.bulk_create(
        [
            Message(
                recipient_id=recipient_id, act_id=entry.act_id, kind=entry.effect, title=titles[settings.LANGUAGE_CODE],
                titles=titles, body=body, url=url, created_at=at,
            )
            for recipient_id in sorted(set(recipient_ids))
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _said(title: Callable[[], str], language: str) -> str:
    with override(language):
        return title()[:300]


def mark_read(recipient_id: int, *, at: datetime) -> int:
    """All of one's messages are read now; returns how many were not."""
    return Message.objects.filter(recipient_id=recipient_id, read_at=None).update(read_at=at)
