"""What has to be done: duties, targets, events, reports and publications."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from campaigns.plan.deadlines import Deadline
from campaigns.plan.stated import (
    NOT_STATED,
    ActorRef,
    BodyRef,
    CommemorationRef,
    Declares,
    DutyRef,
    EventRef,
    InstrumentRef,
    Lines,
    LinkedPlanRef,
    NotStated,
    Phrase,
    RoundRef,
    TargetRef,
    record,
)


class Whole(StrEnum):
    """Stands for everyone the plan is addressed to."""

    SCOPE = "whole_scope"


Owners = tuple[BodyRef, ...] | Whole | NotStated


class Timing(StrEnum):
    """When a duty runs, in the life of the campaign, where no date says it."""

    CONTINUING = "continuing"
    THROUGHOUT = "throughout"
    BEFORE_LAUNCH = "before_launch"
    AT_LAUNCH = "at_launch"
    AFTER_END = "after_end"
    ONCE = "once"


class Asks(StrEnum):
    """What a report on a duty states beside how far it has come."""

    LAUNCH = "launch"  # when and where a unit launched the campaign among its people, and before how many
    EVENT = "event"  # when and where it is held, by which detailed plan, what is done there, and who came
    PLAN = "plan"  # number and day of a plan of the unit's own, and its file


class Operator(StrEnum):
    MORE = ">"
    AT_LEAST = ">="
    EXACTLY = "="
    AT_MOST = "<="
    LESS = "<"


class EventKind(StrEnum):
    LAUNCH = "launch"
    GATHERING = "gathering"
    CAMPAIGN_END = "campaign_end"
    INTERIM_REVIEW = "interim_review"
    FINAL_REVIEW = "final_review"
    CEREMONY = "ceremony"
    MEETING = "meeting"
    ANNOUNCEMENT = "announcement"
    OTHER = "other"


class Interval(StrEnum):
    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"


@record
class Duty:
    """Who must do what by when. `what` is a short title; `phrase` is what the plan says."""

    id: Annotated[str, Declares("duties")]
    owners: Owners
    what: str
    phrase: Phrase
    line: Lines = NOT_STATED
    deadline: Deadline | NotStated
    timing: Timing | NotStated = NOT_STATED
    asks: Asks | NotStated = NOT_STATED
    precedes: DutyRef | NotStated = NOT_STATED
    serves: tuple[DutyRef, ...] = ()
    targets: tuple[TargetRef, ...] = ()
    event: EventRef | NotStated = NOT_STATED
    bases: tuple[InstrumentRef, ...] = ()


@record
class TargetPart:
    """One place or item a target is counted over; the plan may count them without naming them."""

    id: Annotated[str, Declares("target_parts")]
    name: str | NotStated


@record
class Target:
    """A figure to reach: `value` in `measure`, compared by `operator`."""

    id: Annotated[str, Declares("targets")]
    owners: Owners
    indicator: str
    phrase: Phrase
    also: tuple[Phrase, ...] = ()
    line: Lines = NOT_STATED
    operator: Operator
    value: Decimal
    measure: str
    out_of: str | NotStated = NOT_STATED
    total: Decimal | NotStated = NOT_STATED
    baseline: Decimal | NotStated = NOT_STATED
    place: Phrase | NotStated = NOT_STATED
    parts: tuple[TargetPart, ...] | NotStated = NOT_STATED
    deadline: Deadline | NotStated


@record
class Event:
    """Something that happens once; its day may come later, or never be written."""

    id: Annotated[str, Declares("events")]
    kind: EventKind
    name: str
    phrase: Phrase | NotStated
    line: Lines = NOT_STATED
    when: Deadline | NotStated
    organisers: Owners = NOT_STATED
    honours: tuple[CommemorationRef, ...] = ()
    detailed_plan: LinkedPlanRef | NotStated = NOT_STATED


@record
class Frequency:
    """How often: the plan's words, and the interval where they fix one."""

    shorthand = "phrase"

    phrase: Phrase | NotStated = NOT_STATED
    also: tuple[Phrase, ...] = ()
    interval: Interval | NotStated = NOT_STATED


@record
class ReportLine:
    """Who reports what to whom, how often, by when."""

    id: Annotated[str, Declares("reports")]
    senders: Owners
    recipients: tuple[BodyRef, ...] | NotStated
    through: BodyRef | NotStated = NOT_STATED
    content: str
    phrase: Phrase
    also: tuple[Phrase, ...] = ()
    line: Lines = NOT_STATED
    frequency: Frequency | NotStated
    deadline: Deadline | NotStated
    round: RoundRef | NotStated = NOT_STATED
    duties: tuple[DutyRef, ...] = ()


@record
class Publication:
    """What must be made known, on which channel, to whom."""

    id: Annotated[str, Declares("publications")]
    owners: Owners
    channel: Phrase
    content: Phrase
    audience: Phrase | NotStated
    line: Lines = NOT_STATED
    frequency: Frequency | NotStated
    audience_actors: tuple[ActorRef, ...] = ()
    duties: tuple[DutyRef, ...] = ()
