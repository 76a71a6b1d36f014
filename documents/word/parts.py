"""The parts that surround a paper's text in a Word file: letterhead, title, addressees, signers, recipients."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell

from documents.word.page import room_of, rule, write

MOTTO = 60.0  # mm: "Độc lập - Tự do - Hạnh phúc" in 13 pt bold
UNDER_BODY = 0.4  # the rule's share of the text above it: a third to a half
WIDE, NARROW = 0.68, 0.47  # em: an average bold letter of Times New Roman, capital and small


def bare_table(document: WordDocument, widths: Sequence[float]) -> Table:
    """One row without borders; `widths` in mm."""
    table = document.add_table(rows=1, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def add_letterhead(document: WordDocument, data: dict[str, Any]) -> None:
    """Boxes 1 to 4, and 5b below the number of an official letter."""
    head, room = data["letterhead"], room_of(document)
    left, right = room * 0.42, room * 0.58
    body, nation = bare_table(document, [left, right]).rows[0].cells
    lines = [(line, look) for line, look in ((head["superior"], ""), (head["body"], "bold")) if line]
    _fill(body, [(text, look, 12) for text, look in lines])
    rule(body.add_paragraph(), width_of(head["body"], 12, left) * UNDER_BODY, left)
    _fill(nation, [("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold", 12), ("Độc lập - Tự do - Hạnh phúc", "bold", 13)])
    rule(nation.add_paragraph(), MOTTO, right)
    if head["symbol"]:
        write(body.add_paragraph(), (f"Số: {numbered(head)}", ""), size=13, align="center", before=6)
    if head["place"]:
        write(nation.add_paragraph(), (f"{head['place']}, {day_of(head)}", "italic"), size=13, align="center", before=6)
    if not data["kind"]:
        write(body.add_paragraph(), (data["subject"], ""), size=12, align="center", before=6)
    write(document.add_paragraph(), after=6)


def numbered(head: dict[str, Any]) -> str:
    return f"{head['number'] or '        '}/{head['symbol']}"


def day_of(head: dict[str, Any]) -> str:
    return head["date"] or "ngày      tháng      năm        "


def add_title(document: WordDocument, kind: str, subject: str) -> None:
    """Box 5a."""
    write(document.add_paragraph(), (kind, "bold"), align="center")
    if subject:
        add_lines(document, subject.split("\n"), look="bold")
        room = room_of(document)
        rule(document.add_paragraph(), width_of(subject, 14, room) * UNDER_BODY, room)
    write(document.add_paragraph(), after=0, size=6)


def add_lines(
    document: WordDocument, lines: Sequence[str], *, look: str = "", before: float = 0, after: float = 0
) -> None:
    """Centred lines, each a paragraph; the gap before the first and after the last in points."""
    for index, line in enumerate(lines):
        gaps = {"before": before if index == 0 else 0, "after": after if index == len(lines) - 1 else 0}
        write(document.add_paragraph(), (line, look), align="center", **gaps)


def add_addressees(document: WordDocument, addressees: Sequence[str]) -> None:
    """Box 9a."""
    if len(addressees) == 1:
        write(document.add_paragraph(), (f"Kính gửi: {addressees[0]}", ""), align="center", after=8)
        return
    for index, addressee in enumerate(addressees):
        line = write(document.add_paragraph(), (f"{'Kính gửi:' if index == 0 else ''}\t{addressee}", ""))
        line.paragraph_format.left_indent = Mm(30)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(52))
        line.paragraph_format.space_after = Pt(8 if index == len(addressees) - 1 else 0)


def add_signatures(
    document: WordDocument, signatures: Sequence[dict], recipients: Sequence[str], *, signed: bool = False
) -> None:
    """Boxes 7 and 9b; several signers side by side stand over the recipients. Of a copy, they have `signed`."""
    room = room_of(document)
    if len(signatures) == 1:
        write(document.add_paragraph(), size=8).paragraph_format.keep_with_next = True
        left, right = bare_table(document, [room * 0.46, room * 0.54]).rows[0].cells
        _receivers(left, recipients)
        _signer(right, signatures[0], signed)
    elif signatures:
        write(document.add_paragraph(), size=8).paragraph_format.keep_with_next = True
        table = bare_table(document, [room / len(signatures)] * len(signatures))
        for above, below, signature in zip(table.rows[0].cells, table.add_row().cells, signatures, strict=True):
            _fill(above, [(line, "bold", 14) for line in signature["lines"]])
            if signed:
                _say_signed(above)
            room_above = 30 if signed else 80
            write(below.paragraphs[0], (signature["name"], "bold"), align="center", before=room_above, after=14)
        for row in table.rows:
            for cell in row.cells:
                cell.paragraphs[-1].paragraph_format.keep_with_next = row is not table.rows[-1] or bool(recipients)
        if recipients:
            _receivers(bare_table(document, [room]).rows[0].cells[0], recipients)


def add_annex_title(document: WordDocument, head: dict[str, Any], annex: dict[str, Any], number: int) -> None:
    """Mẫu 2.1; `number` is 0 for the only annex."""
    roman = ("", " I", " II", " III", " IV", " V", " VI", " VII", " VIII", " IX", " X")[number]
    add_lines(document, [f"Phụ lục{roman}", *annex["title"].split("\n")], look="bold")
    reference = f"(Kèm theo {annex['paper']} số {numbered(head)} {day_of(head)}"
    add_lines(document, [reference, f"của {annex['issuer']})"], look="italic")
    room = room_of(document)
    rule(document.add_paragraph(), width_of(reference, 14, room) * UNDER_BODY, room)
    write(document.add_paragraph(), size=8)


def _receivers(cell: _Cell, recipients: Sequence[str]) -> None:
    if recipients:
        _fill(cell, [("Nơi nhận:", "bold italic", 12), *((line, "", 11) for line in recipients)], align="left")


def add_copy(document: WordDocument, copy: dict[str, Any]) -> None:
    """Mẫu 3.1: under a line of the whole width, behind the paper that is copied."""
    head, room = copy["letterhead"], room_of(document)
    left, right = room * 0.42, room * 0.58
    write(document.add_paragraph(), size=8)
    line = document.add_paragraph()
    rule(line, room, room)
    line.paragraph_format.space_after = Pt(8)
    line.paragraph_format.keep_with_next = True
    body, form = bare_table(document, [left, right]).rows[0].cells
    _fill(body, [(head["body"], "bold", 12)])
    rule(body.add_paragraph(), width_of(head["body"], 12, left) * UNDER_BODY, left)
    write(body.add_paragraph(), (f"Số: {numbered(head)}", ""), size=13, align="center", before=6)
    _fill(form, [(copy["form"], "bold", 14)])
    write(form.add_paragraph(), (f"{head['place']}, {day_of(head)}", "italic"), size=13, align="center", before=6)
    for cell in (body, form):
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
    add_signatures(document, [copy["signature"]], copy["recipients"])


def _say_signed(cell: _Cell) -> None:
    write(cell.add_paragraph(), ("(Đã ký)", "italic"), align="center", before=26)


def _signer(cell: _Cell, signature: dict[str, Any], signed: bool) -> None:
    _fill(cell, [(line, "bold", 14) for line in signature["lines"]])
    if signed:
        _say_signed(cell)
    cell.paragraphs[-1].paragraph_format.space_after = Mm(11 if signed else 28)  # for the signature and the seal
    write(cell.add_paragraph(), (signature["name"], "bold"), align="center")
    whole = OxmlElement("w:cantSplit")
    whole.set(qn("w:val"), "true")
    cell._tc.getparent().get_or_add_trPr().append(whole)


def _fill(cell: _Cell, lines: Sequence[tuple[str, str, float]], align: str = "center") -> None:
    for index, (text, look, size) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        write(paragraph, (text, look), size=size, align=align)


def width_of(text: str, size: float, room: float) -> float:
    """About how wide the longest line of bold `text` is, in mm, when it is wrapped into `room`."""
    longest = max(text.split("\n"), key=len)
    letters = sum(WIDE if char.isupper() else NARROW for char in longest)
    return min(letters * size * 25.4 / 72, room)
