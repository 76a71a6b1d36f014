"""What the whole campaign has come to: each target against time, each unit's duties, what is due and what is stuck.

Drawn from rows that were read once: nothing here asks the database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.figures import mean
from campaigns.models import Assignment, Campaign, ProgressReport
from campaigns.standing import Result, results_from
from campaigns.states import Progress, ProgressState
from organisation.models import Unit

NOUGHT = Decimal(0)
Point = tuple[date, Decimal]


@dataclass(frozen=True)
class Burnup:
    """One target over time, all its units together: who has reported nothing counts as nought, each unit alike.

    `plan` is the straight line from the baseline on the first day to the figure asked for on the last one: the plan
    itself states nothing in between. Without a first or a last day there is no line.
    """

    target: Assignment
    results: list[Result]
    verified: list[Point]
    provisional: list[Point]
    plan: list[Point]

    @property
    def now(self) -> Decimal:
        """The mean of what is verified."""
        return self.verified[-1][1] if self.verified else NOUGHT

    @property
    def said(self) -> Decimal:
        """The mean with what still waits."""
        return self.provisional[-1][1] if self.provisional else self.now

    @property
    def reached(self) -> int:
        """How many units have done what the plan asks for."""
        return sum(result.is_reached for result in self.results)

    @property
    def waiting(self) -> int:
        return sum(result.waiting is not None for result in self.results)

    @property
    def silent(self) -> int:
        """How many units have handed in nothing."""
        return sum(result.newest is None for result in self.results)

    def expected(self, day: date) -> Decimal | None:
        """Where the line of the plan stands on that day."""
        if not self.plan:
            return None
        (first, low), (last, high) = self.plan
        share = Decimal((min(max(day, first), last) - first).days) / max((last - first).days, 1)
        return low + (high - low) * share


def burnups(campaign: Campaign, tasks: Sequence[Assignment], reports: Sequence[ProgressReport]) -> list[Burnup]:
    """One for each target of the plan, in its order. `reports` by the day of their figures."""
    targets: dict[str, list[Assignment]] = {}
    for task in tasks:
        if task.is_target and task.unit_id:
            targets.setdefault(task.code, []).append(task)
    return [_burnup(campaign, those, reports) for those in targets.values()]


def _burnup(campaign: Campaign, those: list[Assignment], reports: Sequence[ProgressReport]) -> Burnup:
    keys = {task.pk for task in those}
    own = [report for report in reports if report.assignment_id in keys and report.as_of and report.value is not None]
    accepted = [report for report in own if report.state == ProgressState.ACCEPTED]
    verified = _points(accepted, len(those))
    return Burnup(
        those[0], results_from(those, own), verified,
        _points(own, len(those))[-1:] if len(own) > len(accepted) else [], _plan_line(campaign, those[0]),
    )  # fmt: skip


def _points(reports: Iterable[ProgressReport], units: int) -> list[Point]:
    """The mean after each day on which a figure came in."""
    last: dict[int, Decimal] = {}
    points: dict[date, Decimal] = {}
    for report in reports:
        assert report.as_of is not None
        assert report.value is not None
        last[report.assignment_id] = report.value
        points[report.as_of] = mean([*last.values(), *[NOUGHT] * (units - len(last))]) or NOUGHT
    return list(points.items())


def _plan_line(campaign: Campaign, target: Assignment) -> list[Point]:
    if not (campaign.starts_on and target.due_at and target.threshold is not None):
        return []
    last = localtime(target.due_at).date()
    if last <= campaign.starts_on:
        return []
    return [(campaign.starts_on, target.baseline or NOUGHT), (last, target.threshold)]


@dataclass
class Row:
    """One unit's duties and events by how far they are verified to have come; "": nothing verified yet."""

    unit: Unit
    counts: dict[str, int]
    waiting: int = 0

    @property
    def cells(self) -> list[tuple[str, int]]:
        """The counts, each under its words; the first: nothing verified yet."""
        words = {"": _("Chưa có kết quả được xác nhận"), **dict(Progress.choices)}
        return [(str(words[progress]), count) for progress, count in self.counts.items()]


def duties_by_unit(results: Iterable[Result]) -> list[Row]:
    """In the units' own order."""
    rows: dict[int, Row] = {}
    for result in results:
        unit = result.assignment.unit
        if unit is None or result.assignment.is_target:
            continue
        row = rows.setdefault(unit.pk, Row(unit, dict.fromkeys(["", *Progress.values], 0)))
        row.counts[result.verified.progress if result.verified else ""] += 1
        row.waiting += result.waiting is not None
    return sorted(rows.values(), key=lambda row: (row.unit.position, row.unit.pk))


@dataclass(frozen=True)
class Due:
    """One time limit of the plan that still lies ahead, or behind, with how many units have not kept it."""

    task: Assignment
    due_at: datetime
    open: int
    units: int


def deadlines(results: Iterable[Result], now: datetime) -> tuple[list[Due], list[Due]]:
    """Those ahead and those that passed with somebody behind, each by time."""
    by_code: dict[str, list[Result]] = {}
    for result in results:
        if result.assignment.due_at:
            by_code.setdefault(result.assignment.code, []).append(result)
    found = []
    for those in by_code.values():
        task = those[0].assignment
        assert task.due_at is not None
        found.append(Due(task, task.due_at, sum(not one.is_reached for one in those), len(those)))
    found.sort(key=lambda due: (due.due_at, due.task.position))
    return [due for due in found if due.due_at >= now], [due for due in found if due.due_at < now and due.open]
