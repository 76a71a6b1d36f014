from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Round
from campaigns.states import Audience
from organisation.models import Unit


class Reminder(models.Model):
    """A unit was reminded of a round's deadline: once for each rule, whatever the clock repeats."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    days = models.SmallIntegerField()
    audience = models.CharField(max_length=10, choices=Audience.choices)
    act_id = models.UUIDField()
    sent_at = models.DateTimeField(_("đã nhắc lúc"))

    class Meta:
        verbose_name = _("lần nhắc hạn")
        verbose_name_plural = _("lần nhắc hạn")
        constraints = [
            models.UniqueConstraint(fields=["round", "unit", "days", "audience"], name="one_reminder_per_rule")
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.get_audience_display()}"
