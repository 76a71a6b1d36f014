"""Which units have launched the campaign among their people, and before how many; which have a plan of their own.

Drawn from what the database counted: nothing here asks it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.monitoring import Stand
from campaigns.plan.schema.work import Asks


@dataclass(frozen=True)
class Counted:
    """All units together that were asked: how many have done it, how many more say so, and before how many people."""

    units: int
    verified: int
    waiting: int
    participants: int
    said: int


def counted(found: Iterable[Stand], asks: Asks) -> Counted:
    """Of the duties that ask for a launch, or for a plan of the unit's own."""
    own = [one.tally for one in found if one.task.asks == asks]
    return Counted(
        sum(one.units for one in own), sum(one.reached for one in own), sum(one.says_done for one in own),
        sum(one.participants for one in own), sum(one.said for one in own),
    )  # fmt: skip
