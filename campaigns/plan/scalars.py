"""Plain values out of the text of a scalar. Each function raises ValueError if the text is no such value."""

import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, NamedTuple

from campaigns.plan import messages

WHOLE = re.compile(r"-?\d{1,9}")
NUMBER = re.compile(r"-?\d{1,9}([.,]\d{1,6})?")
DATE = re.compile(r"(\d{1,2})/(\d{1,2})/([12]\d{3})")
TIME = re.compile(r"(\d{1,2}):(\d{2})")


def matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    if not (found := pattern.fullmatch(text)):
        raise ValueError(text)
    return found


def a_text(text: str) -> str:
    """The text with its line breaks folded to single spaces."""
    if not text.strip():
        raise ValueError(text)
    return " ".join(text.split())


def a_whole_number(text: str) -> int:
    return int(matched(WHOLE, text)[0])


def a_number(text: str) -> Decimal:
    """An exact number; the decimal comma is as good as the point."""
    return Decimal(matched(NUMBER, text)[0].replace(",", "."))


def a_yes_or_no(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueError(text)
    return text == "true"


def a_date(text: str) -> date:
    day, month, year = map(int, matched(DATE, text).groups())
    return date(year, month, day)


def a_time(text: str) -> time:
    hour, minute = map(int, matched(TIME, text).groups())
    return time(hour, minute)


class Scalar(NamedTuple):
    """How a type is read, and what to tell somebody who wrote something else."""

    read: Callable[[str], Any]
    expected: str


SCALARS = {
    str: Scalar(a_text, messages.A_TEXT),
    int: Scalar(a_whole_number, messages.A_WHOLE_NUMBER),
    Decimal: Scalar(a_number, messages.A_NUMBER),
    bool: Scalar(a_yes_or_no, messages.A_YES_OR_NO),
    date: Scalar(a_date, messages.A_DATE),
    time: Scalar(a_time, messages.A_TIME),
}
