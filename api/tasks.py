"""What Celery runs. Every task may be lost, late or repeated: the database knows what is left to do."""

from time import monotonic

from celery import shared_task

from api.delivering.turns import deliver
from api.services.webhooks import forget_old

TURN = 3.0  # seconds: receivers that hang hold one worker, and for less than the time between two ticks


@shared_task(ignore_result=True)
def deliver_webhooks() -> None:
    """Tells webhooks of what is new, one after the other, for one turn."""
    end = monotonic() + TURN
    while deliver() and monotonic() < end:
        pass


@shared_task(ignore_result=True)
def forget_attempts() -> None:
    """Takes away the log of calls after its days."""
    forget_old()
