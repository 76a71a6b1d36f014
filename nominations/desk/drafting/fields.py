"""Form fields for the fields of a plan: text in and out, judged by the plan's own schema and by nothing else."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.plan.deadlines import Wording
from campaigns.plan.filling import SILENT, Blank, codes_of
from campaigns.plan.phrases import Bound
from campaigns.plan.schema.document import Recipient, Slip
from campaigns.plan.schema.people import Actor, Subject, Unit
from campaigns.plan.schema.work import Operator, TargetPart
from campaigns.plan.stated import Quotation, RefersTo
from campaigns.shown.labels import label_of
from campaigns.shown.points import TITLES, Reader
from campaigns.shown.words import BY_CLASS
from organisation.formfields import CleanCharField
from organisation.text import fold

LIMIT = 20_000
LONGEST_NAME = 60
LONG = (*TITLES, "role", "purpose", "definition")  # sentences, where other texts are a few words
BOUNDS = {
    Bound.BEFORE: _("trước ngày đó"), Bound.THROUGH: _("đến hết ngày đó"), Bound.ON: _("trong ngày đó"),
    Bound.FROM: _("từ ngày đó"), Bound.NONE: _("không định ngày"),
}  # fmt: skip
OPERATORS = {
    Operator.MORE: _("> (trên)"), Operator.AT_LEAST: _("≥ (từ … trở lên)"), Operator.EXACTLY: _("= (đạt)"),
    Operator.AT_MOST: _("≤ (không quá)"), Operator.LESS: _("< (dưới)"),
}  # fmt: skip
HELP = {
    "names": _("Nhiều mục thì cách nhau bằng dấu chấm phẩy."),
    "lines": _("Mỗi mục một dòng."),
    "parts": format_lazy(_("Mỗi mục một dòng: mã, dấu hai chấm, tên. Ví dụ: {example}."), example="T1-1: Xã A"),
    "time": format_lazy(
        _("Ví dụ: {example}."), example="trước ngày 10/8/2014; trong tháng 8/2014; đến hết quý III năm 2014"
    ),
    "bound": _("Chỉ chọn khi lời văn không tự nói rõ."),
    "date": format_lazy(_("Ví dụ: {example}."), example="10/8/2014"),
}
BRIEF = (Actor, Quotation, Recipient, Slip, Subject, Unit)  # whose wording is a line


class Names:
    """Everything of a plan that others refer to: a name for each code, and the code again for what was typed."""

    def __init__(self, plan: Mapping[str, Any]) -> None:
        self.codes, self.called = codes_of(plan), Reader(plan).names
        self._known: dict[tuple[str, ...], dict[str, str]] = {}

    def of(self, sections: tuple[str, ...]) -> dict[str, str]:
        """The words for each code of the sections: its name if that is short, with the code if it is another's too."""
        if sections not in self._known:
            taken: set[str] = set()
            codes = [code for section in sections for code in self.codes.get(section, ())]
            self._known[sections] = {code: self._words(code, taken) for code in codes}
        return self._known[sections]

    def _words(self, code: str, taken: set[str]) -> str:
        name = self.called.get(code, code)
        if len(name) > LONGEST_NAME or ";" in name:
            return code
        is_first = fold(name) not in taken
        taken.add(fold(name))
        return name if is_first else f"{name} ({code})"


