from django.db import models


class JobSlot(models.Model):
    """One turn of a periodic job: the row exists once, so two beats and ten workers do it once."""

    job = models.CharField(max_length=64)
    slot = models.CharField(max_length=32)  # a day, a week, an hour: whatever the job counts in
    lease_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["job", "slot"], name="one_turn_per_slot")]
