"""The seals: the place of each event in the one log, the signed heads of its tree, the keys and epochs.

All but TreeHead are append-only. Formats: docs/trail-bundle.md.
"""

from django.db import models

from workflows.models.audit import AuditEvent


class TreeHead(models.Model):
    """The one row that a sequencer holds locked: how far the log has come, and the frontier of its tree."""

    size = models.BigIntegerField(default=0)
    frontier = models.JSONField(default=list)  # hexadecimal, largest subtree first
    settled = models.BigIntegerField(default=0)  # every event up to this key has its place
    marks = models.JSONField(default=list)  # [time, highest key then], oldest first: the next `settled`


class Leaf(models.Model):
    """The place of an event, given after its transaction was certain."""

    index = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField(AuditEvent, on_delete=models.PROTECT, related_name="place")
    hash = models.BinaryField(max_length=32)


class Checkpoint(models.Model):
    """A signed head of the tree."""

    origin = models.CharField(max_length=200)
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    note = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["origin", "size"], name="checkpoint_by_size")]

    @classmethod
    def object_type(cls) -> str:
        """The name under which the outbox knows it."""
        return cls._meta.label_lower


class SealKey(models.Model):
    """A public key that signs or signed checkpoints, from which size of the log on."""

    vkey = models.CharField(max_length=300, unique=True)
    since = models.BigIntegerField()


class Epoch(models.Model):
    """The signed record that explains why the log was restored from an older backup."""

    origin = models.CharField(max_length=200, unique=True)
    note = models.TextField()