class PlanField(CleanCharField):
    """One field of a record. `value` is what stands in it; `answer` what the typed text puts in its place."""

    def __init__(self, blank: Blank, value: Any) -> None:
        self.blank, self.value = blank, value
        super().__init__(
            max_length=LIMIT, required=False, label=label(blank), initial=self.shown(value), **self.options()
        )
        self.must = blank.must
        self.max_length = None  # refused where it is far too long; no counter beside it

    def options(self) -> dict[str, Any]:
        if self.blank.path == ("phrase",) and self.blank.record not in BRIEF:
            rows = min(max(2, len(self.shown(self.value)) // 90 + 1), 8)
            return {"multiline": True, "widget": forms.Textarea(attrs={"rows": rows})}
        if self.blank.path[-1] in LONG and len(self.blank.path) == 1:
            return {"widget": forms.TextInput(attrs={"class": "long"})}
        is_time = issubclass(self.blank.record, Wording) and self.blank.path[-1] == "phrase"
        return {"help_text": HELP["time" if is_time else "date"]} if is_time or self.blank.parts.main is date else {}

    def shown(self, value: Any) -> str:
        return "" if value is None else str(value)

    def answer(self, text: str) -> Any:
        """None: nothing was typed."""
        return text or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.answer(self.to_python(initial)) != self.answer(self.to_python(data))
        except ValidationError:
            return True


class ChoiceOf(PlanField):
    """One of the words that the schema knows."""

    def options(self) -> dict[str, Any]:
        main = self.blank.parts.main
        help_text = HELP["bound"] if main is Bound else ""
        return {"widget": forms.Select(choices=[("", "–"), *self._choices(main)]), "help_text": help_text}

    def shown(self, value: Any) -> str:
        return str(value).lower() if isinstance(value, bool) else super().shown(value)

    @staticmethod
    def _choices(main: Any) -> list[tuple[str, Any]]:
        if main is bool:
            return [("true", _("Có")), ("false", _("Không"))]
        own: dict[Any, Any] = {Bound: BOUNDS, Operator: OPERATORS}.get(main, {})
        return [(one.value, own.get(one) or BY_CLASS[main, one.value]) for one in main]


class NameOf(PlanField):
    """A reference, typed as name or as code."""

    def __init__(self, blank: Blank, value: Any, names: Names) -> None:
        item = blank.item or blank.parts
        self.sections = next(mark.sections for mark in item.marks if isinstance(mark, RefersTo))
        words = {
            word.value: str(BY_CLASS[type(word), word.value]) for word in blank.parts.words if word.value != SILENT
        }
        self.words, self.named = words, names.of(self.sections)
        self.codes = {fold(name): code for code, name in (self.named | words).items()}
        self.codes |= {fold(code): code for code in self.named}
        super().__init__(blank, value)

    def options(self) -> dict[str, Any]:
        attrs = {"list": self.list_id, "autocomplete": "off"} | ({"class": "long"} if self.blank.item else {})
        widget = forms.TextInput(attrs=attrs)
        return {"widget": widget, "help_text": HELP["names"] if self.blank.item else ""}

    @property
    def list_id(self) -> str:
        return "-".join(("names", *self.sections, *self.words))

    def shown(self, value: Any) -> str:
        codes = value if isinstance(value, list) else [value] if value else []
        return "; ".join((self.named | self.words).get(code, code) for code in codes)

    def answer(self, text: str) -> Any:
        found = [code for piece in text.split(";") if piece.strip() for code in self._codes_in(piece.strip())]
        if not found:
            return None
        if not self.blank.item:
            return "; ".join(found)
        return found[0] if found[0] in self.words and len(found) == 1 else found

    def _codes_in(self, piece: str) -> list[str]:
        """What is no name is left as it was typed: the schema says so."""
        if code := self.codes.get(fold(piece)):
            return [code]
        parts = [part.strip() for part in piece.split(",")]
        known = [self.codes[fold(part)] for part in parts if fold(part) in self.codes]
        return known if len(known) == len(parts) else [piece]


class LinesOf(PlanField):
    """A list of texts, one a line. A quotation that stays keeps the lines of the plan's text that it names."""

    def options(self) -> dict[str, Any]:
        help_text = HELP["parts" if self._main is TargetPart else "lines"]
        return {"multiline": True, "widget": forms.Textarea(attrs={"rows": 3}), "help_text": help_text}

    @property
    def _main(self) -> Any:
        assert self.blank.item is not None
        return self.blank.item.main

    def shown(self, value: Any) -> str:
        return "\n".join(self._line(one) for one in value or [])

    def answer(self, text: str) -> Any:
        before = {self._line(one): one for one in self.value or []}
        lines = [line for line in text.split("\n") if line]
        return [before.get(line) or self._item(line) for line in lines] or None

    def _line(self, one: Any) -> str:
        if self._main is TargetPart:
            name = one.get("name", SILENT)
            return one["id"] if name == SILENT else f"{one['id']}: {name}"
        return one["phrase"] if self._main is Quotation and isinstance(one, dict) else str(one)

    def _item(self, line: str) -> Any:
        if self._main is not TargetPart:
            return line
        code, _colon, name = line.partition(":")
        return {"id": code.strip(), "name": name.strip() or SILENT}


def field_for(blank: Blank, value: Any, names: Names) -> PlanField:
    main = (blank.item or blank.parts).main
    if any(isinstance(mark, RefersTo) for mark in (blank.item or blank.parts).marks):
        return NameOf(blank, value, names)
    if blank.item:
        return LinesOf(blank, value)
    if main is bool or (isinstance(main, type) and issubclass(main, Enum)):
        return ChoiceOf(blank, value)
    return PlanField(blank, value)


def label(blank: Blank) -> str:
    """ "Thời hạn", and of what is asked beside its words "Thời hạn – ngày"."""
    steps = list(zip(blank.records, blank.path, strict=True))
    if len(steps) > 1 and blank.path[-1] == getattr(blank.record, "shorthand", ""):
        steps.pop()
    first, *others = (str(label_of(record, name)) for record, name in steps)
    return " – ".join((first, *(f"{one[:1].lower()}{one[1:]}" for one in others)))
