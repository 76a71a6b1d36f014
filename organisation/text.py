"""Vietnamese text at the boundary: cleaned once on the way in, folded for search, keyed for sorting."""

import re
import unicodedata
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _

SORT_KEY_LENGTH = 255

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\ufeff"))
_BLANK = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")  # letters and a pattern without ink
_TURNS_TEXT = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_PLAIN = re.compile(
    "[\t\n -~\u00a0-\u00ac\u00ae-\u024f\u1ea0-\u1ef9\u2013\u2014\u2018-\u201d\u2026]*"
)  # ink or a space, no mark
_MARKS = re.compile("[\u0300-\u036f]+")  # every mark that the letters of plain text fall apart into
_MOST_MARKS = 4  # Vietnamese stacks two; normalising takes the square of a longer run

_FOLDED = str.maketrans({"đ": "d", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_CODES = dict(zip(_ALPHABET, "3456789abcdefghijklmnopqrstuvwxyz", strict=True))
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


class UncleanText(ValueError):
    """The text cannot be kept as typed; the message tells the person who typed it what to change."""


def clean(text: str, *, multiline: bool = False, limit: int) -> str:
    """The text as it is stored: NFC, single spaces, nothing unseen, at most `limit` characters.

    Line breaks stay only when `multiline`. Markup is ordinary text. Zero-width characters, byte order marks and soft
    hyphens go silently, letters without ink are spaces; characters that turn the direction of writing, control
    characters, characters that no font needs to have and piled-up marks are refused, for they change what a reader
    believes to be there. Raises UncleanText.
    """
    if not _PLAIN.fullmatch(text):
        text = _LINE_BREAKS.sub("\n", text).translate(_UNSEEN | _BLANK)
        _refuse_deceptive(text)
    lines = unicodedata.normalize("NFC", text).split("\n")
    if multiline:
        cleaned = "\n".join(" ".join(line.split()) for line in lines).strip()
    else:
        cleaned = " ".join(" ".join(lines).split())
    if len(cleaned) > limit:
        raise UncleanText(
            _("Nội dung dài %(count)s ký tự, tối đa %(limit)s. Hãy rút ngắn ít nhất %(excess)s ký tự.")
            % {
                "count": number_format(len(cleaned)),
                "limit": number_format(limit),
                "excess": number_format(len(cleaned) - limit),
            }
        )
    return cleaned


def fold(text: str) -> str:
    """The search key: without case, tone, diacritics or doubled spaces, đ as d; so hòa, hoà and HOA are one.

    May be longer than the text (ß becomes ss).
    """
    if _PLAIN.fullmatch(text):
        bare = _MARKS.sub("", unicodedata.normalize("NFD", text.casefold()))
        return " ".join(unicodedata.normalize("NFC", bare).translate(_FOLDED).split())
    plain = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"})  # first, to keep NFD linear
    spread = unicodedata.normalize("NFD", plain.casefold())
    bare = "".join(c for c in spread if unicodedata.category(c) != "Mn")
    return " ".join(unicodedata.normalize("NFC", bare).translate(_FOLDED).split())


def looks_alike(one: str, other: str) -> bool:
    """Whether a search for one finds the other: they differ in case, accents or spacing at most."""
    return fold(one) == fold(other)


def sort_key(full_name: str, given_name: str = "") -> str:
    """A key whose plain order is the Vietnamese order of people: by given name, then family name, then middle name.

    The given name is the last word unless stated. Letters come first (a ă â b c d đ e ê …), tones second (ngang,
    huyền, hỏi, ngã, sắc, nặng), within each of the three names. A syllable's tone counts, not the letter that bears
    it: Hoà and Hòa stand together, and only between namesakes does Hoà come first. `sort_key(name, name)` sorts
    anything else, units for instance, from its first word.

    Only 0-9 and a-z, at most SORT_KEY_LENGTH: bytes and every database collation agree about the order.
    """
    words = _lowered(full_name)
    given = _lowered(given_name) or words[-1:]
    rest = _without(given, words)
    placement = "".join(_tone(letter) for word in given + rest for letter in word)
    return (_weigh(given) + _weigh(rest[:1]) + _weigh(rest[1:]) + placement)[:SORT_KEY_LENGTH]


def _refuse_deceptive(text: str) -> None:
    marks = 0
    for position, char in enumerate(text):
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > _MOST_MARKS:
            message = _("Có quá nhiều dấu chồng lên một chữ, %(place)s. Hãy xóa chữ đó và gõ lại.")
        elif char in _TURNS_TEXT:
            message = _("Có ký tự ẩn làm đảo chiều chữ (%(code)s), %(place)s. Hãy xóa đoạn đó và gõ lại.")
        elif _is_control(char):
            message = _("Có ký tự điều khiển không hiển thị được (%(code)s), %(place)s. Hãy xóa đoạn đó và gõ lại.")
        elif unicodedata.category(char) in {"Co", "Cn"}:
            message = _(
                "Có ký tự không thuộc bảng chữ nào, máy khác không hiện được (%(code)s), %(place)s. Hãy xóa và gõ lại."
            )
        else:
            continue
        raise UncleanText(message % {"code": _code(char), "place": _place(text, position)})


def _is_control(char: str) -> bool:
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"}:
        return char not in "\n\t"
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF  # never characters; XML refuses them


def _code(char: str) -> str:
    return " ".join([f"U+{ord(char):04X}", unicodedata.name(char, "")]).strip()


def _place(text: str, position: int) -> str:
    before = " ".join(text[max(0, position - 20) : position].split())
    return _("ngay sau “%(text)s”") % {"text": before} if before else _("ở đầu nội dung")


def _lowered(text: str) -> list[str]:
    return unicodedata.normalize("NFC", text).lower().split()


def _without(part: list[str], words: list[str]) -> list[str]:
    """The words less the last occurrence of the part; all of them when it does not occur."""
    for start in range(len(words) - len(part), -1, -1):
        if words[start : start + len(part)] == part:
            return words[:start] + words[start + len(part) :]
    return words


def _weigh(words: list[str]) -> str:
    """Letters, a 0 that ends them before any letter could, then one tone a word (as many as the letters say)."""
    letters = "1".join("".join(map(_letter, word)) for word in words)
    return f"{letters}0" + "".join(max(map(_tone, word)) for word in words)


@lru_cache(maxsize=2_048)
def _letter(char: str) -> str:
    """The letter's place in the alphabet; what is not in it comes before, by code point."""
    letter = unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", char) if c not in _TONES))
    known = _CODES.get(letter) or _CODES.get(unicodedata.normalize("NFD", letter)[:1])
    return known or "".join(f"2{ord(c):05x}" for c in letter[:1])


@lru_cache(maxsize=2_048)
def _tone(char: str) -> str:
    return next((_TONES[c] for c in unicodedata.normalize("NFD", char) if c in _TONES), "0")
