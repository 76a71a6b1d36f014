import io
import unicodedata
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from documents.decision import AnnexRow, render_decision
from documents.fonts import typeface_of_the_wheel
from documents.typesetting import MissingGlyph, clean
from tests.documents.papers import PAPER, with_head, with_people
from tests.documents.reading import pages, shown, squeezed

MARKUP = '#import "x": * *đậm* _nghiêng_ $a^2$ <nhãn> @mã \\ // /* `c` = -- ... [x] {y} ~ #{1+1}'


def reader(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def test_equal_papers_give_equal_bytes(face):
    assert render_decision(PAPER, typeface=face) == render_decision(replace(PAPER), typeface=face)


def test_undated_papers_give_equal_bytes():
    assert render_decision(with_head(date=None)) == render_decision(with_head(date=None))


def test_file_is_dated_midnight_in_vietnam():
    info = reader(render_decision(with_head(date=date(2013, 9, 25)))).metadata

    assert info["/CreationDate"] == "D:20130924170000Z"


def test_file_says_what_it_is():
    info = reader(render_decision(PAPER)).metadata

    assert (info.title, info.author) == (
        "Quyết định số 05/QĐ-STTTT về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc trong phong "
        "trào thi đua cao điểm ngành thông tin và truyền thông năm 2013",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
    )


def test_file_claims_both_standards(face):
    metadata = reader(render_decision(PAPER, typeface=face)).trailer["/Root"]["/Metadata"].get_data().decode()

    assert [tag in metadata for tag in ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1")] == [True] * 3


def test_file_is_tagged_and_vietnamese(face):
    root = reader(render_decision(PAPER, typeface=face)).trailer["/Root"]

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("vi-VN", True, True)


@pytest.mark.parametrize(("sentences", "labels"), [(1, ["1", "1"]), (70, ["1", "2", "3", "1"])])
def test_annex_pages_are_labelled_from_one_again(sentences, labels):
    # Behind two pages the PDF writer drops the label of the third: there it would be read as 3.
    articles = ("Tặng Giấy khen.", "Các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này. " * sentences)

    assert reader(render_decision(replace(PAPER, articles=articles))).page_labels == labels


def test_every_font_is_embedded(face):
    for page in reader(render_decision(PAPER, typeface=face)).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font["/DescendantFonts"][0]["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_markup_in_data_is_printed_literally(face):
    paper = replace(with_people(AnnexRow(MARKUP, unit=MARKUP)), subject=MARKUP, bases=(MARKUP,), articles=(MARKUP,))
    printed = "".join(shown(page) for page in pages(render_decision(paper, typeface=face)))

    assert printed.count(squeezed(MARKUP)) == 5


def test_decomposed_text_is_printed_composed(face):
    name = "Đặng Thuỷ Ưng Ấn Nguyễn"
    (_, annex) = pages(render_decision(with_people(AnnexRow(unicodedata.normalize("NFD", name))), typeface=face))

    assert squeezed(name) in shown(annex)


def test_decomposed_and_composed_data_give_equal_bytes():
    composed, decomposed = (
        render_decision(with_people(AnnexRow(unicodedata.normalize(form, "Tẩn Láo Tả")))) for form in ("NFC", "NFD")
    )

    assert composed == decomposed


def test_character_without_a_glyph_is_refused_by_name(face):
    with pytest.raises(MissingGlyph, match=r"'漢' \(U\+6F22\).*'Ông 漢 Văn A'") as refused:
        render_decision(with_people(AnnexRow("漢 Văn A", "Ông")), typeface=face)

    assert (refused.value.characters, refused.value.texts) == (["漢"], ["Ông 漢 Văn A"])


def test_control_character_is_refused():
    with pytest.raises(MissingGlyph) as refused:
        render_decision(with_people(AnnexRow("A\x07B")), typeface=typeface_of_the_wheel())

    assert refused.value.characters == ["\x07"]


def test_character_is_not_borrowed_from_another_font():
    # "☎" is in DejaVu Sans Mono, which the wheel carries beside its serif.
    with pytest.raises(MissingGlyph) as refused:
        render_decision(with_people(AnnexRow("A ☎")), typeface=typeface_of_the_wheel())

    assert refused.value.characters == ["☎"]


def test_every_missing_character_is_named():
    with pytest.raises(MissingGlyph) as refused:
        render_decision(with_people(AnnexRow("漢 A"), AnnexRow("B 😀")))

    assert refused.value.characters == ["漢", "😀"]


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        (" Giàng \t A  Páo ", "Giàng A Páo"),
        ("Giàng\u200b A\ufeff Páo", "Giàng A Páo"),
        ("\u202eoáP A gnàiG", "oáP A gnàiG"),
        ("dòng một \r\n dòng hai\n", "dòng một\ndòng hai"),
    ],
)
def test_clean_leaves_only_what_is_seen(raw, printed):
    assert clean({"names": (raw,), "count": 1}) == {"names": [printed], "count": 1}
