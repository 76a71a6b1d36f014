"""The text of a paper in a Word file: paragraphs, headings, tables, and how it is checked."""

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any

import segno
from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table, _Cell, _Row

from documents.paper import Check
from documents.word.page import INDENT, room_of, write
from documents.word.parts import bare_table

NUMBERS = 12.0  # mm: a column of share 0


def add_blocks(document: WordDocument, blocks: Sequence[dict[str, Any]], kept: int = 0) -> None:
    """Writes the blocks of documents.paper; the last `kept` stay on the page of what follows."""
    for left, block in zip(range(len(blocks), 0, -1), blocks, strict=True):
        if block["block"] == "text":
            _text(document, block, kept=left <= kept)
        elif block["block"] == "heading":
            _heading(document, block)
        else:
            _table(document, block)


def add_check(document: WordDocument, check: Check) -> None:
    """Behind all that the decree lays out: how a reader checks the paper."""
    drawn = BytesIO()
    segno.make(check.address, error="m", micro=False).save(drawn, kind="png", scale=6, border=2)
    drawn.seek(0)
    write(document.add_paragraph(), size=10)
    code, words = bare_table(document, [26, room_of(document) - 26]).rows[0].cells
    code.paragraphs[0].add_run().add_picture(drawn, width=Mm(22))
    words.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    parts = [check.event_hash[at : at + 8] for at in range(0, len(check.event_hash), 8)]
    write(words.paragraphs[0], (f"Bằng chứng trong nhật ký: {check.address}", ""), size=9)
    write(words.add_paragraph(), (f"Mã băm của thao tác ký: {' '.join(parts)}", ""), size=9)


def _text(document: WordDocument, block: dict[str, Any], *, kept: bool) -> None:
    centred = block["look"] == "centred"
    lead = (f"{block['lead']} " if block["lead"] else "", "bold")
    look = "" if centred else block["look"]
    align = "center" if centred else "justify"
    paragraph = write(document.add_paragraph(), lead, (block["text"], look), align=align, after=6)
    if not centred:
        paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.keep_with_next = kept


def _heading(document: WordDocument, block: dict[str, Any]) -> None:
    paragraph = write(document.add_paragraph(), (block["text"], "bold"), before=6, after=6)
    if block["level"] > 1:
        paragraph.paragraph_format.first_line_indent = INDENT
    paragraph.paragraph_format.keep_with_next = True


def _table(document: WordDocument, block: dict[str, Any]) -> None:
    columns, overs = block["columns"], block["overs"]
    table = document.add_table(rows=2 if overs else 1, cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = _widths([column["share"] for column in columns], room_of(document))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        _mark(row, "w:cantSplit")
        _set_widths(row, widths)
    model = deepcopy(table.rows[-1]._tr)  # a row without texts
    _write_heads(table, columns, overs, block["size"])
    for row in table.rows:
        _mark(row, "w:tblHeader")
    for line in block["rows"]:
        _write_row(_new_row(table, model), line, columns, block["size"])
    if block["total"]:
        _write_row(_new_row(table, model), block["total"], columns, block["size"], look="bold")
    write(document.add_paragraph(), size=6)


def _set_widths(row: _Row, widths: Sequence[float]) -> None:
    for cell, width in zip(row.cells, widths, strict=True):
        cell.width = Mm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _new_row(table: Table, model: BaseOxmlElement) -> _Row:
    row = deepcopy(model)
    table._tbl.append(row)
    return _Row(row, table)


def _write_heads(table: Table, columns: Sequence[dict], overs: Sequence[Sequence], size: int) -> None:
    for cell, column in zip(table.rows[-1].cells, columns, strict=True):
        if not overs or column["over"]:
            _say(cell, column["heading"], "bold", "center", size)
    at = 0
    for over, span in overs:
        top = table.cell(0, at)
        last = table.cell(0, at + span - 1) if over else table.cell(1, at)
        _say(top.merge(last) if last is not top else top, over or columns[at]["heading"], "bold", "center", size)
        at += span


def _write_row(row: _Row, line: Sequence[str] | str, columns: Sequence[dict], size: int, look: str = "") -> None:
    cells = row.cells
    if isinstance(line, str):
        whole = cells[0].merge(cells[-1])
        _say(whole, line, "bold", "left", size)
        whole.paragraphs[0].paragraph_format.keep_with_next = True
        return
    for cell, text, column in zip(cells, line, columns, strict=True):
        _say(cell, text, look, column["align"], size)


def _say(cell: _Cell, text: str, look: str, align: str, size: int) -> None:
    write(cell.paragraphs[0], (text, look), size=size, align=align, before=2, after=2)


def _widths(shares: Sequence[float], room: float) -> list[float]:
    whole = sum(shares) or 1
    free = room - NUMBERS * sum(share == 0 for share in shares)
    return [share / whole * free if share else NUMBERS for share in shares]


def _mark(row: _Row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
