from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.states import Works


class SwappedDay(models.Model):
    """A page of the book of working days: what a document ordered for one day. The last page about a day holds.

    Pages are added, never changed, so that it can be told later which calendar a deadline was counted by.
    """

    day = models.DateField(_("ngày"), db_index=True)
    works = models.CharField(_("cơ quan"), max_length=7, choices=Works.choices)
    document = models.CharField(_("theo văn bản"), max_length=200)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("ngày hoán đổi")
        verbose_name_plural = _("ngày hoán đổi")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.get_works_display()}"
