"""Work that follows from an act, written in the act's own transaction. Celery only rings the bell."""

from django.db import models
from django.db.models import Q

WAITING = Q(done_at=None, dead_at=None)
GIVEN_UP = Q(done_at=None, dead_at__isnull=False)


class OutboxEntry(models.Model):
    effect = models.CharField(max_length=64)
    act_id = models.UUIDField(db_index=True)
    object_type = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    available_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # dead by an administrator's word
    last_error = models.TextField(default="")

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="outbox_waiting", condition=WAITING),
            models.Index(fields=["object_type", "object_id", "effect"], name="outbox_of_object", condition=WAITING),
            models.Index(fields=["-id"], name="outbox_given_up", condition=GIVEN_UP),
        ]
