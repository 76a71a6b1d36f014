"""A plan back to the YAML it is read from: what `read_plan` makes of the text is the same plan.

Comments of a file are not kept. What a record says by its defaults, or a deadline by its words alone, is not written.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any, get_args, get_origin

import yaml

from campaigns.plan.deadlines import READ_FIELDS, Wording
from campaigns.plan.hints import Hint, fields_of, filled, taken_apart
from campaigns.plan.plain import plain
from campaigns.plan.schema.plan import Plan
from campaigns.plan.stated import NOT_STATED

WIDTH = 110
SECTIONS = tuple(name for name, *_more in fields_of(Plan))
Data = Mapping[str, Any]


def written(plan: Data, sections: tuple[str, ...] = SECTIONS) -> str:
    """The sections of a plan, as `Plan.as_dict` gives it, in the order asked for."""
    return dumped(as_typed(plan, sections))


def as_typed(plan: Data, sections: tuple[str, ...] = SECTIONS) -> dict[str, Any]:
    """The same as data: every value as its writer would put it, before it is YAML."""
    hints = {name: hint for name, hint, *_more in fields_of(Plan)}
    return {name: _value(plan[name], taken_apart(hints[name])) for name in sections if name in plan}


def dumped(data: Data) -> str:
    """What `as_typed` gives, or somebody filled in, as YAML."""
    return yaml.dump(data, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False)


class Dumper(yaml.SafeDumper):
    """As an official would type it: short lists on one line, items set in from their section."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def in_few_lines(self, data: list[Any]) -> yaml.Node:
        short = not any(isinstance(one, list | dict) for one in data) and sum(map(len, map(str, data))) < WIDTH // 2
        return self.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=short)


Dumper.add_representer(list, Dumper.in_few_lines)


def _value(value: Any, parts: Hint) -> Any:
    if any(value == word.value for word in parts.words):
        return value
    if get_origin(parts.main) is tuple:
        item = taken_apart(get_args(parts.main)[0])
        return [_value(one, item) for one in value]
    if is_dataclass(parts.main):
        return _record(value, parts)
    if parts.main is date:
        day = date.fromisoformat(value)
        return f"{day.day}/{day.month}/{day.year}"
    if parts.main is time:
        return time.fromisoformat(value).strftime("%H:%M")
    if parts.main is Decimal and Decimal(value) == int(Decimal(value)):
        return int(Decimal(value))
    return value


def _record(value: Data, parts: Hint) -> Any:
    cls: Any = parts.main
    told = _told_by_words(value) if issubclass(cls, Wording) else ()
    found = {
        name: _value(value[name], taken_apart(filled(hint, parts.argument)))
        for name, hint, required, default in fields_of(cls)
        if name in value and name not in told and (required or value[name] != plain(default))
    }
    found = {name: found[name] for name in sorted(found, key=lambda name: name not in ("id", "code"))}
    shorthand = getattr(cls, "shorthand", "")
    return found[shorthand] if set(found) == {shorthand} else found


def _told_by_words(value: Data) -> set[str]:
    """The fields of a deadline that follow from its phrase."""
    wording = Wording(phrase=value["phrase"], event=value.get("event", NOT_STATED))
    if value.get("event") == NOT_STATED.value:
        wording = Wording(phrase=value["phrase"])
    try:
        read = plain(wording.settled())
    except ValueError:
        return set()
    return {name for name in READ_FIELDS if value.get(name) == read[name]}
