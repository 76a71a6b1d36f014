"""Signing in its order: the signer, then number, date and seal, then a copy."""

import io
import itertools
import struct
import zlib
from dataclasses import replace
from datetime import date

import pypdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from documents.pdf import render_pdf
from documents.signing import faults
from documents.signing.acts import certify_copy, finish, sign_as_signer
from documents.signing.checking import Verdict, check
from documents.signing.form import prepare, render_to_sign
from documents.signing.stamps import PNG, Stamp
from documents.typesetting import MissingGlyph
from tests.documents.authority import AT, LATER, OFFICE, UNTIL, key_of, root
from tests.documents.papers import PAPER, with_head
from tests.documents.reading import MM, find, pages, shown
from tests.documents.signed import (
    COPY,
    DATE,
    NUMBER,
    SEAL,
    SIGNATURE,
    copied,
    finished,
    picture,
    said_by_poppler,
    signed,
    unsigned,
    verdicts,
    words_on,
)
from tests.documents.test_paper import MINUTES

RSA = {"kind": "rsa"}


def fields(pdf: bytes) -> dict[str, pypdf.generic.DictionaryObject]:
    return pypdf.PdfReader(io.BytesIO(pdf)).get_fields()


def rects(pdf: bytes) -> dict[str, tuple[float, float, float, float]]:
    """Left, upper, right and lower edge of each field, from the top left corner of the first page."""
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    found = {}
    for item in page["/Annots"]:
        x0, y0, x1, y1 = map(float, item.get_object()["/Rect"])
        found[item.get_object()["/T"]] = (x0, float(page.mediabox.height) - y1, x1, float(page.mediabox.height) - y0)
    return found


# The file to be signed


def test_places_leave_the_paper_as_it_is_printed():
    printed, seen = (pages(pdf) for pdf in (render_pdf(with_head(number=None, date=None).as_paper()), unsigned()))

    assert [
        find(page, text).baseline for page, text in zip(seen, ("Lò Đức Thiện", "Danh sách gồm"), strict=True)
    ] == pytest.approx(
        [find(page, text).baseline for page, text in zip(printed, ("Lò Đức Thiện", "Danh sách gồm"), strict=True)],
        abs=0.1,
    )


def test_equal_papers_give_equal_files_to_sign():
    paper = with_head(number=None, date=None).as_paper()

    assert render_to_sign(paper) == unsigned()


def test_paper_with_its_number_is_not_for_signing():
    with pytest.raises(ValueError, match="before it gets number and date"):
        render_to_sign(PAPER.as_paper())


def test_paper_without_places_has_none():
    with pytest.raises(faults.NoPlace):
        prepare(render_pdf(PAPER.as_paper()))


def test_fields_are_called_something():
    assert {name: field.get("/TU") for name, field in fields(unsigned()).items()} == {
        "so": "Số của văn bản",
        "ngay": "Ngày, tháng, năm ban hành",
        "chu_ky_1": "Chữ ký số thứ 1",
        "dau": "Chữ ký số của cơ quan, có hình dấu",
        "goc": "Chữ ký số của cơ quan",
        "sao": "Chữ ký số của bản sao",
    }


