"""How many pages a file has, asked of files from elsewhere too."""

from typing import BinaryIO

from pyhanko.pdf_utils.reader import PdfFileReader

from documents.signing.faults import NotAPdf
from documents.signing.revisions import readable


def pages_in(file: BinaryIO) -> int | None:
    """The pages of a PDF; None for any other file, and for one that cannot be read."""
    file.seek(0)
    is_pdf = file.read(5) == b"%PDF-"
    file.seek(0)
    if not is_pdf:
        return None
    try:
        with readable():
            return int(PdfFileReader(file, strict=False).root["/Pages"]["/Count"])
    except NotAPdf:
        return None
    finally:
        file.seek(0)
