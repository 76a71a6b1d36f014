"""A plan's own text as parts of a paper: headings and paragraphs, from the Markdown that lies beside its file."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Level = Literal[0, 1, 2, 3]
SECOND, THIRD = re.compile(r"\d+\. "), re.compile(r"\d+\.\d+\.? ")
HEADING = re.compile(r"#+\s+")
LEAD = re.compile(r"(?P<dash>[-+] )?\*\*(?P<lead>.+?)\*\*\s+(?P<text>\S.*)")
MARKS = re.compile(r"\*+")


class Part(NamedTuple):
    """A heading of that level ("I." is 1, "1." is 2, "1.1." is 3), or a paragraph with what is bold at its start."""

    text: str
    lead: str = ""
    level: Level = 0


def parts_of(text: str, first: int, last: int) -> list[Part]:
    """The parts from line `first` to line `last`, counted from 1; Markdown marks are left out, words never."""
    return [_part(paragraph) for paragraph in _paragraphs(text.splitlines()[first - 1 : last])]


def _paragraphs(lines: list[str]) -> Iterator[str]:
    """Lines that follow each other are one paragraph, unless a dash or a heading begins."""
    open_: list[str] = []
    for line in [*(" ".join(line.split()) for line in lines), ""]:
        if open_ and (not line or line.startswith(("- ", "+ ")) or HEADING.match(line) or HEADING.match(open_[0])):
            yield " ".join(open_)
            open_ = []
        if line:
            open_.append(line)


def _part(paragraph: str) -> Part:
    if marks := HEADING.match(paragraph):
        title = MARKS.sub("", paragraph[marks.end() :])
        return Part(title, level=3 if THIRD.match(title) else 2 if SECOND.match(title) else 1)
    if found := LEAD.match(paragraph):
        return Part(MARKS.sub("", found["text"]), lead=f"{found['dash'] or ''}{found['lead']}")
    return Part(MARKS.sub("", paragraph))
