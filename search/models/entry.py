from django.db import models


class Entry(models.Model):
    """The words by which one object is found. The database writes it (`search.triggers`); no page shows it.

    It says nothing of who may see the object: that is asked of the object itself, each time.
    """

    kind = models.CharField(max_length=16)
    object_id = models.BigIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id"], name="one_entry")]
