"""The plan as sections of points. The walk follows the records of `campaigns.plan.schema`: a new field shows itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, NamedTuple, get_args, get_origin

from django.utils.translation import gettext as _

from campaigns.plan.deadlines import Deadline
from campaigns.plan.hints import Hint, fields_of, filled, taken_apart
from campaigns.plan.schema.awards import Quota, Ratio
from campaigns.plan.schema.people import Unit
from campaigns.plan.schema.plan import Plan
from campaigns.plan.schema.settings import Settings
from campaigns.plan.schema.work import Frequency, Target
from campaigns.plan.stated import NOT_STATED, Quotation, RefersTo
from campaigns.shown import words
from campaigns.shown.labels import LABELS, SECTIONS, label_of
from campaigns.shown.times import lines_of, time_in_words

SILENT = NOT_STATED.value
TITLES = ("what", "indicator", "name", "title", "channel", "content", "phrase")  # the first of them heads a point
TOLD_WITH = {Target: ("value", "measure"), Quota: ("count", "ratio")}  # told in one breath with `operator`
# Optional fields that are worth a word when the plan is silent; every field that must be written is.
LOUD = {"national_header", "issuing_body_box", "seal", "definition", "baseline", "total", "interval", "plan"}


class Word(NamedTuple):
    """A text, and the point on the page that it names, if it names one."""

    text: Any
    ref: str = ""


class Detail(NamedTuple):
    label: Any
    words: list[Word]
    points: list["Point"]


@dataclass
class Point:
    """One thing of the plan: `quote` is the plan's own wording where `title` is ours."""

    id: str
    title: Any
    quote: str
    lines: str
    details: list[Detail]
    silent: list[Any]


class Section(NamedTuple):
    """`is_stated`: the plan speaks of it, be it to say that there is nothing."""

    key: str
    label: Any
    points: list[Point]
    is_stated: bool


class Reader:
    """Walks a stored plan with its names at hand."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        self.names: dict[str, str] = {}
        self.days: dict[str, date] = {}
        self._learn(plan)

    def point(self, cls: Any, row: Mapping[str, Any]) -> Point:
        heading = next((name for name in TITLES if row.get(name, SILENT) != SILENT and name in _names(cls)), "")
        details, silent = [], []
        key_field = "code" if cls is Unit else "id"
        apart = {key_field, "line", heading, *TOLD_WITH.get(cls, ())}  # shown beside the details, not among them
        for name, hint, required, _default in fields_of(cls):
            value = row.get(name, SILENT)
            if name in apart or value == []:
                continue
            if value == SILENT:
                silent += [label_of(cls, name)] if required or name in LOUD else []
            elif name != "phrase":
                found = self._compared(cls, row) if name == "operator" else self._read(hint, value)
                details.append(Detail(label_of(cls, name), *found))
        details += [
            Detail(label_of(cls, name), [Word(row[name])], []) for name in getattr(cls, "derived", ()) if row.get(name)
        ]
        title = row.get(heading, "")
        if row.get("name") == SILENT and not heading:
            title, silent = _("chưa nêu tên"), [words for words in silent if words != label_of(cls, "name")]
        quote = row.get("phrase", SILENT) if heading != "phrase" else SILENT
        quote = "" if quote == SILENT else quote
        return Point(row.get(key_field, ""), title, quote, lines_of(row).strip(), details, silent)

    def points(self, hint: Any, value: Any) -> list[Point]:
        main = taken_apart(hint).main
        if value == SILENT:
            return []
        if get_origin(main) is tuple:
            (item, _dots) = get_args(main)
            return [self.point(item, row) for row in value]
        return [self.point(main, value)]

    def _read(self, hint: Any, value: Any) -> tuple[list[Word], list[Point]]:
        """The value as words or as points of its own."""
        parts = taken_apart(hint)
        if any(value == word.value for word in parts.words):
            return [Word(words.BY_CLASS[type(word), word.value]) for word in parts.words if word.value == value], []
        if get_origin(parts.main) is tuple:
            item = taken_apart(get_args(parts.main)[0])
            if is_dataclass(item.main) and item.main is not Quotation:
                return [], [self.point(item.main, row) for row in value]
            return [word for one in value for word in self._words(item, one)], []
        if is_dataclass(parts.main) and parts.main not in (Quotation, Deadline, Frequency):
            return [], [self.point(parts.main, value)]
        return list(self._words(parts, value)), []

    def _words(self, parts: Hint, value: Any) -> Iterator[Word]:
        if parts.main is Quotation:
            yield Word(f"{value['phrase']}{lines_of(value)}")
        elif parts.main is Deadline:
            yield from map(Word, time_in_words(value, self.names, self.days))
        elif parts.main is Frequency:
            yield from self._frequency(value)
        elif any(isinstance(mark, RefersTo) and mark.sections != ("unit_kinds",) for mark in parts.marks):
            yield Word(self.names.get(value, value), value if value in self.names else "")
        elif any(getattr(mark, "section", "") == "unit_kinds" or isinstance(mark, RefersTo) for mark in parts.marks):
            yield Word(words.kind_of_unit(value))
        else:
            yield Word(_plain(parts.main, value))

    def _frequency(self, value: Mapping[str, Any]) -> Iterator[Word]:
        """The plan's words, and the interval, or that it fixes none."""
        if value["phrase"] != SILENT:
            yield Word(value["phrase"])
        yield from map(Word, value["also"])
        hint = next(field.hint for field in fields_of(Frequency) if field.name == "interval")
        if value["interval"] != SILENT:
            yield Word(_plain(taken_apart(hint).main, value["interval"]))
        else:
            yield Word(_("không nêu khoảng cách"))

    def _compared(self, cls: Any, row: Mapping[str, Any]) -> tuple[list[Word], list[Point]]:
        """A figure with its operator: "trên 80 %", "không quá 12,5 % số người tham gia"."""
        if cls is Target:
            return [Word(words.amount(row["operator"], row["value"], row["measure"]))], []
        if row["ratio"] == SILENT:
            return [Word(words.amount(row["operator"], str(row["count"])))], []
        share = words.amount(row["operator"], row["ratio"]["percent"], "%")
        of = next(field.hint for field in fields_of(Ratio) if field.name == "of")
        return [Word(f"{share} – {_plain(taken_apart(of).main, row['ratio']['of'])}")], []

    def _learn(self, value: Any) -> None:
        """What each id of the plan is called, and on which day each event falls."""
        if isinstance(value, list):
            for one in value:
                self._learn(one)
        if not isinstance(value, dict):
            return
        key = value.get("id") or value.get("code")
        called = next((value[name] for name in TITLES if value.get(name, SILENT) != SILENT), "")
        if key and called and isinstance(called, str):
            self.names.setdefault(key, called)
        when = value.get("when")
        if key and isinstance(when, dict):
            when = when["moved"][-1] if when["moved"] else when
            if when["first"] == when["last"] != SILENT:
                self.days[key] = date.fromisoformat(when["first"])
        for one in value.values():
            self._learn(one)


