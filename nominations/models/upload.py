from django.conf import settings
from django.db import models

from nominations.models.dossier import Dossier
from nominations.models.nomination import Nomination
from nominations.states import AttachmentKind

FOLDER = "unfinished"


class Upload(models.Model):
    """A file that is coming in pieces: what is there already is never served, and only who began it goes on."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="+")
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    kind = models.CharField(max_length=12, choices=AttachmentKind.choices)
    name = models.CharField(max_length=255)  # as the sender's machine calls it
    mark = models.CharField(max_length=64, blank=True)  # what tells two files of one name apart, such as their dates
    size = models.PositiveIntegerField()
    received = models.PositiveIntegerField(default=0)
    pieces = models.JSONField(default=list)  # under which names the storage holds them, in order
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(received__lte=models.F("size")), name="upload_within_its_size"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def folder(self) -> str:
        return f"{FOLDER}/{self.pk}"

    @property
    def is_whole(self) -> bool:
        """All of it came, and it was attached."""
        return self.received == self.size
