from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisation.models import Organisation


class Wording(models.Model):
    """The organisation's own words for one sort of paper, in the language of `documents.wording`.

    The newest row holds; the older ones say what was printed before. Without one, the site's own wording holds.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("loại văn bản"), max_length=40)
    text = models.TextField(_("mẫu"), max_length=40_000)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(_("sửa lúc"))

    class Meta:
        verbose_name = _("mẫu lời văn")
        verbose_name_plural = _("mẫu lời văn")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["organisation", "kind", "-id"], name="wording_in_force")]

    def __str__(self) -> str:
        return f"{self.kind}/{self.pk}"
