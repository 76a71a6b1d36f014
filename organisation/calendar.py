"""Dates as Vietnamese offices write, read and count them. Days end at midnight in Asia/Ho_Chi_Minh."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from organisation.swaps import announced
from organisation.text import fold

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_WEEKDAYS = (
    _("thứ Hai"),
    _("thứ Ba"),
    _("thứ Tư"),
    _("thứ Năm"),
    _("thứ Sáu"),
    _("thứ Bảy"),
    _("Chủ nhật"),
)
_SATURDAY = 5
_DAY_FIRST = re.compile(r"(?:ngay )?(\d{1,2}) ?(?:[/.-]|thang) ?(\d{1,2}) ?(?:[/.-]|nam) ?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEARS = range(1900, 2100)


def weekday(day: date) -> str:
    """The day of the week in the reader's language: "thứ Hai" … "Chủ nhật"."""
    return str(_WEEKDAYS[day.weekday()])


def long_date(day: date) -> str:
    """The date as papers write it, always in Vietnamese: "ngày 05 tháng 01 năm 2020", "ngày 29 tháng 6 năm 2019".

    Days below 10 and months 1 and 2 take a zero: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II, mục 4.
    """
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def read_date(text: str) -> date:
    """The date in "5/1/2020", "05-01-2020", "5.1.2020", "ngày 5 tháng 1 năm 2020" or "2020-01-05".

    The day comes before the month; the year has four digits, 1900 to 2099. Raises ValueError, worded for people.
    """
    written = fold(text)
    if found := _DAY_FIRST.fullmatch(written):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(written):
        year, month, day = map(int, found.groups())
    else:
        raise ValueError(gettext("Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2020."))
    if year not in _YEARS:
        raise ValueError(gettext("Năm %(year)s không hợp lệ. Hãy kiểm tra lại năm.") % {"year": year})
    try:
        return date(year, month, day)
    except ValueError as error:
        message = gettext("Không có ngày %(day)s tháng %(month)s năm %(year)s. Hãy kiểm tra lại.")
        raise ValueError(message % {"day": day, "month": month, "year": year}) from error


def end_of_day(day: date) -> datetime:
    """The last moment of the day in Vietnam, aware: a deadline that includes the day is met until then, inclusive."""
    return datetime.combine(day, time.max, tzinfo=VIETNAM)


def until_in_words(end: datetime) -> str:
    """Until when something holds that no longer holds at `end`: "đến hết ngày 31/12/2013", "đến 11:30 05/08/2013"."""
    local = end.astimezone(VIETNAM)
    if local.time() == time.min:
        return gettext("đến hết ngày %(day)s") % {"day": date_format(local - timedelta(days=1), "SHORT_DATE_FORMAT")}
    return gettext("đến %(when)s") % {"when": date_format(local, "SHORT_DATETIME_FORMAT")}


def is_working_day(day: date, overrides: Mapping[date, bool] | None = None) -> bool:
    """Monday to Friday except public holidays, unless the overrides say otherwise (True: the office works).

    One-off swaps and working Saturdays are announced year by year: those of `organisation.swaps` hold unless others are
    given; only the days off of swaps known when the `holidays` package was published are built in.
    """
    overrides = announced() if overrides is None else overrides
    return overrides.get(day, day.weekday() < _SATURDAY and day not in _public_holidays(day.year))


def add_working_days(start: date, days: int, overrides: Mapping[date, bool] | None = None) -> date:
    """The day on which a limit of so many working days ends; the start is not counted (Bộ luật Dân sự 2015, Điều 147).

    Zero days end on the start itself. Raises ValueError for a negative number.
    """
    if days < 0:
        raise ValueError("working days are counted forwards")
    day = start
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day, overrides)
    return day


def working_days_between(start: date, end: date, overrides: Mapping[date, bool] | None = None) -> int:
    """Working days after the start, up to and with the end; negative when the end comes first."""
    if end < start:
        return -working_days_between(end, start, overrides)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(is_working_day(day, overrides) for day in days)


def time_left(until: datetime, now: datetime) -> str:
    """How long until the deadline, in its largest whole unit: "còn 4 ngày", "còn 25 phút", "đã quá hạn 2 ngày"."""
    if now > until:
        return gettext("đã quá hạn %(duration)s") % {"duration": _duration(now - until)}
    return gettext("còn %(duration)s") % {"duration": _duration(until - now)}


def _duration(span: timedelta) -> str:
    minutes = int(span.total_seconds()) // 60
    hours, days = minutes // 60, span.days
    if days:
        return ngettext("%(count)d ngày", "%(count)d ngày", days) % {"count": days}
    if hours:
        return ngettext("%(count)d giờ", "%(count)d giờ", hours) % {"count": hours}
    if minutes:
        return ngettext("%(count)d phút", "%(count)d phút", minutes) % {"count": minutes}
    return gettext("dưới 1 phút")


@cache
def _public_holidays(year: int) -> frozenset[date]:
    # Read a year at a time: the package's own object fills itself while other threads look into it.
    return frozenset(holidays.country_holidays("VN", years=year))
