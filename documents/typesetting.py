"""Plain data into a PDF, through a typst template of this app."""

import functools
import json
import re
import string
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst

from documents.fonts import LETTERS, Typeface, chosen_typeface

TEMPLATES = Path(__file__).parent / "templates" / "typst"
NO_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False)

COMMON = frozenset(string.printable + LETTERS + LETTERS.upper())  # every typeface of documents.fonts has them
_NOT_SET = re.compile(r'the text (?:contains the disallowed codepoint )?`"(.+?)"`')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "0": "\0"}


class MissingGlyph(ValueError):
    """The paper's font cannot print some characters of the data; nothing was produced.

    `characters` holds them in the order met, `texts` the values of the data in which they stand.
    """

    def __init__(self, characters: list[str], texts: list[str], family: str):
        self.characters = characters
        self.texts = texts
        named = ", ".join(f"{char!r} ({' '.join(f'U+{ord(point):04X}' for point in char)})" for char in characters)
        super().__init__(f"{family} has no glyph for {named} in: {' | '.join(map(repr, texts))}")


def compile_pdf(
    template: str,
    data: dict[str, Any],
    *,
    timestamp: datetime,
    typeface: Typeface | None = None,
    inputs: dict[str, str] | None = None,
) -> bytes:
    """The PDF of `template` (a file name in templates/typst) filled with `data` (what JSON can hold).

    PDF/A-2a and PDF/UA-1, every font embedded. Equal arguments give equal bytes: `timestamp` (aware) is the only date
    in the file. Text reaches the template as data, so markup in it is printed literally, in NFC (see `clean`).
    Raises MissingGlyph when the typeface lacks a character, typst.TypstError when the template itself is wrong.
    """
    options = {"pdf_standards": ["a-2a", "ua-1"], "timestamp": timestamp.astimezone(UTC)}
    try:
        return _compiled(template, data, typeface, inputs or {}, options)
    finally:
        forget_layouts()


def compile_piece(
    template: str, data: dict[str, Any], *, typeface: Typeface | None = None, picture: bytes = b""
) -> bytes:
    """A page to be laid into another file: PDF/A-2b, without tags of its own; the template may draw `picture`.

    Promises and raises what `compile_pdf` does.
    """
    options = {"pdf_standards": ["a-2b"], "pdf_tags": False, "timestamp": 0}
    return _compiled(template, data, typeface, {"picture": json.dumps(list(picture))}, options)


def _compiled(
    template: str, data: dict[str, Any], typeface: Typeface | None, inputs: dict[str, str], options: dict[str, Any]
) -> bytes:
    face = typeface or chosen_typeface()
    data = clean(data)
    try:
        return typst.compile(
            str(TEMPLATES / template),
            root=str(TEMPLATES),
            font_paths=face.fonts,
            ignore_system_fonts=True,
            sys_inputs={"font": face.family, "data": json.dumps(data, ensure_ascii=False), **inputs},
            **options,
        )
    except typst.TypstError as error:
        if missing := _characters_not_set(error.diagnostic):
            texts = [text for text in texts_of(data) if any(char in text for char in missing)]
            raise MissingGlyph(missing, texts, face.family) from error
        raise


def unprintable(text: str) -> list[str]:
    """The characters that no paper can print, in the order met: to be asked for before a paper is signed."""
    return list(_without_glyph("".join(dict.fromkeys(char for char in clean(text) if char not in COMMON))))


@functools.lru_cache(maxsize=1024)
def _without_glyph(characters: str) -> tuple[str, ...]:
    try:
        if characters:
            compile_pdf("characters.typ", {"characters": characters}, timestamp=datetime(1970, 1, 1, tzinfo=UTC))
    except MissingGlyph as fault:
        return tuple(fault.characters)
    return ()


def clean(value: Any) -> Any:
    """`value` with every text in it in NFC, single-spaced, and without invisible format characters.

    The last ones (zero-width, direction overrides, soft hyphens) print nothing but can reorder a name. A line feed
    stays: it is a line break on paper.
    """
    if isinstance(value, str):
        if value.isprintable() and "  " not in value and unicodedata.is_normalized("NFC", value):
            return value.strip(" ")
        hidden = {char for char in set(value) if unicodedata.category(char) == "Cf"}
        seen = unicodedata.normalize("NFC", "".join(char for char in value if char not in hidden) if hidden else value)
        return "\n".join(re.sub(r"[ \t\r]+", " ", line).strip(" ") for line in seen.split("\n")).strip("\n")
    if isinstance(value, dict):
        return {key: clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return value


def forget_layouts() -> None:
    """Gives memory back: the compiler keeps the layouts of its last ten runs, 30 MB for each list of 500 rows."""
    # Ten runs over an empty page take 0.1 ms; freeing takes longer.
    compiler = typst.Compiler(str(TEMPLATES / "blank.typ"), font_paths=NO_FONTS, ignore_system_fonts=True)
    for _ in range(10):
        compiler.compile(format="svg")


def texts_of(value: Any) -> list[str]:
    """Every text within `value`, in its order."""
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in items for text in texts_of(item)]


def _characters_not_set(diagnostic: str) -> list[str]:
    # The compiler quotes the text as Rust does: \u{7}, \t, \".
    quoted = dict.fromkeys(_NOT_SET.findall(diagnostic))
    return [_ESCAPE.sub(_unescaped, text) for text in quoted]


def _unescaped(match: re.Match[str]) -> str:
    code, char = match.groups()
    return chr(int(code, 16)) if code else _CONTROLS.get(char, char)
