"""What stands in the places of a signed paper, drawn by the engine that set the paper."""

import struct
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import typst
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp import BaseStampStyle

from documents.fonts import Typeface
from documents.paper import HANOI
from documents.signing.faults import DoesNotFit, NotAPicture
from documents.signing.revisions import laid_in, shows
from documents.typesetting import compile_piece

Size = tuple[float, float]  # points
WORDS, LINE = 10, 13  # sizes of letters: of a signature in words, of number and date
PNG = b"\x89PNG\r\n\x1a\n"
LARGEST_SIDE = 4000  # pixels


@dataclass(frozen=True)
class Stamp:
    """How a signature shows: by a picture (PNG) alone, or by who, for whom and when.

    Name and organisation are the certificate's where they are not given.
    """

    picture: bytes = b""
    name: str = ""
    organisation: str = ""


def drawn_picture(picture: bytes, size: Size) -> bytes:
    """The picture as large as fits, in the middle. Raises NotAPicture."""
    if not (
        picture.startswith(PNG) and len(picture) > 24 and max(struct.unpack(">II", picture[16:24])) <= LARGEST_SIDE
    ):
        raise NotAPicture(side=LARGEST_SIDE)
    try:
        return _drawn([], size, WORDS, picture=picture)
    except typst.TypstError as error:
        raise NotAPicture(side=LARGEST_SIDE) from error


def drawn_words(lines: list[str], size: Size, typeface: Typeface | None, *, align: str = "left") -> bytes:
    """Lines of upright black text. Raises DoesNotFit, MissingGlyph."""
    return _fitting(lines, size, WORDS, typeface, align=align, fill=align == "right")


def drawn_number(number: str, size: Size, typeface: Typeface | None) -> bytes:
    """The number as it stands before its stroke. Raises DoesNotFit, MissingGlyph."""
    return _fitting([number], size, LINE, typeface, align="right", fill=True)


def drawn_date(date: str, size: Size, typeface: Typeface | None) -> bytes:
    """The date after its place, or room for it while there is none. Raises DoesNotFit, MissingGlyph."""
    return _fitting([date] if date else [], size, LINE, typeface, italic=True, fill=True)


def signing_time(at: datetime) -> str:
    """ "25/09/2013 10:15:00 +07:00"."""
    return f"{at.astimezone(HANOI):%d/%m/%Y %H:%M:%S} +07:00"


def _fitting(lines: list[str], size: Size, letters: int, typeface: Typeface | None, **look: Any) -> bytes:
    try:
        return _drawn(lines, size, letters, typeface, **look)
    except typst.TypstError as error:
        if "does not fit" in str(error):
            raise DoesNotFit(text=" ".join(lines)) from error
        raise


def _drawn(
    lines: list[str], size: Size, letters: int, typeface: Typeface | None = None, picture: bytes = b"", **look: Any
) -> bytes:
    data = {"lines": lines, "width": size[0], "height": size[1], "size": letters}
    standing = {"align": "left", "italic": False, "fill": False} | look
    return compile_piece("stamp.typ", data | standing, typeface=typeface, picture=picture)


@dataclass(frozen=True)
class Drawn(BaseStampStyle):
    """A signature that looks like the page of `piece`."""

    piece: bytes = b""

    def create_stamp(self, writer: BasePdfFileWriter, box: BoxConstraints, text_params: dict[str, Any]) -> Any:  # noqa: ARG002 - the library's signature
        return _Laid(writer, self.piece)


@dataclass(frozen=True)
class _Laid:
    writer: BasePdfFileWriter
    piece: bytes

    def apply_appearance(self, annotation: generic.DictionaryObject) -> None:
        annotation["/AP"] = shows(laid_in(self.writer, self.piece))
