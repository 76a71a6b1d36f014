"""Finding the lists in a sheet: below titles and merged headings, between two parts, above totals and signatures."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nominations.sheets.grid import Cell, Grid, filled_down, place, text_of
from nominations.sheets.headings import Field, fields_of, guessed, key_of, kind_named

_TOTAL = re.compile(
    r"^(tong|cong)$|^(tong|cong) (\d|ca nhan|tap the)|^tong (cong|so)\b(?! ty)|^danh sach (nay )?(co|gom)\b|^an dinh "
    r"danh sach"
)
_END = re.compile(
    r"^(nguoi lap|thu truong|thu ky|chu tich|giam doc|truong phong|pho giam doc|noi nhan|ky ten|xac nhan|lanh dao don"
    r" vi|tm |kt |dai dien|ke toan truong|ghi chu)\b|\bngay .*\bthang .*\bnam\b"
)
_ROMAN = re.compile(r"(?:phan )?(?:[ivx]+|[a-h])", re.IGNORECASE)
_NUMBERED = re.compile(r"\(?\d{1,2}\)?|[a-z]")
OURS = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG, xuất từ Vinh Danh"  # above a list that is read back as it was written
_MOST_TABLES = 40
_WIDEST_SECTION = 3  # cells with text that a title inside a table may have


@dataclass(frozen=True)
class Line:
    """A row of a list: its cells by column, and the heading inside the table that it stands below."""

    number: int  # as the spreadsheet counts, from 1
    cells: Sequence[Cell]
    texts: Sequence[str]
    group: str = ""
    kind: str = ""  # what the title above it says, when it says so


@dataclass(frozen=True)
class Table:
    """One list of a file."""

    sheet: str
    heading_row: int  # from 1
    headings: list[str]
    fields: list[Field]
    kind: str  # collective, individual, household, or "" when only the rows tell
    lines: list[Line] = field(default_factory=list)
    formulas: frozenset[tuple[int, int]] = frozenset()
    is_ours: bool = False  # written by us: every cell means what it says

    def column(self, wanted: Field) -> int | None:
        return self.fields.index(wanted) if wanted in self.fields else None


def tables_of(grids: Sequence[Grid], known: Mapping[str, str] | None = None) -> list[Table]:
    """Every list of the file that has rows, in reading order."""
    found = [table for grid in grids for table in _tables_in(grid, known or {}) if table.lines]
    return found[:_MOST_TABLES]


def _tables_in(grid: Grid, known: Mapping[str, str]) -> Iterator[Table]:
    finder = _Finder(grid, known)
    at = 0
    while at < len(finder.rows):
        at += finder.meet(at)
    yield from finder.tables


class _Finder:
    """Goes down a sheet and remembers below which titles it is."""

    def __init__(self, grid: Grid, known: Mapping[str, str]) -> None:
        self.grid, self.known, self.rows = grid, known, filled_down(grid)
        self.tables: list[Table] = []
        self.title_kind = kind_named(grid.name)  # what the last title above says
        self.section_kind, self.group = "", ""  # what a title inside the list says
        self.over, self.is_ours = False, False

    def meet(self, at: int) -> int:
        """Takes in the row, and says how many rows it took."""
        texts = [text_of(cell) for cell in self.rows[at]]
        filled = [text for text in texts if text]
        table = self.tables[-1] if self.tables else None
        if not filled:
            return 1
        if table and (table.is_ours or _is_surely_a_line(texts, filled, table)):
            self._take(at, texts, table)
        elif _is_heading(texts, self.known):
            return self._begin(at)
        elif table is None:
            self._title(filled)
        elif _is_section(texts, filled, table):
            self._section(filled)
        elif _ends(texts, filled, table):
            self.over = True
        elif not self.over:
            self._take(at, texts, table)
        return 1

    def _take(self, at: int, texts: Sequence[str], table: Table) -> None:
        self.over = False
        table.lines.append(Line(at + 1, self.rows[at], texts, self.group, self.section_kind))

    def _begin(self, at: int) -> int:
        headings, depth = _headings(self.grid, at)
        headings = [heading or f"Cột {place(0, column)[:-1]}" for column, heading in enumerate(headings)]
        fields = fields_of(headings, self.known)
        kind = _kind_of(headings, fields) or self.title_kind
        self.tables.append(
            Table(self.grid.name, at + 1, headings, fields, kind, formulas=self.grid.formulas, is_ours=self.is_ours)
        )
        self.section_kind, self.group, self.over = "", "", False
        return depth

    def _title(self, filled: Sequence[str]) -> None:
        self.title_kind = _kind_said(filled) or self.title_kind
        self.is_ours = self.is_ours or filled[0] == OURS

    def _section(self, filled: Sequence[str]) -> None:
        self.over = False
        if named := _kind_said(filled):
            self.title_kind = self.section_kind = named
            self.group = ""
        else:
            self.group = max(filled, key=len)


def _kind_said(filled: Sequence[str]) -> str:
    return kind_named(" ".join(filled)) if len(filled) <= _WIDEST_SECTION else ""


def _is_surely_a_line(texts: Sequence[str], filled: Sequence[str], table: Table) -> bool:
    return len(filled) > 1 and _is_numbered(texts, table) and not _says_total(filled[1])


def _is_heading(texts: Sequence[str], known: Mapping[str, str]) -> bool:
    """Names somebody, and at least one thing more about them, in words too short for data."""
    named = [_meant(text, known) if len(text) < 90 else None for text in texts if text]
    meant = {field for field in named if field not in (None, Field.SKIP)}
    return Field.FULL_NAME in meant and len(meant) >= 2 and len(meant) * 2 >= len(named) - 1


def _meant(text: str, known: Mapping[str, str]) -> str | None:
    return (known.get(key_of(text)) if known else None) or guessed(text)


def _headings(grid: Grid, at: int) -> tuple[list[str], int]:
    """The headings, with those of the row below where cells are merged over it; and how many rows they take."""
    upper = [text_of(cell) for cell in grid.rows[at]]
    depth = 1 + max(
        (min(bottom, at + 2) - at for top, _left, bottom, _right in grid.merged if top == at), default=0
    )  # fmt: skip
    lower = [text_of(cell) for cell in grid.rows[at + 1]] if at + 1 < len(grid.rows) else []
    if depth == 1 and _goes_on(upper, lower):
        depth = 2
    width = max(len(upper), len(lower) if depth > 1 else 0)
    upper += [""] * (width - len(upper))
    for top, left, _bottom, right in grid.merged:
        if top == at and left < width:
            upper[left : right + 1] = [upper[left]] * (min(right, width - 1) - left + 1)
    headings = upper
    if depth > 1:
        parents = _carried(upper, lower)
        below = lower + [""] * (width - len(lower))
        headings = [
            f"{parent} {child}".strip() if child and child != parent else parent
            for parent, child in zip(parents, below, strict=True)
        ]
    while at + depth < len(grid.rows) and _is_numbering([text_of(cell) for cell in grid.rows[at + depth]]):
        depth += 1
    return headings, depth


def _goes_on(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Without merged cells told: the row below only has words where the heading has room for them."""
    filled = [column for column, text in enumerate(lower) if text]
    if not filled or len(filled) > max(2, len(upper) // 2):
        return False
    under_known = {
        column for column, text in enumerate(upper) if text and guessed(text) in (Field.FULL_NAME, Field.NUMBER)
    }
    return not under_known & set(filled) and all(guessed(lower[column]) for column in filled)


def _carried(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """A heading above several cells is above each of them, where the row below has words and it has not."""
    carried, last = [], ""
    for column, text in enumerate(upper):
        last = text or last
        has_child = column < len(lower) and bool(lower[column])
        carried.append(text or (last if has_child else ""))
    return carried


def _is_numbering(texts: Sequence[str]) -> bool:
    """(1) (2) (3), or A B 1 2 3: the row under a heading that numbers its columns."""
    filled = [text.lower() for text in texts if text]
    if len(filled) < 3 or not all(_NUMBERED.fullmatch(text) for text in filled):
        return False
    numbers = [int(text.strip("()")) for text in filled if text.strip("()").isdecimal()]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True


def _kind_of(headings: Sequence[str], fields: Sequence[Field]) -> str:
    name = headings[fields.index(Field.FULL_NAME)] if Field.FULL_NAME in fields else ""
    if kind := kind_named(name):
        return kind
    if Field.FAMILY_NAME in fields or Field.HONORIFIC in fields or Field.BORN in fields:
        return "individual" if "tap the" not in key_of(name) else ""
    return ""


def _number_in(texts: Sequence[str], table: Table) -> str:
    column = table.column(Field.NUMBER)
    return texts[column] if column is not None and column < len(texts) else ""


def _is_section(texts: Sequence[str], filled: Sequence[str], table: Table) -> bool:
    """A title inside the list: "II. CÁ NHÂN", "B | Phòng Kế toán", or a text across where the number stands."""
    number = _number_in(texts, table).rstrip(".)")
    if len(filled) > _WIDEST_SECTION or _is_numbered(texts, table):
        return False
    words = [text for text in filled if text != _number_in(texts, table)]
    if _ROMAN.fullmatch(number):
        return bool(words) and not any(map(_says_total, words))
    if _says_total(filled[0]):
        return False
    if len({*filled}) == 1 and kind_named(filled[0]) and not _END.search(key_of(filled[0])):
        return True
    across = bool(number) and len({*filled}) == 1
    return across and not _END.search(key_of(filled[0])) and len(filled[0]) < 100


def _says_total(text: str) -> bool:
    return _TOTAL.search(key_of(text)) is not None


def _is_numbered(texts: Sequence[str], table: Table) -> bool:
    return _number_in(texts, table).rstrip(".)").isdecimal()


def _name_in(texts: Sequence[str], table: Table) -> str:
    column = table.column(Field.FULL_NAME)
    return texts[column] if column is not None and column < len(texts) else ""


def _ends(texts: Sequence[str], filled: Sequence[str], table: Table) -> bool:
    """Totals, the place and day, whoever signs: a list has nobody below them, but for numbered rows."""
    if _is_numbered(texts, table):
        return False
    if any(map(_says_total, filled[:2])):
        return True
    name = _name_in(texts, table)
    if name and not _END.search(key_of(name)):
        return False
    return len(filled) <= _WIDEST_SECTION and any(_END.search(key_of(text)) for text in filled)
