"""One request, one effect: the stored answer to a key that a form or a client sent."""

from django.conf import settings
from django.db import models


class IdempotencyKey(models.Model):
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    body_hash = models.CharField(max_length=64)
    act_id = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="one_act_per_key")]
