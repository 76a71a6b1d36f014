"""Where a row of a queue stands: the same words for effects and for letters, on the desk and in the metrics."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QueueState(models.TextChoices):
    WAITING = "waiting", _("Đang chờ")
    RETRYING = "retrying", _("Đang thử lại")
    DEAD = "dead", _("Đã dừng vì lỗi")
    DONE = "done", _("Đã xong")
    DROPPED = "dropped", pgettext_lazy("hàng đợi", "Đã bỏ")


def condition(state: str, done: str) -> Q:
    """The rows that stand there; `done` names the column of the moment of success."""
    waits, over = Q(**{done: None}, dead_at=None), Q(**{done: None}, dead_at__isnull=False)
    return {
        QueueState.WAITING: waits & Q(last_error=""),
        QueueState.RETRYING: waits & ~Q(last_error=""),
        QueueState.DEAD: over & Q(dropped_at=None),
        QueueState.DONE: Q(**{f"{done}__isnull": False}),
        QueueState.DROPPED: over & Q(dropped_at__isnull=False),
    }[QueueState(state)]
