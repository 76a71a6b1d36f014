from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from notifications.states import Channel

HOUR = [MaxValueValidator(23)]


class Mailbox(models.Model):
    """How one person wants mail: in which language, and in which hours none."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True)
    language = models.CharField(_("ngôn ngữ của thư"), max_length=5, choices=settings.LANGUAGES, default="vi")
    quiet_from = models.PositiveSmallIntegerField(_("giờ yên lặng từ"), default=21, validators=HOUR)
    quiet_until = models.PositiveSmallIntegerField(_("đến"), default=6, validators=HOUR)
    working_days_only = models.BooleanField(_("chỉ gửi thư vào ngày làm việc"), default=True)

    calendar_nonce = models.CharField(max_length=32, blank=True)  # of the address of the calendar; empty: none

    class Meta:
        verbose_name = _("hộp thư")
        verbose_name_plural = _("hộp thư")

    def __str__(self) -> str:
        return str(self.owner)


class Preference(models.Model):
    """The channel that a person chose for a kind of message."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=64)
    channel = models.CharField(max_length=8, choices=Channel.choices)

    class Meta:
        verbose_name = _("lựa chọn nhận tin")
        verbose_name_plural = _("lựa chọn nhận tin")
        constraints = [models.UniqueConstraint(fields=["owner", "kind"], name="one_channel_per_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.get_channel_display()}"


class UndeliverableAddress(models.Model):
    """An address that a mail server refused for good; nothing more is sent there until the person changes it."""

    address = models.CharField(_("địa chỉ"), max_length=254, primary_key=True)
    reason = models.TextField(_("lý do"))
    noted_at = models.DateTimeField(_("ghi nhận lúc"))

    class Meta:
        verbose_name = _("địa chỉ không nhận được thư")
        verbose_name_plural = _("địa chỉ không nhận được thư")

    def __str__(self) -> str:
        return self.address
