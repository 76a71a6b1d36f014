"""A table as an OpenDocument spreadsheet, row by row: text is text, a number a number; nothing is a formula."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import IO, Any
from xml.sax.saxutils import escape, quoteattr

from organisation.calendar import VIETNAM

ODS = "application/vnd.oasis.opendocument.spreadsheet"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0" '
    f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
DATE = (
    '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/>'
    '<number:text>/</number:text><number:year number:style="long"/>'
)
TIME = (
    '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
    '<number:minutes number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/>'
)
BEGIN = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{OFFICE}:office:1.0" '
    f'xmlns:table="{OFFICE}:table:1.0" xmlns:text="{OFFICE}:text:1.0" xmlns:style="{OFFICE}:style:1.0" '
    f'xmlns:number="{OFFICE}:datastyle:1.0" xmlns:fo="{OFFICE}:xsl-fo-compatible:1.0" office:version="1.2">'
    f'<office:automatic-styles><number:date-style style:name="d">{DATE}</number:date-style>'
    f'<number:date-style style:name="m">{DATE}{TIME}</number:date-style>'
    '<style:style style:name="day" style:family="table-cell" style:data-style-name="d"/>'
    '<style:style style:name="moment" style:family="table-cell" style:data-style-name="m"/>'
    '<style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/>'
    "</style:style>"
)
END = "</table:table></office:spreadsheet></office:body></office:document-content>"


def write_ods(title: str, columns: Sequence[tuple[Any, int]], rows: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    """One table with a head that is repeated on each printed page. The widths are in characters."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)  # first and plain, as readers look for it
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        with archive.open("content.xml", "w", force_zip64=True) as content:
            for piece in _content(title, columns, rows):
                content.write(piece.encode())


def _content(title: str, columns: Sequence[tuple[Any, int]], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    yield BEGIN
    for place, (_label, width) in enumerate(columns):
        yield f'<style:style style:name="c{place}" style:family="table-column"><style:table-column-properties '
        yield f'style:column-width="{width * 0.2:.1f}cm"/></style:style>'
    yield f"</office:automatic-styles><office:body><office:spreadsheet><table:table table:name={_name(title)}>"
    yield "".join(f'<table:table-column table:style-name="c{place}"/>' for place in range(len(columns)))
    head = "".join(_text(str(label), ' table:style-name="head"') for label, _width in columns)
    yield f"<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>"
    for row in rows:
        yield f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
    yield END


def _name(title: str) -> str:
    """Of the sheet: LibreOffice takes none of these letters there."""
    return quoteattr(re.sub(r"[\[\]*?:/\\']", " ", NOT_IN_XML.sub("", title))[:31].strip() or "1")


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        moment = value.astimezone(VIETNAM).replace(tzinfo=None, microsecond=0).isoformat()
        return f'<table:table-cell table:style-name="moment" office:value-type="date" office:date-value="{moment}"/>'
    if isinstance(value, date):
        return f'<table:table-cell table:style-name="day" office:value-type="date" office:date-value="{value}"/>'
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return _text("" if value is None else str(value))


def _text(words: str, style: str = "") -> str:
    """Each line a paragraph; runs of spaces would be folded, so that each further one is written out."""
    if not words:
        return "<table:table-cell/>"
    lines = escape(NOT_IN_XML.sub("", words)).splitlines() or [""]
    spaced = (re.sub("(?<= ) |^ |\t", "<text:s/>", line) for line in lines)
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in spaced)
    return f'<table:table-cell office:value-type="string"{style}>{paragraphs}</table:table-cell>'
