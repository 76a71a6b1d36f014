"""A long list as a file: ordered on the desk, made in the background, kept a day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from workflows.models import Work


class Export(Work):
    """`what` is a list of `nominations.exports.lists`; `asked` what its address asked, so that it is the screen's."""

    what = models.CharField(max_length=30)
    form = models.CharField(max_length=4)
    asked = models.JSONField(default=dict)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=8)  # of who ordered it
    file = models.FileField(upload_to="exports/", blank=True)
    size = models.BigIntegerField(default=0)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("kết xuất")
        verbose_name_plural = _("kết xuất")
