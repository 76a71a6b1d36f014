"""What can be found: for each kind the columns it is found by, who may see it, and what filters it answers to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign, CampaignReport, Inspection, ProgressReport
from campaigns.permissions import Roles
from campaigns.selectors import campaign_reports_for, campaigns_for, inspections_for, reports_for
from nominations.models import (
    Article,
    Comment,
    ConsolidatedList,
    Consultation,
    Decision,
    Delivery,
    Dossier,
    Nomination,
    Publication,
    UnitLetter,
)
from nominations.selectors import (
    articles_for,
    comments_for,
    consultations_for,
    decisions_for,
    deliveries_for,
    dossiers_for,
    letters_for,
    lists_for,
    nominations_for,
    publications_for,
    units_for,
)
from organisation.models import Unit, User
from organisation.selectors import mandates_for


@dataclass(frozen=True)
class Kind:
    """`columns` of `model` hold the words; `seen` are the objects as the reader may meet them."""

    name: str
    label: Any
    icon: str
    model: type[Model]
    columns: tuple[str, ...]
    seen: Callable[[Roles], QuerySet[Any]]
    key: str = "pk"  # of what is seen: leads to the row of `model`
    code: str = ""  # letters before the key, as people write it: HS-000012
    unit: str = ""  # the way to the unit's key, and so on; none where the kind knows no such thing
    campaign: str = ""
    due: str = ""
    state: str = "state"
    related: tuple[str, ...] = ()
    heavy: tuple[str, ...] = ()  # left in the database


LONG = ("overview", "achievements", "earlier_awards")
KINDS = (
    Kind(
        "nomination", _("Đề nghị khen thưởng"), "medal", Nomination, ("full_name", "position", "sub_unit"),
        nominations_for, code="hs", unit="unit", campaign="campaign", due="dossier__due_at",
        related=("unit", "award_form"), heavy=LONG,
    ),
    Kind("unit", _("Đơn vị"), "building-2", Unit, ("name", "short_name", "code"), units_for, unit="pk", state=""),
    Kind(
        "dossier", _("Hồ sơ của đơn vị"), "folder", Dossier, ("letter_number", "letter_note"), dossiers_for,
        code="tn", unit="unit", campaign="campaign", due="due_at", related=("unit", "campaign", "round"),
    ),
    Kind(
        "decision", _("Quyết định"), "scroll-text", Decision, ("number", "symbol", "year", "finding"), decisions_for,
        campaign="campaign", related=("campaign", "amends"), heavy=("paper", "amends__paper"),
    ),
    Kind(
        "list", _("Danh sách trình ký"), "list-checks", ConsolidatedList, ("submission_number", "note"), lists_for,
        campaign="campaign", related=("campaign",),
    ),
    Kind("letter", _("Thư gửi đơn vị"), "mail", UnitLetter, ("number", "title", "text"), letters_for,
         unit="unit", campaign="campaign", related=("unit", "campaign")),
    Kind(
        "campaign", pgettext_lazy("trang", "Phong trào"), "flag", Campaign, ("code", "name", "short_name"),
        campaigns_for, campaign="pk", heavy=("plan", "settings"),
    ),
    Kind(
        "achievement", _("Báo cáo thành tích"), "file-text", Nomination, LONG, nominations_for, unit="unit",
        campaign="campaign", due="dossier__due_at", related=("unit", "award_form"), heavy=LONG,
    ),
    Kind(
        "progress", _("Báo cáo nhiệm vụ, chỉ tiêu"), "target", ProgressReport, ("words",), reports_for, unit="unit",
        campaign="campaign", related=("unit", "campaign", "assignment"),
    ),
    Kind(
        "report", _("Báo cáo phong trào"), "chart-column", CampaignReport,
        ("assessment", "difficulties", "lessons", "proposals"), campaign_reports_for, campaign="campaign",
        related=("campaign",), heavy=("figures",),
    ),
    Kind("article", _("Tin công khai"), "newspaper", Article, ("title", "summary", "body"), articles_for,
         campaign="campaign", heavy=("body",)),
    Kind(  # its findings are not everybody's before they are sent: what it is about, and who goes
        "inspection", _("Kiểm tra"), "clipboard-check", Inspection, ("matter", "inspectors"), inspections_for,
        unit="unit", campaign="campaign", related=("unit", "campaign"),
    ),
    Kind(
        "publication", _("Tin cần đăng"), "megaphone", Publication, ("title", "channel", "address"), publications_for,
        campaign="campaign", related=("campaign",),
    ),
    Kind(
        "delivery", _("Văn bản gửi đi"), "send", Delivery, ("recipient",), deliveries_for, unit="unit",
        campaign="campaign", related=("unit", "campaign"),
    ),
    Kind(
        "consultation", _("Lấy ý kiến công khai"), "messages-square", Consultation, ("question",), consultations_for,
        campaign="campaign", related=("campaign", "consolidated_list"),
    ),
    Kind(  # by what it says; who wrote it is not looked for
        "comment", _("Ý kiến công khai"), "message-square", Comment, ("code", "text"), comments_for,
        campaign="campaign", related=("campaign",),
    ),
    Kind(
        "person", _("Tài khoản"), "users", User, ("full_name", "position", "username"), mandates_for,
        key="account_id", related=("account",),
    ),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}


def states_of(kind: Kind) -> list[tuple[str, Any]]:
    """The states that an object of the kind may stand in, with their names."""
    if not kind.state:
        return []
    model = kind.seen(NOBODY).model
    return list(model._meta.get_field(kind.state).choices or ())


NOBODY = Roles(0, 0, at=None)  # type: ignore[arg-type]
