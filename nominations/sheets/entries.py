"""From the lines of a list to entries: one for each nominee, with what is wrong in it, cell by cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nominations.sheets import values
from nominations.sheets.grid import Cell, place, text_of
from nominations.sheets.headings import LABELS, Field
from nominations.sheets.tables import Line, Table
from nominations.sheets.values import NotUnderstood
from organisation.text import UncleanText, clean

KEPT_OF = {  # what the record of each kind of nominee has
    "individual": ("honorific", "full_name", "position", "sub_unit", "is_leader"),
    "collective": ("full_name", "head_count"),
    "household": ("full_name", "sub_unit"),
}
REPORT = ("overview", "achievements", "earlier_awards")
_REPEATED = {Field.POSITION, Field.SUB_UNIT, Field.AWARD_FORM, Field.ACHIEVEMENTS, Field.IS_LEADER}
_PLAIN = {Field.POSITION: "position", Field.SUB_UNIT: "sub_unit"}


@dataclass(frozen=True)
class Fault:
    """What is wrong in a cell, and what to do about it."""

    cell: str
    words: str


@dataclass
class Entry:
    """One nominee as the file has it. `award` is the form that is asked for, in the file's words."""

    sheet: str
    number: int
    kind: str
    fields: dict[str, Any] = field(default_factory=dict)
    award: str = ""
    award_cell: str = ""
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.fields.get("full_name", ""))


def entries_of(table: Table, *, today: date, limits: Mapping[str, int]) -> Iterator[Entry]:
    """The entries of a list in its order; a row that holds nothing but its number is none.

    `limits` says how many characters each text may have.
    """
    mends = not table.is_ours and _mostly_capitals(table)
    above: dict[int, Cell] = {}
    for line in table.lines:
        reading = _Reading(table, line, above, today, limits, mends)
        entry = reading.entry()
        above |= reading.said
        if entry:
            yield entry


def _mostly_capitals(table: Table) -> bool:
    column = table.column(Field.FULL_NAME)
    if column is None:
        return False
    names = [text_of(line.cells[column]) for line in table.lines if column < len(line.cells)]
    shouted = sum(values.in_capitals(name) for name in names if name)
    return shouted * 2 > sum(map(bool, names))


