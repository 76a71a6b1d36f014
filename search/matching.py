"""From words to entries of the index, on either database; one typing slip is forgiven when asked."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from search.asking import Asked
from search.models import Entry
from search.triggers import ENTRIES, VOCABULARY, WORDS

LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEAST = 3  # letters: every shorter word is one slip from too many others


Near = dict[str, list[str]]  # for each word what may have been meant


def entries(kind: str, asked: Asked, near: Near | None = None) -> QuerySet[Entry]:
    """The entries of the kind that have all the words, newest first; of no words all of them.

    With `near` (of `near_to`), those that have all but one, and in its place a word that is near to it.
    """
    if not asked.words and not asked.phrases:
        return Entry.objects.filter(kind=kind).order_by("-pk")
    if connection.vendor != "postgresql":
        match = f'kind : "{kind}" AND text : ({_formula(asked, near, "AND", "OR", _fts_word, _fts_phrase)})'
        return Entry.objects.extra(  # noqa: S610 - letters and digits alone
            tables=[WORDS], where=[f"{WORDS}.rowid = {ENTRIES}.id", f"{WORDS} MATCH %s"], params=[match],
            order_by=[f"-{WORDS}.rowid"],
        )  # fmt: skip
    query = f"'={kind}' & ({_formula(asked, near, '&', '|', _ts_word, _ts_words)})"
    found = Entry.objects.extra(  # noqa: S610 - the words are a parameter
        where=[f"search_lexemes({ENTRIES}.kind, {ENTRIES}.text) @@ %s::tsquery"], params=[query]
    )
    for phrase in asked.phrases:  # the lexemes know no places
        found = found.extra(where=[f"' ' || {ENTRIES}.text || ' ' LIKE %s"], params=[f"% {phrase} %"])  # noqa: S610
    return found.order_by("-pk")


def _formula(asked: Asked, near: Near | None, both: str, either: str, word: Any, phrase: Any) -> str:
    phrases = [phrase(one, both) for one in asked.phrases]
    exact = [word(one, both) for one in asked.words]
    if near is None:
        return f" {both} ".join([*exact, *phrases])
    ways = []
    for place, typed in enumerate(asked.words):
        meant = f" {either} ".join(word(one, both, whole=True) for one in near[typed])
        if meant:
            ways.append(f" {both} ".join([*exact[:place], f"({meant})", *exact[place + 1 :], *phrases]))
    return f" {either} ".join(f"({way})" for way in ways) or f" {both} ".join([*exact, *phrases])


def near_to(asked: Asked) -> Near:
    """For each word what may have been meant; on SQLite of that only what the index has, for its formulas are slow."""
    near = {word: slips_of(word) for word in asked.words}
    wanted = sorted({one for found in near.values() for one in found})
    if connection.vendor == "postgresql" or not wanted:
        return near
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT term FROM {VOCABULARY} WHERE term IN ({', '.join(['%s'] * len(wanted))})", wanted)
        known = {term for (term,) in cursor.fetchall()}
    return {word: [one for one in found if one in known] for word, found in near.items()}


def slips_of(word: str) -> list[str]:
    """What somebody may have meant: one letter more, less, another one, or two that changed places."""
    if len(word) < LEAST or not word.isalpha():
        return []
    cuts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    less = {a + b[1:] for a, b in cuts if b}
    turned = {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    other = {a + letter + b[1:] for a, b in cuts if b for letter in LETTERS}
    more = {a + letter + b for a, b in cuts for letter in LETTERS}
    return sorted(less | turned | other | more)


def _is_prefix(word: str) -> bool:
    """A number is meant whole; so is a single letter."""
    return len(word) > 1 and not word.isdigit()


def _numbers(word: str) -> Iterable[str]:
    """As typed, and without the zeros before it: 01/QĐ is kept as 1."""
    return dict.fromkeys((word, word.lstrip("0") or "0")) if word.isdigit() else (word,)


def _ts_word(word: str, _both: str, *, whole: bool = False) -> str:
    if word.isdigit():
        return "(" + " | ".join(f"'{one}'" for one in _numbers(word)) + ")"
    return f"'{word}'" if whole or not _is_prefix(word) else f"'{word}':*"


def _ts_words(phrase: str, both: str) -> str:
    return f" {both} ".join(f"'{word}'" for word in phrase.split())


def _fts_word(word: str, _both: str, *, whole: bool = False) -> str:
    if word.isdigit():
        return "(" + " OR ".join(f'"{one}"' for one in _numbers(word)) + ")"
    return f'"{word}"' if whole or not _is_prefix(word) else f'"{word}"*'


def _fts_phrase(phrase: str, _both: str) -> str:
    return f'"{phrase}"'
