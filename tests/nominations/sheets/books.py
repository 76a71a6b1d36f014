"""Files as people and attackers make them, in memory. Every name in them is invented."""

import io
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

import docx
import xlwt
from xlsxwriter import Workbook

TONES = "\u0300\u0301\u0303\u0309\u0323"
HEAD = ("STT", "Họ và tên", "Chức vụ")
PEOPLE = ((1, "Nguyễn Văn An", "Chuyên viên"), (2, "Lê Thị Hoa", "Kế toán"))
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODF = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'  # noqa: E501
Rows = Iterable[Sequence[Any]]


def xlsx(fill: Callable[[Any, Any], None] | Rows, *, sheet: str = "Danh sách", **options: Any) -> bytes:
    """A workbook of one sheet; `fill` gets the book and the sheet, or is its rows."""
    file = io.BytesIO()
    book = Workbook(file, options)
    page = book.add_worksheet(sheet)
    if callable(fill):
        fill(book, page)
    else:
        write(page, fill)
    book.close()
    return file.getvalue()


def write(page: Any, rows: Rows, top: int = 0) -> None:
    for number, row in enumerate(rows, top):
        page.write_row(number, 0, row)


def xls(rows: Rows, merged: Iterable[tuple[int, int, int, int, str]] = ()) -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("Danh sách")
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.write(number, place, cell)
    for top, bottom, left, right, text in merged:
        page.write_merge(top, bottom, left, right, text)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(rows: Rows, *, body: str = "", more: Iterable[tuple[str, str]] = (), mimetype: str = ODS) -> bytes:
    """A LibreOffice sheet; `body` are rows of its own XML in place of these."""
    cells = body or "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<office:document-content {ODF} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="Danh sách">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    parts = {"content.xml": content, "META-INF/manifest.xml": manifest} | dict(more)
    return zipped(("mimetype", mimetype), *parts.items())


def _ods_cell(cell: Any) -> str:
    if isinstance(cell, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


def csv(rows: Rows, separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    return "".join(separator.join(map(str, row)) + "\r\n" for row in rows).encode(encoding)


def word(*tables: Rows, before: str = "") -> bytes:
    document = docx.Document()
    for rows in tables:
        if before:
            document.add_paragraph(before)
        lines = list(rows)
        table = document.add_table(len(lines), max(map(len, lines)))
        for number, row in enumerate(lines):
            for place, cell in enumerate(row):
                table.cell(number, place).text = str(cell)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def zipped(*members: tuple[Any, Any], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return file.getvalue()


def changed(book: bytes, **parts: Any) -> bytes:
    """The same workbook with parts in place of its own, or beside them; None takes one out. "/" is spelt "__"."""
    wanted = {name.replace("__", "/").replace("DOT", "."): content for name, content in parts.items()}
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        kept = [(name, wanted.pop(name, archive.read(name))) for name in archive.namelist()]
    return zipped(*((name, content) for name, content in [*kept, *wanted.items()] if content is not None))


def part_of(book: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        return archive.read(name).decode()


def in_cp1258(text: str) -> bytes:
    """As Windows' Vietnamese code page keeps it: the letter, then its tone."""
    found = b""
    for char in unicodedata.normalize("NFC", text):
        spread = unicodedata.normalize("NFD", char)
        letter = unicodedata.normalize("NFC", "".join(c for c in spread if c not in TONES))
        found += letter.encode("cp1258") + "".join(c for c in spread if c in TONES).encode("cp1258")
    return found
