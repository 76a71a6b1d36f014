"""Names of files and folders in a package that Windows, macOS and Linux all unpack as they stand."""

import re
import unicodedata

LONGEST = 80  # letters: with folders and number a path stays below the 260 that Windows knows
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')


def plain_name(text: str, *, longest: int = LONGEST) -> str:
    """The text as part of a name: Vietnamese stays; what may end a folder, hide or turn letters round does not.

    It stands behind a number, so that no name is empty, hidden, twice there, or one that a system keeps for itself.
    """
    composed = unicodedata.normalize("NFC", text)
    seen = "".join(char if unicodedata.category(char)[0] != "C" else " " for char in composed)
    words = re.sub(r"\s+", " ", _FORBIDDEN.sub("-", seen).replace("..", "."))
    return words[:longest].strip(" .-") or "khong ten"


def ending_of(name: str) -> str:
    """The ending of a file's name with its point, in small letters; nothing where it says none."""
    found = re.search(r"\.([A-Za-z0-9]{1,8})$", name)
    return f".{found[1].lower()}" if found else ""


def numbered(number: int, text: str, ending: str = "") -> str:
    """ "03-Báo cáo thành tích của Giàng A Páo.pdf"."""
    stem = text[: -len(ending)] if ending and text.lower().endswith(ending) else text
    return f"{number:02d}-{plain_name(stem)}{ending}"