def test_every_field_is_tagged_drawn_and_printed():
    root_of = PdfFileReader(io.BytesIO(finished(SEAL, SIGNATURE))).root
    places = root_of["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    tags = {places[at]: places[at + 1] for at in range(0, len(places), 2)}
    widgets = [item.get_object() for item in root_of["/AcroForm"]["/Fields"]]

    assert {
        (tags[widget["/StructParent"]]["/S"], "/N" in widget["/AP"], widget["/F"], widget["/Subtype"])
        for widget in widgets
    } == {("/Form", True, 4, "/Widget")}


def test_every_font_of_a_field_is_embedded():
    reader = pypdf.PdfReader(io.BytesIO(finished()))
    looks = [item.get_object()["/AP"]["/N"] for item in reader.pages[0]["/Annots"]]
    fonts = [font for look in looks for font in look.get("/Resources", {}).get("/Font", {}).values()]
    embedded = [{"/FontFile2", "/FontFile3"} & set(font["/DescendantFonts"][0]["/FontDescriptor"]) for font in fonts]

    assert (len(fonts) >= 4, all(embedded)) == (True, True)


def test_file_keeps_claiming_both_standards():
    claimed = pypdf.PdfReader(io.BytesIO(copied())).trailer["/Root"]["/Metadata"].get_data().decode()

    assert [tag in claimed for tag in ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1")] == [True] * 3


# Signing


def test_file_grows_and_what_was_seen_stays():
    steps = [unsigned(), signed(), finished(), copied()]

    assert all(later.startswith(earlier) for earlier, later in itertools.pairwise(steps))


def test_all_signatures_hold():
    assert verdicts(copied()) == [Verdict.WHOLE] * 3


def test_poppler_finds_all_signatures_valid(tmp_path):
    assert said_by_poppler(copied(), tmp_path) == ["Signature is Valid."] * 3


def test_signer_certifies_and_allows_no_more_than_filling_in():
    (reference,) = fields(signed())["chu_ky_1"]["/V"]["/Reference"]

    assert (reference["/TransformMethod"], reference["/TransformParams"]["/P"]) == ("/DocMDP", 2)


def test_signature_is_pades_with_sha256():
    embedded = PdfFileReader(io.BytesIO(signed())).embedded_signatures[0]

    assert (embedded.sig_object["/SubFilter"], embedded.md_algorithm) == ("/ETSI.CAdES.detached", "sha256")


def test_equal_acts_give_equal_bytes():
    def made() -> bytes:
        paper = sign_as_signer(unsigned(), key_of(**RSA), SIGNATURE, AT)
        return finish(paper, NUMBER, DATE, key_of(OFFICE, **RSA), SEAL, LATER)

    assert made() == made()


def test_expired_key_signs_nothing():
    with pytest.raises(faults.CertificateExpired):
        sign_as_signer(unsigned(), key_of(), Stamp(), UNTIL.replace(year=2015))


def test_nobody_signs_twice_in_one_place():
    with pytest.raises(faults.AlreadySigned, match="Chữ ký số thứ 1"):
        sign_as_signer(signed(), key_of(), Stamp(), LATER)


def test_organisation_does_not_sign_before_the_signer():
    with pytest.raises(faults.NotYetSigned):
        finish(unsigned(), NUMBER, DATE, key_of(OFFICE), SEAL, AT)


def test_changed_paper_is_not_sealed():
    broken = bytearray(signed())
    broken[2000] ^= 1

    with pytest.raises((faults.NotWhole, faults.NotAPdf)):
        finish(bytes(broken), NUMBER, DATE, key_of(OFFICE), SEAL, LATER)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"PK\x03\x04"])
def test_file_that_is_no_pdf_is_not_signed(pdf):
    with pytest.raises(faults.NotAPdf):
        sign_as_signer(pdf, key_of(), Stamp(), AT)


def test_paper_from_elsewhere_has_no_place_for_the_signer():
    with pytest.raises(faults.NoPlace):
        sign_as_signer(render_pdf(PAPER.as_paper()), key_of(), Stamp(), AT)


def test_two_sign_minutes_side_by_side():
    paper = render_to_sign(replace(MINUTES, letterhead=replace(MINUTES.letterhead, number=None)))
    for place, name in enumerate(("Trần Thị Mẫu", "Nguyễn Văn Mẫu"), start=1):
        paper = sign_as_signer(paper, key_of(name), Stamp(), AT, signer=place)
    sealed = finish(paper, "07", "", key_of(OFFICE), SEAL, LATER)

    assert [(one.signer, one.verdict) for one in check(sealed, [root()]).signatures] == [
        ("Trần Thị Mẫu", Verdict.WHOLE),
        ("Nguyễn Văn Mẫu", Verdict.WHOLE),
        (OFFICE, Verdict.WHOLE),
    ]


# Number and date


def test_number_and_date_are_the_values_of_their_fields():
    values = fields(finished())

    assert (values["so"]["/V"], values["ngay"]["/V"]) == (NUMBER, DATE)


