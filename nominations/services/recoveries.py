"""Getting back what went with revoked awards: asked for in the act that revokes, noted by the office."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Unpack

from django.utils.timezone import localdate

from nominations.bonus import amounts_of, figures_of
from nominations.models import Decision, Nomination, Recovery
from nominations.states import Recovered
from organisation.calendar import add_working_days
from workflows.engine import Act, Knock, perform

LIMIT = re.compile(r"(?:chậm nhất|trong thời hạn|trong vòng|thời hạn)\s+(?:là\s+)?(\d{1,3})\s+ngày(\s+làm việc)?", re.I)


def demand(revocation: Decision, amended: Decision, revoked: Sequence[Nomination], **knock: Any) -> list[Recovery]:
    """The certificate of each line, and its money where money went with it; within the act that revokes them.

    The number of statements does not depend on the number of lines.
    """
    due_on = due_after(revocation, localdate(revocation.issued_at))
    brought = _brought(amended)
    wanted = [(line, Recovered.CERTIFICATE, None) for line in revoked]
    wanted += [(line, Recovered.MONEY, brought[line.pk]) for line in revoked if line.pk in brought]
    rows = [
        Recovery(
            organisation_id=revocation.organisation_id, campaign_id=revocation.campaign_id, revocation=revocation,
            nomination=line, what=what, amount=amount, due_on=due_on,
        )
        for line, what, amount in wanted
    ]  # fmt: skip
    for row in rows:
        row.content_hash = row.compute_hash()
    made = Recovery.objects.bulk_create(rows)
    perform(made, "demand", **knock)
    return made


def _brought(amended: Decision) -> dict[int, int]:
    """What each line of the decision brought, those included that were revoked before."""
    figures = figures_of([amended]).get(amended.pk)
    if figures is None:
        return {}
    lines = Nomination.objects.filter(consolidated_list=amended.consolidated_list_id).exclude(state="declined")
    return amounts_of(lines.defer(*Nomination.bulky).order_by("pk"), figures)


def due_after(revocation: Decision, day: date) -> date | None:
    """The last day that the signed paper leaves for giving back, counted from its issue; None where it names none."""
    found = LIMIT.search("\n".join(revocation.paper.get("articles", ())))
    if found is None:
        return None
    days, working = int(found[1]), bool(found[2])
    return add_working_days(day, days) if working else day + timedelta(days=days)


def note_return(recovery: Recovery, *, day: date | None, **knock: Unpack[Knock]) -> Act:
    """It came back on that day."""
    return perform(recovery, "note_return", data={"day": day.isoformat() if day else ""}, **knock)


def ask_again(recovery: Recovery, **knock: Unpack[Knock]) -> Act:
    """What was noted of it was wrong, for the reason told; it is outstanding as before."""
    return perform(recovery, "ask_again", **knock)


def waive(recovery: Recovery, **knock: Unpack[Knock]) -> Act:
    """It does not come back, for the reason told: lost, or never handed out."""
    return perform(recovery, "waive", **knock)
