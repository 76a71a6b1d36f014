"""How long until a deadline, in words and tone."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SOON_DAYS = 3


@dataclass(frozen=True)
class TimeLeft:
    """`text` for a person, `tone` for its colour (neutral, warn, bad, ok), `late` for decisions."""

    text: str
    tone: str
    late: bool


def time_left(last: datetime, now: datetime) -> TimeLeft:
    """What is left at `now` until `last`, the last moment in time; both aware. Days are counted by the calendar."""
    if now > last:
        return TimeLeft(_("quá hạn %s") % _span(last, now), "bad", late=True)
    days = _days(now, last)
    return TimeLeft(_("còn %s") % _span(now, last), "warn" if days <= SOON_DAYS else "neutral", late=False)


def kept(last: datetime, done: datetime) -> TimeLeft:
    """The same for what is already done at `done`."""
    if done > last:
        return TimeLeft(_("trễ %s") % _span(last, done), "bad", late=True)
    return TimeLeft(_("đúng hạn"), "ok", late=False)


def _days(earlier: datetime, later: datetime) -> int:
    return (timezone.localtime(later).date() - timezone.localtime(earlier).date()).days


def _span(earlier: datetime, later: datetime) -> str:
    if days := _days(earlier, later):
        return ngettext("%d ngày", "%d ngày", days) % days
    minutes = int((later - earlier).total_seconds()) // 60
    if minutes < 60:
        return ngettext("%d phút", "%d phút", minutes) % minutes
    return ngettext("%d giờ", "%d giờ", minutes // 60) % (minutes // 60)
