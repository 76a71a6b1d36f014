"""A table as a PDF to print: no rows are left out, so that a longer one than a printer takes is refused before."""

from typing import IO

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from documents.listing import PrintedList, render_list
from nominations.exports.rows import Sheet, plain
from workflows import clock

MOST = 1_000  # rows: typesetting holds the whole table in memory, up to 300 kB a row


def write_pdf(sheet: Sheet, file: IO[bytes]) -> None:
    """The whole table in memory at once."""
    now = clock.now()
    rows = [[plain(cell) for cell in row] for row in sheet.rows]
    made = _("Lập lúc %(when)s") % {"when": date_format(localtime(now), "SHORT_DATETIME_FORMAT")}
    found = PrintedList(
        str(sheet.title), sheet.whose.organisation.name if sheet.whose else "", made,
        [(str(title), width) for title, width in sheet.columns], rows,
        [ngettext("%(n)s dòng", "%(n)s dòng", len(rows)) % {"n": len(rows)}], (get_language() or "vi")[:2],
    )  # fmt: skip
    replaced = _("Ký tự không in được thay bằng dấu hỏi; tệp Excel, ODS, CSV giữ nguyên.")
    file.write(render_list(found, at=now, replaced=replaced))
