"""A table that leaves the site: as CSV, streamed, or as a workbook. What is in a cell stays text, never a formula."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from organisation.calendar import VIETNAM

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # what spreadsheets may take for one
MARK = "\ufeff"  # tells Excel that the text is UTF-8
LONGEST = 32_767  # characters that a cell of a workbook holds
MOST = {"csv": 200_000, "xlsx": 20_000}  # rows: a stream has no end to fear, a workbook is made before it is sent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Row = Sequence[Any]


@dataclass(frozen=True)
class Sheet:
    """Columns as pairs of title and width in characters; rows of text, numbers, days and moments."""

    name: str
    title: Any
    columns: Sequence[tuple[Any, int]]
    rows: Iterable[Row]


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
    """The file as a download; `form` is csv or xlsx."""
    answer = _csv(sheet) if form == "csv" else _xlsx(sheet)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{sheet.name}.{form}")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


class _Echo:
    """What csv writes to: gives each line back."""

    def write(self, text: str) -> str:
        return text


def _csv(sheet: Sheet) -> StreamingHttpResponse:
    """Semicolons: where a decimal comma is set, as in Vietnam, Excel takes no comma for a separator."""
    writer = csv.writer(_Echo(), delimiter=";")
    head = [str(title) for title, _width in sheet.columns]

    def lines() -> Iterator[str]:
        yield MARK + writer.writerow(head)
        for row in sheet.rows:
            yield writer.writerow([harmless(_plain(cell)) for cell in row])

    return StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")


def harmless(text: str) -> str:
    """An apostrophe before what a spreadsheet would run (OWASP, CSV injection; ASVS 5.0, V1.2.10)."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(cell: Any) -> str:
    if isinstance(cell, datetime):
        return cell.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(cell, date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, float):
        return f"{cell:.1f}".replace(".", ",")
    return "" if cell is None else str(cell)


def _xlsx(sheet: Sheet) -> FileResponse:
    """Row by row through a file, so that memory stays small; text as text, days as days, the head stays in sight."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the answer closes it
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
    file.seek(0)
    return FileResponse(file, content_type=XLSX)


def _write(page: Any, row: int, column: int, cell: Any, formats: dict[str, Any]) -> None:
    if isinstance(cell, datetime):
        page.write_datetime(row, column, cell.astimezone(VIETNAM).replace(tzinfo=None), formats["moment"])
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, formats["day"])
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell)
    elif cell not in (None, ""):
        page.write_string(row, column, str(cell)[:LONGEST], formats["text"])
