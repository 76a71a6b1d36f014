"""A table before it is a file of some kind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from organisation.calendar import VIETNAM

Row = Sequence[Any]


@dataclass(frozen=True)
class Sheet:
    """Columns as pairs of title and width in characters; rows of text, numbers, days and moments."""

    name: str
    title: Any
    columns: Sequence[tuple[Any, int]]
    rows: Iterable[Row]
    whose: Any = None  # a campaign or an account: the name of its organisation stands over what is printed


def plain(cell: Any) -> str:
    """As people in Vietnam write it."""
    if isinstance(cell, datetime):
        return cell.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float):
        return f"{cell:.1f}".replace(".", ",")
    return "" if cell is None else str(cell)
