"""Run by path, as a process of its own: reads one file from its standard input, writes its cells as JSON.

Imports nothing of the project. Little memory and little time are its to take, so a file that grows without end when it
is read takes nobody else down. Nothing is evaluated: of a formula the value that was stored with it is read.
"""

import io
import json
import re
import sys
import zipfile
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

try:
    import resource
except ImportError:  # not on every system; the parent's clock is everywhere
    resource = None  # type: ignore[assignment]

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
FORMULA = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f\b')


class Fault(Exception):
    """The file can't be read; the word says why, and the parent words it for people."""


def limit(memory: int, seconds: int) -> None:
    if resource:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(kind: str, most_rows: int, most_columns: int, memory: int, seconds: int) -> None:
    limit(memory, seconds)
    data = sys.stdin.buffer.read()
    try:
        read = word if kind == "docx" else workbook
        answer: dict[str, Any] = {"sheets": read(data, most_rows, most_columns)}
    except Fault as fault:
        answer = {"fault": str(fault)}
    except MemoryError:
        answer = {"fault": "memory"}
    except Exception:
        answer = {"fault": "broken"}
    json.dump(answer, sys.stdout, ensure_ascii=True, separators=(",", ":"))


def workbook(data: bytes, most_rows: int, most_columns: int) -> list[dict[str, Any]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError as error:
        raise Fault("locked") from error
    if any(sheet.typ in (SheetTypeEnum.MacroSheet, SheetTypeEnum.Vba) for sheet in book.sheets_metadata):
        raise Fault("macros")
    marked = formulas(data) if data.startswith(b"PK") else []
    shown = [
        (place, meta.name)
        for place, meta in enumerate(book.sheets_metadata)
        if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible
    ]
    found, left = [], most_rows
    for place, name in shown:
        one = sheet_of(book.get_sheet_by_name(name), name, left, most_columns)
        one["formulas"] = marked[place] if len(marked) == len(book.sheets_metadata) else []
        left -= len(one["rows"])
        found.append(one)
    return found


def sheet_of(sheet: Any, name: str, most_rows: int, most_columns: int) -> dict[str, Any]:
    top, left = sheet.start or (0, 0)
    rows: list[list[Any]] = []
    blank = top
    if top > 10 * most_rows or left > most_columns:
        raise Fault("rows")
    for row in sheet.to_python(skip_empty_area=True):
        cells = [plain(cell) for cell in row[: most_columns - left]]
        while cells and cells[-1] is None:
            cells.pop()
        if not cells:
            blank += 1
            continue
        rows += [[] for _gap in range(blank)]
        blank = 0
        rows.append([None] * left + cells)
        if len(rows) > most_rows:
            raise Fault("rows")
    return {"name": name, "rows": rows, "merged": merged_in(sheet, len(rows), most_columns)}


def merged_in(sheet: Any, rows: int, columns: int) -> list[list[int]]:
    ranges = getattr(sheet, "merged_cell_ranges", None) or ()
    return [
        [top, left, min(bottom, rows - 1), min(right, columns - 1)]
        for (top, left), (bottom, right) in ranges
        if top < rows and left < columns
    ]


def plain(cell: Any) -> Any:
    """What JSON can carry: a day as {"day": …}; a time of day and a length of time as text."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, datetime):
        return {"day": cell.date().isoformat()}
    if isinstance(cell, date):
        return {"day": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    if isinstance(cell, float) and cell != cell:
        return None
    return cell if not isinstance(cell, str) or cell.strip() else None


def formulas(data: bytes) -> list[list[list[int]]]:
    """Of each sheet of a workbook, in the workbook's order, the cells that hold a formula."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
            return []
        parts = dict(pairs(archive.read("xl/_rels/workbook.xml.rels"), "Relationship", "Id", "Target"))
        order = [key for _name, key in pairs(archive.read("xl/workbook.xml"), "sheet", "name", "id")]
        paths = [f"xl/{parts.get(key, '').removeprefix('/xl/')}" for key in order]
        return [cells_with_formula(archive.read(path)) if path in names else [] for path in paths]


def cells_with_formula(xml: bytes) -> list[list[int]]:
    found = []
    for letters, digits in FORMULA.findall(xml):
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        found.append([int(digits) - 1, column - 1])
    return found


def pairs(xml: bytes, element: str, first: str, second: str) -> list[tuple[str, str]]:
    """Two attributes of every element of that name, whatever their prefix."""
    found = []

    def meet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(" ")[2] == element:
            bare = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
            found.append((bare.get(first, ""), bare.get(second, "")))

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = meet
    parser.Parse(xml, True)
    return found


class Tables:
    """The tables of a Word text. A cell that goes on from the row above is told as merged."""

    def __init__(self, most_rows: int, most_columns: int) -> None:
        self.most_rows, self.most_columns = most_rows, most_columns
        self.tables: list[dict[str, Any]] = []
        self.depth = 0
        self.text: list[str] = []
        self.span, self.goes_on, self.reading = 1, False, False
        self.before: list[str] = []  # the line of text above the table
        self.said = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.removeprefix(WORD)
        if tag == "tbl":
            self.depth += 1
            if self.depth == 1:
                self.tables.append({"name": "", "rows": [[self.said]] if self.said else [], "merged": []})
                self.said = ""
        elif tag == "tr" and self.depth == 1:
            rows = self.tables[-1]["rows"]
            rows.append([])
            if sum(len(table["rows"]) for table in self.tables) > self.most_rows:
                raise Fault("rows")
        elif tag == "tc" and self.depth == 1:
            self.text, self.span, self.goes_on = [], 1, False
        elif tag == "gridSpan":
            value = attributes.get(f"{WORD}val", "1")
            self.span = int(value) if value.isdecimal() and len(value) < 4 else 1
        elif tag == "vMerge":
            self.goes_on = attributes.get(f"{WORD}val", "continue") != "restart"
        elif tag == "t":
            self.reading = True
        elif tag in ("br", "tab", "cr"):
            (self.text if self.depth else self.before).append(" " if tag == "tab" else "\n")

    def end(self, name: str) -> None:
        tag = name.removeprefix(WORD)
        if tag == "t":
            self.reading = False
        elif tag == "p":
            if self.depth:
                self.text.append("\n")
            else:
                self.said, self.before = "".join(self.before).strip() or self.said, []
        elif tag == "tc" and self.depth == 1:
            self._cell()
        elif tag == "tbl":
            self.depth -= 1

    def _cell(self) -> None:
        table = self.tables[-1]
        row = table["rows"][-1]
        column = len(row)
        if column + self.span > self.most_columns:
            raise Fault("rows")
        if self.goes_on and len(table["rows"]) > 1:
            number = len(table["rows"]) - 1
            table["merged"].append([number - 1, column, number, column])
        row += ["".join(self.text).strip() or None] + [None] * (self.span - 1)

    def data(self, text: str) -> None:
        if self.reading:
            (self.text if self.depth else self.before).append(text)


def word(data: bytes, most_rows: int, most_columns: int) -> list[dict[str, Any]]:
    def refuse(*_declaration: object) -> None:
        raise Fault("broken")

    found = Tables(most_rows, most_columns)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = found.start, found.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = found.data, refuse
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("word/document.xml") as document:
        parser.ParseFile(document)
    for table in found.tables:
        table["merged"].sort()
    return found.tables


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
