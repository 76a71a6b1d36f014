"""The abbreviations of a plan spelt out where they stand, as the plan's file defines them; by line, where one means two
things."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from campaigns.plan.stated import NOT_STATED

SILENT = NOT_STATED.value
Known = tuple[tuple[str, str, tuple[int, ...]], ...]  # letters, what they mean, on which lines; everywhere if on none


class Piece(NamedTuple):
    """A piece of a text; `meaning` is what it stands for, "" for plain words."""

    text: str
    meaning: str = ""


def abbreviations_of(plan: Mapping[str, Any]) -> Known:
    """As the file defines them; none where it does not."""
    rows = plan.get("document", {}).get("abbreviations", ())
    return tuple((row["name"], row["meaning"], tuple(_lines(row.get("line", SILENT)))) for row in rows)


def _lines(value: Any) -> Sequence[int]:
    return [] if value == SILENT else value if isinstance(value, list) else [value]


def spelt(text: str, known: Known, lines: Sequence[int] = ()) -> list[Piece]:
    """The text in pieces. A number of a document ("35/KH-UBND") is left as it is."""
    if not known:
        return [Piece(text)]
    parts = _pattern(tuple(sorted({name for name, _meaning, _lines in known}))).split(text)
    return [Piece(part, _meaning_of(part, known, lines) if odd % 2 else "") for odd, part in enumerate(parts) if part]


@lru_cache(maxsize=64)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w&/-])({'|'.join(map(re.escape, longest_first))})(?![\w&/-])")


def _meaning_of(name: str, known: Known, lines: Sequence[int]) -> str:
    """That of the lines it stands on, or the one that holds elsewhere."""
    own = [(meaning, on) for letters, meaning, on in known if letters == name]
    here = next((meaning for meaning, on in own if set(on) & set(lines)), "")
    return here or next((meaning for meaning, on in own if not on), "")
