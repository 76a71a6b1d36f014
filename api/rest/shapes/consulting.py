"""How the public was asked about a list, and what it answered."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Field

from api.rest.shapes.base import Offering, Tagged
from nominations.consulting import may_know_writer
from nominations.models import Comment, Consultation


class ConsultationLine(Tagged):
    of = Consultation
    campaign_id: int = Field(description=_("Phong trào."))
    list_id: int = Field(alias="consolidated_list_id", description=_("Danh sách tổng hợp."))
    opened_at: datetime | None
    closes_at: datetime | None
    state: str


class ConsultationWhole(ConsultationLine, Offering):
    question: str
    working_days: int
    holds_signing: bool


class CommentLine(Tagged):
    of = Comment
    campaign_id: int = Field(description=_("Phong trào."))
    consultation_id: int = Field(description=_("Đợt lấy ý kiến."))
    nomination_id: int | None = Field(description=_("Đề nghị; rỗng khi nói về cả danh sách."))
    code: str
    received_at: datetime | None
    considered_at: datetime | None
    state: str


class CommentWhole(CommentLine, Offering):
    text: str
    finding: str
    writer: dict[str, str] | None = Field(
        description=_("Họ và tên, cách liên hệ của người gửi (name, contact); chỉ Văn phòng được biết.")
    )

    @staticmethod
    def resolve_writer(comment: Comment, context: dict[str, Any]) -> dict[str, str] | None:
        known = may_know_writer(context["roles"], comment)
        return {"name": comment.name, "contact": comment.contact} if known else None
