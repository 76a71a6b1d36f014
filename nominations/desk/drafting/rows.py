"""A section of a plan as rows to fill in: added, moved and dropped on the page, then written as the section's text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import override
from yaml.nodes import MappingNode, SequenceNode

from campaigns.plan import Mistake, PlanError
from campaigns.plan.filling import SILENT, Blank, answered, blanks_of, form_of, held, is_blank, unasked
from campaigns.plan.nodes import compose, line_of
from campaigns.plan.parts import PARTS
from campaigns.plan.stated import Declares
from campaigns.plan.writing import as_typed, dumped
from campaigns.shown.labels import SECTIONS, label_of
from campaigns.shown.points import TITLES
from nominations.desk.drafting.fields import NameOf, Names, field_for
from nominations.desk.drafting.mistakes import words_in_a_form
from organisation.text import fold

MOST = 400
OPEN_AT_ONCE = 6  # longer lists show a line a row; each is opened by its button
KEY = re.compile(r"n?\d{1,4}", re.ASCII)
PLACE = re.compile(r"\[[^\]]*\]")
FROM_A_SOURCE = ("line", "also")  # where the plan's own text lies beside it
FIRST = {"asks", "parts", "purpose", "organisers"}  # asked for at once although the format can do without


class RowForm(forms.Form):
    """A record's fields; those that the format wants written come first, the others fold away."""

    use_required_attribute = False

    def __init__(self, record: Any, row: Any, names: Names, *, has_source: bool, **options: Any) -> None:
        super().__init__(**options)
        self.record = record
        for blank in sorted(blanks_of(record), key=lambda blank: not _is_code(blank)):
            if has_source or blank.path[-1] not in FROM_A_SOURCE:
                self.fields["-".join(blank.path)] = field_for(blank, held(row, blank), names)

    def first(self) -> list[forms.BoundField]:
        return [one for one in self if self._is_first(one)]

    def more(self) -> list[forms.BoundField]:
        return [one for one in self if not self._is_first(one)]

    def opens_more(self) -> bool:
        """A mistake is not folded away."""
        return any(one.errors for one in self.more())

    def held_more(self) -> int:
        """How much is folded away."""
        return sum(bool(one.value()) for one in self.more())

    def is_untouched(self) -> bool:
        """Nothing was typed but the code that the page gave."""
        return not any(one.value() for one in self if not _is_code(one.field.blank))

    def answers(self, *, is_new: bool) -> dict[tuple[str, ...], Any]:
        fields: dict[str, Any] = self.fields
        wanted = fields if is_new else self.changed_data
        return {fields[name].blank.path: fields[name].answer(self.cleaned_data[name]) for name in wanted}

    def place(self, path: str, words: str) -> None:
        """The mistake at its field, or over the row when no field holds it."""
        path = PLACE.sub("", path)
        for name in self.fields:
            own = name.replace("-", ".")
            if path and (f"{own}.".startswith(f"{path}.") or f"{path}.".startswith(f"{own}.")):
                self.add_error(name, words)
                return
        name = path.partition(".")[0]
        self.add_error(None, f"{label_of(self.record, name)}: {words}" if name else words)

    @staticmethod
    def _is_first(one: forms.BoundField) -> bool:
        blank: Blank = one.field.blank
        return blank.is_first or blank.path[-1] in FIRST


@dataclass
class Row:
    """`key` is the place in the stored section, or n1, n2 … for a row that is new; without a form it is as stored."""

    key: str
    stored: Any
    record: Any
    form: RowForm | None = None

    @property
    def is_new(self) -> bool:
        return self.key.startswith("n")

    @property
    def code(self) -> str:
        return self._text("id") or self._text("code")

    @property
    def title(self) -> str:
        """What it says, as typed."""
        return next((text for name in TITLES if (text := self._text(name))), "")

    @property
    def kept(self) -> list[Any]:
        """What the row holds beside its form."""
        return [label_of(self.record, name) for name in unasked(self.stored, self.record)]

    def _text(self, name: str) -> str:
        if self.form is not None and name in self.form.fields:
            return str(self.form[name].value() or "")
        value = self.stored.get(name) if isinstance(self.stored, dict) else None
        return value if isinstance(value, str) and value != SILENT else ""


