"""Codes, dates and numbers of a plan in words. A test asks for every code of the schema."""

from datetime import date
from enum import Enum
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from campaigns.plan.schema.awards import CountedAt, QuotaOf, RoundKind, StepVerb
from campaigns.plan.schema.document import Authority, NumberStyle, RecipientPurpose
from campaigns.plan.schema.people import ActorKind, Placement, SubjectKind, UnitSource
from campaigns.plan.schema.plan import Origin
from campaigns.plan.schema.settings import LateList
from campaigns.plan.schema.work import Asks, EventKind, Interval, Operator, Timing, Whole
from organisation.states import UnitKind

WORDS: tuple[tuple[Enum, Any], ...] = (
    (Origin.REAL, _("kế hoạch có thật")), (Origin.INVENTED, _("bịa đặt để thử")),
    (Whole.SCOPE, _("Mọi đơn vị trong phạm vi kế hoạch")),
    (NumberStyle.STATE, _("văn bản của cơ quan nhà nước")), (NumberStyle.PARTY, _("văn bản của Đảng")),
    (NumberStyle.UNNUMBERED, _("không đánh số")),
    (RecipientPurpose.REPORT, _("Để báo cáo")), (RecipientPurpose.ACTION, _("Để thực hiện")),
    (RecipientPurpose.INFORMATION, _("Để biết")), (RecipientPurpose.ARCHIVE, _("Để lưu")),
    (Authority.KT, _("ký thay người đứng đầu")), (Authority.TM, _("ký thay mặt tập thể")),
    (Authority.TL, _("ký thừa lệnh")), (Authority.TUQ, _("ký thừa ủy quyền")), (Authority.Q, _("quyền người đứng đầu")),
    (Authority.HEAD, _("Người đứng đầu ký")),
    (ActorKind.ISSUER, _("cơ quan ban hành")), (ActorKind.PERSON, _("người có chức vụ")),
    (ActorKind.SIGNATORY, _("người ký")), (ActorKind.LEADERSHIP, _("lãnh đạo")), (ActorKind.COUNCIL, _("hội đồng")),
    (ActorKind.INTERNAL_UNIT, _("đơn vị trực thuộc")), (ActorKind.INTERNAL_UNITS, _("các đơn vị trực thuộc")),
    (ActorKind.EXTERNAL_UNIT, _("đơn vị bên ngoài")), (ActorKind.EXTERNAL_UNITS, _("các đơn vị bên ngoài")),
    (ActorKind.NOMINEES, _("đối tượng khen thưởng")), (ActorKind.SUPERIOR, _("cấp trên")),
    (ActorKind.PARTY_BODY, _("cơ quan của Đảng")), (ActorKind.PARTY_ORGANISATIONS, _("tổ chức đảng")),
    (ActorKind.WORKING_GROUPS, _("các ban, nhóm công tác")), (ActorKind.BOARD, _("ban")),
    (ActorKind.CLUSTER, _("cụm, khối thi đua")), (ActorKind.INSPECTED, _("đối tượng kiểm tra")),
    (ActorKind.ARCHIVE, _("nơi lưu")),
    (SubjectKind.INDIVIDUAL, _("cá nhân")), (SubjectKind.COLLECTIVE, _("tập thể")),
    (SubjectKind.HOUSEHOLD, _("hộ gia đình")), (SubjectKind.OTHER, _("đối tượng khác")),
    (Placement.INTERNAL, _("trong cơ quan")), (Placement.EXTERNAL, _("ngoài cơ quan")),
    (UnitSource.PLAN, _("kế hoạch nêu tên")), (UnitSource.INVENTED, _("đặt ra để chạy thử")),
    (Timing.CONTINUING, _("tiếp tục, không có hạn")), (Timing.THROUGHOUT, _("suốt đợt thi đua")),
    (Timing.BEFORE_LAUNCH, _("trước khi phát động")), (Timing.AT_LAUNCH, _("khi phát động")),
    (Timing.AFTER_END, _("sau khi kết thúc")), (Timing.ONCE, _("làm một lần")),
    (Asks.LAUNCH, _("ngày, nơi phát động và số người tham gia")),
    (Asks.EVENT, _("ngày, nơi tổ chức, kế hoạch chi tiết, chương trình và số người dự")),
    (Asks.PLAN, _("số, ngày và tệp kế hoạch của đơn vị")),
    (EventKind.LAUNCH, _("lễ phát động")), (EventKind.GATHERING, _("gặp mặt, giao lưu")),
    (EventKind.CAMPAIGN_END, _("kết thúc đợt")), (EventKind.INTERIM_REVIEW, _("sơ kết")),
    (EventKind.FINAL_REVIEW, _("tổng kết")), (EventKind.CEREMONY, _("lễ trao tặng")),
    (EventKind.MEETING, _("cuộc họp")),
    (EventKind.ANNOUNCEMENT, _("công bố")), (EventKind.OTHER, _("sự kiện khác")),
    (Interval.ONCE, _("Một lần")), (Interval.DAILY, _("Hằng ngày")), (Interval.WEEKLY, _("Hằng tuần")),
    (Interval.MONTHLY, _("Hằng tháng")), (Interval.QUARTERLY, _("Hằng quý")), (Interval.YEARLY, _("Hằng năm")),
    (RoundKind.REGISTRATION, _("đăng ký thi đua")), (RoundKind.NOMINATION, _("đề nghị khen thưởng")),
    (StepVerb.REGISTER, _("Đăng ký")), (StepVerb.SELECT, _("Bình xét")), (StepVerb.SUBMIT, _("Nộp")),
    (StepVerb.APPRAISE, _("Thẩm định")), (StepVerb.CONSOLIDATE, _("Tổng hợp")), (StepVerb.VOTE, _("Biểu quyết")),
    (StepVerb.FORWARD, _("Trình")), (StepVerb.APPROVE, _("Phê duyệt")), (StepVerb.PRESENT, _("Trao tặng")),
    (CountedAt.SENDING, _("Lúc gửi")), (CountedAt.RECEIPT, _("Lúc nhận được")),
    (QuotaOf.PARTICIPANTS, _("Số người, tập thể tham gia")), (QuotaOf.STAFF, _("Số cán bộ, người lao động")),
    (QuotaOf.NOMINEES, _("Số được đề nghị")), (QuotaOf.REGISTERED, _("Số đăng ký")),
    (QuotaOf.MEMBERS, _("Số thành viên")),
    (LateList.REFUSE, _("Không nhận")), (LateList.ACCEPT_WITH_REASON, _("Nhận, ghi rõ nộp muộn và lý do")),
    (LateList.ACCEPT, _("Nhận")),
)  # fmt: skip
COMPARED = {
    Operator.MORE: _("trên %(amount)s"), Operator.AT_LEAST: _("từ %(amount)s trở lên"),
    Operator.EXACTLY: _("đạt %(amount)s"), Operator.AT_MOST: _("không quá %(amount)s"),
    Operator.LESS: _("dưới %(amount)s"),
}  # fmt: skip
# Members of two lists of codes may be equal texts, so each is looked up by its list as well.
BY_CLASS = {(type(member), member.value): words for member, words in WORDS}


def said(codes: type[Enum], value: str) -> Any:
    return BY_CLASS[codes, value]


def kind_of_unit(value: str) -> Any:
    """A kind that the register knows has its own words; any other is the plan writer's word already."""
    return UnitKind(value).label if value in UnitKind.values else value


def day(value: str) -> str:
    return date_format(date.fromisoformat(value), "SHORT_DATE_FORMAT")


def number(value: str) -> str:
    """An exact number with the decimal comma."""
    return value.replace(".", ",")


def amount(operator: str, value: str, measure: str = "") -> str:
    """ "trên 80 %", "từ 80 % trở lên" """
    return COMPARED[Operator(operator)] % {"amount": f"{number(value)} {measure}".strip()}
