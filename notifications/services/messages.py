"""Telling people: a message in each inbox, and a letter to those who want one at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from notifications.models import Message
from notifications.services.letters import channels_of, letters_for
from workflows.models import OutboxEntry

Said = Callable[[], str]


@dataclass(frozen=True)
class Notice:
    """What is told. Texts are asked once in every language of the interface.

    title: who did what to which dossier. body: the reason given. expected: what the recipient is to do now, `due_at`:
    until when. thread: what it is about, such as "nominations.dossier/12"; mails of one thread lie together.
    """

    kind: str
    title: Said
    url: str
    at: datetime
    body: str = ""
    expected: Said | None = None
    due_at: datetime | None = None
    thread: str = ""


def notify(entry: OutboxEntry, recipient_ids: Iterable[int], notice: Notice) -> None:
    """Puts the notice in each inbox and mails it to those who want that.

    Once for the entry's act, however often the entry is run.
    """
    recipients = sorted(set(recipient_ids))
    channels = channels_of(recipients, notice.kind)
    titles = _in_each_language(notice.title)
    expected = _in_each_language(notice.expected) if notice.expected else {}
    with transaction.atomic():
        letters = letters_for(channels, entry.act_id, notice)
        Message.objects.bulk_create(
            [
                Message(
                    recipient_id=recipient, act_id=entry.act_id, kind=notice.kind,
                    title=titles[settings.LANGUAGE_CODE], titles=titles, body=notice.body, expected=expected,
                    due_at=notice.due_at, url=notice.url, thread=notice.thread, channel=channels[recipient],
                    letter_id=letters.get(recipient), created_at=notice.at,
                )
                for recipient in recipients
            ],
            ignore_conflicts=True,
        )  # fmt: skip


def _in_each_language(said: Said) -> dict[str, str]:
    return {language: _said(said, language) for language, _name in settings.LANGUAGES}


def _said(said: Said, language: str) -> str:
    with override(language):
        return " ".join(said().split())[:300]  # one line: it is a mail's subject too


def mark_read(recipient_id: int, *, at: datetime, **which: Any) -> int:
    """One's messages are read now, all or those with the key `pk`; returns how many were not."""
    return Message.objects.filter(recipient=recipient_id, read_at=None, **which).update(read_at=at)
