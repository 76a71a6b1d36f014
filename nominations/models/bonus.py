from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from nominations.states import RoundingWay


class BonusRule(models.Model):
    """Whether money goes with the awards of a campaign, and by which figures, each with its source.

    The newest row holds, and a decision is paid by the row that held when it was signed. Multipliers are texts, for a
    binary float is not exact.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="bonus_rules")
    is_on = models.BooleanField(_("có tiền thưởng"), default=False)
    rates = models.JSONField(default=list)  # {"form": key of an AwardForm, "kind": …, "multiplier": "0.3", "source": …}
    salaries = models.JSONField(default=list)  # {"since": "2013-07-01", "amount": 1150000, "source": …}
    rounding_to = models.PositiveIntegerField(_("làm tròn đến"), default=10_000)
    rounding_way = models.CharField(max_length=8, choices=RoundingWay.choices, default=RoundingWay.UP)
    rounding_source = models.CharField(_("căn cứ làm tròn"), max_length=300, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("đặt lúc"))

    class Meta:
        verbose_name = _("quy định tiền thưởng")
        verbose_name_plural = _("quy định tiền thưởng")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["campaign", "-id"], name="bonus_in_force")]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.pk}"
