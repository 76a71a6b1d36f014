"""What a file is before anybody knows what its columns mean: sheets of cells."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

MOST_COLUMNS = 60  # of a sheet; the list of a unit has a dozen
Cell = str | int | float | bool | date | None


@dataclass(frozen=True)
class Bounds:
    """How much one file may hold, and how much the process that reads it may take."""

    size: int  # bytes
    unpacked: int  # bytes
    rows: int
    memory: int  # bytes
    seconds: int  # of the processor; until the reader is given up, a quarter more


A_LIST = Bounds(  # of a unit: one of 5,000 takes half a megabyte
    size=5 * 1024**2, unpacked=48 * 1024**2, rows=12_000, memory=280 * 1024**2, seconds=8
)
YEARS = Bounds(  # of decisions: 50,000 lines take four megabytes
    size=16 * 1024**2, unpacked=192 * 1024**2, rows=60_000, memory=1024**3, seconds=32
)


@dataclass(frozen=True)
class Grid:
    """One sheet, or one table of a text. Rows begin at the file's first; every row is as long as its last cell."""

    name: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Sequence[int]] = field(default_factory=tuple)  # first row, first column, last row, last column
    formulas: frozenset[tuple[int, int]] = frozenset()  # cells that hold one, where the format tells


def text_of(cell: Cell) -> str:
    """The cell as a person reads it, on any number of lines, single spaces between words."""
    if cell is None or cell is False or cell is True:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = str(cell)
    if "\n" not in text:
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def place(row: int, column: int) -> str:
    """The cell's name on the screen: 0, 0 is A1."""
    letters, rest = "", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(65 + letter) + letters
    return f"{letters}{row + 1}"


def filled_down(grid: Grid) -> list[list[Any]]:
    """The rows with each cell that is merged downwards repeated, for it says the same of every row that it spans."""
    rows = [list(row) for row in grid.rows]
    for top, left, bottom, _right in grid.merged:
        if bottom <= top or top >= len(rows) or left >= len(rows[top]):
            continue
        for row in rows[top + 1 : bottom + 1]:
            row.extend([None] * (left + 1 - len(row)))
            row[left] = rows[top][left]
    return rows
