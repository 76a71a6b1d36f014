"""Does a word read like Vietnamese? Enough to tell text from text that only a certain font can show."""

import re
import unicodedata

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_NUCLEI = (
    "a|ă|â|e|ê|i|o|ô|ơ|u|ư|y|ia|iê|ya|yê|ua|uô|ưa|ươ|oa|oă|oe|uâ|uê|uơ|uy|uya|uyê|oo|ôô|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi"
    "|ơi|ui|ưi|ưu|iêu|yêu|oai|oao|oay|oeo|uây|uôi|ươi|ươu|uyu|uêu|uai|uao|uay|uă|ue"
)
_SYLLABLE = re.compile(f"(?:ngh|ng|nh|gh|gi|kh|ch|ph|qu|th|tr|[bcdđghklmnpqrstvx])?(?:{_NUCLEI})(?:ng|nh|ch|[cmnptk])?")
_WORD_ENDS = " \t\n\r.,;:!?()[]\"'“”‘’-–/0123456789"


def is_syllable(word: str) -> bool:
    """By its letters: beginning, vowels with at most one tone, end. Names of other peoples often are none."""
    spread = unicodedata.normalize("NFD", word.lower())
    if sum(char in _TONES for char in spread) > 1:
        return False
    bare = unicodedata.normalize("NFC", "".join(char for char in spread if char not in _TONES))
    return _SYLLABLE.fullmatch(bare) is not None


def marked_words(text: str) -> list[str]:
    """The words that are more than ASCII."""
    if text.isascii():
        return []
    return [word for part in text.split() if not (word := part.strip(_WORD_ENDS)).isascii()]


def share_of_syllables(text: str) -> float:
    """Of the words with a letter beyond ASCII, how many read like Vietnamese; 0 where there is none."""
    words = marked_words(text[:20_000])
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
