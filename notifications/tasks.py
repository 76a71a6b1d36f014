"""What Celery runs. Every task may be lost, late or repeated: the database knows what is left to do."""

from time import monotonic

from celery import shared_task

from notifications.doorbell import ring
from notifications.services.digests import send_due_digests
from notifications.services.post import deliver

TURN = 5.0  # seconds: a worker that is asked to stop is free soon


@shared_task(ignore_result=True)
def deliver_letters() -> None:
    """Sends due letters for one turn; rings again when there may be more."""
    end = monotonic() + TURN
    while deliver():
        if monotonic() > end:
            ring()
            return


@shared_task(ignore_result=True)
def send_digests() -> None:
    """Writes the daily and weekly letters when their hour has come."""
    send_due_digests()
