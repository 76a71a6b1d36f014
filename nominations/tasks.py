"""What Celery runs. Every task may be lost, late or repeated: the database knows what is left to do."""

from celery import shared_task

from nominations import printing
from nominations.archive import packing
from nominations.exports import making
from nominations.services import kept_figures, uploads
from nominations.services.overrides import end_expired
from nominations.services.publications import send_overdue
from nominations.services.reminders import send_due_reminders
from nominations.services.seals import tell_of_seals
from nominations.services.signing_orders import forget_secrets


@shared_task(ignore_result=True)
def remind_units() -> None:
    """Reminds units that have not filed, when the hour of the day has come."""
    send_due_reminders()


@shared_task(ignore_result=True)
def remind_publishers() -> None:
    """Reminds publishers of what is overdue on the portals, when the hour of the day has come."""
    send_overdue()


@shared_task(ignore_result=True)
def end_overrides() -> None:
    """Ends each override that nobody confirmed or used in time."""
    end_expired()


@shared_task(ignore_result=True)
def tell_seals() -> None:
    """Tells the auditors once a day which checkpoints were signed."""
    tell_of_seals()


@shared_task(ignore_result=True)
def forget_archives() -> None:
    """Takes away the packages, certificates and exports that were kept a day."""
    packing.forget_old()
    printing.forget_old()
    making.forget_old()


@shared_task(ignore_result=True)
def forget_uploads() -> None:
    """Takes away files that nobody sent to their end."""
    uploads.forget_expired()


@shared_task(ignore_result=True)
def forget_passphrases() -> None:
    """Wipes what opens a key from orders that are over or were left lying."""
    forget_secrets()


@shared_task(ignore_result=True)
def keep_figures() -> None:
    """Counts anew what each large campaign has come to, for its overview."""
    kept_figures.keep_figures()
