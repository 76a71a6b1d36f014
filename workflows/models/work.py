"""Long work that somebody ordered and may watch, or cancel: what such rows have in common."""

from django.conf import settings
from django.db import models


class Work(models.Model):
    """`done` of `total` parts; what a part is (a step, a row, a letter), the kind of work says."""

    ordered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)  # by the worker that holds it now
    done_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)  # 0: not known yet
    trouble = models.TextField(blank=True)  # why the last attempt came to nothing, for people

    class Meta:
        abstract = True

    @property
    def is_over(self) -> bool:
        return bool(self.done_at or self.cancelled_at)

    @classmethod
    def object_type(cls) -> str:
        """The name under which the outbox knows it."""
        return cls._meta.label_lower
