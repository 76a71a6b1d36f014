"""What several superiors and several campaigns ask of the same unit, beside each other.

Two tasks are taken for the same where their kind and their wording are; what is worded otherwise a person has to read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from campaigns.models import Assignment, Campaign
from organisation.models import Unit

OWNERS = 5  # on one page
ASKED = ("operator", "threshold", "measure")  # of a target


@dataclass
class Line:
    """One task of one unit; what it differs in from another of the same wording."""

    task: Assignment
    other_deadline: bool = False
    other_figure: bool = False

    @property
    def differs(self) -> bool:
        return self.other_deadline or self.other_figure


@dataclass
class Owner:
    """A unit with all that is asked of it, by time limit; what has none comes last."""

    unit: Unit
    lines: list[Line] = field(default_factory=list)

    @property
    def differing(self) -> int:
        return sum(line.differs for line in self.lines)


def asked_of_units(
    campaigns: Sequence[Campaign], tasks: QuerySet[Assignment], *, after: int | None, differing: bool
) -> tuple[list[Owner], int | None]:
    """A page of the first campaign's units in their own order, and the key after which the next one begins.

    `tasks` are those that the reader may see; `differing`: only units, and of them only tasks, that differ. Three
    queries at the most.
    """
    tasks = tasks.filter(campaign__in=[one.pk for one in campaigns], stands=True)
    units = Unit.objects.filter(Exists(tasks.filter(campaign=campaigns[0], unit=OuterRef("pk"))))
    if differing:
        units = units.filter(pk__in=_conflicting(tasks))
    if last := Unit.objects.filter(pk=after).first() if after else None:
        units = units.filter(Q(position__gt=last.position) | Q(position=last.position, pk__gt=last.pk))
    found = list(units.order_by("position", "pk")[: OWNERS + 1])
    owners = {unit.pk: Owner(unit) for unit in found[:OWNERS]}
    for task in tasks.filter(unit__in=owners).order_by("position", "pk"):
        owners[task.unit_id or 0].lines.append(Line(task))
    for owner in owners.values():
        _mark(owner.lines)
        owner.lines = [line for line in owner.lines if line.differs or not differing]
        owner.lines.sort(key=lambda line: (line.task.due_at is None, line.task.due_at or 0))
    return list(owners.values()), found[OWNERS - 1].pk if len(found) > OWNERS else None


def _conflicting(tasks: QuerySet[Assignment]) -> QuerySet[Assignment, int]:
    """The units that are asked for the same at two times or in two measures."""
    several = tasks.exclude(unit=None).order_by().values("unit", "kind", "title").annotate(
        every=Count("pk"), dated=Count("due_at"), dates=Count("due_at", distinct=True),
        **{f"of_{name}": Count(name, distinct=True) for name in ASKED},
    )  # fmt: skip
    differ = Q(dates__gt=1) | Q(dates=1, dated__lt=F("every"))
    for name in ASKED:
        differ |= Q(**{f"of_{name}__gt": 1})
    return several.filter(differ, every__gt=1).values("unit")


def _mark(lines: Iterable[Line]) -> None:
    for same in _same(lines):
        dates = {line.task.due_at for line in same}
        figures = {tuple(getattr(line.task, name) for name in ASKED) for line in same}
        for line in same:
            line.other_deadline, line.other_figure = len(dates) > 1, len(figures) > 1


def _same(lines: Iterable[Line]) -> Iterator[list[Line]]:
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line.task.kind, line.task.title), []).append(line)
    return (group for group in groups.values() if len(group) > 1)
