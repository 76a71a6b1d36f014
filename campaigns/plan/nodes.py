"""YAML text to nodes that know their line. Nothing is constructed, so nothing can be run."""

import unicodedata
from collections.abc import Iterator

import yaml
from yaml.nodes import Node

from campaigns.plan import messages
from campaigns.plan.mistakes import Mistake, PlanError

SIZE_LIMIT = 1_000_000
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "value", "merge")
)
NULL_TAG = "tag:yaml.org,2002:null"


class PlanLoader(yaml.SafeLoader):
    """A safe loader without aliases: a plan is written out, and cannot be blown up."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise PlanError([Mistake(self.peek_event().start_mark.line + 1, "", messages.ALIAS)])
        return super().compose_node(parent, index)


def decoded(data: bytes) -> str:
    """Text of a UTF-8 file, with or without a byte order mark. Raises PlanError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise PlanError([Mistake(line, "", messages.NOT_UTF8)]) from error


def compose(text: str) -> Node:
    """The root node of the text in NFC. Raises PlanError for what is not plain, visible YAML."""
    if len(text) > SIZE_LIMIT:
        raise PlanError([Mistake(1, "", messages.TOO_BIG, {"limit": SIZE_LIMIT})])
    text = unicodedata.normalize("NFC", text)
    if invisible := list(_invisible(text)):
        raise PlanError(invisible)
    try:
        root = PlanLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise PlanError([Mistake(line, "", messages.BAD_YAML, {"problem": error.problem})]) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise PlanError([Mistake(line, "", messages.INVISIBLE, {"code": f"U+{error.character:04X}"})]) from error
    except RecursionError as error:
        raise PlanError([Mistake(1, "", messages.TOO_DEEP)]) from error
    if root is None:
        raise PlanError([Mistake(1, "", messages.EMPTY_FILE)])
    return root


def line_of(node: Node) -> int:
    return node.start_mark.line + 1


def is_null(node: Node) -> bool:
    return node.tag == NULL_TAG


def has_plain_tag(node: Node) -> bool:
    return node.tag in PLAIN_TAGS


def _invisible(text: str) -> Iterator[Mistake]:
    """Format characters (zero width, bidirectional marks): a reader could not see what they do."""
    for number, line in enumerate(text.split("\n"), start=1):
        for character in line:
            if unicodedata.category(character) == "Cf":
                yield Mistake(number, "", messages.INVISIBLE, {"code": f"U+{ord(character):04X}"})
