"""The Word form, read back with python-docx, and as LibreOffice prints it beside the PDF."""

import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm

from documents.pdf import render_pdf
from documents.typesetting import MissingGlyph
from documents.word import render_docx
from tests.documents.meetings import PAPERS as MEETINGS
from tests.documents.papers import COPY, PAPER
from tests.documents.reading import pages, squeezed
from tests.documents.test_paper import LETTER, MINUTES, NAMED
from tests.services import program

PAPERS = {"decision": PAPER.as_paper(), "letter": LETTER, "minutes": MINUTES, "submission": NAMED, "copy": COPY}
PAPERS |= {name: paper.as_paper() for name, paper in MEETINGS.items()}
HEAD = 20 * 72 / 25.4  # points: the top margin, where page numbers stand


def opened(paper):
    return Document(BytesIO(render_docx(paper)))


def test_page_is_a4_with_the_margins_of_the_decree():
    section = opened(NAMED).sections[0]
    lengths = (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin,
        section.right_margin,
    )  # fmt: skip

    assert [round(length / Mm(1)) for length in lengths] == [210, 297, 20, 20, 30, 15]


def test_text_is_times_new_roman():
    assert opened(NAMED).styles["Normal"].font.name == "Times New Roman"


def test_page_number_is_hidden_on_the_first_page():
    (section,) = opened(NAMED).sections

    assert (section.different_first_page_header_footer, section.first_page_header.paragraphs[0].text) == (True, "")


def test_page_number_stands_in_the_top_margin():
    (section,) = opened(NAMED).sections

    assert "PAGE" in section.header.paragraphs[0]._p.xml


def test_heads_of_a_table_are_repeated():
    table = opened(NAMED).tables[1]

    assert ["tblHeader" in row._tr.xml for row in table.rows] == [True, True, False, False, False, False]


def test_draft_is_marked_on_every_page():
    section = opened(replace(NAMED, draft=True)).sections[0]

    assert [header.paragraphs[0].text.strip() for header in (section.header, section.first_page_header)] == [
        "BẢN DỰ THẢO",
        "BẢN DỰ THẢO",
    ]


def test_character_that_xml_forbids_is_refused():
    with pytest.raises(MissingGlyph):
        render_docx(replace(NAMED, subject="Về việc \x07"))


def test_markup_in_the_data_is_text():
    paper = replace(NAMED, subject="<w:p/> & *đậm*")

    assert [p.text for p in opened(paper).paragraphs if "đậm" in p.text] == ["<w:p/> & *đậm*"]


def words_of(pdf: bytes) -> list[str]:
    """All letters below the page numbers, without spaces, sorted by word: cells may be read in another order."""
    text = " ".join(page.crop((0, HEAD, page.width, page.height)).extract_text() for page in pages(pdf))
    return sorted(squeezed(text))


def printed_by_office(docx: bytes, folder: Path) -> bytes:
    """What LibreOffice makes of a Word file."""
    office = program("soffice")
    (folder / "paper.docx").write_bytes(docx)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "paper.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "paper.pdf").read_bytes()


@pytest.mark.parametrize("name", PAPERS)
def test_libreoffice_prints_the_texts_of_the_pdf(name, tmp_path):
    printed = printed_by_office(render_docx(PAPERS[name]), tmp_path)

    assert words_of(printed) == words_of(render_pdf(PAPERS[name]))
