"""What `make papers` writes, made once: each paper with its pages, measured by pdfplumber and read by pypdf."""

import functools
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
from docx import Document
from pdfplumber.page import Page

from documents.paper import Paper
from documents.typesetting import clean
from nominations.demo.papers import Made
from tests.documents.reading import MM, pages, squeezed

FRAME = """
    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Số: / , ngày tháng năm Kính gửi: QUYẾT ĐỊNH: Điều
    Nơi nhận: Phụ lục I II III (Kèm theo số ngày tháng năm của ) (Đã ký) BẢN DỰ THẢO
    Bằng chứng trong nhật ký: Mã băm của thao tác ký:
"""  # what every paper says beside its own words
TOP = 18 * MM  # page numbers stand above
HASHES = ("letterhead", "copy")


@dataclass(frozen=True)
class Measured:
    """A paper of the list with its PDF opened; all of it is looked at again by many tests and computed once."""

    made: Made

    @property
    def paper(self) -> Paper:
        assert isinstance(self.made.paper, Paper)
        return self.made.paper

    @functools.cached_property
    def pdf(self) -> bytes:
        return self.made.forms["pdf"](self.made.paper)

    @functools.cached_property
    def pages(self) -> list[Page]:
        return pages(self.pdf)

    @functools.cached_property
    def read(self) -> pypdf.PdfReader:
        return pypdf.PdfReader(io.BytesIO(self.pdf))

    @functools.cached_property
    def docx(self):
        return Document(io.BytesIO(self.made.forms["docx"](self.made.paper)))

    @functools.cached_property
    def printed(self) -> str:
        """All text below the page numbers, without spaces, as the file holds it."""
        return "".join(squeezed("".join(char["text"] for char in text_chars(page))) for page in self.pages)

    @functools.cached_property
    def data(self) -> list[str]:
        """Every text that the paper's data ask to be printed."""
        return list(_said(clean(self.paper.as_data())))

    def strays(self) -> set[str]:
        """Printed letters that neither the data nor the frame hold."""
        return set(self.printed) - set(squeezed("".join(self.data) + FRAME + "0123456789abcdef:/._-?=&"))


def text_chars(page: Page) -> list[dict]:
    return [char for char in page.chars if char["text"].strip() and char["bottom"] > TOP]


def _said(value, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, item in value.items():
            if name not in ("title", "look", "block", "align", "landscape", "draft", "over") or key == "annexes":
                yield from _said(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _said(item, key)
    elif isinstance(value, str) and value:
        yield unicodedata.normalize("NFC", value)
