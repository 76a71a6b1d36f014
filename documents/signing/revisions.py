"""A file that grows by one revision: what stood in it stays, byte for byte."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from documents.signing.faults import NotAPdf

UNREADABLE = (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OverflowError)


class Revision(IncrementalPdfFileWriter):
    """Adds to a file. What it writes follows from the file and the additions alone: no clock, no chance."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        prev.stream.seek(0)
        digest = generic.ByteStringObject(hashlib.sha256(prev.stream.read()).digest()[:16])
        first = prev.trailer["/ID"][0] if "/ID" in prev.trailer else digest
        return generic.ArrayObject([first, digest])

    def _update_meta(self) -> None:
        """The file keeps the dates of its paper; a signature tells its own."""


@contextmanager
def readable() -> Iterator[None]:
    """What a reader stumbles over becomes NotAPdf."""
    try:
        yield
    except UNREADABLE as error:
        raise NotAPdf from error


def revision_of(pdf: bytes) -> Revision:
    """Raises NotAPdf."""
    with readable():
        return Revision(BytesIO(pdf))


def written(revision: Revision) -> bytes:
    file = BytesIO()
    revision.write(file)
    return file.getvalue()


def fields_of(root: generic.DictionaryObject) -> dict[str, Any]:
    """The fields of a paper's form by name."""
    found = [field.get_object() for field in inside(root, "/AcroForm", "/Fields") or []]
    return {str(inside(field, "/T") or ""): field for field in found}


def inside(start: Any, *path: str) -> Any:
    """What the keys lead to, one after the other, or None."""
    for key in path:
        if key not in start:
            return None
        start = start[key]
    return start


def size_of(field: generic.DictionaryObject) -> tuple[float, float]:
    """Width and height in points."""
    x0, y0, x1, y1 = map(float, field["/Rect"])
    return abs(x1 - x0), abs(y1 - y0)


def laid_in(revision: BasePdfFileWriter, piece: bytes) -> generic.IndirectObject:
    """The page of `piece` as what a field looks like."""
    return revision.import_page_as_xobject(PdfFileReader(BytesIO(piece)))


def shows(look: generic.IndirectObject) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name("/N"): look})
