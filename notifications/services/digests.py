"""Letters that gather a day's or a week's messages for those who want few mails."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone

from notifications.models import Letter, Message
from notifications.services.letters import Wanted, write
from notifications.states import Channel, LetterKind
from workflows import clock
from workflows.periodic import once

HOUR = 7  # of the morning
OLDEST = timedelta(days=31)  # what nobody could be mailed for so long is not mailed any more
KINDS = {Channel.DAILY: LetterKind.DAILY, Channel.WEEKLY: LetterKind.WEEKLY}


def send_due_digests() -> list[str]:
    """Writes the digests that are due now, each once however often this runs; returns the slots it wrote."""
    now = timezone.localtime(clock.now())
    return [slot for channel, slot in _due(now) if once(f"notifications.{channel}", slot, _writing(channel, slot, now))]


def next_digest(channel: str, at: datetime) -> datetime:
    """When the first digest of that channel after the moment is written."""
    local = timezone.localtime(at)
    day = local.date() + timedelta(days=local.hour >= HOUR)
    if channel == Channel.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return timezone.make_aware(datetime.combine(day, time(HOUR)))


def _due(now: datetime) -> list[tuple[Channel, str]]:
    if now.hour < HOUR:
        return []
    week = now.date() - timedelta(days=now.weekday())
    return [(Channel.DAILY, f"{now.date()}"), (Channel.WEEKLY, f"{week}")]


def _writing(channel: Channel, slot: str, now: datetime) -> Callable[[], int]:
    return lambda: write_digests(channel, slot, now)


def write_digests(channel: Channel, slot: str, now: datetime) -> int:
    """One letter for each account with unread messages of that channel; the number of letters."""
    waiting = _waiting(channel, now)
    owners = waiting.order_by("recipient").values_list("recipient", flat=True).distinct()
    wanted = [Wanted(f"{channel}/{slot}/{owner}", owner, now) for owner in owners]
    with transaction.atomic():
        letters = write(wanted, kind=KINDS[channel])
        written = Letter.objects.filter(pk__in=letters.values())
        theirs = written.filter(recipient=OuterRef("recipient")).values("pk")[:1]
        waiting.filter(recipient__in=written.values("recipient")).update(letter=Subquery(theirs))
    return len(letters)


def _waiting(channel: Channel, now: datetime) -> QuerySet[Message]:
    return Message.objects.filter(channel=channel, letter=None, read_at=None, created_at__gt=now - OLDEST)
