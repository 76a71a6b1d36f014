"""What an inspection says to whom, and how many stand where."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime

from campaigns.models import Campaign, Inspection
from campaigns.permissions import OVERSEERS, UNIT, Roles
from campaigns.states import InspectionState as S

FOUND = ("findings", "to_mend", "mend_by")
SENT = (S.TO_MEND, S.MENDED, S.SETTLED)  # the unit was told what was found
ANSWERED = (S.MENDED, S.SETTLED)  # and has said what it did


def open_to(roles: Roles, inspection: Inspection) -> list[str]:
    """The texts of it that the account may read: of what is still being written, only its own side's."""
    over = roles.on_campaign(inspection.campaign_id, inspection.organisation_id, *OVERSEERS) is not None
    mine = roles.on_unit(inspection.unit_id, *UNIT) is not None
    names = ["matter", "planned_on", "inspectors"]
    if over or inspection.state in SENT:
        names += FOUND
    if mine or inspection.state in ANSWERED:
        names.append("follow_up")
    if over or inspection.state == S.SETTLED:
        names.append("lessons")
    return names


def facts_of(roles: Roles, inspection: Inspection) -> list[tuple[str, str]]:
    """Label and value of each text that the account may read, in the order in which they come about."""
    return [(label_of(name), _said(getattr(inspection, name))) for name in open_to(roles, inspection)]


def label_of(name: str) -> str:
    label = str(Inspection._meta.get_field(name).verbose_name)
    return label[:1].upper() + label[1:]


def _said(value: Any) -> str:
    return value if isinstance(value, str) else date_format(value, "SHORT_DATE_FORMAT") if value else ""


def overdue(inspections: QuerySet[Inspection], now: Any) -> QuerySet[Inspection]:
    """Those whose unit has let the last day for mending pass."""
    return inspections.filter(state=S.TO_MEND, mend_by__lt=localtime(now).date())


def counts_of(inspections: QuerySet[Inspection], now: Any) -> dict[str, int]:
    """How many stand in each state, how many are there at all, and how many are overdue; one query."""
    late = Q(state=S.TO_MEND, mend_by__lt=localtime(now).date())
    by_state = {state.value: Count("pk", filter=Q(state=state)) for state in S}
    return inspections.aggregate(every=Count("pk"), overdue=Count("pk", filter=late), **by_state)


def figures_of(campaign: Campaign, now: Any) -> dict[str, int]:
    """What the office reports of its inspections; nothing where none stands."""
    found = counts_of(campaign.inspections.exclude(state=S.CALLED_OFF), now)
    if not found["every"]:
        return {}
    return {"all": found["every"], **{name: found[name] for name in ("settled", "to_mend", "overdue")}}
