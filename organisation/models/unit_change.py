from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models.unit import Unit


class UnitChange(models.Model):
    """A page of the register of units: what a document changed in one unit, and what stood there before.

    Pages are added, never changed. Papers, lists and the trail keep the names that were true on their day.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="changes")
    said = models.JSONField(_("thay đổi"))  # field: [before, after], as a person reads them
    document = models.CharField(_("theo văn bản"), max_length=200)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("trang sổ đơn vị")
        verbose_name_plural = _("trang sổ đơn vị")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.document
