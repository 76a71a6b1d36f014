"""Reminding those who have not filed: before the deadline, on its day, and after it those above them."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from campaigns.permissions import OFFICE, UNIT
from campaigns.states import Audience
from nominations.models import Reminder
from nominations.notices import ESCALATED, REMINDED
from nominations.reminders import HOUR, Owed, owed_at
from notifications.services.messages import Notice, notify
from organisation.models import Unit
from organisation.selectors import holders_of, root_unit
from organisation.states import Role
from workflows import clock
from workflows.models import OutboxEntry
from workflows.periodic import once

NAMES = uuid.UUID("3a0b6c9e-5c57-5a53-9d5e-0c0f2f8d7b11")
ROLES = {Audience.UNIT: UNIT, Audience.UNIT_HEAD: (Role.UNIT_HEAD,), Audience.OFFICE: OFFICE}


def send_due_reminders() -> None:
    """Once a day, from HOUR on: every reminder that is due and was not sent."""
    now = timezone.localtime(clock.now())
    if now.hour >= HOUR:
        once("nominations.reminders", f"{now.date()}", lambda: remind_all(now))


def remind_all(now: datetime) -> int:
    """Reminds each unit that owes a list; returns how many reminders were new."""
    owed = list(owed_at(now))
    for one in owed:
        _remind(one, now)
    return len(owed)


def _remind(owed: Owed, now: datetime) -> None:
    rule, round_, unit = owed.rule, owed.round, owed.unit
    act_id = uuid.uuid5(NAMES, f"{round_.pk}/{unit.pk}/{rule.days}/{rule.audience}")
    over = bool(round_.closes_at and round_.closes_at < now)
    kind = ESCALATED if rule.audience != Audience.UNIT else REMINDED
    notice = Notice(
        kind.name, title=lambda: _title(owed, over=over), body=rule.wording, at=now, due_at=round_.closes_at,
        expected=owed.lacks, url=_url(owed), thread=f"campaigns.round/{round_.pk}/{unit.pk}",
    )  # fmt: skip
    with transaction.atomic():
        notify(OutboxEntry(act_id=act_id), _recipients(rule.audience, unit, now), notice)
        Reminder.objects.bulk_create(
            [Reminder(round=round_, unit=unit, days=rule.days, audience=rule.audience, act_id=act_id, sent_at=now)],
            ignore_conflicts=True,
        )


def _title(owed: Owed, *, over: bool) -> str:
    words = _("%(unit)s đã quá hạn nộp danh sách: %(round)s") if over else _("%(unit)s sắp đến hạn nộp: %(round)s")
    return words % {"unit": owed.unit, "round": owed.round}


def _url(owed: Owed) -> str:
    if owed.rule.audience == Audience.OFFICE:
        return reverse("board", args=[owed.round.campaign_id])
    return owed.dossier.get_absolute_url() if owed.dossier else reverse("campaign", args=[owed.round.campaign_id])


def _recipients(audience: str, unit: Unit, at: datetime) -> set[int]:
    where = root_unit(unit.organisation_id) if audience == Audience.OFFICE else unit
    return _holders(where, ROLES[Audience(audience)], at)


def _holders(unit: Unit, roles: Iterable[str], at: datetime) -> set[int]:
    return {pk for role in roles for pk in holders_of(role, unit, at).values_list("pk", flat=True)}
