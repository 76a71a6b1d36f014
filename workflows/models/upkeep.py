"""What people did to the queues, to what fills them and to others' sign-in: append-only, read by auditors.

Why: docs/decisions/upkeep-of-queues.md.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    RETRY = "retry", _("Gửi lại")
    DROP = "drop", _("Bỏ, không gửi nữa")
    NOTE_BOUNCE = "bounce", _("Ghi thư bị trả lại")
    CONFIRM_ADDRESS = "confirm", _("Xác nhận địa chỉ nhận được thư")
    SET_RULES = "rules", _("Đặt quy tắc nhắc hạn riêng")
    END_SESSION = "session", _("Kết thúc một phiên đăng nhập")
    END_SESSIONS = "sessions", _("Kết thúc mọi phiên đăng nhập của một người")
    UNLINK = "unlink", _("Gỡ tài khoản liên kết")
    USUAL_RULES = "usual", _("Trở về quy tắc nhắc hạn thông thường")


class Upkeep(models.Model):
    """One deed on one row of a queue, or on all dead ones of a kind (`object_id` is empty)."""

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.BigIntegerField(null=True)  # the actor's; a plain number, for the engine knows none
    deed = models.CharField(max_length=8, choices=Deed.choices)
    queue = models.CharField(max_length=64)  # the rows' model
    kind = models.CharField(max_length=64, blank=True)  # which effect, or which kind of letter
    object_id = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(default=1)  # rows that it changed
    reason = models.TextField(blank=True)  # or what was set, in words
    request_id = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("việc của quản trị")
        verbose_name_plural = _("việc của quản trị")
        indexes = [models.Index(fields=["organisation", "-id"], name="upkeep_in_organisation")]
