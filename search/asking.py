"""What is typed into the box, read: words, quoted words, and filters such as `đơn vị:viettel` or `hạn:<7`."""

import re
from dataclasses import dataclass, field

from organisation.text import fold

LONGEST = 200  # characters
MOST_WORDS = 8
FILTERS = {  # as people write them, folded; the second of two words decides
    "unit": ("don vi", "don-vi", "donvi", "unit"),
    "state": ("trang thai", "trang-thai", "trangthai", "state", "status"),
    "due": ("han", "due", "deadline"),
    "kind": ("loai", "kind", "type"),
    "campaign": ("phong trao", "phong-trao", "phongtrao", "campaign"),
}
NAMES = {name: key for key, names in FILTERS.items() for name in names}
TOKEN = re.compile(r'(?:[^\s":]+:)?"[^"]*"?|[^\s"]+')
DUE = re.compile(r"([<>]?)\s*(\d{1,4})")
CODE = re.compile(r"\b(hs|tn)[- ]?0*(\d{1,18})(?:/\d+)?\b")


@dataclass(frozen=True)
class Asked:
    """`words` are found in any order, each as the beginning of a word; `phrases` as they stand."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    filters: dict[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()  # names of filters that there are not
    unread: tuple[tuple[str, str], ...] = ()  # filters with what they cannot mean

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.filters)


def plain(text: str) -> str:
    """Folded, codes as one word, and nothing but letters, digits and single spaces: as the index has it."""
    coded = CODE.sub(r"\1\2", fold(text))
    return " ".join(re.sub("[^a-z0-9]+", " ", coded).split())


def read(text: str) -> Asked:
    """Never refuses: what is no filter is a word, what is no word is left out."""
    words: list[str] = []
    phrases: list[str] = []
    filters: dict[str, str] = {}
    unknown: list[str] = []
    tokens = TOKEN.findall(text[:LONGEST])
    while tokens:
        token = tokens.pop(0)
        name, colon, value = token.partition(":")
        key, taken = _filter(name, words) if colon and not name.startswith('"') else ("", 0)
        if key:
            del words[len(words) - taken :]
            filters[key] = (value or (tokens.pop(0) if tokens else "")).strip('"')
        elif colon and value and name.isalpha():
            unknown.append(name)
        elif token.startswith('"'):
            phrases.append(plain(token))
        else:
            words.append(token)
    unread = tuple((key, value) for key, value in filters.items() if not _means(key, value))
    kept = {key: value for key, value in filters.items() if _means(key, value)}
    found = plain(" ".join(words)).split()[:MOST_WORDS]
    return Asked(tuple(found), tuple(filter(None, phrases)), kept, tuple(unknown), unread)


def _filter(name: str, before: list[str]) -> tuple[str, int]:
    """The filter of that name, and how many words before it belong to the name."""
    name = fold(name)
    if before and (key := NAMES.get(f"{fold(before[-1])} {name}")):
        return key, 1
    return NAMES.get(name, ""), 0


def _means(key: str, value: str) -> bool:
    return bool(DUE.fullmatch(value.strip()) if key == "due" else plain(value))


def days_of(value: str) -> tuple[str, int]:
    """`<7`: within seven days, what is overdue included; `>7`: later; `7` is `<7`."""
    found = DUE.fullmatch(value.strip())
    return (found[1] or "<", int(found[2])) if found else ("<", 0)
