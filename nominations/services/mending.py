"""Reminding of what an inspection asked a unit to mend, by the campaign's own reminder rules."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.models import Inspection, ReminderRule
from campaigns.permissions import OFFICE, UNIT
from campaigns.states import Audience, CampaignState, InspectionState
from nominations.notices import TO_MEND
from nominations.reminders import due, rules_of
from notifications.services.messages import Notice, Told, notify_all
from organisation.selectors import holders_in, root_units
from organisation.states import Role

NAMES = uuid.UUID("b0a1c1de-3a43-5b0f-8b1e-5a1d0f4f3c77")
ROLES = {Audience.UNIT: UNIT, Audience.UNIT_HEAD: (Role.UNIT_HEAD,), Audience.OFFICE: OFFICE}
OVER = (CampaignState.CANCELLED, CampaignState.ARCHIVED)


def remind_of_mending(now: datetime) -> int:
    """Tells of each last day that a rule of today is about; how many were due. Nobody is told of the same twice.

    The number of statements grows with the campaigns, not with the inspections.
    """
    owed = list(_owed_at(now))
    roots = root_units({one.organisation_id for one, _rule in owed}) if owed else {}
    asked: dict[str, set[int]] = {}
    for one, rule in owed:
        asked.setdefault(rule.audience, set()).add(_where(one, rule, roots))
    holders = {name: holders_in(units, ROLES[Audience(name)], now) for name, units in asked.items()}
    told = []
    for one, rule in owed:
        people = holders[rule.audience].get(_where(one, rule, roots), set())
        told.append(Told(_act_id(one, rule), people, _notice(one, rule, now)))
    notify_all(told)
    return len(owed)


def _owed_at(now: datetime) -> Iterator[tuple[Inspection, ReminderRule]]:
    waiting = Inspection.objects.filter(state=InspectionState.TO_MEND, mend_by__isnull=False)
    waiting = waiting.exclude(campaign__state__in=OVER).select_related("unit", "campaign").order_by("pk")
    rules: dict[int, list[ReminderRule]] = {}
    for one in waiting.defer("campaign__plan"):
        if one.campaign_id not in rules:
            rules[one.campaign_id] = rules_of(one.campaign)
        if one.due_at:
            yield from ((one, rule) for rule in due(rules[one.campaign_id], one.due_at, localtime(now)))


def _where(one: Inspection, rule: ReminderRule, roots: dict[int, int]) -> int:
    return roots[one.organisation_id] if rule.audience == Audience.OFFICE else one.unit_id


def _act_id(one: Inspection, rule: ReminderRule) -> uuid.UUID:
    """Equal however often it is reminded of; another one once the office sets another day."""
    return uuid.uuid5(NAMES, f"{one.pk}/{one.mend_by}/{rule.days}/{rule.audience}")


def _notice(one: Inspection, rule: ReminderRule, now: datetime) -> Notice:
    return Notice(
        TO_MEND.name, title=lambda: _title(one, now), expected=lambda: _expected(rule),
        body="\n".join(filter(None, [one.to_mend, rule.wording])), due_at=one.due_at,
        url=one.get_absolute_url(), thread=f"{one.object_type()}/{one.pk}", at=now,
    )  # fmt: skip


def _title(one: Inspection, now: datetime) -> str:
    if one.due_at and one.due_at < now:
        return _("%(unit)s đã quá hạn khắc phục sau kiểm tra") % {"unit": one.unit}
    return _("%(unit)s sắp đến hạn khắc phục sau kiểm tra") % {"unit": one.unit}


def _expected(rule: ReminderRule) -> str:
    if rule.audience == Audience.OFFICE:
        return _("Liên hệ đơn vị; xem kết quả khắc phục.")
    return _("Khắc phục, ghi kết quả rồi báo cáo Văn phòng.")
