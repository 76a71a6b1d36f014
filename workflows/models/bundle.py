"""A bundle of the whole trail that an auditor ordered: packed in the background, checked, kept a day."""

from typing import Any

from django.conf import settings
from django.db import models

from workflows.models.seal import Checkpoint


class Bundle(models.Model):
    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)  # why the last attempt came to nothing, for people
    file = models.FileField(upload_to="bundles/", blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    exit_code = models.SmallIntegerField(null=True)  # of verify_audit.py
    report = models.JSONField(default=dict)  # its report as data
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, null=True, related_name="+")

    @classmethod
    def object_type(cls) -> str:
        """The name under which the outbox knows it."""
        return cls._meta.label_lower

    @property
    def verdict(self) -> str:
        return str(self.report.get("verdict", ""))

    @property
    def faults(self) -> list[dict[str, Any]]:
        return self.report.get("faults", [])
