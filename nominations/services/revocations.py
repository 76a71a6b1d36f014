"""Revoking awards: proposed by the office, signed into a numbered decision, in force once the clerk issues it."""

from collections.abc import Sequence
from typing import Unpack

from django.db import transaction

from nominations.models import Decision, Nomination
from nominations.services import amendments, recoveries
from nominations.states import DecisionKind
from nominations.states import NominationState as N
from organisation.models import User
from workflows.engine import Act, Knock, lock, perform


def propose(decision: Decision, lines: Sequence[int], *, ground: str, finding: str, actor: User) -> Decision:
    """A draft that revokes these awards of the decision, laid before the leaders.

    Raises NotAllowed with every reason: an unknown ground, a line that is no award, a draft that waits already.
    """
    said = {"ground": ground, "lines": sorted(set(lines))}
    return amendments.lay_before(decision, DecisionKind.REVOCATION, finding=finding, actor=actor, **said)


def enact(revocation: Decision, **knock: Unpack[Knock]) -> Act:
    """The records clerk issues it: its lines are awards no more, and a decision that has none left loses force.

    What went with the awards is asked back in the same act.
    """
    if revocation.amends is None:
        return perform(revocation, "enact", **knock)  # refused in words: it revokes nothing
    with transaction.atomic():
        amended = lock(revocation.amends)
        act = perform(revocation, "enact", **knock)
        if act.repeated:
            return act
        after = {"actor": knock["actor"], "data": {"decision": revocation.pk}, "within": act}
        lines = list(Nomination.objects.filter(pk__in=revocation.lines).order_by("pk"))
        perform(lines, "revoke", **after)
        recoveries.demand(revocation, amended, lines, **after)
        still = Nomination.objects.filter(consolidated_list=amended.consolidated_list_id, state=N.AWARDED)
        if not still.exists():
            perform(amended, "revoke", **after)
        return act
