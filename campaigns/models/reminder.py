from django.db import models
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.states import Audience


class ReminderRule(models.Model):
    """When those who have not filed are reminded: working days counted from the day of the round's last moment.

    Before it negative, on it 0, after it positive. A rule without a campaign holds for every campaign that has none.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, null=True, blank=True, related_name="reminder_rules"
    )
    days = models.SmallIntegerField(_("số ngày làm việc so với hạn nộp"))
    audience = models.CharField(_("nhắc ai"), max_length=10, choices=Audience.choices)
    wording = models.CharField(_("lời nhắc thêm"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("quy tắc nhắc hạn")
        verbose_name_plural = _("quy tắc nhắc hạn")
        ordering = ["days", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "days", "audience"], name="one_rule_per_day")]

    def __str__(self) -> str:
        return f"{self.when} – {self.get_audience_display()}"

    @property
    def when(self) -> str:
        """The day against the deadline, in words."""
        if not self.days:
            return gettext("Đúng ngày hết hạn")
        before = ngettext("Trước hạn %(n)d ngày làm việc", "Trước hạn %(n)d ngày làm việc", -self.days)
        after = ngettext("Quá hạn %(n)d ngày làm việc", "Quá hạn %(n)d ngày làm việc", self.days)
        return (before if self.days < 0 else after) % {"n": abs(self.days)}
