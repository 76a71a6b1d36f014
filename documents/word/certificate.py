"""Certificates as a Word file for an office to edit: a page each, in a border of Word's own."""

from collections.abc import Sequence
from io import BytesIO
from math import ceil, inf
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from docx.table import _Cell, _Row

from documents.certificate import WIDTH, ZONES, Certificates
from documents.paper import midnight
from documents.typesetting import clean
from documents.word.page import blank, printable, rule, write
from documents.word.parts import bare_table, width_of

RED, GOLD = RGBColor(0xA3, 0x16, 0x1D), "B98A1E"
ROOM = ZONES["title"].width
LINE = 1.15 * 25.4 / 72  # mm for each point of its letters
MOTTO = 70.0  # mm: "Độc lập - Tự do - Hạnh phúc" in 15 pt bold
SMALLEST = 46  # per cent of the usual size
Line = tuple[str, str, float]  # text, look, size in points


def render_certificates_docx(certificates: Certificates) -> bytes:
    """The texts of `documents.certificate.render_certificates`, without the codes: an edited copy proves nothing.

    Raises documents.typesetting.MissingGlyph when a text holds a character that a Word file cannot.
    """
    data = printable(clean(certificates.as_data()))
    document = blank(data["title"], data["letterhead"]["body"], midnight(certificates.day))
    _lay_out(document)
    for index, one in enumerate(data["certificates"]):
        _add(document, data, one, first=index == 0)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _lay_out(document: WordDocument) -> None:
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm((WIDTH - ROOM) / 2)
    section.top_margin, section.bottom_margin = Mm(ZONES["nation"].y), Mm(16)
    borders = OxmlElement("w:pgBorders")
    borders.set(qn("w:offsetFrom"), "page")
    for side in ("top", "left", "bottom", "right"):
        border = OxmlElement(f"w:{side}")
        for key, value in (("val", "thinThickThinMediumGap"), ("sz", "36"), ("space", "24"), ("color", GOLD)):
            border.set(qn(f"w:{key}"), value)
        borders.append(border)
    size = section._sectPr.find(qn("w:pgMar"))
    size.addnext(borders)


def _add(document: WordDocument, data: dict[str, Any], one: dict[str, Any], *, first: bool) -> None:
    write(document.add_paragraph(), size=1).paragraph_format.page_break_before = not first
    table = bare_table(document, [ROOM])
    nation = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    _fill(table.rows[0], "nation", [(line, "bold", 15.0) for line in nation])
    rule(table.rows[0].cells[0].add_paragraph(), MOTTO, ROOM)
    _fill(table.add_row(), "authority", [(data["authority"], "bold red", 19)])
    _fill(table.add_row(), "title", [(data["gives"], "bold", 15), (data["award"], "bold red", 47)])
    _fill(table.add_row(), "recipient", [(one["name"], "bold", 27), (one["place"], "", 17)])
    _fill(table.add_row(), "achievement", [(one["achievement"], "italic", 18)])
    write(document.add_paragraph(), size=4)
    left, right = bare_table(document, [ROOM - ZONES["signature"].width, ZONES["signature"].width]).rows[0].cells
    _write(left, [(line, "", 13.0) for line in (*data["decision"].split("\n"), one["register"])], "left")
    signer = data["signature"]
    _write(right, [(data["dated"], "italic", 14.0), *((line, "bold", 14.0) for line in signer["lines"])])
    right.paragraphs[-1].paragraph_format.space_after = Mm(20)  # for the signature and the seal
    write(right.add_paragraph(), (signer["name"], "bold"), size=15, align="center")


def _fill(row: _Row, zone: str, lines: Sequence[Line]) -> None:
    """Lines in the middle of a row as high as their zone, made smaller until they should fit."""
    row.height, row.height_rule = Mm(ZONES[zone].height), WD_ROW_HEIGHT_RULE.AT_LEAST
    (cell,) = row.cells
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    shares = (share / 100 for share in range(100, SMALLEST, -4))
    share = next((share for share in shares if _height(lines, share) <= ZONES[zone].height), SMALLEST / 100)
    _write(cell, [(text, look, round(size * share * 2) / 2) for text, look, size in lines if text])


def _write(cell: _Cell, lines: Sequence[Line], align: str = "center") -> None:
    for index, (text, look, size) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        write(paragraph, (text, look), size=size, align=align)
        if "red" in look:
            paragraph.runs[0].font.color.rgb = RED


def _height(lines: Sequence[Line], share: float) -> float:
    """About how high the lines are, in mm, when their sizes are that share of the usual."""
    wrapped = ((ceil(width_of(text, size * share, inf) / ROOM), size * share) for text, _look, size in lines)
    return sum(count * size * LINE for count, size in wrapped)
