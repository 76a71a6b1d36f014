"""The access log: who read, took away or was refused what. Design: docs/decisions/access-log.md."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    READ = "read", _("Xem")
    DOWNLOAD = "download", _("Tải tệp")
    EXPORT = "export", _("Kết xuất")
    REFUSED = "refused", _("Không mở được")


class Access(models.Model):
    """One look at one object, append-only. It says that a page was sent, not that anybody read it.

    `organisation` and `campaign` are plain numbers, for the engine knows neither: where the object belongs, and so
    which auditor answers for the row. Of a page about no single object, and of a refusal, it is the account's own.
    """

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    object_type = models.CharField(max_length=64, blank=True)
    object_id = models.BigIntegerField(null=True)
    how = models.CharField(max_length=8, choices=How.choices)
    route = models.CharField(max_length=64)
    detail = models.CharField(max_length=300, blank=True)  # of an export: what was asked for, free words left out
    organisation = models.BigIntegerField(null=True)
    campaign = models.BigIntegerField(null=True)
    request_id = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("lượt truy cập")
        verbose_name_plural = _("nhật ký truy cập")
        indexes = [
            models.Index(fields=["actor", "object_type", "object_id", "at"], name="access_again"),
            models.Index(fields=["object_type", "object_id", "-id"], name="access_to_object"),
            models.Index(fields=["actor", "-id"], name="access_by_actor"),
            models.Index(fields=["at"], name="access_by_time"),
            models.Index(fields=["how", "-id"], name="access_by_how"),
            models.Index(fields=["organisation", "-id"], name="access_in_organisation"),
            models.Index(fields=["campaign", "-id"], name="access_in_campaign"),
        ]
