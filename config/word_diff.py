"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

LONGEST = 2_000  # words; beyond it whole lines are compared, so that no text costs seconds


class Run(NamedTuple):
    """A stretch of text: `kind` is same, del or ins; `gap` is the white space after it, which is not marked."""

    kind: str
    text: str
    gap: str


def word_diff(old: str, new: str) -> list[Run]:
    """The runs that lead from `old` to `new`, in reading order; what replaces stands after what it replaces."""
    before, after = _pieces(old), _pieces(new)
    if max(len(before), len(after)) > LONGEST:
        before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    runs: list[Run] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append(_run("same", before[a:b]))
        if kind in ("delete", "replace"):
            removed = _run("del", before[a:b])
            runs.append(removed if kind == "delete" else removed._replace(gap=" "))
        if kind in ("insert", "replace"):
            runs.append(_run("ins", after[c:d]))
    return runs


def _run(kind: str, pieces: list[str]) -> Run:
    whole = "".join(pieces)
    text = whole.rstrip()
    return Run(kind, text, whole[len(text) :])


def _pieces(text: str) -> list[str]:
    return re.findall(r"\S+\s*|^\s+", text)
