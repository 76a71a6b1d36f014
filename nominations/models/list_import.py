from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nominations.models.dossier import Dossier
from organisation.models import KeptFile


class ListImport(KeptFile):
    """A file that a unit sent to bring nominees into its list: the file as it was, what its columns were taken for,
    and which drafts came of it. It brings them at most once."""

    folder = "imports"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="imports")
    encoding = models.CharField(max_length=10, blank=True)  # as somebody chose it; "" before anybody did
    headings = models.JSONField(default=dict)  # by what is remembered of a heading, the field that it was taken for
    applied_at = models.DateTimeField(_("nhập lúc"), null=True, blank=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created = models.JSONField(default=list)  # keys of the drafts that it made
    fates = models.JSONField(default=dict)  # how many rows met which fate
    undone_at = models.DateTimeField(_("hoàn tác lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("lần nhập danh sách")
        verbose_name_plural = _("lần nhập danh sách")
        ordering = ["-pk"]

    def get_absolute_url(self) -> str:
        return reverse("list_import", args=[self.pk])

    @property
    def is_settled(self) -> bool:
        """Somebody has said what its columns are."""
        return bool(self.encoding)

    @property
    def is_undoable(self) -> bool:
        return self.applied_at is not None and self.undone_at is None and self.dossier.is_editable
