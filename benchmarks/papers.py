"""What do a decision with 500 lines cost as PDF and as Word, against typst and python-docx alone, and a long annex?"""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from docx import Document

from benchmarks.measuring import interleaved
from benchmarks.press import floor_pdf, peak_mb
from documents.decision import AnnexRow, DecisionPaper, render_decision
from documents.paper import Table
from documents.typesetting import forget_layouts
from documents.word import render_docx
from tests.documents.papers import with_people

LINES, LONG, RUNS = 500, 1000, 7
PEAK = f"""
from benchmarks.papers import of
from documents.decision import render_decision
render_decision(of(0, {LONG}))
"""


def run_decision() -> dict[str, Any]:
    """`render_decision` against one compile of the same pages; `peak_mb` is a process's that sets 1,000 lines.

    Left alone, typst frees in each run what its tenth run before had laid out; we free ours at once. So that each side
    pays for its own, the floor frees its own at once too: else the next run of ours would do it.
    """
    found = _compared(render_decision, _compiled_alone)
    return {**found, "peak_mb": peak_mb(PEAK), "lines": LINES, "peak_lines": LONG}


def _compiled_alone(paper: DecisionPaper) -> bytes:
    found = floor_pdf("decision.typ", paper.as_paper().as_data())
    forget_layouts()
    return found


def run_docx() -> dict[str, Any]:
    """`render_docx` of the whole decision against python-docx writing its table alone, cell by cell."""
    return {**_compared(lambda paper: render_docx(paper.as_paper()), plain_table), "lines": LINES}


def of(turn: int, lines: int = LINES) -> DecisionPaper:
    """A decision that no other turn has, so that nobody prints from the compiler's memory."""
    rows = [
        AnnexRow(f"Nguyễn Văn Mẫu {number} {turn}", "Ông", "Chuyên viên", "Văn phòng Sở", award="Giấy khen")
        for number in range(lines)
    ]
    return with_people(*rows)


def plain_table(paper: DecisionPaper) -> bytes:
    (table,) = [block for block in paper.as_paper().annexes[0].body if isinstance(block, Table)]
    document = Document()
    written = document.add_table(rows=1, cols=len(table.columns), style="Table Grid")
    for cell, column in zip(written.rows[0].cells, table.columns, strict=True):
        cell.text = column.heading
    for row in table.rows:
        for cell, text in zip(written.add_row().cells, row, strict=True):
            cell.text = text
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _compared(ours: Callable[[DecisionPaper], bytes], floor: Callable[[DecisionPaper], bytes]) -> dict[str, Any]:
    papers = [of(turn) for turn in range(2 * RUNS)]
    for work in (ours, floor):
        work(of(2 * RUNS))
    return interleaved(
        [lambda paper=paper: ours(paper) for paper in papers[::2]],
        [lambda paper=paper: floor(paper) for paper in papers[1::2]],
    )
