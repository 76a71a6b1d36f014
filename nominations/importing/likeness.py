"""Do two records speak of one nominee? By name first, spelt with or without accents, in another order, with a slip."""

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import Any

from nominations.sheets.syllables import is_syllable
from organisation.text import fold

LIKELY = 80  # from here on, of 100, somebody is asked
MOST_COMPARED = 10  # of one spelling
LETTERS = "abcdeghiklmnopqrstuvxy"  # of Vietnamese, without their marks
_ALIKE = 0.6  # two wordings of one position, at least


@dataclass
class Record:
    """What is compared of a nominee, and `of`: whose record it is."""

    kind: str
    full_name: str
    key: str  # the folded name
    position: str = ""
    sub_unit: str = ""
    honorific: str = ""
    of: Any = None

    @cached_property
    def words(self) -> list[str]:
        return self.key.split()

    @cached_property
    def slips(self) -> list[int]:
        """The words that read like none: where a finger may have slipped."""
        spelt = self.full_name.split()
        if len(spelt) != len(self.words) or len(spelt) < 2:
            return []
        return [place for place, word in enumerate(spelt) if word.isalpha() and not _reads(word)]

    def keys_at(self, place: int) -> Iterator[str]:
        """The name without that word, with what is left of the word when a letter is dropped: two words that are one
        slip apart have such a rest in common."""
        word = self.words[place]
        around = f"{self.kind} {' '.join(self.words[:place])} / {' '.join(self.words[place + 1 :])} / "
        yield around + word
        yield from (f"{around}{word[:cut]}{word[cut + 1 :]}" for cut in range(len(word)))


def meant_by(one: Record) -> Iterator[str]:
    """Folded names that this one may be a slip of: a word that reads like none, with a letter more, less or other."""
    for place in one.slips:
        before, after = one.words[:place], one.words[place + 1 :]
        yield from (" ".join([*before, word, *after]) for word in _near_words(one.words[place]))


@lru_cache(maxsize=10_000)
def _near_words(word: str) -> tuple[str, ...]:
    """Words that read like Vietnamese without its marks and are one slip apart."""
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + letter + b[1:] for a, b in cuts if b for letter in LETTERS}
    found |= {a + letter + b for a, b in cuts for letter in LETTERS}
    return tuple(sorted(near for near in found - {word} if near and _reads(near)))


def record(of: Any, kind: str, fields: dict[str, Any]) -> Record:
    name = str(fields.get("full_name") or "")
    texts = {what: str(fields.get(what) or "") for what in ("position", "sub_unit", "honorific")}
    return Record(kind, name, fold(name), of=of, **texts)


def score(one: Record, other: Record) -> int:
    """0 to 100. The same name in the same place is 100; another position, sub-unit or honorific takes some away."""
    if one.kind != other.kind:
        return 0
    found = _of_names(one, other)
    for what, weight in (("position", 8), ("sub_unit", 5), ("honorific", 6)):
        mine, theirs = getattr(one, what), getattr(other, what)
        if found and mine and theirs and _apart(mine, theirs):
            found -= weight
    return found


def _of_names(one: Record, other: Record) -> int:
    if one.key == other.key:
        return 100 if one.full_name.casefold() == other.full_name.casefold() else 96
    if sorted(one.words) == sorted(other.words) or "".join(one.words) == "".join(other.words):
        return 92
    if len(one.words) == len(other.words):
        apart = [place for place, word in enumerate(one.words) if word != other.words[place]]
        if len(apart) == 1 and (apart[0] in one.slips) != (apart[0] in other.slips):
            return 88 if _one_slip(one.words[apart[0]], other.words[apart[0]]) else 0
    return 0


def _one_slip(mine: str, theirs: str) -> bool:
    """A letter more, less, other, or two that changed places."""
    longer, shorter = sorted((mine, theirs), key=len, reverse=True)
    if len(longer) - len(shorter) > 1:
        return False
    start = next((place for place, (a, b) in enumerate(zip(longer, shorter, strict=False)) if a != b), len(shorter))
    rest_long, rest_short = longer[start:], shorter[start:]
    if len(longer) > len(shorter):
        return rest_long[1:] == rest_short
    return rest_long[1:] == rest_short[1:] or (
        rest_long[:2] == rest_short[1::-1] and rest_long[2:] == rest_short[2:]
    )  # fmt: skip


@lru_cache(maxsize=10_000)
def _reads(word: str) -> bool:
    return is_syllable(word)


@lru_cache(maxsize=10_000)
def _apart(mine: str, theirs: str) -> bool:
    a, b = fold(mine), fold(theirs)
    return a != b and a not in b and b not in a and SequenceMatcher(None, a, b).ratio() < _ALIKE


class Records:
    """Records by everything under which one that is alike may be looked for.

    No two are compared without cause, and none with more than a few of one spelling: a list of one name stays quick.
    """

    def __init__(self) -> None:
        self._spelt: dict[Hashable, list[Record]] = defaultdict(list)
        self._words: dict[str, list[Record]] = defaultdict(list)  # by each word that may be the right one
        self._slips: dict[str, list[Record]] = defaultdict(list)  # by each word that may be a slip
        self._later: list[Record] = []  # whose words nobody has asked for yet

    def add(self, one: Record) -> None:
        for key in _spellings(one):
            self._spelt[key].append(one)
        self._later.append(one)
        for place in one.slips:
            for word in one.keys_at(place):
                self._slips[word].append(one)

    def _by_words(self) -> dict[str, list[Record]]:
        for one in self._later:
            for place in range(len(one.words)):
                if place not in one.slips:
                    for word in one.keys_at(place):
                        self._words[word].append(one)
        self._later.clear()
        return self._words

    def likest(self, one: Record) -> tuple[int, Record | None]:
        """The best of those that are likely, the earliest of equals; 0 and None where nobody is."""
        best: tuple[int, Record | None] = (0, None)
        for other in self._near(one):
            found = score(one, other)
            if found >= LIKELY and found > best[0]:
                best = (found, other)
            if found == 100:
                break
        return best

    def _near(self, one: Record) -> Iterator[Record]:
        for key in _spellings(one):
            yield from self._spelt.get(key, ())[:MOST_COMPARED]
        if len(one.words) > 1:
            for place in range(len(one.words)):
                index = self._by_words() if place in one.slips else self._slips
                if index:
                    for word in one.keys_at(place):
                        yield from index.get(word, ())[:MOST_COMPARED]


def _spellings(one: Record) -> Iterator[Hashable]:
    yield one.kind, "sorted", tuple(sorted(one.words))
    yield one.kind, "joined", "".join(one.words)
