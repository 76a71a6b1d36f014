"""Deadlines: the words of the plan, what they bind, and the last moment they leave."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from campaigns.plan import messages
from campaigns.plan.phrases import Bound, Counted, Reading, Side, read_dated, read_relative
from campaigns.plan.stated import (
    NOT_STATED,
    AmendmentRef,
    EventRef,
    Lines,
    NotStated,
    Phrase,
    Problem,
    record,
)

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
INSTANT = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)
DAYS_LIMIT = 3660
WEEKDAYS = tuple(
    messages.gettext_noop(name) for name in ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
)
READ_FIELDS = Reading._fields


def weekday_name(day: date) -> str:
    """The Vietnamese name of the day of the week, a message of the catalogue."""
    return WEEKDAYS[day.weekday()]


@record
class Wording:
    """One wording of a time limit.

    `first` and `last` are the days the words name (the same for a single day; a month is its first and last).
    A limit counted from an event has `event`, `days`, `side` and `counted` instead, and no moment until
    `given` the day of the event. In a file the phrase alone is enough when its words can be read.
    """

    shorthand = "phrase"
    derived = ("last_moment",)

    phrase: Phrase
    line: Lines = NOT_STATED
    bound: Bound | NotStated = NOT_STATED
    first: date | NotStated = NOT_STATED
    last: date | NotStated = NOT_STATED
    at: time | NotStated = NOT_STATED
    event: EventRef | NotStated = NOT_STATED
    days: int | NotStated = NOT_STATED
    side: Side | NotStated = NOT_STATED
    counted: Counted | NotStated = NOT_STATED

    @property
    def last_moment(self) -> datetime | None:
        """The last instant that is still in time, in Asia/Ho_Chi_Minh; None if nothing is bound or no day known."""
        if not (isinstance(self.first, date) and isinstance(self.last, date)):
            return None
        match self.bound, self.at:
            case Bound.BEFORE, time() as at:
                return _moment(self.first, at) - INSTANT
            case Bound.BEFORE, _:
                return _moment(self.first, time.min) - INSTANT
            case ((Bound.THROUGH | Bound.ON), time() as at):
                return _moment(self.last, at)
            case ((Bound.THROUGH | Bound.ON), _):
                return _moment(self.last, time.max)
        return None

    @property
    def first_moment(self) -> datetime | None:
        """The first instant of a time that has a start ("từ …", "trong …"); None for a mere limit."""
        if not isinstance(self.first, date) or self.bound not in (Bound.ON, Bound.FROM):
            return None
        return _moment(self.first, self.at or time.min)

    def given(self, event_day: date, is_working_day: Callable[[date], bool]) -> Self:
        """The same wording once the day of its event is known. The event's own day is not counted.

        Nothing moves because it falls on a day of rest.
        """
        step = ONE_DAY if self.side == Side.AFTER else -ONE_DAY
        day, left = event_day, self.days or 0
        while left:
            day += step
            left -= int(self.counted != Counted.WORKING or is_working_day(day))
        return replace(self, first=day, last=day)

    def problems(self) -> Iterator[Problem]:
        try:
            read = self._read()
        except ValueError:
            yield Problem("phrase", messages.IMPOSSIBLE_DATE, {"phrase": self.phrase})
            return
        yield from self._disagreements(read)
        yield from _settled_problems(replace(self, **self._completed(read)))

    def settled(self) -> Self:
        return replace(self, **self._completed(self._read()))

    def _read(self) -> dict[str, Any]:
        """What the words say, where they say it."""
        reading = read_relative(self.phrase) if self.event else read_dated(self.phrase)
        fields = reading._asdict() if reading else {}
        return {name: value for name, value in fields.items() if value is not NOT_STATED}

    def _completed(self, read: dict[str, Any]) -> dict[str, Any]:
        """The fields as written, then as read, then as they follow: one day ends where it starts."""
        fields = {name: getattr(self, name) for name in READ_FIELDS}
        fields |= {name: value for name, value in read.items() if fields[name] is NOT_STATED}
        if fields["last"] is NOT_STATED:
            fields["last"] = fields["first"]
        if self.event and fields["counted"] is NOT_STATED:
            fields["counted"] = Counted.CALENDAR
        return fields

    def _disagreements(self, read: dict[str, Any]) -> Iterator[Problem]:
        for name, value in read.items():
            given = getattr(self, name)
            if given not in (NOT_STATED, value):
                yield Problem(name, messages.DISAGREES, {"given": given, "phrase": self.phrase, "read": value})


def _settled_problems(wording: Wording) -> Iterator[Problem]:
    timed = (wording.first, wording.at, wording.event)
    if wording.bound is NOT_STATED:
        yield Problem("phrase", messages.UNREADABLE_DEADLINE, {"phrase": wording.phrase})
    elif wording.bound == Bound.NONE and any(value is not NOT_STATED for value in timed):
        yield Problem("bound", messages.DAY_WITHOUT_BOUND)
    elif wording.bound != Bound.NONE and not (wording.first or wording.event):
        yield Problem("bound", messages.NO_DAY, {"phrase": wording.phrase, "bound": wording.bound})
    if isinstance(wording.first, date) and isinstance(wording.last, date) and wording.last < wording.first:
        yield Problem("last", messages.END_BEFORE_START, {"start": wording.first, "end": wording.last})
    yield from _event_problems(wording)


def _event_problems(wording: Wording) -> Iterator[Problem]:
    days = wording.days
    if wording.event and wording.first:
        yield Problem("event", messages.DAY_AND_EVENT)
    if wording.event and (days is NOT_STATED or (days and not wording.side)):
        yield Problem("event", messages.NO_DAYS)
    if not wording.event and days is not NOT_STATED:
        yield Problem("days", messages.DAYS_WITHOUT_EVENT)
    if isinstance(days, int) and not 0 <= days <= DAYS_LIMIT:
        yield Problem("days", messages.BAD_DAYS, {"limit": DAYS_LIMIT})


@record
class Move(Wording):
    """A new wording, set by a later instrument; its phrase stands there, not in the plan."""

    quotes_elsewhere = True

    by: AmendmentRef


@record
class Deadline(Wording):
    """A time limit of the plan: its own fields are as first written, `moved` what later instruments made of it.

    Ask `current` for the wording in force; both are kept.
    """

    moved: tuple[Move, ...] = ()

    @property
    def current(self) -> Wording:
        return self.moved[-1] if self.moved else self

    @property
    def as_written(self) -> Wording:
        return self


def parse_deadline(phrase: str, **fields: Any) -> Deadline:
    """The deadline a phrase words, with further fields where the words do not tell.

    Raises ValueError, with the Vietnamese message, if it cannot be understood.
    """
    wording = Deadline(phrase=phrase, **fields)
    for problem in wording.problems():
        raise ValueError(problem.text.format(**problem.values))
    return wording.settled()


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, tzinfo=LOCAL)
