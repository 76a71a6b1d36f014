from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign


class KeptFigures(models.Model):
    """What a large campaign had come to at a moment, so that its page need not count it; numbers and texts alone.

    Rows are drawn anew, never corrected: `nominations.overview` says from what. A small campaign has none.
    """

    campaign = models.OneToOneField(Campaign, on_delete=models.CASCADE, related_name="kept_figures")
    figures = models.JSONField(default=dict)
    drawn_at = models.DateTimeField(_("số liệu lúc"))

    class Meta:
        verbose_name = _("số liệu phong trào")
        verbose_name_plural = _("số liệu phong trào")

    def __str__(self) -> str:
        return f"{self.campaign_id}"
