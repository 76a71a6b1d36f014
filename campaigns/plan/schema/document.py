"""The paper itself: what it is, what it rests on, who gets it, who signed, what looks like a slip."""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated

from campaigns.plan import messages
from campaigns.plan.deadlines import Deadline
from campaigns.plan.stated import (
    NOT_STATED,
    ActorRef,
    AmendmentRef,
    BodyRef,
    CommemorationRef,
    Declares,
    DutyRef,
    InstrumentRef,
    Lines,
    NotStated,
    Phrase,
    Problem,
    Quotation,
    record,
)


class NumberStyle(StrEnum):
    """How a body numbers its papers: 35/KH-UBND, 496/QĐ-BTTTT, 06/2022/QH15; 34-KH/ĐUK; or no number at all."""

    STATE = "state"
    PARTY = "party"
    UNNUMBERED = "unnumbered"


STYLES = {
    NumberStyle.STATE: re.compile(r"\d+[a-z]?/(\d{4}/)?[A-ZĐ]\w*(-[\wĐ&]+)*"),
    NumberStyle.PARTY: re.compile(r"\d+-[A-ZĐ]+/[A-ZĐ][\wĐ]*(-[\wĐ]+)*"),
}


class RecipientPurpose(StrEnum):
    REPORT = "report"
    ACTION = "action"
    INFORMATION = "information"
    ARCHIVE = "archive"


class Authority(StrEnum):
    """In whose place a document is signed: for the head, for the body, by order, by delegation, acting, as head."""

    KT = "KT"
    TM = "TM"
    TL = "TL"
    TUQ = "TUQ"
    Q = "Q"
    HEAD = "head"


@record
class Abbreviation:
    """Letters that the plan writes for words. One that means two things stands twice, with its lines."""

    name: str
    meaning: str
    line: Lines = NOT_STATED


@record
class Document:
    """The plan as a paper. What the copy lacks is not stated."""

    kind: Quotation
    subject: Quotation
    issuer: Quotation
    issued_by: ActorRef
    population: Quotation | NotStated
    campaign_names: tuple[Quotation, ...]
    number: str | NotStated
    issued: date | NotStated
    place: str | NotStated
    national_header: str | NotStated = NOT_STATED
    issuing_body_box: str | NotStated = NOT_STATED
    seal: str | NotStated = NOT_STATED
    abbreviations: tuple[Abbreviation, ...] = ()


@record
class Instrument:
    """A paper of some body, cited as it is in the plan."""

    phrase: Phrase
    line: Lines = NOT_STATED
    kind: str
    number: str | NotStated
    style: NumberStyle
    issued: date | NotStated
    issuer: str
    issuer_actor: ActorRef | NotStated = NOT_STATED
    purpose: Phrase | NotStated = NOT_STATED

    def problems(self) -> Iterator[Problem]:
        pattern = STYLES.get(self.style)
        numbered = pattern is not None and bool(self.number) and pattern.fullmatch(str(self.number))
        if not numbered and (pattern or self.number):
            yield Problem("number", messages.WRONG_STYLE, {"number": self.number, "style": self.style})


@record
class Basis(Instrument):
    """An instrument the plan carries out or rests on."""

    id: Annotated[str, Declares("bases")]


@record
class Amendment(Instrument):
    """A later instrument that changes the plan; its words are not the plan's."""

    quotes_elsewhere = True

    id: Annotated[str, Declares("amendments")]
    replaces: AmendmentRef | NotStated = NOT_STATED


@record
class Commemoration:
    """An event of history the campaign honours, with the anniversary it falls on."""

    id: Annotated[str, Declares("commemorations")]
    phrase: Phrase
    line: Lines = NOT_STATED
    span: Phrase | NotStated
    years: int
    first: date
    anniversary: date

    def problems(self) -> Iterator[Problem]:
        if self.anniversary.year - self.first.year != self.years:
            values = {"first": self.first, "anniversary": self.anniversary, "years": self.years}
            yield Problem("years", messages.WRONG_YEARS, values)


@record
class Statement:
    """A purpose or a requirement in the plan's words, with the duties drawn from it."""

    id: Annotated[str, Declares("statements")]
    phrase: Phrase
    line: Lines = NOT_STATED
    duties: tuple[DutyRef, ...] = ()


@record
class Theme:
    """A standing movement or lesson the campaign takes up."""

    id: Annotated[str, Declares("themes")]
    phrase: Phrase
    line: Lines = NOT_STATED
    launched_by: tuple[BodyRef, ...] | NotStated = NOT_STATED
    bases: tuple[InstrumentRef, ...] = ()
    commemorations: tuple[CommemorationRef, ...] = ()
    duties: tuple[DutyRef, ...] = ()


@record
class Recipient:
    """A line of "Nơi nhận", in its place."""

    phrase: Phrase
    line: Lines = NOT_STATED
    actor: BodyRef | NotStated
    purpose: RecipientPurpose | NotStated = NOT_STATED


@record
class Signatory:
    """Who signed, in which capacity."""

    name: Phrase
    position: Phrase
    capacity: Phrase | NotStated
    line: Lines = NOT_STATED
    authority: Authority | NotStated
    actor: ActorRef | NotStated = NOT_STATED


@record
class LinkedPlan:
    """Another plan this one hangs from or announces: `plan` is its id once it is loaded too."""

    id: Annotated[str, Declares("linked_plans")]
    name: str
    plan: str | NotStated = NOT_STATED
    phrase: Phrase | NotStated = NOT_STATED
    line: Lines = NOT_STATED
    owners: tuple[BodyRef, ...] | NotStated = NOT_STATED
    deadline: Deadline | NotStated = NOT_STATED
    bases: tuple[InstrumentRef, ...] = ()
    duties: tuple[DutyRef, ...] = ()


@record
class Slip:
    """A suspected slip of the copy: shown beside the text, never corrected in it."""

    id: Annotated[str, Declares("slips")]
    phrase: Phrase
    line: Lines = NOT_STATED
    suspected: str
    why: str
