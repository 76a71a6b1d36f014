"""A person's deadlines as a calendar (RFC 5545) at an address that only they know.

The address holds a signed token over a nonce: a new nonce makes the old address a missing page, and what lies in the
database opens nothing without the site's secret.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from notifications.models import Mailbox

SALT = "notifications.feed"


@dataclass(frozen=True)
class Deadline:
    """One entry: a whole day, reminded of on the day before."""

    uid: str
    day: date
    title: str
    text: str
    url: str


def open_feed(owner: Any) -> str:
    """Gives the person an address, or a new one in the place of the old; returns its token."""
    mailbox, _made = Mailbox.objects.get_or_create(owner=owner)
    mailbox.calendar_nonce = secrets.token_urlsafe(12)
    mailbox.save(update_fields=["calendar_nonce"])
    return token_of(mailbox)


def close_feed(owner: Any) -> None:
    Mailbox.objects.filter(owner=owner).update(calendar_nonce="")


def token_of(mailbox: Mailbox) -> str:
    """What the address ends with; empty while the person has none."""
    if not mailbox.calendar_nonce:
        return ""
    return signing.Signer(salt=SALT).sign_object([mailbox.pk, mailbox.calendar_nonce])


def owner_of(token: str) -> Mailbox:
    """Whose calendar it is. Raises signing.BadSignature, or Mailbox.DoesNotExist once another address was made."""
    owner, nonce = signing.Signer(salt=SALT).unsign_object(token)
    found = Mailbox.objects.select_related("owner").exclude(calendar_nonce="")
    return found.get(owner=owner, calendar_nonce=nonce, owner__is_active=True)


def written(deadlines: Iterable[Deadline], now: datetime, name: str = "") -> bytes:
    """The calendar file under that name, its lines folded and escaped as RFC 5545 asks."""
    calendar = Calendar()
    calendar.add("prodid", "-//Vinh Danh//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name or _("Vinh Danh – hạn của tôi"))
    calendar.add("refresh-interval;value=duration", "PT6H")
    for deadline in deadlines:
        event = Event()
        event.add("uid", deadline.uid)
        event.add("dtstamp", now)
        event.add("dtstart", deadline.day)
        event.add("dtend", deadline.day + timedelta(days=1))
        event.add("summary", deadline.title)
        event.add("description", f"{deadline.text}\n{deadline.url}")
        event.add("url", deadline.url)
        event.add("transp", "TRANSPARENT")
        event.add_component(_alarm(deadline))
        calendar.add_component(event)
    return calendar.to_ical()


def _alarm(deadline: Deadline) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", deadline.title)
    alarm.add("trigger", timedelta(hours=-16))  # 8 in the morning of the day before
    return alarm
