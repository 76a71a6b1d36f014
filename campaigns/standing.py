"""How far each duty and target has come: what the office has verified, and what is still provisional.

Every function asks a fixed number of questions, however many rows there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from campaigns.models import Assignment, ProgressReport
from campaigns.states import AssignmentKind, Progress, ProgressState

FINISHED = (Progress.DONE, Progress.DONE_EARLY)


@dataclass(frozen=True)
class Result:
    """One assignment with its last accepted report, and the one that waits for the office's answer."""

    assignment: Assignment
    verified: ProgressReport | None = None
    waiting: ProgressReport | None = None

    @property
    def is_unverified(self) -> bool:
        """Nothing was ever accepted, or a newer figure waits."""
        return self.verified is None or self.waiting is not None

    @property
    def newest(self) -> ProgressReport | None:
        """What the unit said last, provisional or not."""
        return self.waiting or self.verified

    @property
    def value(self) -> Decimal | None:
        return self.verified.value if self.verified else None

    @property
    def is_reached(self) -> bool:
        """By what is verified alone."""
        if self.verified is None:
            return False
        if self.assignment.is_target:
            return self.verified.value is not None and self.assignment.is_reached_by(self.verified.value)
        return self.verified.progress in FINISHED


def results_of(assignments: QuerySet[Assignment]) -> list[Result]:
    """In the plan's order; two queries."""
    tasks = list(assignments.select_related("unit", "campaign").order_by("position", "unit__position", "pk"))
    return results_from(tasks, reports_on(assignments))


def reports_on(assignments: QuerySet[Assignment]) -> list[ProgressReport]:
    """What was handed in on them and not sent back, by the day that the figures are of."""
    told = ProgressReport.objects.filter(
        assignment__in=assignments.order_by().values("pk"), state__in=(ProgressState.SUBMITTED, ProgressState.ACCEPTED)
    )
    return list(told.order_by("as_of", "pk"))


def results_from(tasks: Iterable[Assignment], reports: Iterable[ProgressReport]) -> list[Result]:
    """`reports` oldest first; each learns its assignment, so that nothing more is asked for it."""
    known = {task.pk: task for task in tasks}
    verified: dict[int, ProgressReport] = {}
    waiting: dict[int, ProgressReport] = {}
    for report in reports:
        if report.assignment_id not in known:
            continue
        report.assignment = known[report.assignment_id]
        (verified if report.state == ProgressState.ACCEPTED else waiting)[report.assignment_id] = report
    return [Result(task, verified.get(task.pk), waiting.get(task.pk)) for task in known.values()]


def targets_in(campaign_id: int, unit_ids: Iterable[int]) -> dict[int, list[Result]]:
    """The targets of each of the units, those too on which nothing was reported; two queries."""
    targets = Assignment.objects.filter(
        campaign=campaign_id, unit__in=set(unit_ids), kind=AssignmentKind.TARGET, stands=True
    )
    found: dict[int, list[Result]] = {}
    for result in results_of(targets):
        found.setdefault(result.assignment.unit_id or 0, []).append(result)
    return found


def unverified_in(campaign_id: int, unit_ids: Iterable[int]) -> dict[int, list[Result]]:
    """The targets that the office has not verified, of each of the units that has any."""
    by_unit = targets_in(campaign_id, unit_ids)
    return {
        unit_id: open_ones
        for unit_id, results in by_unit.items()
        if (open_ones := [result for result in results if result.is_unverified])
    }
