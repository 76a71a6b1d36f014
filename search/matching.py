"""From words to entries of the index, on either database; one typing slip is forgiven when asked."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet

from search.asking import Asked
from search.models import Entry
from search.triggers import ENTRIES, VOCABULARY, WORDS

LETTERS = "abcdefghijklmnopqrstuvwxyz"
# By pk alone the planner may walk back through all entries: it takes words and kinds for independent of each other.
NEWEST = (F("pk") + 0).desc()
LEAST = 3  # letters: every shorter word is one slip from too many others
_ANY_WITH_WORD = f"SELECT 1 FROM {ENTRIES} AS e WHERE search_lexemes(e.kind, e.text) @@ word::tsquery"
Near = dict[str, list[str]]  # for each word what may have been meant


@contextmanager
def planned_anew() -> Iterator[None]:
    """Each statement is planned for what it asks. Once PostgreSQL has prepared one for whatever may be asked, it reads
    every entry."""
    connection.ensure_connection()
    driver: Any = connection.connection
    before = getattr(driver, "prepare_threshold", None)
    if before is None:  # SQLite
        yield
        return
    driver.prepare_threshold = None
    try:
        yield
    finally:
        driver.prepare_threshold = before


def entries(kind: str, asked: Asked, near: Near | None = None) -> QuerySet[Entry]:
    """The entries of the kind that have all the words, newest first; of no words all of them.

    With `near` (of `near_to`), those that have all but one, and in its place a word that is near to it.
    """
    if not asked.words and not asked.phrases:
        return Entry.objects.filter(kind=kind).order_by("-pk")
    if connection.vendor != "postgresql":
        ways = " OR ".join(f"({way})" for way in _ways(asked, near, "AND", "OR", _fts_word, _fts_phrase))
        match = f'kind : "{kind}" AND text : ({ways})'
        return Entry.objects.extra(  # noqa: S610 - letters and digits alone
            tables=[WORDS], where=[f"{WORDS}.rowid = {ENTRIES}.id", f"{WORDS} MATCH %s"], params=[match],
            order_by=[f"-{WORDS}.rowid"],
        )  # fmt: skip
    ways = [f"'={kind}' & {way}" for way in _ways(asked, near, "&", "|", _ts_word, _ts_words)]
    words = f"search_lexemes({ENTRIES}.kind, {ENTRIES}.text)"
    one = f"{words} @@ %s::tsquery"  # each is looked up for itself
    found = Entry.objects.extra(where=[" OR ".join([one] * len(ways))], params=ways)  # noqa: S610 - words are parameters
    for phrase in asked.phrases:  # the lexemes know no places
        found = found.extra(where=[f"' ' || {ENTRIES}.text || ' ' LIKE %s"], params=[f"% {phrase} %"])  # noqa: S610
    return found.order_by(NEWEST)


def _ways(asked: Asked, near: Near | None, both: str, either: str, word: Any, phrase: Any) -> list[str]:
    """One formula of all words as typed; or, with `near`, one for each word that may have been mistyped."""
    phrases = [phrase(one, both) for one in asked.phrases]
    exact = [word(one, both) for one in asked.words]
    ways = []
    for place, typed in enumerate(asked.words if near else ()):
        meant = f" {either} ".join(word(one, both, whole=True) for one in (near or {})[typed])
        if meant:
            ways.append([*exact[:place], f"({meant})", *exact[place + 1 :], *phrases])
    return [f" {both} ".join(parts) for parts in ways or [[*exact, *phrases]]]


def near_to(asked: Asked) -> Near:
    """For each word what may have been meant, of what the index has: a formula of hundreds is slow, and ill planned."""
    near = {word: slips_of(word) for word in asked.words}
    wanted = sorted({one for found in near.values() for one in found})
    known = _known(wanted) if wanted else set()
    return {word: [one for one in found if one in known] for word, found in near.items()}


def _known(words: list[str]) -> set[str]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT word FROM unnest(%s::text[]) AS word WHERE EXISTS ({_ANY_WITH_WORD})", [words])
        else:
            marks = ", ".join(["%s"] * len(words))
            cursor.execute(f"SELECT term FROM {VOCABULARY} WHERE term IN ({marks})", words)
        return {word for (word,) in cursor.fetchall()}


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
