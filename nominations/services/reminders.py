"""Reminding those who have not filed: before the deadline, on its day, and after it those above them."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.models import Round
from campaigns.states import Audience
from nominations.models import Reminder
from nominations.notices import ESCALATED, REMINDED
from nominations.reminders import HOUR, Owed, owed_at
from nominations.services.mending import ROLES, remind_of_mending
from notifications.services.messages import Notice, Told, notify_all
from organisation.selectors import holders_in, root_units
from workflows import clock
from workflows.periodic import once

NAMES = uuid.UUID("3a0b6c9e-5c57-5a53-9d5e-0c0f2f8d7b11")


def send_due_reminders() -> None:
    """Once a day, from HOUR on: every reminder that is due and was not sent."""
    now = localtime(clock.now())
    if now.hour >= HOUR:
        once("nominations.reminders", f"{now.date()}", lambda: _remind(now))


def _remind(now: datetime) -> None:
    remind_all(now)
    remind_of_mending(now)


def remind_all(now: datetime) -> int:
    """Reminds each unit that owes a list; returns how many reminders were new.

    All of them or none, and the number of statements does not depend on the number of units.
    """
    owed = list(owed_at(now))
    if not owed:
        return 0
    people = _people(owed, now)
    with transaction.atomic():
        reminders = []
        told = []
        for together in _told_together(owed):
            act_id = _act_id(together)
            told.append(Told(act_id, people(together[0]), _notice(together, now)))
            reminders += [_reminder(one, act_id, now) for one in together]
        notify_all(told)
        Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    return len(owed)


def _told_together(owed: Iterable[Owed]) -> Iterable[list[Owed]]:
    """Each unit hears of itself alone; the office of all units of a round in one message."""
    found: dict[tuple[int, int, str, int | None], list[Owed]] = {}
    for one in owed:
        unit = None if one.rule.audience == Audience.OFFICE else one.unit.pk
        found.setdefault((one.round.pk, one.rule.days, one.rule.audience, unit), []).append(one)
    return found.values()


def _act_id(together: Sequence[Owed]) -> uuid.UUID:
    """Equal however often it is reminded of: nobody is told twice."""
    rule, units = together[0].rule, "+".join(str(one.unit.pk) for one in together)
    return uuid.uuid5(NAMES, f"{together[0].round.pk}/{units}/{rule.days}/{rule.audience}")


def _reminder(owed: Owed, act_id: uuid.UUID, now: datetime) -> Reminder:
    rule = owed.rule
    return Reminder(
        round=owed.round, unit=owed.unit, days=rule.days, audience=rule.audience, act_id=act_id, sent_at=now
    )


def _notice(together: Sequence[Owed], now: datetime) -> Notice:
    one, names = together[0], [owed.unit.name for owed in together]
    rule, round_ = one.rule, one.round
    to_office = rule.audience == Audience.OFFICE
    return Notice(
        (REMINDED if rule.audience == Audience.UNIT else ESCALATED).name,
        title=lambda: _title(together, now),
        body="\n".join(filter(None, [rule.wording, *(names if to_office else [])])),
        expected=(lambda: _expected_of_office(round_)) if to_office else lambda: _expected(one),
        due_at=round_.closes_at, url=_url(one), at=now,
        thread=f"campaigns.round/{round_.pk}" + ("" if to_office else f"/{one.unit.pk}"),
    )  # fmt: skip


def _title(together: Sequence[Owed], now: datetime) -> str:
    round_, count = together[0].round, len(together)
    said = {"unit": together[0].unit, "round": round_, "count": count}
    who = str(said["unit"]) if count == 1 else ngettext("%(count)d đơn vị", "%(count)d đơn vị", count) % said
    closes_at = localtime(round_.closes_at)
    if closes_at < now:
        words = _("%(who)s đã quá hạn nộp danh sách: %(round)s")
    elif closes_at.date() == localtime(now).date():
        words = _("Hôm nay hết hạn nộp: %(who)s, %(round)s")
    else:
        words = _("%(who)s sắp đến hạn nộp: %(round)s")
    return words % {"who": who, "round": round_}


def _expected(owed: Owed) -> str:
    return f"{owed.lacks()} {_phrase(owed.round)}".strip()


def _expected_of_office(round_: Round) -> str:
    asked = _("Xem bảng theo dõi và liên hệ với các đơn vị chưa nộp.")
    return f"{asked} {_phrase(round_)}".strip()


def _phrase(round_: Round) -> str:
    """The deadline as the plan words it; the moment that it means stands beside it."""
    if not round_.deadline_phrase:
        return ""
    return _("Thời hạn theo kế hoạch: “%(phrase)s”.") % {"phrase": round_.deadline_phrase}


def _url(owed: Owed) -> str:
    if owed.rule.audience == Audience.OFFICE:
        return reverse("board", args=[owed.round.campaign_id])
    return owed.dossier.get_absolute_url() if owed.dossier else reverse("campaign", args=[owed.round.campaign_id])


def _people(owed: Iterable[Owed], at: datetime) -> Callable[[Owed], set[int]]:
    """Who is to hear of each: one query an audience, and one for the organisations' own units."""
    audiences: dict[str, set[int]] = {}
    bodies = {one.unit.organisation_id for one in owed if one.rule.audience == Audience.OFFICE}
    roots = root_units(bodies) if bodies else {}

    def where(one: Owed) -> int:
        return roots[one.unit.organisation_id] if one.rule.audience == Audience.OFFICE else one.unit.pk

    for one in owed:
        audiences.setdefault(one.rule.audience, set()).add(where(one))
    holders = {name: holders_in(units, ROLES[Audience(name)], at) for name, units in audiences.items()}
    return lambda one: holders[one.rule.audience].get(where(one), set())
