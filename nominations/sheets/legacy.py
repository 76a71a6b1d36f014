"""Text of the years before Unicode: letters that a .VnTime (TCVN3, ABC) or VNI font draws as Vietnamese.

It is told from other text by reading it both ways. Whoever sent it is asked before anything is converted.
"""

import unicodedata
from collections.abc import Iterable
from enum import Enum
from itertools import islice

from nominations.sheets.syllables import is_syllable, marked_words

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_ROOF, _BOWL = "\u0302", "\u0306"

_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
        strict=True,
    )
) | {"\u03bc": "à"}
_FROM_TCVN3 = str.maketrans(_TCVN3)

_VNI_TONES = {"ø": _GRAVE, "ù": _ACUTE, "õ": _TILDE, "û": _HOOK, "ï": _DOT}
_VNI_ROOFS = {"â": "", "à": _GRAVE, "á": _ACUTE, "ã": _TILDE, "å": _HOOK, "ä": _DOT}
_VNI_BOWLS = {"ê": "", "è": _GRAVE, "é": _ACUTE, "ü": _TILDE, "ú": _HOOK, "ë": _DOT}
_VNI_MARKS = {
    **{mark: (tone, "aeouyôö") for mark, tone in _VNI_TONES.items()},
    **{mark: (_ROOF + tone, "aeo") for mark, tone in _VNI_ROOFS.items()},
    **{mark: (_BOWL + tone, "a") for mark, tone in _VNI_BOWLS.items()},
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}


class Encoding(Enum):
    """How the letters of a list are kept."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"

    def read(self, text: str) -> str:
        """The text in Unicode. A text that reads better as it is stays as it is: only some cells bear the old font."""
        if self is Encoding.UNICODE or text.isascii():
            return text
        turned = _from_vni(text) if self is Encoding.VNI else text.translate(_FROM_TCVN3)
        return turned if _faults(turned) < _faults(text) else text


def found_in(texts: Iterable[str]) -> Encoding:
    """The encoding that the texts seem to be kept in: an old one where a fifth of the marked words asks for it."""
    words = list(islice((word for text in texts for word in marked_words(text)), 2_000))
    if not words:
        return Encoding.UNICODE
    gained = {old: sum(_gains(word, old) for word in words) for old in (Encoding.TCVN3, Encoding.VNI)}
    best = max(gained, key=lambda old: gained[old])
    return best if gained[best] * 5 >= len(words) else Encoding.UNICODE


def _gains(word: str, old: Encoding) -> bool:
    return not is_syllable(word) and old.read(word) != word and is_syllable(old.read(word))


def _faults(text: str) -> int:
    return sum(not is_syllable(word) for word in marked_words(text))


def _from_vni(text: str) -> str:
    turned: list[str] = []
    base = ""
    for char in text:
        small = char.lower()
        marks, bases = _VNI_MARKS.get(small, ("", ""))
        if base and base in bases:
            turned[-1] += marks
            base = ""
            continue
        letter = _VNI_LETTERS.get(small, small)
        turned.append(letter.upper() if char != small else letter)
        base = small if small in "aeouyôö" else ""
    return unicodedata.normalize("NFC", "".join(turned))
