"""What goes on around the nominations: reports to the Director, inspections, what is posted on the portals, news,
documents on their way."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_noop as _
from ninja import Field

from api.rest.shapes.base import Named, Offering, Tagged
from campaigns.models import CampaignReport, Inspection
from campaigns.shown.inspections import open_to
from nominations.models import Article, Delivery, Publication


class CampaignReportLine(Tagged):
    of = CampaignReport
    campaign_id: int = Field(description=_("Phong trào."))
    kind: str
    presented_at: datetime | None
    answered_at: datetime | None
    state: str


class CampaignReportWhole(CampaignReportLine, Offering):
    assessment: str
    difficulties: str
    lessons: str
    proposals: str
    figures: dict[str, Any] = Field(description=_("Số liệu lúc trình; rỗng khi chưa trình."))
    answer: str


class InspectionLine(Tagged):
    of = Inspection
    campaign_id: int = Field(description=_("Phong trào."))
    unit: Named = Field(description=_("Đơn vị."))
    planned_on: date | None
    announced_at: datetime | None
    settled_at: datetime | None
    state: str


class InspectionWhole(InspectionLine, Offering):
    texts: dict[str, str | None] = Field(
        description=_("Nội dung, kết quả, yêu cầu khắc phục…: phần mà tài khoản được xem ở trạng thái này.")
    )

    @staticmethod
    def resolve_texts(inspection: Inspection, context: dict[str, Any]) -> dict[str, str | None]:
        return {name: _spelt(getattr(inspection, name)) for name in open_to(context["roles"], inspection)}


def _spelt(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value


class PublicationLine(Tagged):
    of = Publication
    campaign_id: int = Field(description=_("Phong trào."))
    decision_id: int | None = Field(description=_("Quyết định."))
    kind: str
    channel: str
    title: str
    since: datetime
    posted_on: date | None
    address: str
    state: str


class PublicationWhole(PublicationLine, Offering):
    audience: str


class ArticleLine(Tagged):
    of = Article
    campaign_id: int | None = Field(description=_("Phong trào."))
    title: str
    summary: str
    published_at: datetime | None
    state: str


class ArticleWhole(ArticleLine, Offering):
    body: str


class DeliveryLine(Tagged):
    of = Delivery
    campaign_id: int = Field(description=_("Phong trào."))
    decision_id: int | None = Field(description=_("Quyết định; rỗng khi là kế hoạch."))
    unit: Named | None = Field(description=_("Đơn vị trong sổ."))
    recipient: str
    purpose: str
    way: str
    sent_on: date | None
    received_at: datetime | None
    read_at: datetime | None
    state: str


class DeliveryWhole(DeliveryLine, Offering):
    pass
