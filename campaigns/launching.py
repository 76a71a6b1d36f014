"""Which units have launched the campaign among their people, and before how many; which have a plan of their own.

Drawn from rows that were read once, or from what the database counted: nothing here asks it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.models import ProgressReport
from campaigns.monitoring import Stand
from campaigns.plan.schema.work import Asks
from campaigns.standing import FINISHED, Result


@dataclass(frozen=True)
class Launches:
    """The units that were asked, each with what it told; counted is who has told that it is done."""

    results: list[Result]

    @property
    def units(self) -> int:
        return len(self.results)

    @property
    def verified(self) -> int:
        """How many units have done it, by what the office accepted."""
        return len(self._accepted)

    @property
    def waiting(self) -> int:
        """How many more say so, and wait for the office's answer."""
        return sum(_is_done(one.waiting) and not _is_done(one.verified) for one in self.results)

    @property
    def participants(self) -> int:
        """Before how many people, by what the office accepted."""
        return sum(report.participants or 0 for report in self._accepted)

    @property
    def said(self) -> int:
        """The same with what still waits, each unit by what it said last."""
        last = [one.waiting if _is_done(one.waiting) else one.verified for one in self.results]
        return sum(report.participants or 0 for report in last if report and _is_done(report))

    @property
    def _accepted(self) -> list[ProgressReport]:
        return [one.verified for one in self.results if one.verified and _is_done(one.verified)]


@dataclass(frozen=True)
class Counted:
    """The same as figures alone, for all units together."""

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


def launches(results: Iterable[Result]) -> Launches:
    """Of the duties that ask for a launch."""
    return _asking(results, Asks.LAUNCH)


def own_plans(results: Iterable[Result]) -> Launches:
    """Of the duties that ask for a plan of the unit's own."""
    return _asking(results, Asks.PLAN)


def _asking(results: Iterable[Result], asks: Asks) -> Launches:
    return Launches([one for one in results if one.assignment.asks == asks and one.assignment.unit_id])


def _is_done(report: ProgressReport | None) -> bool:
    return report is not None and report.progress in FINISHED
