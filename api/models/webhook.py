from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from api.models.token import NAME
from api.states import Trouble

LONGEST_URL = 500
LONGEST_ANSWER = 500  # characters of what a receiver said


class Webhook(models.Model):
    """Where the site tells of changes, as GET /changes would tell the account. `position`: how far it has been told.

    The secret signs each call, so it is kept, encrypted. Times are the real ones. A row is never removed, only off.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="webhooks")
    name = models.CharField(_("tên gọi"), max_length=NAME)
    url = models.CharField(_("địa chỉ nhận"), max_length=LONGEST_URL)
    kinds = models.JSONField(_("loại đối tượng"), default=list)  # as in addresses; none: all
    verbs = models.JSONField(_("thao tác"), default=list)  # none: all
    secret = models.TextField()
    position = models.BigIntegerField()
    made_at = models.DateTimeField(_("tạo lúc"))
    off_at = models.DateTimeField(_("tắt lúc"), null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)  # still set where the site turned it off
    attempts = models.PositiveIntegerField(default=0)  # in vain, since the last success
    due_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhook")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class Attempt(models.Model):
    """One call: the events after `after`, up to and with `until`."""

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="log")
    at = models.DateTimeField(_("lúc"), db_index=True)
    after = models.BigIntegerField()
    until = models.BigIntegerField()
    count = models.PositiveSmallIntegerField()
    status = models.PositiveSmallIntegerField(null=True)  # of HTTP
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True)
    answer = models.CharField(max_length=LONGEST_ANSWER, blank=True)
    milliseconds = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("lần gửi")
        verbose_name_plural = _("lần gửi")
        ordering = ["-pk"]
