from django.db import models
from django.utils.translation import gettext_lazy as _

from nominations.models.dossier import Dossier
from nominations.models.nomination import Nomination
from nominations.states import AttachmentKind
from organisation.models import KeptFile


class Attachment(KeptFile):
    """A file of a dossier, or of one of its nominations; served only as a download to those who may see it."""

    folder = "attachments"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="attachments")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    kind = models.CharField(_("loại"), max_length=12, choices=AttachmentKind.choices, default=AttachmentKind.EVIDENCE)

    class Meta:
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")
        ordering = ["pk"]
