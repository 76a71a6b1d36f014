"""What stands outside a consolidated list: cases left out or still open, units with nil or no answer."""

from typing import Any

from django.db.models import Count, Max, Q

from campaigns.models import Campaign
from campaigns.permissions import Roles
from nominations.board import SILENT, Row, places_in, round_of, rows_of
from nominations.models import Nomination
from nominations.selectors import nominations_for
from nominations.services.lists import decided_elsewhere
from nominations.shown import shown_events
from nominations.states import DossierState
from nominations.states import NominationState as N
from workflows.models import AuditEvent

LEFT_OUT = (N.INELIGIBLE, N.ON_HOLD)
UNDECIDED = (N.SUBMITTED, N.UNDER_REVIEW, N.RETURNED)


def outside(campaign: Campaign, roles: Roles) -> dict[str, Any]:
    """For the page: `left_out` with reasons, `undecided` counted by state, `nil` and `silent` units."""
    rows = _rows(campaign, roles)
    return {
        "left_out": _left_out(campaign, roles),
        "elsewhere": list(decided_elsewhere(campaign)),
        "undecided": _undecided(campaign, roles),
        "nil": [row for row in rows if row.state == DossierState.NIL],
        "silent": [row for row in rows if not row.has_answered],
    }


def _rows(campaign: Campaign, roles: Roles) -> list[Row]:
    """The units of which nothing stands in the list."""
    round_, _rounds = round_of(campaign, "")
    if round_ is None:
        return []
    return rows_of(round_, roles, places_in(round_).filter(SILENT | Q(stands_at=DossierState.NIL)))


def _left_out(campaign: Campaign, roles: Roles) -> list[dict[str, Any]]:
    """Cases found ineligible or put on hold, each with the act that did it."""
    found = nominations_for(roles).filter(campaign=campaign, state__in=LEFT_OUT).select_related("unit")
    nominations = {nomination.pk: nomination for nomination in found.order_by("unit__position", "pk")}
    trail = AuditEvent.objects.filter(object_type=Nomination.object_type(), object_id__in=list(nominations))
    last = trail.values("object_id").annotate(last=Max("pk")).values("last")
    events = shown_events(list(AuditEvent.objects.filter(pk__in=last).select_related("actor")))
    acts = {shown["event"].object_id: shown for shown in events}
    return [{"nomination": nominations[pk], "act": acts.get(pk)} for pk in nominations]


def _undecided(campaign: Campaign, roles: Roles) -> list[dict[str, Any]]:
    found = nominations_for(roles).filter(campaign=campaign, state__in=UNDECIDED)
    counted = dict(found.values_list("state").annotate(Count("pk")).order_by())
    return [{"state": state, "label": state.label, "count": counted[state]} for state in UNDECIDED if state in counted]
