"""Words with a fixed meaning in this app: how a message travels, what a letter carries."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    """Every message stands in the inbox; the channel says whether it also travels by mail, and when."""

    AT_ONCE = "at_once", _("Gửi thư ngay")
    DAILY = "daily", _("Gộp vào thư hằng ngày")
    WEEKLY = "weekly", _("Gộp vào thư hằng tuần")
    IN_APP = "in_app", _("Chỉ hiện trong hộp thông báo")


class LetterKind(models.TextChoices):
    NOTICE = "notice", _("Thông báo")
    DAILY = "daily", _("Thư tổng hợp hằng ngày")
    WEEKLY = "weekly", _("Thư tổng hợp hằng tuần")
