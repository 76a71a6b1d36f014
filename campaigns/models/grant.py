from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from campaigns.models.campaign import Campaign


class CampaignGrant(UserObjectPermissionBase):
    """A role of an account in one campaign only, with dates."""

    held_by = "user"

    content_object = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="grants")
    valid_from = models.DateTimeField(_("từ"), null=True, blank=True)
    valid_to = models.DateTimeField(_("đến"), null=True, blank=True)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("phân công trong phong trào")
        verbose_name_plural = _("phân công trong phong trào")
