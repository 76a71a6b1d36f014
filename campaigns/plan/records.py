"""Nodes to records. The annotations of a record are the format; every mistake is noted, none stops the reading."""

from dataclasses import dataclass, field, is_dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Any, NamedTuple, get_args, get_origin

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from campaigns.plan import messages
from campaigns.plan.hints import Hint, fields_of, filled, taken_apart
from campaigns.plan.mistakes import Mistake
from campaigns.plan.nodes import has_plain_tag, is_null, line_of
from campaigns.plan.scalars import SCALARS
from campaigns.plan.stated import NOT_STATED, Declares, RefersTo


class Name(NamedTuple):
    """An id where it is declared or referred to."""

    mark: Declares | RefersTo
    value: str
    path: str
    line: int


class UnreadableError(Exception):
    """What keeps one node from being read; it becomes a mistake at that node."""

    def __init__(self, text: str, **values: Any) -> None:
        super().__init__(text)
        self.text, self.values = text, values


@dataclass
class Records:
    """Reads nodes as the hinted types and keeps what was met on the way.

    A value that could not be read is None, so a record with mistakes is whole in shape and useless in substance:
    nobody may see it while `mistakes` holds anything.
    """

    mistakes: list[Mistake] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def read(self, node: Node, hint: Any, path: str = "") -> Any:
        """The value of the node, or None with the mistake noted."""
        self.lines.setdefault(path, line_of(node))
        try:
            return self._read(node, taken_apart(hint), path)
        except UnreadableError as error:
            self._note(node, path, error.text, **error.values)
            return None

    def line_at(self, path: str) -> int:
        """The line of the field, or of the closest one around it that is written in the file."""
        while path and path not in self.lines:
            path = path.rpartition(".")[0]
        return self.lines.get(path, 1)

    def _read(self, node: Node, parts: Hint, path: str) -> Any:
        if not has_plain_tag(node):
            raise UnreadableError(messages.TAG, tag=node.tag)
        if is_null(node):
            raise UnreadableError(messages.EMPTY_MAY_BE_UNSTATED if parts.may_be_unstated else messages.EMPTY)
        if isinstance(node, ScalarNode):
            for word in parts.words:
                if node.value == word.value:
                    return word
            if node.value == NOT_STATED.value:
                raise UnreadableError(messages.MUST_BE_STATED)
        if get_origin(parts.main) is tuple:
            return self._read_list(node, get_args(parts.main)[0], path)
        if is_dataclass(parts.main):
            return self._read_record(node, parts, path)
        return self._read_scalar(node, parts, path)

    def _read_list(self, node: Node, item: Any, path: str) -> tuple[Any, ...]:
        """A list; a bare value is a list of one, unless the items are records."""
        if isinstance(node, SequenceNode):
            labelled = ((child, f"{path}[{_label(child, place)}]") for place, child in enumerate(node.value, 1))
            return tuple(self.read(child, item, inner) for child, inner in labelled)
        if isinstance(node, ScalarNode) and not is_dataclass(taken_apart(item).main):
            return (self.read(node, item, path),)
        raise UnreadableError(messages.WRONG_TYPE, expected=messages.A_LIST)

    def _read_scalar(self, node: Node, parts: Hint, path: str) -> Any:
        if not isinstance(node, ScalarNode):
            scalar = SCALARS.get(parts.main, SCALARS[str])
            raise UnreadableError(messages.WRONG_TYPE, expected=scalar.expected)
        if issubclass(parts.main, Enum):
            return _choice(node.value, parts.main)
        scalar = SCALARS[parts.main]
        try:
            value = scalar.read(node.value)
        except ValueError:
            raise UnreadableError(messages.WRONG_TYPE, expected=scalar.expected) from None
        for mark in parts.marks:
            if isinstance(mark, Declares | RefersTo):
                self.names.append(Name(mark, value, path, line_of(node)))
        return value

    def _read_record(self, node: Node, parts: Hint, path: str) -> Any:
        cls, before = parts.main, len(self.mistakes)
        nodes = self._nodes(node, cls, path)
        values = {}
        for name, hint, required, default in fields_of(cls):
            hint = filled(hint, parts.argument)
            values[name] = None if required else default
            if name in nodes:
                values[name] = self.read(nodes[name], hint, _joined(path, name))
            elif required:
                unstated = taken_apart(hint).may_be_unstated
                text = messages.MISSING_KEY_MAY_BE_UNSTATED if unstated else messages.MISSING_KEY
                self._note(node, _joined(path, name), text, name=name)
        made = cls(**values)
        if len(self.mistakes) == before and hasattr(made, "problems"):
            for problem in made.problems():
                where = _joined(path, problem.field)
                self.mistakes.append(Mistake(self.line_at(where), where, problem.text, problem.values))
        return made.settled() if len(self.mistakes) == before and hasattr(made, "settled") else made

    def _nodes(self, node: Node, cls: Any, path: str) -> dict[str, Node]:
        """The values by key; unknown keys and keys written twice are noted."""
        if isinstance(node, ScalarNode) and hasattr(cls, "shorthand"):
            return {cls.shorthand: node}
        if not isinstance(node, MappingNode):
            raise UnreadableError(messages.WRONG_TYPE, expected=messages.A_GROUP)
        known = [name for name, *_ in fields_of(cls)]
        nodes: dict[str, Node] = {}
        first: dict[str, int] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else "?"
            if name in first:
                self._note(key, _joined(path, name), messages.DUPLICATE_KEY, name=name, first=first[name])
            elif name in known:
                nodes[name] = value
            else:
                self._note_unknown(key, name, known, path)
            first.setdefault(name, line_of(key))
        return nodes

    def _note_unknown(self, key: Node, name: str, known: list[str], path: str) -> None:
        if close := get_close_matches(name, known, n=1):
            self._note(key, _joined(path, name), messages.UNKNOWN_KEY_CLOSE, name=name, close=close[0])
        else:
            self._note(key, _joined(path, name), messages.UNKNOWN_KEY, name=name, known=", ".join(known))

    def _note(self, node: Node, path: str, text: str, **values: Any) -> None:
        self.mistakes.append(Mistake(line_of(node), path, text, values))


def _choice(value: str, choices: type[Enum]) -> Enum:
    try:
        return choices(value)
    except ValueError:
        known = ", ".join(str(choice.value) for choice in choices)
        raise UnreadableError(messages.UNKNOWN_CHOICE, value=value, known=known) from None


def _joined(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _label(node: Node, position: int) -> str:
    """How an item is called in a path: by its id or code, else by its place, from 1."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value in ("id", "code") and isinstance(value, ScalarNode):
                return value.value
    return str(position)
