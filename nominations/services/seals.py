"""Telling auditors of the checkpoints: quietly, once a day, with what they need to recognise the newest one."""

import uuid
from datetime import datetime

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nominations.notices import SEALED
from notifications.models import Message
from notifications.services.messages import Notice, notify
from organisation.models import Unit
from organisation.selectors import holders_in
from organisation.states import Role
from workflows import clock
from workflows.models import Checkpoint, OutboxEntry
from workflows.periodic import once
from workflows.seals.checkpoints import Head

NAMES = uuid.UUID("5d7f0c52-6b0e-5b8e-9a53-5b8d6a2c7e44")
TITLE = _("Số lần niêm phong nhật ký: %(count)s, lần cuối gồm %(size)s sự kiện")


def tell_of_seals() -> None:
    """Once a day, early enough for the day's digest."""
    now = timezone.localtime(clock.now())
    once("nominations.seals", f"{now.date()}", lambda: tell_auditors(now))


def tell_auditors(now: datetime) -> int:
    """One message about every checkpoint that was signed since the last one; how many checkpoints there were.

    There is one log for all organisations, so the auditors of each hear of it.
    """
    last = Message.objects.filter(kind=SEALED.name).aggregate(at=Max("created_at"))["at"]
    signed = Checkpoint.objects.filter(made_at__lte=now)
    if last:
        signed = signed.filter(made_at__gt=last)
    newest, count = signed.order_by("-pk").first(), signed.count()
    if newest:
        roots = Unit.objects.filter(parent=None, is_external=False).values_list("pk", flat=True)
        auditors = set().union(*holders_in(roots, [Role.AUDITOR], now).values())
        notify(OutboxEntry(act_id=uuid.uuid5(NAMES, str(newest.pk))), auditors, _notice(newest, count, now))
    return count


def _notice(newest: Checkpoint, count: int, now: datetime) -> Notice:
    """The words name what a kept copy must say: log, size and root."""
    root = str(Head(newest.origin, newest.size, bytes.fromhex(newest.root))).splitlines()[2]
    told = {"count": count, "size": newest.size}
    return Notice(
        SEALED.name, title=lambda: str(TITLE % told), body=f"{newest.origin} · {newest.size} · {root}",
        url=reverse("trail"), thread=newest.object_type(), at=now,
    )  # fmt: skip
