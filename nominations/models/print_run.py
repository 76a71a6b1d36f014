"""The certificates of a long list: ordered on the desk, made in parts in the background, kept a day."""

from django.db import models

from nominations.models.decision import Decision
from nominations.states import PrintForm
from workflows.models import Work


class PrintRun(Work):
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=8, choices=PrintForm.choices)
    overprint = models.JSONField(default=dict)  # onto stock: {"right": "1.5", "down": "0", "borne": ["nation"]}
    file = models.FileField(upload_to="prints/", blank=True)
    size = models.BigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    parts = models.PositiveIntegerField(default=0)  # how many files are in it

    class Meta:
        indexes = [models.Index(fields=["decision", "-id"], name="print_run_by_decision")]