def sections_of(plan: Mapping[str, Any]) -> list[Section]:
    """Every section of the plan, in the order of reading."""
    reader, hints = Reader(plan), {field.name: field.hint for field in fields_of(Plan)}
    found = [
        Section(key, label, reader.points(hints[key], plan.get(key, SILENT)), plan.get(key, SILENT) != SILENT)
        for key, label in SECTIONS.items()
    ]
    about = found[0].points
    if about:
        own = ("id", "origin", "source")
        about[0].details += [
            Detail(label_of(Plan, name), *reader._read(hints[name], plan[name]))
            for name in own
            if plan.get(name, SILENT) != SILENT
        ]
        about[0].silent += [label_of(Plan, "source")] if plan.get("source") == SILENT else []
    return found


def settings_of(plan: Mapping[str, Any]) -> tuple[list[tuple[Detail, str, str]], list[Any]]:
    """What the office decided, each with by whom and why; and the names of what nobody has decided."""
    reader, chosen = Reader(plan), plan.get("settings", {})
    decided, open_ = [], []
    for name, hint, _required, _default in fields_of(Settings):
        label, setting = LABELS[f"setting.{name}"], chosen.get(name, SILENT)
        if setting == SILENT:
            open_.append(label)
            continue
        parts = taken_apart(hint)
        value = next(filled(field.hint, parts.argument) for field in fields_of(parts.main) if field.name == "value")
        found = reader._read(value, setting["value"]) if setting["value"] != [] else ([Word(_("Không có"))], [])
        decided.append((Detail(label, *found), setting["set_by"], setting["why"]))
    return decided, open_


def _names(cls: Any) -> set[str]:
    return {field.name for field in fields_of(cls)}


def _plain(main: Any, value: Any) -> Any:
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(main, type) and issubclass(main, Enum):
        return words.said(main, value)
    if main is date:
        return words.day(value)
    if main is Decimal:
        return words.number(value)
    return str(value)
