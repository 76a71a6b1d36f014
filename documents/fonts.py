"""Which typeface the papers are set in.

Nghị định 30/2020/NĐ-CP, Phụ lục I, I.4 asks for Times New Roman. That font may not be shipped, so a free one with the
same letter widths (Tinos, Liberation Serif 2) stands in where the machine has it, and where it has none of them, the
serif that comes inside the typst wheel. Line breaks then differ; sizes, margins and places do not.
"""

import functools
import os
from dataclasses import dataclass
from pathlib import Path

import typst

# Names the folder that holds an office's own fonts; it is asked before the machine's.
FOLDER_VARIABLE = "DOCUMENT_FONTS"
SYSTEM_FOLDERS = (
    Path("/usr/share/fonts/truetype/liberation2"),
    Path("/usr/share/fonts/truetype/croscore"),
    Path("/usr/share/fonts/truetype/liberation"),
)
FAMILIES = ("Times New Roman", "Tinos", "Liberation Serif")

# Every letter of Vietnamese that ASCII lacks, and the plain vowels between them.
LETTERS = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ"
_PROBE = "\n".join(
    f'#text(font: "{{family}}", fallback: false, weight: "{weight}", style: "{style}")[{LETTERS} {LETTERS.upper()}]'
    for weight in ("regular", "bold")
    for style in ("normal", "italic")
)


@dataclass(frozen=True)
class Typeface:
    """A font family and the fonts it is looked up in."""

    family: str
    fonts: typst.Fonts


def typeface_of_the_wheel() -> Typeface:
    """Libertinus Serif, which every installation has: it is compiled into the typst wheel."""
    return Typeface("Libertinus Serif", typst.Fonts(include_system_fonts=False))


@functools.cache
def chosen_typeface() -> Typeface:
    """The best typeface of this machine: DOCUMENT_FONTS, then the system's folders, then the wheel's own.

    Looked up once a process. Liberation Serif 1, which lacks 92 Vietnamese letters, is passed over.
    """
    own = os.environ.get(FOLDER_VARIABLE)
    for folder in (Path(own), *SYSTEM_FOLDERS) if own else SYSTEM_FOLDERS:
        if found := typeface_in(folder):
            return found
    return typeface_of_the_wheel()


def typeface_in(folder: Path) -> Typeface | None:
    """The first of FAMILIES that `folder` holds upright, bold, italic and bold italic with every Vietnamese letter."""
    if not folder.is_dir():
        return None
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    for family in FAMILIES:
        styles = {(font.weight, font.style) for font in fonts.fonts() if font.family == family}
        if len(styles) >= 4 and has_vietnamese(family, fonts):
            return Typeface(family, fonts)
    return None


def has_vietnamese(family: str, fonts: typst.Fonts) -> bool:
    """Whether `family`, which must be among `fonts`, has every Vietnamese letter in each of its four styles."""
    # PDF/A forbids the empty box for a missing letter, so the compiler itself answers the question.
    try:
        typst.compile(
            _PROBE.format(family=family).encode(),
            font_paths=fonts,
            ignore_system_fonts=True,
            pdf_standards=["a-2b"],
            timestamp=0,
        )
    except typst.TypstError:
        return False
    return True
