"""A record of a plan filled in field by field: what can be asked, what stands there, and the record with the answers.

The schema says all of it. What no single field can hold (a list of records, what later papers made of a deadline) is
not asked for, and stays as it is when the rest is answered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from campaigns.plan.deadlines import Wording
from campaigns.plan.hints import Hint, fields_of, filled, taken_apart
from campaigns.plan.schema.plan import Plan
from campaigns.plan.schema.work import TargetPart
from campaigns.plan.stated import NOT_STATED, Declares, Quotation
from campaigns.plan.writing import SECTIONS, Data

SILENT = NOT_STATED.value
TIMES = ("phrase", "event", "bound", "first", "last")  # what is asked of a time limit; its words tell the rest
ONE_A_LINE = (Quotation, TargetPart)  # records so small that a list of them is lines of text
UNASKED = ("settings",)
Path = tuple[str, ...]


class Blank(NamedTuple):
    """A field to fill in: its path from the record, each step with the record that it is a field of.

    `is_first`: asked for at once, because the format wants it written.
    """

    path: Path
    records: tuple[Any, ...]
    parts: Hint
    is_first: bool

    @property
    def record(self) -> Any:
        return self.records[-1]

    @property
    def item(self) -> Hint | None:
        """What a list holds; None for a single value."""
        return taken_apart(get_args(self.parts.main)[0]) if get_origin(self.parts.main) is tuple else None

    @property
    def must(self) -> bool:
        """Nothing can be saved without it."""
        return self.is_first and len(self.path) == 1 and not self.parts.may_be_unstated


class Form(NamedTuple):
    """How a section is filled in: one record, or as many as there are."""

    record: Any
    is_list: bool
    may_be_unstated: bool


@cache
def form_of(section: str) -> Form | None:
    """None: the section is written as text."""
    hint = next(hint for name, hint, *_more in fields_of(Plan) if name == section)
    parts = taken_apart(hint)
    is_list = get_origin(parts.main) is tuple
    item = taken_apart(get_args(parts.main)[0]).main if is_list else parts.main
    if section in UNASKED or not is_dataclass(item):
        return None
    return Form(item, is_list, parts.may_be_unstated)


@cache
def blanks_of(record: Any) -> tuple[Blank, ...]:
    return tuple(_blanks(record, (), (), True))


def _blanks(record: Any, path: Path, records: tuple[Any, ...], is_first: bool) -> Iterator[Blank]:
    for name, hint, required, _default in fields_of(record):
        parts = taken_apart(hint)
        if issubclass(record, Wording) and name not in TIMES:
            continue
        here = ((*path, name), (*records, record))
        is_shorthand = name == getattr(record, "shorthand", "")
        at_once = is_first and (required or is_shorthand)
        if is_dataclass(parts.main):
            yield from _blanks(parts.main, *here, at_once)
        elif get_origin(parts.main) is not tuple or _fits(taken_apart(get_args(parts.main)[0]).main):
            yield Blank(*here, parts, at_once)


def _fits(item: Any) -> bool:
    return item in ONE_A_LINE or not is_dataclass(item)


def held(row: Any, blank: Blank) -> Any:
    """What stands in the field, of a record as `writing.as_typed` gives it; None: nothing."""
    value = row
    for name, record in zip(blank.path, blank.records, strict=True):
        if isinstance(value, str) and value != SILENT:
            value = {getattr(record, "shorthand", ""): value}
        value = value.get(name) if isinstance(value, dict) else None
    return None if value == SILENT else value


def is_blank(row: Any, record: Any) -> bool:
    return all(held(row, blank) is None for blank in blanks_of(record))


def unasked(row: Any, record: Any) -> list[str]:
    """The fields of the record that hold something and are not asked for."""
    asked = {blank.path[0] for blank in blanks_of(record)}
    return [name for name, *_more in fields_of(record) if name in row and name not in asked and row[name] != SILENT]


def answered(row: Any, record: Any, answers: Mapping[Path, Any]) -> dict[str, Any]:
    """The record with the answers in their fields, None for one that was emptied; all else as it is."""
    found = dict(row) if isinstance(row, dict) else {}
    if isinstance(row, str) and row != SILENT:
        found = {record.shorthand: row}
    for name, hint, required, _default in fields_of(record):
        inner = {path[1:]: value for path, value in answers.items() if path[0] == name}
        parts = taken_apart(hint)
        if not inner:
            if required and parts.may_be_unstated:
                found.setdefault(name, SILENT)
            continue
        value = inner.get(())
        if is_dataclass(parts.main):
            value = answered(found.get(name), parts.main, inner)
            value = None if is_blank(value, parts.main) else value
        found.pop(name, None)
        if value is not None:
            found[name] = value
        elif required and parts.may_be_unstated:
            found[name] = SILENT
    return found


def codes_of(plan: Data) -> dict[str, list[str]]:
    """The codes that a plan, as `Plan.as_dict` gives it, declares: of each section that references name, in order."""
    found: dict[str, list[str]] = {}
    hints = {name: hint for name, hint, *_more in fields_of(Plan)}
    for name in SECTIONS:
        for section, code in _codes(taken_apart(hints[name]), plan.get(name, SILENT)):
            found.setdefault(section, []).append(code)
    return found


def _codes(parts: Hint, value: Any) -> Iterator[tuple[str, str]]:
    if value is None or value == SILENT or any(value == word.value for word in parts.words):
        return
    if get_origin(parts.main) is tuple:
        item = taken_apart(get_args(parts.main)[0])
        for one in value:
            yield from _codes(item, one)
    elif is_dataclass(parts.main):
        record: Any = parts.main
        for name, hint, *_more in fields_of(record):
            yield from _codes(taken_apart(filled(hint, parts.argument)), value.get(name))
    else:
        yield from ((mark.section, value) for mark in parts.marks if isinstance(mark, Declares))
