"""A bundle of the whole trail that an auditor ordered: packed in the background, checked, kept a day."""

from typing import Any

from django.db import models

from workflows.models.seal import Checkpoint
from workflows.models.work import Work


class Bundle(Work):
    file = models.FileField(upload_to="bundles/", blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    exit_code = models.SmallIntegerField(null=True)  # of verify_audit.py
    report = models.JSONField(default=dict)  # its report as data
    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, null=True, related_name="+")

    @property
    def verdict(self) -> str:
        return str(self.report.get("verdict", ""))

    @property
    def faults(self) -> list[dict[str, Any]]:
        return self.report.get("faults", [])
