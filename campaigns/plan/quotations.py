"""Do the quoted phrases stand in the plan, to the letter, on the lines given?"""

import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any, NamedTuple

from campaigns.plan import messages
from campaigns.plan.hints import fields_of, taken_apart
from campaigns.plan.stated import NOT_STATED, Lines, NotStated, Quoted

MARKUP = re.compile(r"^#+\s|\*+")


class Quote(NamedTuple):
    """A phrase, the field it is in, and the lines its record gives."""

    path: str
    phrase: str
    lines: Lines


class Fault(NamedTuple):
    path: str
    text: str
    values: dict[str, Any]


def quotes_of(value: Any, path: str = "", lines: Lines = NOT_STATED) -> Iterator[Quote]:
    """Every phrase of a record and of the records inside it. One without its own lines has those around it."""
    if isinstance(value, tuple):
        for position, item in enumerate(value, 1):
            label = getattr(item, "id", None) or getattr(item, "code", None) or position
            yield from quotes_of(item, f"{path}[{label}]", lines)
    if isinstance(value, type) or not is_dataclass(value) or getattr(value, "quotes_elsewhere", False):
        return
    lines = getattr(value, "line", None) or lines
    for name, hint, *_ in fields_of(value.__class__):
        inside, inner = getattr(value, name), f"{path}.{name}" if path else name
        if _is_quoted(hint):
            phrases = inside if isinstance(inside, tuple) else (inside,)
            yield from (Quote(inner, phrase, lines) for phrase in phrases if isinstance(phrase, str))
        else:
            yield from quotes_of(inside, inner, lines)


class SourceText:
    """The plan as printed: lines counted from 1, without Markdown marks, single spaces."""

    def __init__(self, text: str) -> None:
        self.lines = tuple(" ".join(MARKUP.sub("", line).split()) for line in text.splitlines())

    def faults(self, record: Any) -> Iterator[Fault]:
        """What is wrong with the phrases of a record, as they are met."""
        for quote in quotes_of(record):
            yield from self._faults_of(quote)

    def has(self, phrase: str, lines: tuple[int, ...]) -> bool:
        """Whether the phrase stands on one of the lines, or runs over them in the order given."""
        return phrase in " ".join(self.lines[line - 1] for line in lines)

    def _faults_of(self, quote: Quote) -> Iterator[Fault]:
        if isinstance(quote.lines, NotStated):
            yield Fault(quote.path, messages.NO_LINE, {"phrase": quote.phrase})
            return
        outside = [line for line in quote.lines if not 1 <= line <= len(self.lines)]
        for line in outside:
            yield Fault(quote.path, messages.NO_SUCH_LINE, {"line": line})
        if outside or self.has(quote.phrase, quote.lines):
            return
        values = {"phrase": quote.phrase, "lines": ", ".join(map(str, quote.lines))}
        elsewhere = [number for number, line in enumerate(self.lines, 1) if quote.phrase in line]
        if elsewhere:
            yield Fault(quote.path, messages.ON_OTHER_LINE, values | {"found": ", ".join(map(str, elsewhere))})
        else:
            yield Fault(quote.path, messages.NOT_ON_LINE, values)


def _is_quoted(hint: Any) -> bool:
    parts = taken_apart(hint)
    marks = parts.marks
    if getattr(parts.main, "__origin__", None) is tuple:
        marks = taken_apart(parts.main.__args__[0]).marks
    return any(isinstance(mark, Quoted) for mark in marks)
