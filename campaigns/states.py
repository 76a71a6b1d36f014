from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("Dự thảo")
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
