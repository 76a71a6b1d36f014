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


class Trouble(models.TextChoices):
    """Why a call of a webhook came to nothing."""

    UNRESOLVED = "unresolved", _("Không tìm thấy tên máy chủ")
    PRIVATE = "private", _("Địa chỉ nội bộ hoặc không được phép gọi")
    UNREACHABLE = "unreachable", _("Không kết nối được")
    INSECURE = "insecure", _("Chứng thư của máy chủ không tin cậy được")
    SLOW = "slow", _("Không trả lời trong 10 giây")
    REFUSED = "refused", _("Máy chủ trả lời không phải 2xx")
    FACTOR = "factor", _("Tài khoản chưa có bước xác nhận thứ hai")
    SECRET = "secret", _("Khóa ký không còn đọc được; hãy tạo webhook mới")
