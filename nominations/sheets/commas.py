"""A list as plain text: in which encoding, between which separators. Both are found, never asked for."""

import codecs
import csv
import io
import unicodedata
from collections import Counter

from django.utils.translation import gettext as _

from nominations.sheets.grid import A_LIST, MOST_COLUMNS, Bounds, Grid
from nominations.sheets.syllables import share_of_syllables
from organisation.uploads import RefusedUpload

_SEPARATORS = ";,\t|"
_SAMPLE = 200  # lines
_FORMULA = ("'=", "'+", "'-", "'@", "'\t", "'＝", "'＋", "'－", "'＠")


def grid_of(data: bytes, bounds: Bounds = A_LIST) -> Grid:
    """The one sheet of a CSV file. An apostrophe that keeps a cell from being a formula is none of its text."""
    text = decoded(data)
    separator, text = _separator(text)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([_harmless(cell) for cell in row])
            if len(rows) > bounds.rows or len(row) > MOST_COLUMNS:
                raise RefusedUpload(
                    _("Tệp có hơn %(rows)s dòng hoặc hơn %(columns)s cột. Hãy tách danh sách hoặc bỏ phần không cần.")
                    % {"rows": f"{bounds.rows:,}".replace(",", "."), "columns": MOST_COLUMNS}
                )
    except csv.Error as error:
        words = _("Tệp CSV có chỗ không đọc được (dấu ngoặc kép không khép hoặc ô quá dài). Hãy lưu lại dạng .xlsx.")
        raise RefusedUpload(words) from error
    return Grid(name="", rows=rows)


def decoded(data: bytes) -> str:
    """UTF-8 and UTF-16 with or without their mark; else Windows' Vietnamese, or the bytes that an old font draws."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if data[:4096].count(0):
        return data.decode("utf-16-le" if data[1:2] == b"\0" else "utf-16-be", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
        western = data.decode("latin-1")
        better = share_of_syllables(vietnamese) >= max(0.5, share_of_syllables(western))
        return vietnamese if better else western


def _separator(text: str) -> tuple[str, str]:
    """The separator, and the text without Excel's line that names it."""
    first, _break, rest = text.partition("\n")
    named = first.strip().lower()
    if named.startswith("sep=") and len(named) == 5:
        return named[4], rest
    if named == "sep=":  # a tab, that was stripped
        return "\t", rest
    sample = text.splitlines(keepends=True)[:_SAMPLE]
    return max(_SEPARATORS, key=lambda separator: _evenness(sample, separator)), text


def _evenness(sample: list[str], separator: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells that is more than one; then, how many cells that is."""
    try:
        widths = Counter(len(row) for row in csv.reader(sample, delimiter=separator) if len(row) > 1)
    except csv.Error:
        return 0, 0
    width, lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return lines, width


def _harmless(cell: str) -> str:
    return cell[1:] if cell.startswith(_FORMULA) else cell
