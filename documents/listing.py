"""A list to print: a table on landscape A4 under the name of the body it is of, its head repeated on every page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from documents.paper import Column, Table
from documents.typesetting import clean, compile_pdf, unprintable

WIDTH = 267  # millimetres between the margins
NARROWEST = 15  # of a column: a date fits
FEW_COLUMNS = 8
INSTEAD = "?"  # of a character that the typeface lacks


@dataclass(frozen=True)
class PrintedList:
    """`columns` are pairs of heading and width in characters: what is left of the page is shared in proportion."""

    title: str
    body: str
    made: str  # when, in words
    columns: Sequence[tuple[str, int]]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()  # below the title
    language: str = "vi"


def render_list(found: PrintedList, *, at: datetime, replaced: str) -> bytes:
    """PDF/A-2a and PDF/UA-1. What no typeface prints is a question mark, and then `replaced` stands with the notes."""
    rows = clean([list(row) for row in found.rows])
    lacking = unprintable("".join(sorted({char for row in rows for text in row for char in text})))
    for letters in lacking:
        rows = [[text.replace(letters, INSTEAD) for text in row] for row in rows]
    notes = [*found.notes, replaced] if lacking else list(found.notes)
    table = Table(_columns(found.columns), rows).as_data() | {"size": 9 if len(found.columns) <= FEW_COLUMNS else 8}
    data = {
        "title": found.title, "body": found.body, "made": found.made, "notes": notes, "language": found.language,
        "table": table,
    }  # fmt: skip
    return compile_pdf("list.typ", data, timestamp=at.replace(microsecond=0))


def _columns(columns: Sequence[tuple[str, int]]) -> list[Column]:
    every, free = sum(width for _heading, width in columns), WIDTH - NARROWEST * len(columns)
    return [Column(heading, NARROWEST + free * width / every) for heading, width in columns]
