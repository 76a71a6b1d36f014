"""What Celery runs. Every task may be lost, late or repeated: the database knows what is left to do."""

from time import monotonic

from celery import shared_task

from workflows import outbox
from workflows.lanes import Lane
from workflows.seals.bundles import forget_old
from workflows.seals.checkpoints import seal
from workflows.worklist import fire_due_timers

TURN = 2.0  # seconds: a worker that is asked to stop is free soon


@shared_task(ignore_result=True)
def drain_outbox(lane: str) -> None:
    """Works through due entries of a lane for one turn; rings again when there may be more."""
    end = monotonic() + TURN
    while outbox.drain(limit=1, lane=Lane(lane)):
        if monotonic() > end:
            outbox.ring(Lane(lane))
            return


@shared_task(ignore_result=True)
def fire_timers() -> None:
    """Moves on every process whose deadline timer is due."""
    fire_due_timers()


@shared_task(ignore_result=True)
def seal_trail() -> None:
    """Signs the log as it stands, when anything came to it."""
    seal()


@shared_task(ignore_result=True)
def forget_bundles() -> None:
    """Takes away the files of bundles that were kept a day."""
    forget_old()
