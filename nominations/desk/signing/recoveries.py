"""What goes back after a revocation, on the page of the revocation and on that of the decision it took awards from."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils.timezone import localdate

from campaigns.permissions import OFFICE
from documents.official import written_count
from nominations.desk.acting import new_key
from nominations.models import Decision, Nomination, Recovery
from nominations.selectors import recoveries_for
from nominations.shown import shown_events
from nominations.states import RecoveryState
from workflows.models import AuditEvent


@dataclass(frozen=True)
class Row:
    """One thing that goes back; `reason` is why it does not, `key` that of the forms beside it."""

    recovery: Recovery
    is_overdue: bool
    amount: str
    reason: str
    key: str


def recoveries_of(decision: Decision, request: HttpRequest) -> dict[str, Any] | None:
    """As far as the reader may see them, with whether the reader notes what came back; None where there is nothing."""
    mine = Q(revocation=decision) if decision.is_revocation else Q(revocation__amends=decision)
    found = recoveries_for(request.roles).filter(mine).exclude(state=RecoveryState.DRAFTED)
    later = [f"nomination__{name}" for name in Nomination.bulky]
    ordered = found.select_related("nomination__unit", "ended_by").defer(*later).order_by("nomination_id", "pk")
    rows, today = list(ordered), localdate(request.now)
    if not rows:
        return None
    reasons = _reasons([row for row in rows if row.state == RecoveryState.WAIVED])
    return {
        "rows": [
            Row(
                row, row.state == RecoveryState.OUTSTANDING and bool(row.due_on and row.due_on < today),
                "" if row.amount is None else written_count(row.amount), reasons.get(row.pk, ""), new_key(),
            )
            for row in rows
        ],
        "may_note": request.roles.on_campaign(decision.campaign_id, decision.organisation_id, *OFFICE) is not None,
        "today": today, "next": request.path,
    }  # fmt: skip


def _reasons(waived: list[Recovery]) -> dict[int, str]:
    """Why each does not come back, from the trail."""
    if not waived:
        return {}
    keys = [row.pk for row in waived]
    found = AuditEvent.objects.filter(object_type=Recovery.object_type(), object_id__in=keys, verb="waive")
    return {shown["event"].object_id: shown["reason"] for shown in shown_events(list(found.order_by("pk")))}
