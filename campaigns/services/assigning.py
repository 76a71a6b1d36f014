"""A plan's duties, events and targets to rows: one for each unit that has to report on it."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from campaigns.assigned import Owner, assignments
from campaigns.models import Assignment, Campaign, ProgressReport
from campaigns.plan import Plan
from campaigns.services.register import fit
from campaigns.states import AssignmentKind
from organisation.models import Unit

SECTIONS = {AssignmentKind.DUTY: "duties", AssignmentKind.EVENT: "events", AssignmentKind.TARGET: "targets"}
Key = tuple[str, int | None, str]  # code, unit, and for whom the register does not know, the name
COLUMNS = [one.name for one in Assignment._meta.concrete_fields if one.name not in ("id", "campaign", "unit", "code")]


def assign(plan: Plan, campaign: Campaign, units: Mapping[str, Unit]) -> None:
    """Makes the campaign's assignments stand as the plan has them; writes only what is new or differs.

    What the plan no longer holds goes, unless a unit has begun to report on it: then it stays, marked as left out.
    The number of statements does not depend on the number of rows. Raises Refused.
    """
    known = {_key_of(one): one for one in campaign.assignments.all()}
    wanted = dict(_wanted(owner, values, units) for owner, values in assignments(plan))
    new, changed = [], []
    for key, values in wanted.items():
        fit(Assignment, f"{SECTIONS[values['kind']]}[{values['code']}]", values)
        row = known.pop(key, None)
        if row is None:
            new.append(Assignment(campaign=campaign, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    Assignment.objects.bulk_create(new)
    if changed:
        Assignment.objects.bulk_update(changed, COLUMNS)
    if known:
        _leave_out(campaign, [row.pk for row in known.values()])


def _wanted(owner: Owner, values: dict[str, Any], units: Mapping[str, Unit]) -> tuple[Key, dict[str, Any]]:
    unit_id = units[owner.unit].pk if owner.unit else None
    return (values["code"], unit_id, "" if unit_id else owner.name), values | {"unit_id": unit_id, "stands": True}


def _key_of(row: Assignment) -> Key:
    return row.code, row.unit_id, "" if row.unit_id else row.owner


def _leave_out(campaign: Campaign, keys: list[int]) -> None:
    gone = campaign.assignments.filter(pk__in=keys)
    reported = ProgressReport.objects.filter(assignment=OuterRef("pk"))
    gone.filter(~Exists(reported)).delete()
    gone.filter(stands=True).update(stands=False)
