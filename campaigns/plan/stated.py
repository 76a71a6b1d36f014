"""The words every part of a plan is written in: not stated, quoted, named here, refers there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, Never, TypeVar, dataclass_transform

T = TypeVar("T")


class NotStated(Enum):
    """The value of whatever the plan leaves unsaid: `not_stated` in a file, false in a condition, empty in a loop."""

    NOT_STATED = "not_stated"

    def __bool__(self) -> Literal[False]:
        return False

    def __iter__(self) -> Iterator[Never]:
        return iter(())

    def __str__(self) -> str:
        return self.value


NOT_STATED = NotStated.NOT_STATED


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(cls: type[T]) -> type[T]:
    """A part of a plan: frozen, keyword-only. A field without a default must be written in the file.

    A record may also say
    - `shorthand`: the field a bare text stands for;
    - `derived`: properties shown beside the fields by `as_dict`;
    - `quotes_elsewhere`: its phrases are not in the plan's own text;
    - `problems()`: what is wrong although each field alone is right;
    - `settled()`: the same record with what follows from its own words filled in.
    """
    return dataclass(frozen=True, kw_only=True)(cls)


class Problem(NamedTuple):
    """A mistake inside one record: the field, a message template and the values it takes."""

    field: str
    text: str
    values: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Declares:
    """Marks a text that names the record it stands in; `unique` in the whole plan unless said otherwise."""

    section: str
    unique: bool = True


@dataclass(frozen=True)
class RefersTo:
    """Marks a text that must be declared in one of the sections."""

    sections: tuple[str, ...]


class Quoted:
    """Marks a text that stands to the letter in the plan, on the lines its record gives."""


Phrase = Annotated[str, Quoted()]
ActorRef = Annotated[str, RefersTo(("actors",))]
BodyRef = Annotated[str, RefersTo(("actors", "units"))]
UnitRef = Annotated[str, RefersTo(("units",))]
EventRef = Annotated[str, RefersTo(("events",))]
SubjectRef = Annotated[str, RefersTo(("subjects",))]
FormRef = Annotated[str, RefersTo(("award_forms",))]
DutyRef = Annotated[str, RefersTo(("duties",))]
TargetRef = Annotated[str, RefersTo(("targets",))]
InstrumentRef = Annotated[str, RefersTo(("bases",))]
AmendmentRef = Annotated[str, RefersTo(("amendments",))]
CommemorationRef = Annotated[str, RefersTo(("commemorations",))]
LinkedPlanRef = Annotated[str, RefersTo(("linked_plans",))]
RoundRef = Annotated[str, RefersTo(("rounds",))]

Lines = tuple[int, ...] | NotStated


@record
class Quotation:
    """Words of the plan and the line or lines they stand on."""

    shorthand = "phrase"

    phrase: Phrase
    line: Lines = NOT_STATED
