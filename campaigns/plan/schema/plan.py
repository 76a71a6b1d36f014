"""The whole plan. Every section must be in the file; one the plan says nothing about is `not_stated`."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from campaigns.plan import messages
from campaigns.plan.deadlines import Deadline, Wording
from campaigns.plan.plain import plain
from campaigns.plan.schema.awards import AwardForm, Conferral, Council, Criterion, Paper, Quota, Round
from campaigns.plan.schema.document import (
    Amendment,
    Basis,
    Commemoration,
    Document,
    LinkedPlan,
    Recipient,
    Signatory,
    Slip,
    Statement,
    Theme,
)
from campaigns.plan.schema.people import Actor, Subject, Unit
from campaigns.plan.schema.settings import Settings
from campaigns.plan.schema.work import Duty, Event, Publication, ReportLine, Target
from campaigns.plan.stated import (
    NOT_STATED,
    BodyRef,
    Declares,
    Lines,
    NotStated,
    Phrase,
    Problem,
    Quotation,
    SubjectRef,
    record,
)

T = TypeVar("T")
Maybe = tuple[T, ...] | NotStated


class Origin(StrEnum):
    """Whether the plan was issued by somebody or made up for a trial."""

    REAL = "real"
    INVENTED = "invented"


@record
class Period:
    """From when to when the campaign runs. Either end may be an event without a day."""

    derived = ("days",)

    phrase: Phrase | NotStated
    line: Lines = NOT_STATED
    start: Deadline | NotStated
    end: Deadline | NotStated

    @property
    def days(self) -> int | None:
        """Length with both end days counted; None while an end has no day."""
        ends = self._ends()
        return (ends[1] - ends[0]).days + 1 if ends else None

    def problems(self) -> Iterator[Problem]:
        ends = self._ends()
        if ends and ends[1] < ends[0]:
            yield Problem("end", messages.END_BEFORE_START, {"start": ends[0], "end": ends[1]})

    def _ends(self) -> tuple[date, date] | None:
        if not (self.start and self.end):
            return None
        first, last = self.start.current.first, self.end.current.last_moment
        return (first, last.date()) if isinstance(first, date) and last else None


@record
class Scope:
    """Whom the campaign is launched to, and whom it may commend."""

    phrase: Phrase
    line: Lines = NOT_STATED
    bodies: tuple[BodyRef, ...] | NotStated
    subjects: tuple[SubjectRef, ...] | NotStated
    place: Phrase | NotStated


@record
class Plan:
    """A plan read whole: every reference leads somewhere, every date is real."""

    id: Annotated[str, Declares("plans")]
    origin: Origin
    source: str | NotStated
    document: Document
    outline: Maybe[Quotation]
    parent: LinkedPlan | NotStated
    children: Maybe[LinkedPlan]
    bases: Maybe[Basis]
    amendments: Maybe[Amendment]
    commemorations: Maybe[Commemoration]
    purposes: Maybe[Statement]
    requirements: Maybe[Statement]
    themes: Maybe[Theme]
    period: Period
    scope: Scope
    actors: tuple[Actor, ...]
    subjects: tuple[Subject, ...]
    duties: Maybe[Duty]
    targets: Maybe[Target]
    events: Maybe[Event]
    reports: Maybe[ReportLine]
    publications: Maybe[Publication]
    rounds: Maybe[Round]
    award_forms: Maybe[AwardForm]
    quotas: Maybe[Quota]
    criteria: Maybe[Criterion]
    papers: Maybe[Paper]
    council: Council | NotStated
    conferral: Conferral
    recipients: Maybe[Recipient]
    signatory: Signatory | NotStated
    slips: Maybe[Slip]
    settings: Settings
    units: tuple[Unit, ...]

    def as_dict(self) -> dict[str, Any]:
        """The plan as JSON-able data: keys in the order of the format, dates in ISO, numbers exact as text."""
        return plain(self)

    def units_of(self, bodies: Iterable[str]) -> tuple[Unit, ...]:
        """The units that stand for these actors, for actors that are part of them, or carry these codes."""
        wanted = set(bodies)
        while more := {actor.id for actor in self.actors if actor.part_of in wanted} - wanted:
            wanted |= more
        return tuple(unit for unit in self.units if unit.code in wanted or wanted.intersection(unit.actors))

    def dated(self, wording: Wording, is_working_day: Callable[[date], bool]) -> Wording:
        """The wording with the day of its event put in, if the plan knows it; else as it is."""
        for event in self.events:
            if event.id == wording.event and event.when:
                first, last = event.when.current.first, event.when.current.last
                if isinstance(first, date) and first == last:
                    return wording.given(first, is_working_day)
        return wording
