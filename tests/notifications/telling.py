"""A person who is told something, for the tests of this folder."""

import uuid
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from nominations.notices import RECEIVED as PLAIN
from notifications.models import Letter
from notifications.services.messages import Notice, notify
from organisation.models import User
from workflows import clock
from workflows.models import OutboxEntry


def make_person(name: str, email: str | None = None) -> User:
    address = f"{name}@example.vn" if email is None else email
    return User.objects.create(username=name, full_name=f"Nguyễn Văn {name.title()}", email=address)


def tell(people: Iterable[User], entry: OutboxEntry | None = None, kind: Any = PLAIN, **more: object) -> OutboxEntry:
    """Tells them one thing; the same entry again is the outbox repeating itself."""
    entry = entry or OutboxEntry(act_id=uuid.uuid4())
    fields = {"title": lambda: "Hồ sơ 12 bị trả lại", "url": "/dossiers/12/", "at": clock.now(), **more}
    notify(entry, [person.pk for person in people], Notice(kind.name, **fields))
    return entry


def make_due() -> None:
    """Whatever waits may leave now."""
    past = timezone.now() - timedelta(seconds=1)
    Letter.objects.update(available_at=past)
    Letter.objects.filter(lease_until__isnull=False).update(lease_until=past)
