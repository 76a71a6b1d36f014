"""A table that leaves the site: as CSV, streamed, as a workbook of Excel or LibreOffice, or printed.

Text is never a formula.
"""

import csv
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from nominations.exports import printed
from nominations.exports.ods import ODS, write_ods
from nominations.exports.rows import Sheet, plain
from organisation.calendar import VIETNAM
from organisation.downloads import saved_as

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what spreadsheets may take for one
MARK = "\ufeff"  # tells Excel that the text is UTF-8
LONGEST = 32_767  # characters that a cell of a workbook holds
# Rows: a stream has no end to fear, a workbook is made before it is sent.
MOST = {"csv": 200_000, "xlsx": 20_000, "ods": 20_000, "pdf": printed.MOST}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "ods": ODS, "pdf": "application/pdf"}


class TooLong(Exception):
    """More rows than a file of that kind takes; the words say how many."""

    def __init__(self, form: str) -> None:
        super().__init__(
            _(
                "Kết quả có hơn %(most)s dòng, nhiều hơn một tệp %(form)s được chứa. Hãy thu hẹp theo ngày, loại "
                "hoặc người thực hiện rồi kết xuất lại; toàn bộ nhật ký nằm trong gói kiểm tra."
            )
            % {"most": f"{MOST[form]:,}".replace(",", "."), "form": form.upper()}
        )


def sent(sheet: Sheet, form: str) -> HttpResponseBase:
    """The file as a download; `form` is one of MEDIA."""
    if form == "csv":
        answer: HttpResponseBase = StreamingHttpResponse(_lines(sheet), content_type=MEDIA[form])
    else:
        file = tempfile.TemporaryFile(suffix=f".{form}")  # noqa: SIM115 - the answer closes it
        write(sheet, form, file)
        file.seek(0)
        answer = FileResponse(file, content_type=MEDIA[form])
    return saved_as(answer, f"{sheet.name}.{form}")


def write(sheet: Sheet, form: str, file: IO[bytes]) -> None:
    """The same into a file, row by row, so that memory stays small."""
    if form == "csv":
        file.writelines(line.encode() for line in _lines(sheet))
    elif form == "pdf":
        printed.write_pdf(sheet, file)
    elif form == "ods":
        write_ods(str(sheet.title), sheet.columns, sheet.rows, file)
    else:
        _write_xlsx(sheet, file)


class _Echo:
    """What csv writes to: gives each line back."""

    def write(self, text: str) -> str:
        return text


def _lines(sheet: Sheet) -> Iterator[str]:
    """Semicolons: where a decimal comma is set, as in Vietnam, Excel takes no comma for a separator."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield MARK + writer.writerow([str(title) for title, _width in sheet.columns])
    for row in sheet.rows:
        yield writer.writerow([harmless(plain(cell)) for cell in row])


def harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet would run (OWASP, CSV injection; ASVS 5.0, V1.2.10)."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _write_xlsx(sheet: Sheet, file: IO[bytes]) -> None:
    """Text as text, days as days, the head stays in sight."""
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(file, {"constant_memory": True, **safe})
    page = book.add_worksheet("1")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    formats = {
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss", "valign": "top"}),
        "day": book.add_format({"num_format": "dd/mm/yyyy", "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
    }
    book.set_properties({"title": str(sheet.title)})
    page.freeze_panes(1, 0)
    for place, (title, width) in enumerate(sheet.columns):
        page.set_column(place, place, width)
        page.write_string(0, place, str(title), head)
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            _write(page, number, place, cell, formats)
    book.close()


def _write(page: Any, row: int, column: int, cell: Any, formats: dict[str, Any]) -> None:
    """Most cells are text, so that is asked first."""
    if isinstance(cell, str):
        if cell:
            page.write_string(row, column, cell[:LONGEST], formats["text"])
    elif isinstance(cell, datetime):
        page.write_datetime(row, column, cell.astimezone(VIETNAM).replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, formats["day"])
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif cell is not None:
        page.write_string(row, column, str(cell)[:LONGEST], formats["text"])