class Rows:
    """The rows as stored, or as `data` has them, which a form of this page sent."""

    def __init__(self, plan: Mapping[str, Any], section: str, data: QueryDict | None = None) -> None:
        form = form_of(section)
        assert form is not None
        self.section, self.form, self.data, self.plan = section, form, data, plan
        self.names = Names(plan)
        value = as_typed(plan, (section,)).get(section, SILENT)
        self.value = value
        self.stored: list[Any] = [] if value == SILENT else value if form.is_list else [value]
        keys = [str(place) for place in range(len(self.stored))] if data is None else _keys(data, len(self.stored))
        if not form.is_list:
            keys = ["0"] if self.stored else ["n1"]
        is_open = len(keys) <= OPEN_AT_ONCE
        self.rows = [self._row(key, is_open=is_open if data is None else self._was_open(key)) for key in keys[:MOST]]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @property
    def label(self) -> Any:
        return SECTIONS[self.section]

    @property
    def is_list(self) -> bool:
        return self.form.is_list

    @property
    def errors(self) -> list[Row]:
        """The rows with a mistake."""
        return [row for row in self.rows if row.form is not None and row.form.is_bound and row.form.errors]

    @property
    def next_key(self) -> str:
        return f"n{max([int(row.key[1:]) for row in self.rows if row.is_new], default=0) + 1}"

    @property
    def lists(self) -> dict[str, list[str]]:
        """What may be referred to, for the browser to offer: of each list that a field of an open row names."""
        fields = [one for row in self.rows if row.form for one in row.form.fields.values() if isinstance(one, NameOf)]
        return {one.list_id: [*one.words.values(), *one.named.values()] for one in fields}

    def do(self, act: str) -> None:
        """A button of a row: "add", "open 3", "up 3", "down 3", "drop 3". What is no such button does nothing."""
        verb, _space, key = act.partition(" ")
        if verb == "add" and self.is_list and len(self.rows) < MOST:
            self.rows.append(self._row(self.next_key, is_open=True, code=self._next_code()))
        place = next((place for place, row in enumerate(self.rows) if row.key == key), None)
        if place is None:
            return
        if verb == "open":
            self.rows[place] = self._row(key, is_open=True)
        elif verb in ("up", "down", "drop") and self.is_list:
            row = self.rows.pop(place)
            if verb != "drop":
                self.rows.insert(max(place + (1 if verb == "down" else -1), 0), row)

    def is_valid(self) -> bool:
        """Can each field be read at all? What it says is judged by the plan's schema when it is saved."""
        return all([row.form.is_valid() for row in self._filled() if row.form is not None])

    def typed(self) -> str:
        """The whole part of the plan with this section as its rows say."""
        part = next(sections for sections in PARTS.values() if self.section in sections)
        return dumped(as_typed(self.plan, part) | {self.section: self._written()})

    def place(self, error: PlanError, typed: str) -> list[Mistake]:
        """Each mistake at its row and field; returns those that stand elsewhere in the plan, without a line."""
        if not all(mistake.path for mistake in error.mistakes):  # it is no text of a plan at all
            return [Mistake(0, self.section, one.text, one.values) for one in error.mistakes]
        starts, others = _lines(typed, self.section, is_list=self.is_list), []
        rows = self._filled()
        for mistake in error.mistakes:
            number = sum(start <= mistake.line for start in starts) - 1
            is_here = PLACE.sub("", mistake.path).partition(".")[0] == self.section and mistake.line
            if not is_here or not 0 <= number < len(rows) or (self.is_list and "]" not in mistake.path):
                others.append(Mistake(0, mistake.path, mistake.text, mistake.values))
                continue
            row = rows[number]
            if row.form is None:
                self._open(row)
            assert row.form is not None
            inside = mistake.path.partition("].")[2] if self.is_list else mistake.path.partition(".")[2]
            row.form.place(inside, words_in_a_form(mistake))
        return others

    def _written(self) -> Any:
        rows = self._filled()
        found = [self._record(row) for row in rows]
        if self.is_list:
            if not found:
                return self.value if not self.stored else SILENT if self.form.may_be_unstated else []
            return found
        return SILENT if self.form.may_be_unstated and is_blank(found[0], self.form.record) else found[0]

    def _record(self, row: Row) -> Any:
        if row.form is None:
            return row.stored
        answers = row.form.answers(is_new=row.is_new)
        return answered(row.stored, self.form.record, answers) if answers else row.stored

    def _filled(self) -> list[Row]:
        """Without the rows that were added and left blank."""
        if not self.is_list:
            return self.rows
        return [row for row in self.rows if not row.is_new or (row.form is not None and not row.form.is_untouched())]

    def _row(self, key: str, *, is_open: bool, code: str = "") -> Row:
        stored = self.stored[int(key)] if not key.startswith("n") else {"id": code, "code": code} if code else {}
        data = self.data if self._was_open(key) else None
        form = self._form(key, stored, data) if is_open else None
        return Row(key, stored, self.form.record, form)

    def _open(self, row: Row) -> None:
        """As if its fields had been sent as they stand."""
        as_stored = self._form(row.key, row.stored, None)
        sent = {as_stored.add_prefix(name): one.initial for name, one in as_stored.fields.items()}
        row.form = self._form(row.key, row.stored, sent)

    def _form(self, key: str, stored: Any, data: Any) -> RowForm:
        has_source = self.plan.get("source", SILENT) != SILENT
        return RowForm(self.form.record, stored, self.names, has_source=has_source, prefix=key, data=data)

    def _was_open(self, key: str) -> bool:
        return self.data is not None and key in self.data.getlist("open")

    def _next_code(self) -> str:
        """The last row's code with the next number; in an empty section the first letters of its name."""
        if not any(map(_is_code, blanks_of(self.form.record))):
            return ""
        used = {code for codes in self.names.codes.values() for code in codes} | {row.code for row in self.rows}
        last = self.rows[-1].code if self.rows else ""
        with override("vi"):
            initials = "".join(word[0] for word in fold(str(self.label)).split())[:2].upper()
        head = last.rstrip("0123456789")
        number = int(last[len(head) :] or 0)
        return next(code for n in count(number + 1) if (code := f"{head or initials}{n}") not in used)


def _is_code(blank: Blank) -> bool:
    return len(blank.path) == 1 and any(isinstance(mark, Declares) and mark.unique for mark in blank.parts.marks)


def _keys(data: QueryDict, most: int) -> list[str]:
    """The rows as they stand on the page; what names no stored row is none."""
    sent = [key for key in dict.fromkeys(data.getlist("row")) if KEY.fullmatch(key)]
    return [key for key in sent if key.startswith("n") or int(key) < most]


def _lines(typed: str, section: str, *, is_list: bool) -> list[int]:
    """The line on which each row of the section begins."""
    root = compose(typed)
    assert isinstance(root, MappingNode)
    key, value = next((key, value) for key, value in root.value if key.value == section)
    if is_list:
        return [line_of(one) for one in value.value] if isinstance(value, SequenceNode) else []
    return [line_of(key)]