def test_number_and_date_stand_on_the_line_of_printed_ones(tmp_path):
    printed = words_on(render_pdf(with_head(number=5, date=date(2013, 9, 25)).as_paper()), tmp_path)
    filled = words_on(finished(), tmp_path)

    assert [filled["05"][2], filled["25"][2], filled["/QĐ-STTTT"][2]] == pytest.approx(
        [printed["05/QĐ-STTTT"][2], printed["25"][2], printed["05/QĐ-STTTT"][2]], abs=0.5
    )


def test_number_ends_where_its_stroke_begins(tmp_path):
    words = words_on(finished(), tmp_path)

    assert words["05"][1] == pytest.approx(words["/QĐ-STTTT"][0], abs=0.5)


def test_number_longer_than_its_place_is_refused():
    with pytest.raises(faults.DoesNotFit, match="123456"):
        finish(signed(), "123456", DATE, key_of(OFFICE), SEAL, LATER)


def test_number_without_a_glyph_is_refused():
    with pytest.raises(MissingGlyph):
        finish(signed(), "漢", DATE, key_of(OFFICE), SEAL, LATER)


# Stamps


def test_signature_stands_between_position_and_name():
    (page, _annex), (_left, top, _right, bottom) = pages(unsigned()), rects(unsigned())["chu_ky_1"]

    assert find(page, "PHÓ GIÁM ĐỐC").baseline <= top < bottom <= find(page, "Lò Đức Thiện").top + 0.5


def test_signature_stands_above_the_middle_of_the_name():
    (page, _annex), (left, _top, right, _bottom) = pages(unsigned()), rects(unsigned())["chu_ky_1"]

    assert (left + right) / 2 == pytest.approx(find(page, "Lò Đức Thiện").centre, abs=0.5)


def test_seal_covers_the_left_third_of_the_signature():
    signature, seal = rects(unsigned())["chu_ky_1"], rects(unsigned())["dau"]

    assert (seal[2] - signature[0], (seal[2] - seal[0]) / MM) == (
        pytest.approx((signature[2] - signature[0]) / 3, abs=0.5),
        pytest.approx(36, abs=0.1),
    )


def test_signature_in_words_says_who_for_whom_and_when(tmp_path):
    words = words_on(signed(), tmp_path)

    assert {"Ký", "quan:", "10:15:00", "+07:00"} <= set(words)


def test_signature_by_picture_says_nothing(tmp_path):
    assert "10:15:00" not in words_on(signed(SIGNATURE), tmp_path)


def test_copy_says_so_at_the_top_right(tmp_path):
    words = words_on(copied(), tmp_path)

    assert words["Cai"][1] == pytest.approx((210 - 15) * MM, abs=0.5)
    assert words["y;"][2] < 20 * MM


def test_organisation_without_a_picture_signs_in_words_above_the_paper(tmp_path):
    assert words_on(finished(), tmp_path)["14:30:00"][2] < 20 * MM


@pytest.mark.parametrize(
    "data",
    [
        b"GIF89a",
        PNG,
        PNG + b"junk of more than twenty-four bytes",
        picture()[:300],
        PNG + b"\0\0\0\rIHDR" + struct.pack(">II", 50_000, 50_000) + zlib.compress(b""),
    ],
)
def test_picture_that_is_no_png_is_refused(data):
    with pytest.raises(faults.NotAPicture):
        sign_as_signer(unsigned(), key_of(), Stamp(data), AT)


def test_name_too_long_for_its_place_is_refused():
    with pytest.raises(faults.DoesNotFit):
        sign_as_signer(unsigned(), key_of(), Stamp(organisation="Sở " * 200), AT)


# Copies of papers from elsewhere


def test_paper_from_elsewhere_is_copied():
    copy = certify_copy(render_pdf(PAPER.as_paper()), COPY, key_of(), AT)

    assert verdicts(copy) == [Verdict.WHOLE]


def test_paper_certified_elsewhere_takes_no_further_place():
    paper = render_pdf(PAPER.as_paper())
    once = certify_copy(paper, COPY, key_of(), AT)

    with pytest.raises(faults.AlreadySigned):
        certify_copy(once, COPY, key_of(), AT)


def test_text_of_the_signed_page_is_what_was_seen():
    assert [shown(page) for page in pages(finished())] == [shown(page) for page in pages(unsigned())]
