"""What a token may be used for, and whose it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """Reading goes with every token; the others are asked for."""

    READ = "read", _("Đọc những gì tài khoản được xem")
    WRITE = "write", _("Soạn đề nghị, gửi và bỏ tệp khi hồ sơ chưa nộp")
    ACT = "act", _("Thực hiện thao tác: nộp, nhận, trả lại, trình, ban hành… (không ký)")


class TokenKind(models.TextChoices):
    PERSONAL = "personal", _("Cá nhân")
    SERVICE = "service", _("Hệ thống")
