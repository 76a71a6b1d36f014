"""When a letter may leave: outside the quiet hours of its reader, and on working days where the reader wants that."""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from notifications.models import Mailbox

LONGEST = 30  # days without a working one; longer than any holiday


def leaves_at(moment: datetime, mailbox: Mailbox) -> datetime:
    """The first moment, from this one on, at which the mailbox takes letters."""
    local = timezone.localtime(moment)
    if _is_quiet(local, mailbox):
        local = _morning(local, mailbox)
    if mailbox.working_days_only:
        for _ in range(LONGEST):
            if _works(local.date()):
                break
            opening = time(mailbox.quiet_until if mailbox.quiet_from != mailbox.quiet_until else 0)
            local = timezone.make_aware(datetime.combine(local.date() + timedelta(days=1), opening))
    return local


def _is_quiet(local: datetime, mailbox: Mailbox) -> bool:
    start, end, hour = mailbox.quiet_from, mailbox.quiet_until, local.hour
    return start <= hour < end if start <= end else hour >= start or hour < end


def _morning(local: datetime, mailbox: Mailbox) -> datetime:
    """When the quiet hours that hold now end."""
    day = local.date()
    if mailbox.quiet_from > mailbox.quiet_until and local.hour >= mailbox.quiet_from:
        day += timedelta(days=1)
    return timezone.make_aware(datetime.combine(day, time(mailbox.quiet_until)))


def _works(day: date) -> bool:
    return import_string(settings.NOTIFICATIONS_WORKING_DAY)(day)
