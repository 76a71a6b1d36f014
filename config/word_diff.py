"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

LONGEST = 6_000  # words; beyond it whole lines are compared, so that no text costs seconds


class Run(NamedTuple):
    """A stretch of text: `kind` is same, del or ins."""

    kind: str
    text: str


def word_diff(old: str, new: str) -> list[Run]:
    """The runs that lead from `old` to `new`; same and ins together are `new`, same and del are `old`."""
    before, after = _pieces(old), _pieces(new)
    if max(len(before), len(after)) > LONGEST:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(Run("same", "".join(before[a:b])))
            continue
        if b > a:
            runs.append(Run("del", "".join(before[a:b])))
        if d > c:
            runs.append(Run("ins", "".join(after[c:d])))
    return runs


def _pieces(text: str) -> list[str]:
    return re.findall(r"\S+\s*|^\s+", text)
