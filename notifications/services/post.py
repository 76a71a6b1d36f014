"""The post: letters leave here, each claimed by a lease, sent outside of any transaction, and kept as sent.

The promise: never none, at most one extra copy, each copy under the same Message-ID. An attempt whose answer never came
is a doubt, written down before the letter is handed over; one more attempt is made, and after a second doubt a person
looks.
"""

import logging
import smtplib
from collections.abc import Sequence
from datetime import timedelta
from time import monotonic
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from notifications.doorbell import ring
from notifications.models import Letter, UndeliverableAddress
from notifications.models.letter import WAITING
from notifications.services import bounces
from notifications.writing import as_mail
from workflows.queues import Queue

logger = logging.getLogger(__name__)

LEASE = timedelta(seconds=90)  # a letter whose sender was killed leaves within two minutes
BATCH = 20
LONGEST = 30.0  # seconds of one batch, but for the letter that it ends with
PATIENCE = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]  # after each attempt
AWAY = timedelta(minutes=1)  # a server that is away costs a letter no attempt
MOST_DOUBTS = 2
UNCERTAIN = gettext_noop("Máy chủ thư hai lần nhận đủ thư mà không trả lời; thư có thể đã đến.")
NO_SUCH_ADDRESS = range(550, 554)  # RFC 5321, 4.2.3: mailbox unavailable, not local, not allowed
FOR_GOOD = (BadHeaderError, ValidationError, UnicodeError)


_ACCOUNT = get_user_model()._default_manager.filter(pk=OuterRef("recipient_id"), is_active=True).exclude(email="")
_REFUSED = UndeliverableAddress.objects.filter(address=OuterRef("email"))
QUEUE = Queue(
    Letter, done="sent_at", kind="kind", ring=lambda: ring(),
    anew={"doubts": 0, "address": Subquery(_ACCOUNT.values("email")[:1])},
    sendable=Q(Exists(_ACCOUNT.filter(~Exists(_REFUSED)))),
)  # fmt: skip


def deliver(limit: int = BATCH) -> int:
    """Sends at most `limit` due letters, first turns first; returns how many it took up.

    Raises RuntimeError inside a transaction: a letter can't be called back by somebody else's rollback.
    """
    letters, began = _claim(limit), monotonic()
    line = get_connection() if letters else None
    for place, letter in enumerate(letters):
        if place and monotonic() - began > LONGEST:
            _release(letters[place:])
            break
        try:
            line.open()
        except (OSError, smtplib.SMTPException) as error:
            _leave_in_peace(letters[place:], error)
            break
        if silence := _send(letter, line):
            _leave_in_peace(letters[place + 1 :], silence)
            break
    if line:
        line.close()
    return len(letters)


def _due() -> QuerySet[Letter]:
    """What may leave now and is in nobody's hand; locked."""
    free = Q(lease_until=None) | Q(lease_until__lte=Now())
    return Letter.objects.filter(free, WAITING, available_at__lte=Now()).select_for_update(skip_locked=True)


def _claim(limit: int) -> list[Letter]:
    with transaction.atomic(durable=True):
        letters = list(_due().order_by("turn", "created_at")[:limit])
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(lease_until=Now() + LEASE)
    return letters


def _release(letters: Sequence[Letter]) -> None:
    """The server is slow: what is left may be taken up at once, before the lease ends or the worker's time does."""
    Letter.objects.filter(WAITING, pk__in=[letter.pk for letter in letters]).update(lease_until=None)


def _leave_in_peace(letters: Sequence[Letter], error: Exception) -> None:
    """The server is away: nothing is counted against these letters, and the others that are due wait as long, so that
    only one in AWAY finds out whether it is back."""
    logger.warning("the mail server does not answer: %s: %s", type(error).__name__, error)
    later = Now() + AWAY
    waiting = Letter.objects.filter(WAITING, pk__in=[letter.pk for letter in letters])
    waiting.update(lease_until=None, available_at=later, last_error=_said(error))
    with transaction.atomic():
        Letter.objects.filter(pk__in=_due().values("pk")).update(available_at=later)


def _send(letter: Letter, line: Any) -> Exception | None:
    """Returns the error when the server went silent: then it has nothing for the next letter either."""
    if letter.doubts >= MOST_DOUBTS:  # its second sender died, or heard nothing, with the letter handed over
        _end(letter, UNCERTAIN)
    elif _take_up(letter):
        try:
            mail = as_mail(letter)
            line.send_messages([mail])
        except Exception as error:  # whatever a mail server or a letter's contents can throw
            _failed(letter, error, in_doubt=getattr(line, "in_doubt", False))
            getattr(line, "drop", line.close)()
            return error if _is_silence(error) else None
        _sent(letter, mail)
    return None


def _is_silence(error: BaseException) -> bool:
    """smtplib calls it a cut line when it waited in vain, and keeps why."""
    return isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)


def _take_up(letter: Letter) -> bool:
    """Counts the attempt and its doubt before anything leaves; False when another sender has the letter now."""
    taken = _held(letter).update(attempts=F("attempts") + 1, doubts=F("doubts") + 1)
    letter.attempts, letter.doubts = letter.attempts + 1, letter.doubts + 1
    return bool(taken)


def _held(letter: Letter) -> Any:
    return Letter.objects.filter(WAITING, pk=letter.pk, attempts=letter.attempts)


def _sent(letter: Letter, mail: EmailMultiAlternatives) -> None:
    html = str(mail.alternatives[0][0]) if mail.alternatives else ""
    _held(letter).update(
        sent_at=Now(), lease_until=None, doubts=F("doubts") - 1, last_error="", subject=mail.subject, text=mail.body,
        html=html,
    )  # fmt: skip


def _end(letter: Letter, reason: str, **more: Any) -> None:
    _held(letter).update(dead_at=Now(), lease_until=None, last_error=reason, **more)
    logger.error("letter %s will not be sent again: %s", letter.pk, reason)


def _failed(letter: Letter, error: Exception, *, in_doubt: bool) -> None:
    if in_doubt and letter.doubts >= MOST_DOUBTS:
        _end(letter, UNCERTAIN)
        return
    certain = {} if in_doubt else {"doubts": F("doubts") - 1}
    code = _code_of(error)
    if isinstance(error, FOR_GOOD) or code >= 500 or letter.attempts > len(PATIENCE):
        if isinstance(error, smtplib.SMTPRecipientsRefused) and code in NO_SUCH_ADDRESS:
            bounces.note(letter.address, _said(error))
        _end(letter, _said(error), **certain)
    else:
        later = Now() + PATIENCE[letter.attempts - 1]
        _held(letter).update(lease_until=None, available_at=later, last_error=_said(error), **certain)


def _code_of(error: Exception) -> int:
    """The server's answer: 4xx try again, 5xx never (RFC 5321, 4.2.1); 0 when there was none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return max(code for code, _words in error.recipients.values())
    return getattr(error, "smtp_code", 0)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:2000]
