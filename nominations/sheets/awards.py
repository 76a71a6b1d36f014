"""Files of past awards: what their columns are called, and each line as a record with what is wrong in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nominations.sheets import values
from nominations.sheets.entries import Fault
from nominations.sheets.grid import Cell, place, text_of
from nominations.sheets.headings import LABELS, Field, guessed
from nominations.sheets.tables import Line, Table
from nominations.sheets.values import NotUnderstood
from organisation.calendar import read_date
from organisation.text import UncleanText, clean

COLUMNS = {
    Field.SKIP: LABELS[Field.SKIP],
    Field.NUMBER: LABELS[Field.NUMBER],
    Field.YEAR: gettext_lazy("Năm khen thưởng"),
    Field.DECISION: gettext_lazy("Số quyết định"),
    Field.DECIDED_ON: gettext_lazy("Ngày quyết định"),
    Field.AUTHORITY: gettext_lazy("Cơ quan hoặc người quyết định"),
    Field.AWARD_FORM: gettext_lazy("Hình thức khen thưởng, danh hiệu"),
    Field.KIND: LABELS[Field.KIND],
    Field.HONORIFIC: LABELS[Field.HONORIFIC],
    Field.FULL_NAME: LABELS[Field.FULL_NAME],
    Field.FAMILY_NAME: LABELS[Field.FAMILY_NAME],
    Field.POSITION: LABELS[Field.POSITION],
    Field.SUB_UNIT: gettext_lazy("Đơn vị"),
    Field.ACHIEVEMENTS: LABELS[Field.ACHIEVEMENTS],
    Field.MONEY: gettext_lazy("Tiền thưởng (đồng)"),
}
LIMITS = {
    "full_name": 200, "position": 160, "unit_name": 200, "decision_number": 80, "authority": 200, "award": 200,
    "achievement": 4_000,
}  # fmt: skip
EARLIEST = 1945  # the first awards of the State
MOST_MONEY = 10**12
_TEXTS = {
    Field.POSITION: "position", Field.SUB_UNIT: "unit_name", Field.DECISION: "decision_number",
    Field.AUTHORITY: "authority", Field.AWARD_FORM: "award",
}  # fmt: skip
_REPEATED = {*_TEXTS, Field.YEAR, Field.DECIDED_ON, Field.ACHIEVEMENTS}
_EXACT = {
    Field.YEAR: "nam|nam khen thuong|nam khen|nam quyet dinh|nam dat|nam hoc|year",
    Field.DECISION: "quyet dinh|qd|so qd|so quyet dinh|quyet dinh so|qd so|so ky hieu|so van ban|so ky hieu van ban"
    "|so ky hieu quyet dinh|decision",
    Field.DECIDED_ON: "ngay|ngay qd|ngay ky|ngay thang|ngay thang nam|ngay quyet dinh|ngay ban hanh|ngay khen thuong"
    "|ngay thang nam quyet dinh|date",
    Field.AUTHORITY: "cap khen thuong|cap khen|cap quyet dinh|co quan khen thuong|co quan quyet dinh|co quan ban hanh"
    "|noi khen thuong|nguoi ky|nguoi quyet dinh|tham quyen|cap tham quyen|cap ra quyet dinh|authority",
    Field.AWARD_FORM: "hinh thuc|danh hieu|khen thuong|hinh thuc khen thuong|danh hieu thi dua|hinh thuc danh hieu"
    "|danh hieu hinh thuc|award",
    Field.MONEY: "tien|so tien|tien thuong|muc thuong|muc tien thuong|so tien thuong|thanh tien|money",
}  # fmt: skip
_EXACT_WORDS = {word: what for what, words in _EXACT.items() for word in words.split("|")}
_CONTAINED = (
    (re.compile(r"\bso\b.*\bngay\b"), Field.DECISION),  # “Số, ngày QĐ”
    (re.compile(r"\bngay\b.*\b(quyet dinh|qd|ky|khen)\b"), Field.DECIDED_ON),
    (re.compile(r"\b(so|so ky hieu)\b.*\b(quyet dinh|qd)\b"), Field.DECISION),
    (re.compile(r"\b(co quan|cap|nguoi|tham quyen)\b.*\b(quyet dinh|khen thuong|ky)\b"), Field.AUTHORITY),
    (re.compile(r"\bnam\b.*\b(khen|quyet dinh|dat)\b"), Field.YEAR),
    (re.compile(r"\b(tien thuong|muc thuong|so tien)\b"), Field.MONEY),
    (re.compile(r"\b(hinh thuc|danh hieu)\b"), Field.AWARD_FORM),
)
_YEAR = re.compile(r"(?:năm )?(\d{4})(?:\s*[-–/]\s*(\d{4}))?")
_NUMBERED = re.compile(r"(?:(?:qđ|quyết định)\s+)?(?:số:?\s+)?(.+)", re.IGNORECASE)
_DATED = re.compile(r"(.+?),?\s+(?:ngày\s+)?(\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})", re.IGNORECASE)
_MONEY_UNIT = re.compile(r"\s*(đồng|đ|vnđ|vnd)\.?$", re.IGNORECASE)
_COLLECTIVE = re.compile(  # no person is called so, whatever stands above the column
    r"(tập thể|phòng|trung tâm|văn phòng|chi nhánh|công ty|doanh nghiệp|ủy ban|uỷ ban|ubnd|bưu điện|viễn thông|chi cục"
    r"|chi bộ|đảng bộ|công đoàn|cán bộ và nhân dân|trường|trạm|xí nghiệp)\b",
    re.IGNORECASE,
)
_SERIALS = range(3_000, 60_000)  # days since 1899-12-30


is_ditto = lru_cache(maxsize=8_192)(values.is_ditto)  # the cells of such files repeat each other
cleaned = lru_cache(maxsize=8_192)(clean)
date_in = lru_cache(maxsize=8_192)(read_date)


class Columns(Mapping[str, str]):
    """What each heading of a file of past awards holds: as it was chosen before, else as its words say."""

    def __init__(self, chosen: Mapping[str, str]) -> None:
        self.chosen = chosen

    def __getitem__(self, key: str) -> str:
        said = self.chosen.get(key, "")
        return said if said in COLUMNS else _guessed(key)

    def __iter__(self) -> Iterator[str]:
        return iter(self.chosen)

    def __len__(self) -> int:
        return max(1, len(self.chosen))  # it always has an answer


def _guessed(key: str) -> str:
    if key in _EXACT_WORDS:
        return _EXACT_WORDS[key]
    found = next((what for pattern, what in _CONTAINED if pattern.search(key)), None) or guessed(key)
    return found if found in COLUMNS else Field.SKIP


@dataclass
class PastEntry:
    """One award of one person or collective as the file has it."""

    number: int
    kind: str
    fields: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)


def entries_of(table: Table, *, today: date) -> Iterator[PastEntry]:
    """The lines of a table in its order; a row that holds nothing but its number is none."""
    above: dict[int, Cell] = {}
    for line in table.lines:
        reading = _Reading(table, line, above, today)
        if reading.said.keys() - reading.plain_numbers:
            yield reading.entry()
        above |= reading.said


class _Reading:
    """One line being read; the columns of the table are looked up once."""

    def __init__(self, table: Table, line: Line, above: Mapping[int, Cell], today: date) -> None:
        self.table, self.line, self.today = table, line, today
        self.faults: list[Fault] = []
        self.said: dict[int, Cell] = {}
        self.places: dict[Field, int] = {}
        self.plain_numbers: set[int] = set()
        for column, (what, cell, text) in enumerate(zip(table.fields, line.cells, line.texts, strict=False)):
            if what == Field.SKIP or values.is_nothing(text):
                continue
            if what in _REPEATED and is_ditto(text):
                cell = above.get(column)
            if values.is_error(text):
                self._fault(what, column, _("Ô báo lỗi công thức “%(text)s”. Hãy gõ giá trị vào ô này."), text)
                continue
            self.said[column] = cell
            self.places[what] = column
            if what == Field.NUMBER:
                self.plain_numbers.add(column)

    def entry(self) -> PastEntry:
        name, honorific = self._name()
        found: dict[str, Any] = {"full_name": name}
        found["honorific"] = self._one(Field.HONORIFIC, lambda cell: values.honorific_of(text_of(cell))) or honorific
        found |= {name: self._text(what, name) for what, name in _TEXTS.items()}
        found["unit_name"] = found["unit_name"] or self.line.group[: LIMITS["unit_name"]]
        found["achievement"] = self._text(Field.ACHIEVEMENTS, "achievement", multiline=True)
        found["decided_on"] = self._one(Field.DECIDED_ON, self._day)
        self._part_decision(found)
        found["year"] = self._one(Field.YEAR, self._year) or (found["decided_on"] and found["decided_on"].year)
        found["money"] = self._one(Field.MONEY, _money)
        self._check(found)
        return PastEntry(self.line.number, self._kind(name), found, self.faults)

    def _name(self) -> tuple[str, str]:
        given, family = self._text(Field.FULL_NAME, "full_name"), self._text(Field.FAMILY_NAME, "full_name")
        name, honorific = values.without_title(f"{family} {given}".strip() if given else "")
        if name and values.in_capitals(name) and not values.sounds_collective(name):
            name = values.mended_capitals(name)
        return name, honorific

    def _kind(self, name: str) -> str:
        said = self._one(Field.KIND, lambda cell: values.kind_of(text_of(cell)))
        if not said and _COLLECTIVE.match(name):
            return "collective"
        known = said or self.line.kind or self.table.kind
        return known or ("collective" if values.sounds_collective(name) else "individual")

    def _part_decision(self, found: dict[str, Any]) -> None:
        """“QĐ số 12/QĐ-UBND ngày 05/01/2012” is a number and a day."""
        said = _NUMBERED.fullmatch(found["decision_number"])
        found["decision_number"] = said[1] if said else ""
        dated = _DATED.fullmatch(found["decision_number"])
        if not dated:
            return
        found["decision_number"] = dated[1]
        if Field.DECIDED_ON not in self.places:
            found["decided_on"] = self._one(Field.DECISION, lambda cell: self._day(dated[2]))  # noqa: ARG005

    def _check(self, found: Mapping[str, Any]) -> None:
        """What a line of the register can't be without."""
        if not found["full_name"]:
            self._fault(Field.FULL_NAME, None, _("Dòng có nội dung nhưng chưa có tên. Hãy ghi tên, hoặc bỏ dòng này."))
        if not found["award"]:
            self._fault(Field.AWARD_FORM, None, _("Chưa ghi hình thức khen thưởng. Hãy ghi hình thức hoặc danh hiệu."))
        said = self.places.keys() & {Field.YEAR, Field.DECIDED_ON}  # what can't be read there is told already
        if not found["year"] and not said:
            self._fault(Field.YEAR, None, _("Chưa có năm khen thưởng. Hãy ghi năm, hoặc ngày quyết định."))

    def _year(self, cell: Cell) -> int:
        found = _YEAR.fullmatch(text_of(cell).lower())
        year = int(found[2] or found[1]) if found else 0
        if not EARLIEST <= year <= self.today.year:
            words = _("Năm phải từ %(first)s đến %(last)s, ví dụ 2012.")
            raise NotUnderstood(words % {"first": EARLIEST, "last": self.today.year})
        return year

    def _day(self, cell: Cell) -> date:
        day = _read_day(cell)
        if not day.year >= EARLIEST or day > self.today:
            raise NotUnderstood(_("Ngày quyết định phải là một ngày đã qua, ví dụ 05/01/2012."))
        return day

    def _one(self, what: Field, read: Any) -> Any:
        """The value of that column; None where there is none, or a fault."""
        column = self.places.get(what)
        if column is None or self.said[column] is None:
            return None
        try:
            return read(self.said[column])
        except ValueError as error:
            self._fault(what, column, f"“{text_of(self.said[column])[:40]}”: {error}")
            return None

    def _text(self, what: Field, name: str, *, multiline: bool = False) -> str:
        column = self.places.get(what)
        if column is None or self.said[column] is None:
            return ""
        cell = self.said[column]
        try:
            text = cell if isinstance(cell, str) else text_of(cell)
            return cleaned(text, multiline=multiline, limit=LIMITS[name])
        except UncleanText as error:
            self._fault(what, column, str(error))
            return ""

    def _fault(self, what: Field, column: int | None, words: str, text: str = "") -> None:
        known = self.table.column(what) if column is None else column
        where = "" if known is None else place(self.line.number - 1, known)
        self.faults.append(Fault(where or str(self.line.number), words % {"text": text} if text else words))


def _read_day(cell: Cell) -> date:
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        return date(1899, 12, 30) + timedelta(days=int(cell))
    return date_in(text_of(cell))


def _money(cell: Cell) -> int:
    """Dong. Raises NotUnderstood."""
    text = _MONEY_UNIT.sub("", text_of(cell)).replace(" ", "")
    bare = re.sub(r"(?<=\d)[.,](?=\d{3}(?:\D|$))", "", text)
    if not bare.isdecimal() or int(bare) > MOST_MONEY:
        raise NotUnderstood(_("Tiền thưởng phải là số tiền bằng đồng, ví dụ 300.000."))
    return int(bare)
