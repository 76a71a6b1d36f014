"""A paper as a Word file for an office to edit: the layout of Nghị định 30/2020/NĐ-CP with Word's own means."""

from io import BytesIO

from documents.paper import Paper
from documents.typesetting import clean
from documents.word.blocks import add_blocks, add_check
from documents.word.page import begin_annex, new_document, printable
from documents.word.parts import (
    add_addressees,
    add_annex_title,
    add_copy,
    add_letterhead,
    add_lines,
    add_signatures,
    add_title,
)


def render_docx(paper: Paper) -> bytes:
    """The paper with its annexes: the same texts in the same order as `documents.pdf.render_pdf` prints.

    Set in Times New Roman, which the office's machines have. Raises documents.typesetting.MissingGlyph when a text
    holds a character that a Word file cannot.
    """
    data = printable(clean(paper.as_data()))
    document = new_document(data, paper.dated)
    add_letterhead(document, data)
    if data["kind"]:
        add_title(document, data["kind"], data["subject"])
    if data["authority"]:
        add_lines(document, [data["authority"]], look="bold", after=8)
    add_addressees(document, data["addressees"])
    add_blocks(
        document, [{"block": "text", "text": ground, "lead": "", "look": "italic"} for ground in data["grounds"]]
    )
    if data["authority"]:
        add_lines(document, ["QUYẾT ĐỊNH:"], look="bold", before=4, after=4)
    add_blocks(document, data["body"], kept=data["tail"] if data["signatures"] else 0)
    add_signatures(document, data["signatures"], data["recipients"], signed=bool(data["copy"]))
    for number, annex in enumerate(data["annexes"], start=1):
        begin_annex(document, landscape=annex["landscape"])
        add_annex_title(document, data["letterhead"], annex, number if len(data["annexes"]) > 1 else 0)
        add_blocks(document, annex["body"])
    if paper.check:
        add_check(document, paper.check)
    if data["copy"]:
        add_copy(document, data["copy"])
    file = BytesIO()
    document.save(file)
    return file.getvalue()
