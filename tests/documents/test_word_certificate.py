"""Certificates in Word, read back with python-docx, and as LibreOffice prints them beside the PDF."""

from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm

from documents.certificate import render_certificates
from documents.typesetting import MissingGlyph
from documents.word.certificate import render_certificates_docx
from tests.documents.certificates import CERTIFICATES, COLLECTIVE, PERSON, with_one
from tests.documents.reading import pages, shown
from tests.documents.test_word import printed_by_office


def opened(certificates):
    return Document(BytesIO(render_certificates_docx(certificates)))


def test_page_is_a4_on_its_side():
    (section,) = opened(CERTIFICATES).sections

    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (297, 210)


def test_page_has_a_border_on_each_side():
    (section,) = opened(CERTIFICATES).sections

    assert [side in section._sectPr.xml for side in ("<w:top ", "<w:left ", "<w:bottom ", "<w:right ")] == [True] * 4


def test_page_begins_with_each_certificate_but_the_first():
    starts = [p.paragraph_format.page_break_before for p in opened(CERTIFICATES).paragraphs if p.runs == []]

    assert starts.count(True) == 1


@pytest.mark.parametrize(("name", "size"), [("Giàng A Páo", 27), ("Nguyễn Thị Hoàng Ánh Tuyết " * 8, 17.5)])
def test_long_name_is_set_smaller(name, size):
    (cell,) = opened(with_one(name=name)).tables[0].rows[3].cells

    assert cell.paragraphs[0].runs[0].font.size.pt == size


def test_character_that_xml_forbids_is_refused():
    with pytest.raises(MissingGlyph):
        render_certificates_docx(with_one(name="Giàng \x07 Páo"))


def test_libreoffice_prints_the_texts_of_the_pdf_page_by_page(tmp_path):
    unit = "Trung tâm Công nghệ thông tin và Truyền thông, Sở Thông tin và Truyền thông tỉnh Lào Cai"
    three = replace(CERTIFICATES, certificates=[PERSON, COLLECTIVE, replace(PERSON, unit=unit)])

    printed = pages(printed_by_office(render_certificates_docx(three), tmp_path))
    assert [sorted(shown(page)) for page in printed] == [
        sorted(shown(page)) for page in pages(render_certificates(three))
    ]
