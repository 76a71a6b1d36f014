"""The kinds of object that the API knows: with the selectors of the screens and the services of their verbs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from api.rest.shapes import around, consulting, deciding, filing
from api.rest.shapes.base import Shown
from campaigns.models import AwardForm, Campaign, CampaignReport, Inspection, ProgressReport
from campaigns.permissions import Roles
from campaigns.selectors import campaign_reports_for, campaigns_for, inspections_for, reports_for
from nominations.desk import verbs
from nominations.desk.acting import VerbForm
from nominations.desk.delivering.delivery import SentForm
from nominations.desk.publishing.queue import PostedForm
from nominations.models import (
    Article,
    Attachment,
    Comment,
    ConsolidatedList,
    Consultation,
    Decision,
    Delivery,
    Dossier,
    Nomination,
    Original,
    Override,
    Publication,
    Recovery,
    UnitLetter,
)
from nominations.selectors import (
    articles_for,
    attachments_for,
    comments_for,
    consultations_for,
    decisions_for,
    deliveries_for,
    dossiers_for,
    letters_for,
    lists_for,
    nominations_for,
    originals_for,
    overrides_for,
    publications_for,
    recoveries_for,
    units_for,
)
from organisation.models import Unit


@dataclass(frozen=True)
class Kind:
    """One kind: its address, what an account sees of it, what is said of it, and what can be done to it."""

    name: str
    path: str
    label: Any
    model: type[Model]
    visible: Callable[[Roles], QuerySet[Any]]
    line: type[Shown]
    whole: type[Shown]
    filters: tuple[str, ...] = ()
    verbs: dict[str, Callable[..., Any]] = field(default_factory=dict)
    forms: dict[str, type[VerbForm]] = field(default_factory=dict)
    bulky: tuple[str, ...] = ()  # not read for a page of lines


def _campaigns(roles: Roles) -> QuerySet[Campaign]:
    forms = Prefetch("award_forms", AwardForm.objects.order_by("pk"))
    return campaigns_for(roles).defer("plan", "settings").prefetch_related("rounds", forms)


def _dossiers(roles: Roles) -> QuerySet[Dossier]:
    return dossiers_for(roles).select_related("unit", "round", "campaign", "reviewer", "filed_by")


def _nominations(roles: Roles) -> QuerySet[Nomination]:
    return nominations_for(roles).select_related("unit", "award_form", "dossier", "campaign")


def _decisions(roles: Roles) -> QuerySet[Decision]:
    return decisions_for(roles).select_related("campaign", "consolidated_list").defer("paper")


KINDS = (
    Kind("campaign", "campaigns", _("Phong trào"), Campaign, _campaigns, filing.CampaignLine, filing.CampaignWhole,
         ("state",)),
    Kind("unit", "units", _("Đơn vị"), Unit, units_for, filing.UnitLine, filing.UnitLine),
    Kind("dossier", "dossiers", _("Hồ sơ đề nghị"), Dossier, _dossiers, filing.DossierLine, filing.DossierWhole,
         ("state", "campaign", "unit", "round"), verbs.DOSSIER),
    Kind("nomination", "nominations", _("Đề nghị"), Nomination, _nominations, filing.NominationLine,
         filing.NominationWhole, ("state", "campaign", "unit", "dossier", "kind", "q"), verbs.NOMINATION,
         {"send_back": verbs.SendBackForm}, Nomination.bulky),
    Kind("attachment", "attachments", _("Tệp đính kèm"), Attachment, attachments_for, filing.AttachmentShape,
         filing.AttachmentShape, ("dossier", "nomination")),
    Kind("list", "lists", _("Danh sách tổng hợp"), ConsolidatedList,
         lambda roles: lists_for(roles).select_related("campaign", "organisation"), deciding.ListLine,
         deciding.ListWhole, ("state", "campaign"), verbs.LIST),
    Kind("decision", "decisions", _("Quyết định"), Decision, _decisions, deciding.DecisionLine,
         deciding.DecisionWhole, ("state", "campaign", "kind"), verbs.DECISION),
    Kind("original", "originals", _("Bản gốc điện tử"), Original,
         lambda roles: originals_for(roles).select_related("decision"), deciding.OriginalLine,
         deciding.OriginalWhole, ("state", "campaign"), verbs.ORIGINAL),
    Kind("letter", "letters", _("Thư gửi đơn vị"), UnitLetter, lambda roles: letters_for(roles).select_related("unit"),
         deciding.LetterLine, deciding.LetterWhole, ("state", "campaign", "unit"), verbs.LETTER),
    Kind("override", "overrides", _("Vượt quyền"), Override,
         lambda roles: overrides_for(roles).select_related("asker"), deciding.OverrideLine,
         deciding.OverrideWhole, ("state", "campaign"), verbs.OVERRIDE),
    Kind("report", "progress", _("Báo cáo tiến độ"), ProgressReport,
         lambda roles: reports_for(roles).select_related("unit", "assignment"), deciding.ReportLine,
         deciding.ReportWhole, ("state", "campaign", "unit"), verbs.PROGRESS),
    Kind("recovery", "recoveries", _("Thu hồi sau hủy bỏ"), Recovery,
         lambda roles: recoveries_for(roles).select_related("nomination"), deciding.RecoveryLine,
         deciding.RecoveryWhole, ("state", "campaign"), verbs.RECOVERY, {"note_return": verbs.ReturnForm}),
    Kind("campaign_report", "campaign-reports", _("Báo cáo phong trào"), CampaignReport,
         lambda roles: campaign_reports_for(roles).select_related("campaign"), around.CampaignReportLine,
         around.CampaignReportWhole, ("state", "campaign", "kind"), verbs.REPORT, bulky=("figures",)),
    Kind("inspection", "inspections", _("Kiểm tra"), Inspection,
         lambda roles: inspections_for(roles).select_related("unit", "campaign"), around.InspectionLine,
         around.InspectionWhole, ("state", "campaign", "unit"), verbs.INSPECTION),
    Kind("publication", "publications", _("Tin cần đăng"), Publication,
         lambda roles: publications_for(roles).select_related("campaign"), around.PublicationLine,
         around.PublicationWhole, ("state", "campaign", "kind"), verbs.PUBLICATION, {"publish": PostedForm}),
    Kind("article", "articles", _("Tin trên cổng công khai"), Article,
         lambda roles: articles_for(roles).select_related("campaign"), around.ArticleLine, around.ArticleWhole,
         ("state", "campaign"), verbs.ARTICLE),
    Kind("delivery", "deliveries", _("Văn bản gửi đi"), Delivery,
         lambda roles: deliveries_for(roles).select_related("unit", "campaign", "decision"), around.DeliveryLine,
         around.DeliveryWhole, ("state", "campaign", "unit"), verbs.DELIVERY, {"send": SentForm},
         ("campaign__plan", "decision__paper")),
    Kind("consultation", "consultations", _("Lấy ý kiến công khai"), Consultation, consultations_for,
         consulting.ConsultationLine, consulting.ConsultationWhole, ("state", "campaign"), verbs.CONSULTATION),
    Kind("comment", "comments", _("Ý kiến công khai"), Comment,
         lambda roles: comments_for(roles).select_related("nomination"), consulting.CommentLine,
         consulting.CommentWhole, ("state", "campaign", "consultation", "nomination"), verbs.COMMENT),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}
