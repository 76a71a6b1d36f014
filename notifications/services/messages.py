"""Telling people: a message in each inbox, and a letter to those who want one at once."""

import uuid
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from notifications.kinds import is_legal
from notifications.models import Message
from notifications.services.channels import channels_of
from notifications.services.letters import Wanted, write
from notifications.states import Channel, LetterKind
from workflows.models import OutboxEntry
from workflows.sets import insert_alike

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


@dataclass(frozen=True)
class Told:
    """A notice, whom it is for, and the act it tells of: each person has one message an act and kind."""

    act_id: uuid.UUID
    recipients: Collection[int]
    notice: Notice


def notify(entry: OutboxEntry, recipient_ids: Iterable[int], notice: Notice) -> None:
    """Puts the notice in each inbox and mails it to those who want that.

    Once for the entry's act, however often the entry is run.
    """
    notify_all([Told(entry.act_id, set(recipient_ids), notice)])


def notify_all(told: Sequence[Told]) -> None:
    """Many notices at once, all or none: the number of statements depends neither on the notices nor on the people."""
    pairs = [(one, recipient) for one in told for recipient in sorted(one.recipients)]
    channels = channels_of([(one.notice, recipient) for one, recipient in pairs])
    at_once = [pair for pair, channel in zip(pairs, channels, strict=True) if channel == Channel.AT_ONCE]
    said = {id(one): _texts(one.notice) for one in told}
    with transaction.atomic():
        letters = write([_wanted(*pair) for pair in at_once], kind=LetterKind.NOTICE)
        insert_alike(
            Message,
            [
                {"recipient_id": recipient, "act_id": one.act_id, "channel": channel,
                 "letter_id": letters.get(_key(one, recipient)), **said[id(one)]}
                for (one, recipient), channel in zip(pairs, channels, strict=True)
            ],
        )  # fmt: skip


def _key(one: Told, recipient: int) -> str:
    return f"{one.act_id}/{one.notice.kind}/{recipient}"


def _wanted(one: Told, recipient: int) -> Wanted:
    return Wanted(_key(one, recipient), recipient, one.notice.at, quiet=not is_legal(one.notice.kind))


def _texts(notice: Notice) -> dict[str, Any]:
    """What each recipient's message has in common."""
    titles = _in_each_language(notice.title)
    return {
        "kind": notice.kind, "title": titles[settings.LANGUAGE_CODE], "titles": titles, "body": notice.body,
        "expected": _in_each_language(notice.expected) if notice.expected else {}, "due_at": notice.due_at,
        "url": notice.url, "thread": notice.thread, "created_at": notice.at,
    }  # fmt: skip


def _in_each_language(said: Said) -> dict[str, str]:
    return {language: _said(said, language) for language, _name in settings.LANGUAGES}


def _said(said: Said, language: str) -> str:
    with override(language):
        return " ".join(said().split())[:300]  # one line: it is a mail's subject too


def mark_read(recipient_id: int, *, at: datetime, **which: Any) -> int:
    """One's messages are read now, all or those with the key `pk`; returns how many were not."""
    return Message.objects.filter(recipient=recipient_id, read_at=None, **which).update(read_at=at)
