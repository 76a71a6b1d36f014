from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("Dự thảo")
    SUBMITTED = "submitted", _("Đã trình, chờ phê duyệt")
    APPROVED = "approved", _("Đã phê duyệt")
    LAUNCHED = "launched", _("Đang phát động")
    NOMINATIONS_CLOSED = "nominations_closed", _("Đã khóa nhận đề nghị")
    CONCLUDED = "concluded", _("Đã tổng kết")
    ARCHIVED = "archived", _("Đã lưu trữ")
    CANCELLED = "cancelled", _("Đã hủy")


class LatePolicy(models.TextChoices):
    ACCEPT = "accept", _("Nhận, ghi rõ nộp muộn và lý do")
    REFUSE = "refuse", _("Không nhận")


class SubjectKind(models.TextChoices):
    """Who may be commended."""

    COLLECTIVE = "collective", _("Tập thể")
    INDIVIDUAL = "individual", _("Cá nhân")
    HOUSEHOLD = "household", _("Hộ gia đình")


class Audience(models.TextChoices):
    """Whom a reminder of a deadline reaches."""

    UNIT = "unit", _("Cán bộ và thủ trưởng đơn vị")
    UNIT_HEAD = "unit_head", _("Thủ trưởng đơn vị")
    OFFICE = "office", _("Văn phòng")


class AssignmentKind(models.TextChoices):
    """What the plan gives somebody to do."""

    DUTY = "duty", _("Nhiệm vụ")
    EVENT = "event", _("Sự kiện")
    TARGET = "target", _("Chỉ tiêu")


class ProgressState(models.TextChoices):
    """How far a report on a duty or target has come; what it says is provisional until it is accepted."""

    DRAFT = "draft", _("Đang soạn")
    SUBMITTED = "submitted", _("Chờ xác nhận")
    ACCEPTED = "accepted", _("Đã xác nhận")
    RETURNED = "returned", _("Bị trả lại")


class Progress(models.TextChoices):
    """How far a duty has come that no figure measures."""

    NOT_STARTED = "not_started", _("Chưa bắt đầu")
    IN_PROGRESS = "in_progress", _("Đang thực hiện")
    DONE = "done", _("Đã hoàn thành")
    DONE_EARLY = "done_early", _("Hoàn thành trước hạn")


class CampaignReportKind(models.TextChoices):
    """What the office reports to the Director."""

    INTERIM = "interim", _("Báo cáo định kỳ")
    FINAL = "final", _("Báo cáo tổng kết")


class CampaignReportState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    PRESENTED = "presented", _("Đã trình")
    RETURNED = "returned", _("Bị trả lại")
    NOTED = "noted", _("Đã ghi nhận")


class InspectionState(models.TextChoices):
    PLANNED = "planned", _("Dự kiến")
    ANNOUNCED = "announced", _("Đã thông báo")
    TO_MEND = "to_mend", _("Phải khắc phục")
    MENDED = "mended", _("Đã khắc phục, chờ kết luận")
    SETTLED = "settled", _("Đã kết luận")
    CALLED_OFF = "called_off", _("Đã hủy")
