"""The page of a Word file and the forms of its paragraphs: A4, margins 20/20/30/15 mm, Times New Roman, vi-VN."""

import functools
from copy import deepcopy
from datetime import datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from documents.typesetting import MissingGlyph, texts_of

FONT = "Times New Roman"
INDENT = Cm(1.27)
NO_PARENT: Any = None  # of a model that stands in no document
LONGEST = 255  # characters of a property: Word's limit
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def printable(data: dict[str, Any]) -> dict[str, Any]:
    """`data` as it came. Raises MissingGlyph when a text holds what XML 1.0 forbids (production 2)."""
    wrong = {char: text for text in texts_of(data) for char in text if char < " " and char not in "\t\n\r"}
    if wrong:
        raise MissingGlyph(list(wrong), list(wrong.values()), FONT)
    return data


def new_document(data: dict[str, Any], dated: datetime) -> WordDocument:
    """An empty paper: page, running head, and what `blank` gives it."""
    document = blank(data["title"], data["letterhead"]["body"], dated)
    section = document.sections[0]
    _lay_out(section, landscape=data["landscape"])
    section.different_first_page_header_footer = True
    for header in (section.header, section.first_page_header):
        _head(header.paragraphs[0], draft=data["draft"], numbered=header is section.header)
    return document


def blank(title: str, author: str, dated: datetime) -> WordDocument:
    """A file that knows its title, its language and how its text looks."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author, properties.language = title[:LONGEST], author[:LONGEST], "vi-VN"
    properties.created = properties.modified = dated
    properties.comments = ""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(script), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    spacing = normal.paragraph_format
    spacing.space_before = spacing.space_after = Pt(0)
    spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
    return document


def begin_annex(document: WordDocument, *, landscape: bool) -> None:
    """Pages of their own that count from 1, the first one's number shown (Phụ lục I, III.1)."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _lay_out(section, landscape=landscape)
    section.different_first_page_header_footer = False
    counted = OxmlElement("w:pgNumType")
    counted.set(qn("w:start"), "1")
    section._sectPr.append(counted)


def room_of(document: WordDocument) -> float:
    """Width between the margins of the last section, in mm."""
    section = document.sections[-1]
    width, left, right = (length or 0 for length in (section.page_width, section.left_margin, section.right_margin))
    return (width - left - right) / Mm(1)


def write(
    paragraph: Paragraph,
    *runs: tuple[str, str],
    size: float = 14,
    align: str = "left",
    before: float = 0,
    after: float = 0,
) -> Paragraph:
    """Adds `runs` of (text, look), look being "", "bold", "italic" or both; sizes and gaps in points."""
    if paragraph._p.pPr is None:
        paragraph._p.insert(0, deepcopy(_placing(align, before, after)))
    else:
        _place(paragraph, align, before, after)
    for text, look in runs:
        if text:
            element = deepcopy(_letters(size, look))
            paragraph._p.append(element)
            element.text = text
    return paragraph


# Python-docx asks for an element's place before it sets any property of it; a long table has thousands of equal ones.


@functools.cache
def _placing(align: str, before: float, after: float) -> BaseOxmlElement:
    model = Paragraph(OxmlElement("w:p"), NO_PARENT)
    _place(model, align, before, after)
    return model._p.get_or_add_pPr()


@functools.cache
def _letters(size: float, look: str) -> BaseOxmlElement:
    run = Run(OxmlElement("w:r"), NO_PARENT)
    run.bold, run.italic = "bold" in look, "italic" in look
    run.font.size = Pt(size)
    return run._r


def _place(paragraph: Paragraph, align: str, before: float, after: float) -> None:
    paragraph.alignment = ALIGN[align]
    spacing = paragraph.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)


def rule(paragraph: Paragraph, width: float, room: float) -> None:
    """Makes an empty paragraph a centred line of `width` within `room`, both in mm."""
    inset = Mm(max(room - width, 0) / 2)
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = inset, inset
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(3)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "5"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


def _lay_out(section: Section, *, landscape: bool) -> None:
    width, height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)


def _head(paragraph: Paragraph, *, draft: bool, numbered: bool) -> None:
    write(paragraph, ("BẢN DỰ THẢO" if draft else "", "bold"), size=13, align="left" if draft else "center")
    if draft and numbered:
        paragraph.add_run("\t")
    if numbered:
        run = paragraph.add_run()
        run.font.size = Pt(13)
        _field(run, "PAGE")


def _field(run: Run, code: str) -> None:
    for kind in ("begin", "", "end"):
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = code
        run._r.append(part)