class _Reading:
    """One line being read."""

    def __init__(
        self, table: Table, line: Line, above: Mapping[int, Cell], today: date, limits: Mapping[str, int], mends: bool
    ) -> None:
        self.table, self.line, self.today, self.limits, self.mends = table, line, today, limits, mends
        self.faults: list[Fault] = []
        self.notes: list[str] = []
        self.details: list[str] = []
        self.said = self._cells(above)

    def _cells(self, above: Mapping[int, Cell]) -> dict[int, Cell]:
        """The cells that say something, by column; "nt" says what the line above says."""
        said: dict[int, Cell] = {}
        for column, what in enumerate(self.table.fields):
            is_there = column < len(self.line.cells)
            cell, text = (self.line.cells[column], self.line.texts[column]) if is_there else (None, "")
            if self.table.is_ours:
                if text and what != Field.SKIP:
                    said[column] = cell
                continue
            if what in _REPEATED and values.is_ditto(text):
                cell = above.get(column)
                text = text_of(cell)
            if values.is_error(text):
                self._fault(column, _("Ô báo lỗi công thức “%(text)s”. Hãy gõ giá trị vào ô này.") % {"text": text})
            elif not values.is_nothing(text) and what != Field.SKIP:
                said[column] = cell
            elif (self.line.number - 1, column) in self.table.formulas and what not in (Field.SKIP, Field.NUMBER):
                words = _("Ô là công thức chưa có giá trị được lưu. Hãy gõ giá trị thay cho công thức.")
                self._fault(column, words)
        return said

    def entry(self) -> Entry | None:
        if not self.faults and all(self.table.fields[column] == Field.NUMBER for column in self.said):
            return None
        name, honorific = self._name()
        kind = self._kind(name)
        if kind == "individual" and self.mends and values.in_capitals(name):
            name = values.mended_capitals(name)
            self.notes.append(_("Tên viết hoa toàn bộ được đổi thành “%(name)s”.") % {"name": name})
        found: dict[str, Any] = {"full_name": name, "honorific": self._honorific() or honorific}
        found["is_leader"] = self._one(Field.IS_LEADER, self._leader)
        found["head_count"] = self._one(Field.HEAD_COUNT, lambda column: values.count_of(self.said[column]))
        found |= {name: self._text(what, name) for what, name in _PLAIN.items()}
        found["sub_unit"] = found["sub_unit"] or self._cleaned(self.line.group, "sub_unit", None)
        kept = KEPT_OF[kind]
        self._tell_lost(found, kept, kind)
        fields = {name: value for name, value in found.items() if name in kept}
        fields |= {name: self._text(Field(name), name, multiline=True) for name in REPORT}
        fields["overview"] = self._with_details(fields["overview"])
        award = self.table.column(Field.AWARD_FORM)
        return Entry(
            self.table.sheet, self.line.number, kind, fields, self._text(Field.AWARD_FORM, "award_form"),
            self._place(award), self.faults, self.notes,
        )  # fmt: skip

    def _name(self) -> tuple[str, str]:
        column = self.table.column(Field.FULL_NAME)
        name = self._text(Field.FULL_NAME, "full_name")
        family = self._text(Field.FAMILY_NAME, "full_name")
        name, honorific = f"{family} {name}".strip() if name else "", ""
        if not self.table.is_ours:
            name, honorific = values.without_title(name)
        if not name and not self.faults:
            self._fault(column, _("Dòng có nội dung nhưng chưa có tên. Hãy ghi tên, hoặc bỏ dòng này."))
        return name, honorific

    def _kind(self, name: str) -> str:
        column = self.table.column(Field.KIND)
        if column in self.said:
            try:
                return values.kind_of(text_of(self.said[column]))
            except NotUnderstood as error:
                self._fault(column, str(error))
        known = self.line.kind or self.table.kind
        return known or ("collective" if values.sounds_collective(name) else "individual")

    def _honorific(self) -> str:
        if said := self._one(Field.HONORIFIC, lambda column: values.honorific_of(text_of(self.said[column]))):
            return str(said)
        marks = ((Field.MAN, "ong"), (Field.WOMAN, "ba"), (Field.BORN_MAN, "ong"), (Field.BORN_WOMAN, "ba"))
        marked = {honorific for what, honorific in marks if self.table.column(what) in self.said}
        if len(marked) > 1:
            self._fault(self.table.column(Field.WOMAN), _("Đánh dấu cả nam và nữ. Hãy chỉ giữ một."))
        return marked.pop() if len(marked) == 1 else ""

    def _leader(self, column: int) -> bool | None:
        return values.leader_of(text_of(self.said[column]), self.table.headings[column])

    def _one(self, what: Field, read: Any) -> Any:
        """The value of that column; None where there is none, or a fault."""
        column = self.table.column(what)
        if column is None or column not in self.said:
            return None
        try:
            return read(column)
        except NotUnderstood as error:
            self._fault(column, f"“{text_of(self.said[column])[:40]}”: {error}")
            return None

    def _text(self, what: Field, name: str, *, multiline: bool = False) -> str:
        column = self.table.column(what)
        if column is None or column not in self.said:
            return ""
        cell = self.said[column]
        text = str(cell) if isinstance(cell, str) else text_of(cell)
        return self._cleaned(text, name, column, multiline=multiline)

    def _cleaned(self, text: str, name: str, column: int | None, *, multiline: bool = False) -> str:
        try:
            return clean(text, multiline=multiline, limit=self.limits[name])
        except UncleanText as error:
            self._fault(column, str(error))
            return ""

    def _with_details(self, overview: str) -> str:
        """What the record has no field of its own for stands at the head of the overview, as reports begin."""
        lines = []
        for column, what in enumerate(self.table.fields):
            if column not in self.said:
                continue
            if what in (Field.BORN, Field.BORN_MAN, Field.BORN_WOMAN):
                if line := self._one(what, lambda column: values.birth_of(self.said[column], self.today)):
                    lines.append(line)
            elif what == Field.DETAIL:
                lines.append(f"{self.table.headings[column]}: {text_of(self.said[column])}")
        return self._cleaned("\n".join([*lines, overview]), "overview", None, multiline=True) if lines else overview

    def _tell_lost(self, found: Mapping[str, Any], kept: Sequence[str], kind: str) -> None:
        lost = [name for name, value in found.items() if name not in kept and value not in ("", None)]
        lost = [name for name in lost if not (name == "sub_unit" and kind == "collective")]
        if lost:
            labels = ", ".join(str(LABELS[Field(name)]).lower() for name in lost)
            self.notes.append(_("Không lấy (không có ở đối tượng này): %(what)s.") % {"what": labels})

    def _fault(self, column: int | None, words: str) -> None:
        self.faults.append(Fault(self._place(column), words))

    def _place(self, column: int | None) -> str:
        return place(self.line.number - 1, column or 0)
