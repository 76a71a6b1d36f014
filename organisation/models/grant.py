from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import UserObjectPermissionBase

from organisation.models.unit import Unit


class UnitGrant(UserObjectPermissionBase):
    """A role of an account on a unit, with dates: guardian's direct-foreign-key permission row."""

    held_by = "user"  # an act under way keeps it from being taken (workflows.triggers)

    content_object = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="grants")
    valid_from = models.DateTimeField(_("từ"), null=True, blank=True)
    valid_to = models.DateTimeField(_("đến"), null=True, blank=True)

    class Meta(UserObjectPermissionBase.Meta):
        verbose_name = _("phân công")
        verbose_name_plural = _("phân công")
