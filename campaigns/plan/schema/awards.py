"""How commendation goes: rounds and their route, forms and who decides, quotas, criteria, papers, council."""

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from campaigns.plan import messages
from campaigns.plan.deadlines import Deadline
from campaigns.plan.schema.work import Operator
from campaigns.plan.stated import (
    NOT_STATED,
    ActorRef,
    BodyRef,
    Declares,
    DutyRef,
    EventRef,
    FormRef,
    InstrumentRef,
    Lines,
    NotStated,
    Phrase,
    Problem,
    RefersTo,
    RoundRef,
    SubjectRef,
    record,
)


class RoundKind(StrEnum):
    REGISTRATION = "registration"
    NOMINATION = "nomination"


class StepVerb(StrEnum):
    """What is done at a step of the route of a list, from the body that picks to the one that decides."""

    REGISTER = "register"
    SELECT = "select"
    SUBMIT = "submit"
    APPRAISE = "appraise"
    CONSOLIDATE = "consolidate"
    VOTE = "vote"
    FORWARD = "forward"
    APPROVE = "approve"
    PRESENT = "present"


class CountedAt(StrEnum):
    """What a deadline looks at: the day a list was sent, or the day it arrived."""

    SENDING = "sending"
    RECEIPT = "receipt"


class QuotaOf(StrEnum):
    """What a ratio is taken of."""

    PARTICIPANTS = "participants"
    STAFF = "staff"
    NOMINEES = "nominees"
    REGISTERED = "registered"
    MEMBERS = "members"


@record
class Step:
    """One step of a round's route."""

    verb: StepVerb
    by: tuple[BodyRef, ...] | NotStated
    to: BodyRef | NotStated = NOT_STATED
    through: BodyRef | NotStated = NOT_STATED
    phrase: Phrase | NotStated = NOT_STATED
    line: Lines = NOT_STATED
    deadline: Deadline | NotStated = NOT_STATED
    duties: tuple[DutyRef, ...] = ()


@record
class Round:
    """One round of lists: who may send, whom they may name, until when, and the way to the decision."""

    id: Annotated[str, Declares("rounds")]
    kind: RoundKind
    name: str
    phrase: Phrase | NotStated
    line: Lines = NOT_STATED
    follows: RoundRef | NotStated = NOT_STATED
    nominators: tuple[BodyRef, ...] | NotStated
    subjects: tuple[SubjectRef, ...] | NotStated
    opens: Deadline | NotStated
    deadline: Deadline | NotStated
    counted_at: CountedAt | NotStated
    award_forms: tuple[FormRef, ...] | NotStated
    route: tuple[Step, ...] | NotStated
    decision: Deadline | NotStated


@record
class AwardForm:
    """A form or title of commendation at one level, for whom, and who decides it."""

    id: Annotated[str, Declares("award_forms")]
    name: str
    level: str | NotStated = NOT_STATED
    subjects: tuple[SubjectRef, ...]
    decider: ActorRef | NotStated
    phrase: Phrase | NotStated = NOT_STATED
    line: Lines = NOT_STATED


@record
class Ratio:
    """A share of something, in per cent."""

    percent: Decimal
    of: QuotaOf

    def problems(self) -> Iterator[Problem]:
        if not 0 < self.percent <= 100:
            yield Problem("percent", messages.BAD_SHARE)


@record
class Quota:
    """How many may be named. Several subjects share one number; apart, they have a quota each.

    `bodies` are named ones, `unit_kinds` all of a kind; `each` says whether the number is for every one of them
    or for all together. Exactly one of `count` and `ratio` is given.
    """

    id: Annotated[str, Declares("quotas")]
    bodies: tuple[BodyRef, ...] | NotStated = NOT_STATED
    unit_kinds: tuple[Annotated[str, RefersTo(("unit_kinds",))], ...] | NotStated = NOT_STATED
    each: bool | NotStated
    subjects: tuple[SubjectRef, ...]
    forms: tuple[FormRef, ...] | NotStated = NOT_STATED
    operator: Operator
    count: int | NotStated = NOT_STATED
    ratio: Ratio | NotStated = NOT_STATED
    phrase: Phrase | NotStated = NOT_STATED
    line: Lines = NOT_STATED

    def problems(self) -> Iterator[Problem]:
        if (self.count is NOT_STATED) == (self.ratio is NOT_STATED):
            yield Problem("count", messages.COUNT_OR_RATIO)
        if isinstance(self.count, int) and self.count < 0:
            yield Problem("count", messages.BAD_COUNT)


@record
class Reference:
    """Where a criterion is written: an instrument of the bases, and the place in it."""

    basis: InstrumentRef
    place: str | NotStated


@record
class Criterion:
    """What makes a nominee worthy, in the plan's words or by reference to another document."""

    id: Annotated[str, Declares("criteria")]
    phrase: Phrase | NotStated
    line: Lines = NOT_STATED
    subjects: tuple[SubjectRef, ...] | NotStated = NOT_STATED
    forms: tuple[FormRef, ...] | NotStated = NOT_STATED
    definition: str | NotStated = NOT_STATED
    reference: Reference | NotStated = NOT_STATED


@record
class Paper:
    """A paper a dossier must or may hold."""

    id: Annotated[str, Declares("papers")]
    name: str
    required: bool | NotStated
    copies: int | NotStated = NOT_STATED
    rounds: tuple[RoundRef, ...] | NotStated = NOT_STATED
    subjects: tuple[SubjectRef, ...] | NotStated = NOT_STATED
    phrase: Phrase | NotStated = NOT_STATED
    line: Lines = NOT_STATED


@record
class Council:
    """The council as the plan speaks of it: composition and voting are usually left to its own rules."""

    actor: ActorRef
    phrase: Phrase | NotStated
    line: Lines = NOT_STATED
    composition: str | NotStated
    quorum: str | NotStated
    threshold: str | NotStated
    ballot: str | NotStated
    meeting: Deadline | NotStated


@record
class Conferral:
    """What follows a decision: ceremony, money, certificate numbers, publication of the result."""

    ceremony: EventRef | NotStated
    bonus: str | NotStated
    certificate_number: str | NotStated
    results_published: str | NotStated
