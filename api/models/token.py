from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from api.states import TokenKind

NAME = 80


class Token(models.Model):
    """A secret by which a program asks as one account. Only its hash is kept; the prefix tells it from others.

    Times are the real ones, as those of sessions. A row is never removed: the trail names tokens by their prefix.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens")
    kind = models.CharField(_("loại"), max_length=8, choices=TokenKind.choices, default=TokenKind.PERSONAL)
    name = models.CharField(_("tên gọi"), max_length=NAME)
    prefix = models.CharField(_("phần đầu"), max_length=8, unique=True)
    secret_hash = models.CharField(max_length=64)
    scopes = models.JSONField(_("phạm vi"), default=list)
    made_at = models.DateTimeField(_("tạo lúc"))
    expires_at = models.DateTimeField(_("hết hạn lúc"))
    used_at = models.DateTimeField(_("dùng gần nhất"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("mã truy cập")
        verbose_name_plural = _("mã truy cập")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def opens_at(self, at: datetime) -> bool:
        """Is it good at that moment, as far as the token itself goes?"""
        return self.revoked_at is None and at < self.expires_at

    def allows(self, scope: str) -> bool:
        return scope in self.scopes
