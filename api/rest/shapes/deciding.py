"""What the office compiles, leaders decide and clerks issue."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from api.rest.shapes.base import Named, Offering, Tagged
from campaigns.models import ProgressReport
from nominations.models import ConsolidatedList, Decision, Original, Override, Recovery, UnitLetter
from nominations.selectors import granted_in, nominations_for
from nominations.states import NominationState


class ListLine(Tagged):
    of = ConsolidatedList
    campaign_id: int = Field(description=_("Phong trào."))
    number: int
    note: str
    submission_number: int | None
    forwarded_at: datetime | None
    state: str


class Line(Schema):
    """A nomination on the list."""

    nomination_id: int = Field(description=_("Đề nghị."))
    is_struck: bool = Field(description=_("Giám đốc đã gạch dòng này."))


class ListWhole(ListLine, Offering):
    lines: list[Line] = Field(description=_("Các dòng của danh sách."))

    @staticmethod
    def resolve_lines(consolidated: ConsolidatedList) -> list[dict[str, Any]]:
        rows = consolidated.nominations.order_by("pk").values_list("pk", "state")
        return [{"nomination_id": pk, "is_struck": state == NominationState.DECLINED} for pk, state in rows]


class DecisionLine(Tagged):
    of = Decision
    kind: str
    campaign_id: int = Field(description=_("Phong trào."))
    amends_id: int | None = Field(description=_("Quyết định bị hủy bỏ."))
    notation: str = Field(description=_("Số và ký hiệu."))
    signed_at: datetime | None
    issued_at: datetime | None
    state: str


class DecisionWhole(DecisionLine, Offering):
    nomination_ids: list[int] = Field(
        description=_("Các đề nghị được khen, hoặc bị hủy bỏ, trong số tài khoản được xem.")
    )

    @staticmethod
    def resolve_nomination_ids(decision: Decision, context: dict[str, Any]) -> list[int]:
        seen = nominations_for(context["roles"]).filter(pk__in=granted_in(decision).values("pk"))
        return list(seen.order_by("pk").values_list("pk", flat=True))


class OriginalLine(Tagged):
    of = Original
    decision_id: int = Field(description=_("Quyết định."))
    sha256: str = Field(description=_("Mã băm SHA-256 của tệp."))
    state: str


class OriginalWhole(OriginalLine, Offering):
    pass


class LetterLine(Tagged):
    of = UnitLetter
    campaign_id: int = Field(description=_("Phong trào."))
    unit: Named = Field(description=_("Đơn vị."))
    kind: str
    title: str
    number: int | None
    prepared_at: datetime | None
    ended_at: datetime | None
    state: str


class LetterWhole(LetterLine, Offering):
    text: str
    drop_reason: str


class OverrideLine(Tagged):
    of = Override
    campaign_id: int = Field(description=_("Phong trào."))
    asker: str = Field(description=_("Người yêu cầu."))
    verb_name: str
    duty: str
    reason: str
    hours: int
    asked_at: datetime = Field(description=_("Yêu cầu lúc."))
    expires_at: datetime = Field(description=_("Hết hiệu lực lúc."))
    state: str

    @staticmethod
    def resolve_asker(override: Override) -> str:
        return str(override.asker)


class OverrideWhole(OverrideLine, Offering):
    pass


class ReportLine(Tagged):
    of = ProgressReport
    campaign_id: int = Field(description=_("Phong trào."))
    unit: Named = Field(description=_("Đơn vị."))
    assignment_id: int = Field(description=_("Nhiệm vụ, chỉ tiêu."))
    as_of: date | None
    value: Decimal | None
    progress: str
    submitted_at: datetime | None
    answered_at: datetime | None
    state: str


class ReportWhole(ReportLine, Offering):
    words: str
    return_reason: str


class RecoveryLine(Tagged):
    of = Recovery
    campaign_id: int = Field(description=_("Phong trào."))
    revocation_id: int = Field(description=_("Quyết định hủy bỏ."))
    nomination_id: int = Field(description=_("Đề nghị."))
    what: str
    amount: int | None
    due_on: date | None
    returned_on: date | None
    state: str


class RecoveryWhole(RecoveryLine, Offering):
    pass
