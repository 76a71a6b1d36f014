from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign
from campaigns.plan.schema.awards import RoundKind
from campaigns.states import LatePolicy


class Round(models.Model):
    """One round of filing: a registration, a nomination. `closes_at` is the last moment, or None: not stated."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="rounds")
    code = models.SlugField(_("mã"), max_length=60)
    name = models.CharField(_("đợt"), max_length=300)
    kind = models.CharField(_("loại"), max_length=20, default="nomination")
    position = models.PositiveSmallIntegerField(default=0)
    deadline_phrase = models.CharField(_("thời hạn theo kế hoạch"), max_length=300, blank=True)
    deadline_bound = models.CharField(max_length=10, blank=True)
    closes_at = models.DateTimeField(_("thời điểm cuối"), null=True, blank=True)
    late_policy = models.CharField(_("nộp muộn"), max_length=10, choices=LatePolicy.choices, default=LatePolicy.ACCEPT)

    class Meta:
        verbose_name = _("đợt nhận đề nghị")
        verbose_name_plural = _("đợt nhận đề nghị")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="one_round_per_code")]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_nominations(self) -> bool:
        """A registration takes no list of nominees."""
        return self.kind == RoundKind.NOMINATION
