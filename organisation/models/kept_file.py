from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def kept_under(found: "KeptFile", _filename: str) -> str:
    """By content hash, never by the name that the sender chose."""
    return f"{found.folder}/{found.sha256[:2]}/{found.sha256}"


class KeptFile(models.Model):
    """A file as it came, kept under its content's hash; never served from the web root."""

    folder: ClassVar[str]  # of the storage

    name = models.CharField(_("tên tệp"), max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=kept_under)
    uploaded_at = models.DateTimeField(_("tải lên lúc"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name
