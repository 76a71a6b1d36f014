"""The trail: append-only events, chained per object. Design: docs/architecture.md, "The trail".

Personal words (names, reasons) stand in AuditPayload and ContentSnapshot behind salted hashes: erasing them leaves
every event and every proof in place.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    seq = models.PositiveIntegerField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    act_id = models.UUIDField(db_index=True)
    verb = models.CharField(max_length=40)
    source = models.CharField(max_length=32)
    target = models.CharField(max_length=32)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    capacity = models.CharField(max_length=40)
    on_behalf_of = models.CharField(max_length=200, blank=True)
    authority = models.CharField(max_length=64, blank=True)
    version = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    payload_hash = models.CharField(max_length=64)
    request_id = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("sự kiện")
        verbose_name_plural = _("nhật ký")
        constraints = [
            models.UniqueConstraint(fields=["object_type", "object_id", "seq"], name="one_event_per_step"),
        ]
        indexes = [
            models.Index(fields=["actor", "-id"], name="event_by_actor"),
            models.Index(fields=["verb", "-id"], name="event_by_verb"),
            models.Index(fields=["at"], name="event_by_time"),
        ]

    HASHED = (
        "object_type", "object_id", "seq", "prev_hash", "act_id", "verb", "source", "target", "actor_id", "capacity",
        "on_behalf_of", "authority", "version", "content_hash", "payload_hash", "request_id", "at",
    )  # fmt: skip

    def leaf(self) -> dict:
        """The hashed record: every field but the key and the hash itself."""
        return {name: getattr(self, name) for name in self.HASHED}


class AuditPayload(models.Model):
    """The words of an act (who by name, why, what was marked), shared by its events; erasable."""

    hash = models.CharField(max_length=64, primary_key=True)
    salt = models.CharField(max_length=32)
    body = models.JSONField()


class ContentSnapshot(models.Model):
    """What exactly was decided on, by content hash; the body carries its salt; erasable."""

    hash = models.CharField(max_length=64, primary_key=True)
    body = models.JSONField()
