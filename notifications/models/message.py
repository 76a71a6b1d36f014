from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Message(models.Model):
    """One notice to one person about one act: exactly once, whatever the outbox repeats."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    act_id = models.UUIDField()
    kind = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    titles = models.JSONField(default=dict)  # by language, so that each reads it in the language of the moment
    body = models.TextField(blank=True)
    url = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        constraints = [models.UniqueConstraint(fields=["recipient", "act_id", "kind"], name="one_message_per_act")]
        indexes = [models.Index(fields=["recipient", "read_at", "-id"], name="message_inbox")]

    def __str__(self) -> str:
        return self.titles.get(get_language(), self.title)
