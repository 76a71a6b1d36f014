"""How Vietnamese plans word a time: "trước ngày 10/8/2013", "đến hết tháng 9 năm 2013", "10 ngày trước lễ tổng kết"."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, time
from enum import StrEnum
from typing import NamedTuple

from campaigns.plan.stated import NOT_STATED, NotStated


class Bound(StrEnum):
    """How a time limits: `before` leaves the day itself out; `through`, `on` and `from` take it in."""

    BEFORE = "before"
    THROUGH = "through"
    ON = "on"
    FROM = "from"
    NONE = "none"


class Side(StrEnum):
    BEFORE = "before"
    AFTER = "after"


class Counted(StrEnum):
    """Which days are counted to or from an event."""

    CALENDAR = "calendar"
    WORKING = "working"


class Reading(NamedTuple):
    """What a phrase says, as far as its words tell; the rest is not stated."""

    bound: Bound
    first: date | NotStated = NOT_STATED
    last: date | NotStated = NOT_STATED
    at: time | NotStated = NOT_STATED
    days: int | NotStated = NOT_STATED
    side: Side | NotStated = NOT_STATED
    counted: Counted | NotStated = NOT_STATED


LEADS = {
    Bound.BEFORE: ("trước", "xong trước", "hoàn thành trước", "chậm nhất trước", "chậm nhất là trước"),
    Bound.THROUGH: (
        *("đến", "đến hết", "cho đến", "cho đến hết", "tới", "tới hết", "hết", "hạn cuối", "hạn cuối là"),
        *("chậm nhất", "chậm nhất là", "chậm nhất vào", "chậm nhất đến", "chậm nhất đến hết"),
        *("muộn nhất", "muộn nhất là", "muộn nhất vào", "muộn nhất đến", "không chậm hơn", "không muộn hơn"),
    ),
    Bound.ON: ("trong", "vào", "trong suốt"),
    Bound.FROM: ("từ", "kể từ", "bắt đầu từ", "tính từ"),
}
BOUND_OF = {words: bound for bound, leads in LEADS.items() for words in leads}
LEAD = "|".join(sorted(BOUND_OF, key=len, reverse=True))
UNDATED = frozenset({"thường xuyên", "theo từng thời điểm", "kịp thời", "định kỳ"})

HOUR = r"(?P<hour>\d{1,2})\s?(?:giờ|h|:)\s?(?:(?P<minute>\d{1,2})(?:\s?phút)?)?,?\s+"
DATED = re.compile(rf"(?:(?P<lead>{LEAD})\s+)?(?:{HOUR})?(?:ngày\s+)?(?P<when>.+)")
YEAR = r"(?P<year>[12]\d{3})"
SPANS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<day>\d{{1,2}})(?P<sep>[/.-])(?P<month>\d{{1,2}})(?P=sep){YEAR}",
        rf"(?P<day>\d{{1,2}}) tháng (?P<month>\d{{1,2}}) năm {YEAR}",
        rf"tháng (?P<month>\d{{1,2}})(?:[/.-]| năm ){YEAR}",
        rf"quý (?P<quarter>iv|i{{1,3}}|[1-4])(?:[/.-]| năm ){YEAR}",
        rf"năm {YEAR}",
    )
)
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}

DAYS = r"(?P<days>\d{1,4})\s(?:\([^)]*\)\s)?ngày(?P<working>\slàm việc)?"
WITHIN = r"(?:chậm nhất|muộn nhất|trong vòng|trong thời hạn|trong|ít nhất|tối đa|không quá)"
RELATIVE = (
    re.compile(rf"(?:{WITHIN}(?: là)?\s)?{DAYS},? (?P<side>trước|sau|kể từ|tính từ|từ)\b.*"),
    re.compile(rf"(?P<side>trước|sau) .*?\s{DAYS}"),
)


def plain_words(phrase: str) -> str:
    """Lower case, NFC, single spaces, no full stop at the end: what the patterns are written in."""
    return " ".join(unicodedata.normalize("NFC", phrase).casefold().split()).rstrip(" .;,")


def read_dated(phrase: str) -> Reading | None:
    """Reads a phrase that carries its own date, or a common undated one; None if the words are not known.

    Raises ValueError if they name a day or an hour that does not exist.
    """
    words = plain_words(phrase)
    if words in UNDATED:
        return Reading(Bound.NONE)
    head = DATED.fullmatch(words)
    span = head and read_span(head["when"])
    if not (head and span):
        return None
    at = time(int(head["hour"]), int(head["minute"] or 0)) if head["hour"] else NOT_STATED
    return Reading(BOUND_OF.get(head["lead"], Bound.ON), *span, at=at)


def read_span(words: str) -> tuple[date, date] | None:
    """First and last day of "10/8/2013", "10 tháng 8 năm 2013", "tháng 8/2013", "quý III/2013" or "năm 2013"."""
    for pattern in SPANS:
        if found := pattern.fullmatch(words):
            return _span(found.groupdict())
    return None


def _span(parts: dict[str, str]) -> tuple[date, date]:
    year = int(parts["year"])
    if "day" in parts:
        day = date(year, int(parts["month"]), int(parts["day"]))
        return day, day
    start, end = 1, 12
    if "month" in parts:
        start = end = int(parts["month"])
    elif "quarter" in parts:
        quarter = QUARTERS.get(parts["quarter"]) or int(parts["quarter"])
        start, end = quarter * 3 - 2, quarter * 3
    return date(year, start, 1), date(year, end, monthrange(year, end)[1])


def read_relative(phrase: str) -> Reading | None:
    """Reads a phrase counted from an event: "10 ngày trước lễ tổng kết", "trước lễ tổng kết", "đến lễ tổng kết"."""
    words = plain_words(phrase)
    for pattern in RELATIVE:
        if found := pattern.fullmatch(words):
            return Reading(
                Bound.THROUGH,
                days=int(found["days"]),
                side=Side.BEFORE if found["side"] == "trước" else Side.AFTER,
                counted=Counted.WORKING if found["working"] else Counted.CALENDAR,
            )
    head = DATED.fullmatch(words)
    if not head or not head["lead"] or re.search(r"\d+ ngày", words):
        return None
    return Reading(BOUND_OF[head["lead"]], days=0)
