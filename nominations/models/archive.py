"""A package of everything filed in a campaign: ordered on the desk, made in the background, kept a day."""

from django.db import models

from campaigns.models import Campaign
from workflows.models import Work


class Archive(Work):
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    file = models.FileField(upload_to="archives/", blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    papers = models.PositiveIntegerField(default=0)  # how many files were filed
    exit_code = models.SmallIntegerField(null=True)  # of verify_audit.py on the trail in it

    class Meta:
        indexes = [models.Index(fields=["campaign", "-id"], name="archive_by_campaign")]
