"""What the office itself decides where the plan is silent, each with who decided and why."""

from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from campaigns.plan.schema.awards import AwardForm, CountedAt, Paper, Quota
from campaigns.plan.schema.work import Interval
from campaigns.plan.stated import (
    NOT_STATED,
    BodyRef,
    Declares,
    NotStated,
    RefersTo,
    SubjectRef,
    record,
)

T = TypeVar("T")


class LateList(StrEnum):
    """What happens to a list that comes after its deadline."""

    REFUSE = "refuse"
    ACCEPT_WITH_REASON = "accept_with_reason"
    ACCEPT = "accept"


@record
class Decided(Generic[T]):
    """A value that comes from the office, not from the plan."""

    value: T
    set_by: str
    why: str


@record
class ReportPart:
    """A part of the achievement report."""

    id: Annotated[str, Declares("report_parts")]
    title: str
    required: bool


@record
class Assignment:
    """Who takes a duty or an event the plan gives to nobody by name."""

    duty: Annotated[str, RefersTo(("duties", "events"))]
    owners: tuple[BodyRef, ...]


@record
class Body:
    """The issuing body as its papers need it: letterhead, numbering, signature (NĐ 30/2020, Phụ lục I).

    Its name and short name are those of its unit. `code` keeps it apart from every other body of the installation.
    """

    code: Annotated[str, Declares("organisations")]
    full_name: str | NotStated = NOT_STATED
    superior: str | NotStated = NOT_STATED
    place: str | NotStated = NOT_STATED
    symbol: str | NotStated = NOT_STATED
    head_title: str | NotStated = NOT_STATED
    office_name: str | NotStated = NOT_STATED
    office_head: str | NotStated = NOT_STATED


@record
class Settings:
    """Every setting may be left out: then neither plan nor office has decided."""

    organisation: Decided[Body] | NotStated = NOT_STATED
    award_forms: Decided[tuple[AwardForm, ...]] | NotStated = NOT_STATED
    quotas: Decided[tuple[Quota, ...]] | NotStated = NOT_STATED
    papers: Decided[tuple[Paper, ...]] | NotStated = NOT_STATED
    report_parts: Decided[tuple[ReportPart, ...]] | NotStated = NOT_STATED
    late_lists: Decided[LateList] | NotStated = NOT_STATED
    nil_returns: Decided[bool] | NotStated = NOT_STATED
    counted_at: Decided[CountedAt] | NotStated = NOT_STATED
    provisional_results: Decided[bool] | NotStated = NOT_STATED
    council_step: Decided[bool] | NotStated = NOT_STATED
    collective_definition: Decided[str] | NotStated = NOT_STATED
    report_interval: Decided[Interval] | NotStated = NOT_STATED
    publication_interval: Decided[Interval] | NotStated = NOT_STATED
    assignments: Decided[tuple[Assignment, ...]] | NotStated = NOT_STATED
    annex_order: Decided[tuple[SubjectRef, ...]] | NotStated = NOT_STATED
    bonus: Decided[bool] | NotStated = NOT_STATED
    results_published: Decided[bool] | NotStated = NOT_STATED
    decision_bases: Decided[tuple[str, ...]] | NotStated = NOT_STATED
    decision_recipients: Decided[tuple[str, ...]] | NotStated = NOT_STATED
