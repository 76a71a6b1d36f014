"""What units file: campaigns to file in, units, dossiers, nominations, files."""

from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop as _
from ninja import Field, Schema

from api.rest.shapes.base import Named, Offering, Shown, Tagged
from campaigns.models import AwardForm, Campaign, Round
from nominations.models import Attachment, Dossier, Nomination
from nominations.models.dossier import NOT_STATED
from nominations.selectors import attachments_for
from organisation.models import Unit


class RoundShape(Shown):
    of = Round
    code: str
    name: str
    kind: str
    deadline_phrase: str
    closes_at: datetime | None
    late_policy: str


class AwardFormShape(Shown):
    of = AwardForm
    code: str
    name: str
    level: str
    decider: str
    decided_here: bool
    subject_kinds: list[str]


class CampaignLine(Tagged):
    of = Campaign
    code: str
    name: str
    short_name: str
    starts_on: date | None
    ends_on: date | None
    period_phrase: str
    state: str


class CampaignWhole(CampaignLine):
    rounds: list[RoundShape] = Field(description=_("Các đợt nhận đề nghị."))
    award_forms: list[AwardFormShape] = Field(description=_("Các hình thức khen thưởng của phong trào."))


class UnitLine(Shown):
    of = Unit
    code: str
    name: str
    short_name: str
    kind: str
    is_external: bool
    parent_id: int | None = Field(description=_("Đơn vị cấp trên."))


class AttachmentShape(Shown):
    of = Attachment
    dossier_id: int = Field(description=_("Hồ sơ có tệp."))
    nomination_id: int | None = Field(description=_("Đề nghị có tệp; null là tệp của cả hồ sơ."))
    kind: str
    name: str
    content_type: str = Field(description=_("Kiểu tệp, theo nội dung chứ không theo tên."))
    size: int = Field(description=_("Số byte."))
    sha256: str = Field(description=_("Mã băm SHA-256 của tệp."))
    uploaded_at: datetime = Field(description=_("Tải lên lúc."))
    href: str = Field(description=_("Địa chỉ tải tệp."))

    @staticmethod
    def resolve_href(file: Attachment) -> str:
        return reverse("api:api_attachment_content", args=[file.pk])


class DossierLine(Tagged):
    of = Dossier
    campaign_id: int = Field(description=_("Phong trào."))
    round_id: int = Field(description=_("Đợt nhận đề nghị."))
    unit: Named = Field(description=_("Đơn vị."))
    state: str
    receipt_number: str = Field(description=_("Số tiếp nhận; để trống khi chưa nộp."))
    letter_number: str
    letter_date: date | None
    due_at: datetime | None
    submitted_at: datetime | None
    submissions: int
    is_late: bool

    @staticmethod
    def resolve_due_at(dossier: Dossier) -> datetime | None:
        return None if dossier.due_at == NOT_STATED else dossier.due_at


class DossierWhole(DossierLine, Offering):
    letter_note: str
    attachments: list[AttachmentShape] = Field(description=_("Các tệp của hồ sơ và của đề nghị trong hồ sơ."))

    @staticmethod
    def resolve_attachments(dossier: Dossier, context: dict[str, Any]) -> list[Attachment]:
        return list(attachments_for(context["roles"]).filter(dossier=dossier))


class NominationLine(Tagged):
    of = Nomination
    code: str = Field(description=_("Mã đề nghị."))
    dossier_id: int = Field(description=_("Hồ sơ."))
    campaign_id: int = Field(description=_("Phong trào."))
    unit: Named = Field(description=_("Đơn vị."))
    kind: str
    full_name: str
    honorific: str
    position: str
    is_leader: bool | None
    sub_unit: str
    head_count: int | None
    award_form: Named | None = Field(description=_("Hình thức đề nghị."))
    state: str


class NominationWhole(NominationLine, Offering):
    overview: str
    achievements: str
    earlier_awards: str
    attachments: list[AttachmentShape] = Field(description=_("Các tệp của đề nghị."))

    @staticmethod
    def resolve_attachments(nomination: Nomination, context: dict[str, Any]) -> list[Attachment]:
        return list(attachments_for(context["roles"]).filter(nomination=nomination))


class Whoami(Schema):
    """The account behind the token."""

    name: str = Field(description=_("Họ và tên chủ tài khoản."))
    organisation: Named | None = Field(description=_("Cơ quan."))
    roles: list[str] = Field(description=_("Các vai trò đang có."))
    scopes: list[str] = Field(description=_("Phạm vi của mã."))
    expires_at: datetime = Field(description=_("Mã hết hạn lúc."))
