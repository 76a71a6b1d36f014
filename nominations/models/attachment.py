from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from nominations.models.dossier import Dossier
from nominations.models.nomination import Nomination
from nominations.states import AttachmentKind


def stored_under(attachment: "Attachment", _filename: str) -> str:
    """By content hash, never by the name that the sender chose."""
    return f"attachments/{attachment.sha256[:2]}/{attachment.sha256}"


class Attachment(models.Model):
    """A file of a dossier, or of one of its nominations; served only as a download to those who may see it."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="attachments")
    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    kind = models.CharField(_("loại"), max_length=12, choices=AttachmentKind.choices, default=AttachmentKind.EVIDENCE)
    name = models.CharField(_("tên tệp"), max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=stored_under)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("tệp đính kèm")
        verbose_name_plural = _("tệp đính kèm")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
