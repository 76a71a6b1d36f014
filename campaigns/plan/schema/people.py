"""Who appears in a plan: actors as the text names them, subjects of commendation, and the units that stand for them."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from campaigns.plan import messages
from campaigns.plan.stated import (
    NOT_STATED,
    ActorRef,
    Declares,
    Lines,
    NotStated,
    Phrase,
    Problem,
    UnitRef,
    record,
)


class ActorKind(StrEnum):
    ISSUER = "issuer"
    PERSON = "person"
    SIGNATORY = "signatory"
    LEADERSHIP = "leadership"
    COUNCIL = "council"
    INTERNAL_UNIT = "internal_unit"
    INTERNAL_UNITS = "internal_units"
    EXTERNAL_UNIT = "external_unit"
    EXTERNAL_UNITS = "external_units"
    NOMINEES = "nominees"
    SUPERIOR = "superior"
    PARTY_BODY = "party_body"
    PARTY_ORGANISATIONS = "party_organisations"
    WORKING_GROUPS = "working_groups"
    BOARD = "board"
    CLUSTER = "cluster"
    INSPECTED = "inspected"
    ARCHIVE = "archive"


class SubjectKind(StrEnum):
    INDIVIDUAL = "individual"
    COLLECTIVE = "collective"
    HOUSEHOLD = "household"
    OTHER = "other"


class Placement(StrEnum):
    """Whether a unit stands inside the issuing body's hierarchy."""

    INTERNAL = "internal"
    EXTERNAL = "external"


class UnitSource(StrEnum):
    """Where a unit is known from: the plan names it, or it was invented to run the plan."""

    PLAN = "plan"
    INVENTED = "invented"


@record
class Actor:
    """Somebody the plan names or means: as written, with the part played in it.

    `heads` is the body, or the bodies, that this person is the head of: who decides for them.
    """

    id: Annotated[str, Declares("actors")]
    kind: ActorKind
    phrase: Phrase
    also: tuple[Phrase, ...] = ()
    line: Lines = NOT_STATED
    role: str
    capacities: tuple[str, ...] = ()
    part_of: ActorRef | NotStated = NOT_STATED
    heads: ActorRef | NotStated = NOT_STATED


@record
class Subject:
    """A kind of nominee: persons, collectives, households or whatever else the plan commends."""

    id: Annotated[str, Declares("subjects")]
    kind: SubjectKind
    name: str
    phrase: Phrase | NotStated
    line: Lines = NOT_STATED
    definition: str | NotStated = NOT_STATED
    actor: ActorRef | NotStated = NOT_STATED


@record
class Unit:
    """A body that takes part. A cluster or board has `members` and may be `led_by` one of them."""

    code: Annotated[str, Declares("units")]
    name: str
    short_name: str
    kind: Annotated[str, Declares("unit_kinds", unique=False)]
    placement: Placement
    source: UnitSource
    phrase: Phrase | NotStated = NOT_STATED
    line: Lines = NOT_STATED
    parent: UnitRef | NotStated = NOT_STATED
    actors: tuple[ActorRef, ...] = ()
    members: tuple[UnitRef, ...] = ()
    led_by: UnitRef | NotStated = NOT_STATED

    def problems(self) -> Iterator[Problem]:
        if self.led_by and self.led_by not in self.members:
            yield Problem("led_by", messages.LEADER_NOT_MEMBER, {"leader": self.led_by})
