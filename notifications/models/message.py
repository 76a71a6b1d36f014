from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from notifications.kinds import is_prose
from notifications.models.letter import Letter
from notifications.states import Channel


class Message(models.Model):
    """One notice to one person about one act: exactly once, whatever the outbox repeats."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="messages")
    act_id = models.UUIDField()
    kind = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    titles = models.JSONField(default=dict)  # by language, so that each reads it in the language of the moment
    body = models.TextField(blank=True)  # the reason that was given
    expected = models.JSONField(default=dict)  # by language: what the recipient is to do now
    due_at = models.DateTimeField(null=True, blank=True)  # until when
    url = models.CharField(max_length=200, blank=True)
    thread = models.CharField(max_length=80, blank=True)  # what it is about: mails about one dossier lie together
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.IN_APP)
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("thông báo")
        constraints = [models.UniqueConstraint(fields=["recipient", "act_id", "kind"], name="one_message_per_act")]
        indexes = [
            models.Index(fields=["recipient", "read_at", "-id"], name="message_inbox"),
            models.Index(
                fields=["channel", "recipient"], name="message_for_digest",
                condition=models.Q(letter=None, channel__in=["daily", "weekly"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.titles.get(get_language(), self.title)

    @property
    def request(self) -> str:
        """What is expected of the recipient now, in the reader's language; nothing where nothing is."""
        return self.expected.get(get_language(), "") or self.expected.get(settings.LANGUAGE_CODE, "")

    @property
    def is_prose(self) -> bool:
        """Is the body the letter itself? Else it is a reason."""
        return is_prose(self.kind)

    def is_late(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at < now
