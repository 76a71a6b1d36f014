"""What the whole campaign has come to: each target against time, each unit's duties, what is due and what lags behind.

The figures are counted by the database (`tallies`) and are plain, so that those of a large campaign can be kept;
what is built of them here asks once more for the plan's own rows, one a task.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from campaigns.figures import as_text
from campaigns.models import Assignment, Campaign
from campaigns.states import AssignmentKind, Progress
from campaigns.tallies import CENT, Tally, duties_of, said_sums, tallies, verified_sums
from organisation.models import Unit

NOUGHT = Decimal(0)
UNITS = 25  # on one page
Point = tuple[date, Decimal]


def standing(campaign: Campaign) -> dict[str, Any]:
    """Where all units stand with each task of the plan, as numbers and texts that can be kept; four queries."""
    verified, said = verified_sums(campaign), said_sums(campaign)
    found = [
        asdict(one) | {
            "verified": [[day, _mean(total, one)] for day, total in verified.get(one.code, ())],
            "provisional": [[day, _mean(total, one)] for day, total in [said[one.code]]] if one.code in said else [],
        }
        for one in tallies(campaign)
    ]  # fmt: skip
    return {"tasks": found, "outside": campaign.assignments.filter(stands=True, unit=None).count()}


def _mean(total: Decimal, tally: Tally) -> str:
    """Each unit alike; who has reported nothing counts as nought."""
    return as_text((total / tally.units).quantize(CENT))


@dataclass(frozen=True)
class Stand:
    """One task of the plan, and how many of its units stand where."""

    task: Assignment
    tally: Tally
    verified: list[Point]
    provisional: list[Point]


def stands(figures: Mapping[str, Any]) -> list[Stand]:
    """Of what `standing` found, in the plan's order; one query."""
    known = Assignment.objects.in_bulk([one["task"] for one in figures["tasks"]])
    found = [
        Stand(
            known[one["task"]], Tally(**{name: one[name] for name in Tally.__dataclass_fields__}),
            _points(one["verified"]), _points(one["provisional"]),
        )
        for one in figures["tasks"] if one["task"] in known
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.task.position, one.task.pk))


def _points(kept: Iterable[tuple[str, str]]) -> list[Point]:
    return [(date.fromisoformat(day), Decimal(value)) for day, value in kept]


@dataclass(frozen=True)
class Burnup:
    """One target over time, all its units together: who has reported nothing counts as nought, each unit alike.

    `plan` is the straight line from the baseline on the first day to the figure asked for on the last one: the plan
    itself states nothing in between. Without a first or a last day there is no line.
    """

    target: Assignment
    tally: Tally
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

    def expected(self, day: date) -> Decimal | None:
        """Where the line of the plan stands on that day."""
        if not self.plan:
            return None
        (first, low), (last, high) = self.plan
        share = Decimal((min(max(day, first), last) - first).days) / max((last - first).days, 1)
        return low + (high - low) * share


def burnups(campaign: Campaign, found: Iterable[Stand]) -> list[Burnup]:
    """One for each target of the plan, in its order."""
    return [
        Burnup(one.task, one.tally, one.verified, one.provisional, _plan_line(campaign, one.task))
        for one in found if one.task.is_target
    ]  # fmt: skip


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


def duties_by_unit(campaign: Campaign, after: int | None = None) -> tuple[list[Row], int | None]:
    """A page of the units that have duties, in their own order, and the key after which the next page begins."""
    units = _units(campaign, after)
    rows = {unit.pk: Row(unit, dict.fromkeys(["", *Progress.values], 0)) for unit in units[:UNITS]}
    for unit, progress, count, waiting in duties_of(campaign, list(rows)):
        rows[unit].counts[progress] += count
        rows[unit].waiting += waiting
    return list(rows.values()), units[UNITS - 1].pk if len(units) > UNITS else None


def _units(campaign: Campaign, after: int | None) -> Sequence[Unit]:
    duties = Assignment.objects.filter(campaign=campaign, stands=True, unit=OuterRef("pk"))
    found = Unit.objects.filter(Exists(duties.exclude(kind=AssignmentKind.TARGET)))
    if last := Unit.objects.filter(pk=after).first() if after else None:
        found = found.filter(Q(position__gt=last.position) | Q(position=last.position, pk__gt=last.pk))
    return list(found.filter(organisation=campaign.organisation_id).order_by("position", "pk")[: UNITS + 1])


@dataclass(frozen=True)
class Due:
    """One time limit of the plan that still lies ahead, or behind, with how many units have not kept it."""

    task: Assignment
    due_at: datetime
    open: int
    units: int


def deadlines(found: Iterable[Stand], now: datetime) -> tuple[list[Due], list[Due]]:
    """Those ahead and those that passed with somebody behind, each by time."""
    dues = [
        Due(one.task, one.task.due_at, one.tally.units - one.tally.reached, one.tally.units)
        for one in found if one.task.due_at
    ]  # fmt: skip
    dues.sort(key=lambda due: (due.due_at, due.task.position))
    return [due for due in dues if due.due_at >= now], [due for due in dues if due.due_at < now and due.open]
