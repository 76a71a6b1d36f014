"""Certificates measured on the page; lengths in millimetres unless said."""

import subprocess
import sys
import unicodedata
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from documents.certificate import (
    ZONES,
    OffPaper,
    Overprint,
    TextTooLong,
    render_certificates,
    render_proof_sheet,
    render_test_sheet,
)  # fmt: skip
from documents.typesetting import MissingGlyph
from tests.documents.certificates import (
    ACHIEVEMENT,
    CERTIFICATES,
    CHECK,
    COLLECTIVE,
    LONG_ACHIEVEMENT,
    LONG_NAME,
    LONG_UNIT,
    PERSON,
    many,
    with_one,
)  # fmt: skip
from tests.documents.reading import MM, find, pages, scanned, shown, squeezed
from tests.documents.test_typesetting import MARKUP, reader

TEXTS = {
    "nation": ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
    "authority": ["GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG TỈNH LÀO CAI"],
    "title": ["TẶNG", "GIẤY KHEN"],
    "recipient": ["Ông Giàng A Páo", "Chuyên viên, Phòng Quản lý Thông tin điện tử"],
    "achievement": [ACHIEVEMENT],
    "decision": ["Quyết định số: 05/QĐ-STTTT", "ngày 25 tháng 9 năm 2013", "Vào sổ khen thưởng số: 12"],
    "signature": ["Lào Cai, ngày 25 tháng 9 năm 2013", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lò Đức Thiện"],
}
LONG = with_one(name=LONG_NAME, unit=LONG_UNIT, achievement=LONG_ACHIEVEMENT, check=CHECK)
PEAK = """
from tests.documents.certificates import many
from documents.certificate import render_certificates
render_certificates(many(1000))
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
print(int(status["VmHWM"].split()[0]) // 1024)  # ru_maxrss would begin with that of the process that started it
"""


@pytest.fixture(scope="module")
def first(face):
    return pages(render_certificates(CERTIFICATES, typeface=face))[0]


def chars_in(page, zone, right=0.0, down=0.0):
    left, top = (zone.x + right) * MM, (zone.y + down) * MM
    return [
        char
        for char in page.chars
        if left - 0.5 <= (char["x0"] + char["x1"]) / 2 <= left + zone.width * MM + 0.5
        and top - 0.5 <= page.height - char["matrix"][5] <= top + zone.height * MM + 0.5
    ]


def text_of(page, zone, **moved) -> str:
    return squeezed("".join(char["text"] for char in chars_in(page, zone, **moved)))


def test_page_is_a4_on_its_side(first):
    assert (round(first.width / MM), round(first.height / MM)) == (297, 210)


def test_each_certificate_is_one_page(face):
    assert len(pages(render_certificates(many(7), typeface=face))) == 7


@pytest.mark.parametrize("key", TEXTS)
def test_text_stands_in_its_zone_and_nothing_else(first, key):
    assert text_of(first, ZONES[key]) == squeezed("".join(TEXTS[key]))


def test_zones_do_not_meet():
    def apart(one, other):
        across = one.x + one.width <= other.x or other.x + other.width <= one.x
        return across or one.y + one.height <= other.y or other.y + other.height <= one.y

    assert [pair for pair in combinations(ZONES.values(), 2) if not apart(*pair)] == []


@pytest.mark.parametrize(
    ("phrase", "size", "style"),
    [
        ("Độc lập - Tự do - Hạnh phúc", 15, "bold"),
        ("GIÁM ĐỐC SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 19, "bold"),
        ("GIẤY KHEN", 47, "bold"),
        ("Ông Giàng A Páo", 27, "bold"),
        ("Chuyên viên, Phòng Quản lý", 17, "upright"),
        ("Đã có thành tích", 18, "italic"),
        ("Vào sổ khen thưởng số: 12", 13, "upright"),
        ("Lò Đức Thiện", 15, "bold"),
    ],
)
def test_text_has_its_size_and_style(first, phrase, size, style):
    printed = find(first, phrase)

    assert (printed.sizes, printed.style) == ({size}, style)


@pytest.mark.parametrize("phrase", ["GIẤY KHEN", "Ông Giàng A Páo", "Độc lập - Tự do - Hạnh phúc"])
def test_middle_column_is_centred_on_the_page(first, phrase):
    assert find(first, phrase).centre / MM == pytest.approx(297 / 2, abs=0.5)


def test_collective_has_no_salutation(face):
    page = pages(render_certificates(CERTIFICATES, typeface=face))[1]

    assert text_of(page, ZONES["recipient"]) == squeezed("Phòng Kỹ thuật nghiệp vụ Viễn thông Lào Cai")


@pytest.mark.parametrize("key", TEXTS)
def test_longest_texts_stay_in_their_zones(face, key):
    (page,) = pages(render_certificates(LONG, typeface=face))
    longest = TEXTS | {
        "recipient": [f"Ông {LONG_NAME}", f"Chuyên viên, {LONG_UNIT}"],
        "achievement": [LONG_ACHIEVEMENT],
    }

    assert text_of(page, ZONES[key]) == squeezed("".join(longest[key]))


def test_long_name_is_set_smaller(face):
    (page,) = pages(render_certificates(LONG, typeface=face))

    assert max(find(page, LONG_NAME).sizes) < 27


def test_unit_of_three_lines_keeps_its_size(face):
    (page,) = pages(render_certificates(with_one(unit=LONG_UNIT), typeface=face))
    lines = {round(char["matrix"][5]) for char in chars_in(page, ZONES["recipient"])}

    assert (len(lines), find(page, "Trung tâm Công nghệ").sizes) == (4, {17})


def test_achievement_in_two_lines_has_lines_of_about_equal_length(first):
    rows = {}
    for char in chars_in(first, ZONES["achievement"]):
        rows.setdefault(round(char["matrix"][5]), []).append(char)
    lengths = [max(c["x1"] for c in row) - min(c["x0"] for c in row) for row in rows.values()]

    assert len(lengths) == 2
    assert min(lengths) / max(lengths) > 0.7


def test_word_without_end_is_broken(face):
    (page,) = pages(render_certificates(with_one(name="W" * 200), typeface=face))

    assert text_of(page, ZONES["recipient"]).count("W") == 200


def test_text_too_long_for_the_smallest_letters_is_refused_by_name():
    with pytest.raises(TextTooLong, match="Thành tích is too long on the certificate of 'Ông Giàng A Páo'") as refused:
        render_certificates(with_one(achievement="Đạt thành tích xuất sắc " * 100))

    assert (refused.value.zone, refused.value.recipient) == ("achievement", "Ông Giàng A Páo")


def test_number_and_day_not_yet_given_leave_dots():
    head = replace(CERTIFICATES.letterhead, number=None, date=None)
    (page,) = pages(render_certificates(replace(CERTIFICATES, letterhead=head, certificates=[PERSON])))

    assert text_of(page, ZONES["decision"]).startswith(squeezed("Quyết định số: ……/QĐ-STTTT ngày …… tháng …… năm ……"))


def test_day_of_the_certificate_may_differ_from_the_decisions(face):
    later = replace(CERTIFICATES, given=date(2013, 10, 1))
    page = pages(render_certificates(later, typeface=face))[0]

    assert text_of(page, ZONES["signature"]).startswith(squeezed("Lào Cai, ngày 01 tháng 10 năm 2013"))
    assert squeezed("ngày 25 tháng 9 năm 2013") in text_of(page, ZONES["decision"])


def test_code_holds_the_address_of_its_own_certificate(face):
    other = replace(CHECK, address=CHECK.address + "5")
    two = replace(CERTIFICATES, certificates=[replace(PERSON, check=CHECK), replace(COLLECTIVE, check=other)])

    assert [scanned(page) for page in pages(render_certificates(two, typeface=face))] == [
        [CHECK.address],
        [other.address],
    ]


def test_certificate_without_a_check_bears_no_code(first):
    assert scanned(first) == []


def test_decomposed_name_is_printed_composed(face):
    decomposed = with_one(name=unicodedata.normalize("NFD", "Tẩn Láo Tả"))
    (page,) = pages(render_certificates(decomposed, typeface=face))

    assert squeezed("Ông Tẩn Láo Tả") in shown(page)


def test_markup_is_printed_literally(face):
    marked = with_one(name=MARKUP, unit=MARKUP, achievement=MARKUP)

    assert shown(pages(render_certificates(marked, typeface=face))[0]).count(squeezed(MARKUP)) == 3


def test_character_without_a_glyph_is_refused_by_name(face):
    with pytest.raises(MissingGlyph) as refused:
        render_certificates(with_one(name="Giàng A Páo 😀"), typeface=face)

    assert (refused.value.characters, refused.value.texts) == (["😀"], ["Ông Giàng A Páo 😀"])


def test_nobody_is_refused():
    with pytest.raises(ValueError, match="nobody to give a certificate to"):
        replace(CERTIFICATES, certificates=[])


def test_more_than_a_file_holds_are_refused():
    with pytest.raises(ValueError, match="5001 certificates are more than the 5000"):
        many(5001)


def test_certificate_of_nobody_is_refused():
    with pytest.raises(ValueError, match="Certificate 2 names nobody"):
        replace(CERTIFICATES, certificates=[PERSON, replace(PERSON, name=" ")])


def test_thousand_certificates_take_less_than_half_a_gigabyte():
    peak = subprocess.run([sys.executable, "-c", PEAK], check=True, capture_output=True, text=True, timeout=120)

    assert int(peak.stdout) < 500


# The file


def test_equal_certificates_give_equal_bytes():
    assert render_certificates(CERTIFICATES) == render_certificates(replace(CERTIFICATES))


def test_file_claims_both_standards(face):
    metadata = reader(render_certificates(CERTIFICATES, typeface=face)).trailer["/Root"]["/Metadata"]

    text = metadata.get_data().decode()
    assert [tag in text for tag in ("<pdfaid:part>2", "<pdfaid:conformance>A", "<pdfuaid:part>1")] == [True] * 3


def test_file_is_tagged_and_vietnamese(face):
    root = reader(render_certificates(CERTIFICATES, typeface=face)).trailer["/Root"]

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], "/StructTreeRoot" in root) == ("vi-VN", True, True)


def test_every_font_is_embedded(face):
    for page in reader(render_certificates(CERTIFICATES, typeface=face)).pages:
        for font in page["/Resources"]["/Font"].values():
            assert {"/FontFile2", "/FontFile3"} & set(font["/DescendantFonts"][0]["/FontDescriptor"])


def test_bookmarks_are_the_recipients():
    assert [mark.title for mark in reader(render_certificates(CERTIFICATES)).outline] == [
        "Ông Giàng A Páo",
        "Phòng Kỹ thuật nghiệp vụ",
    ]


def test_file_says_what_it_is():
    info = reader(render_certificates(CERTIFICATES)).metadata

    assert (info.title, info.author) == (
        "Giấy khen kèm theo Quyết định số: 05/QĐ-STTTT ngày 25 tháng 9 năm 2013",
        "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
    )


# On pre-printed stock


def test_overprint_has_no_frame(face):
    page = pages(render_certificates(CERTIFICATES, overprint=Overprint(), typeface=face))[0]

    assert (page.curves, page.rects, len(page.lines)) == ([], [], 1)  # the line under the motto


@pytest.mark.parametrize("key", TEXTS)
def test_overprint_moves_every_text_by_the_offsets(face, key):
    page = pages(render_certificates(CERTIFICATES, overprint=Overprint(-7.5, 12), typeface=face))[0]
    plain = pages(render_certificates(CERTIFICATES, typeface=face))[0]
    there, here = find(page, TEXTS[key][0]), find(plain, TEXTS[key][0])

    assert ((there.x0 - here.x0) / MM, (there.baseline - here.baseline) / MM) == pytest.approx((-7.5, 12), abs=0.01)


def test_text_that_the_stock_bears_is_left_out():
    page = pages(render_certificates(CERTIFICATES, overprint=Overprint(borne=("nation", "title"))))[0]

    assert shown(page).startswith(squeezed(TEXTS["authority"][0] + TEXTS["recipient"][0]))


@pytest.mark.parametrize(("right", "down"), [(30.1, 0), (-31, 0), (0, 30.1), (0, -31), (float("nan"), 0)])
def test_offset_out_of_range_is_refused(right, down):
    with pytest.raises(OffPaper, match="moved by at most 30 mm, not"):
        Overprint(right, down)


def test_offset_that_pushes_a_text_off_the_paper_is_refused_by_its_name():
    with pytest.raises(OffPaper, match="Quốc hiệu, tiêu ngữ would leave the paper") as refused:
        Overprint(0, -25)

    assert refused.value.zone == "nation"


def test_offset_may_push_off_what_is_not_printed():
    assert Overprint(30, -25, borne=("nation",)).down == -25


def test_unknown_zone_is_refused():
    with pytest.raises(ValueError, match="No such zone: motto"):
        Overprint(borne=("motto",))


def test_test_sheet_names_each_zone_in_its_moved_place(face):
    (page,) = pages(render_test_sheet(CERTIFICATES, Overprint(-2.5, 3), typeface=face))
    named = {key: text_of(page, zone, right=-2.5, down=3) for key, zone in ZONES.items()}

    assert named == {key: squeezed(zone.name) for key, zone in ZONES.items()}


def test_test_sheet_says_how_far_it_is_moved():
    (page,) = pages(render_test_sheet(CERTIFICATES, Overprint(-2.5, 3)))

    assert squeezed("Dịch sang trái 2,5 mm, xuống dưới 3 mm.") in shown(page)


def test_test_sheet_has_a_ruler_of_millimetres_on_each_edge():
    (page,) = pages(render_test_sheet(CERTIFICATES, Overprint()))
    top = sorted({round(line["x0"] / MM, 2) for line in page.lines if line["top"] < 0.1 and line["bottom"] < 6 * MM})

    assert top == [float(mm) for mm in range(1, 297)]


def test_test_sheet_crosses_the_corners_of_each_zone():
    (page,) = pages(render_test_sheet(CERTIFICATES, Overprint(1, 2)))
    level = {(round(line["x0"] / MM + 3, 1), round(line["top"] / MM, 1)) for line in page.lines
             if line["top"] == line["bottom"] and round((line["x1"] - line["x0"]) / MM, 1) == 6}  # fmt: skip
    corners = {
        (round(zone.x + 1 + width, 1), round(zone.y + 2 + height, 1))
        for zone in ZONES.values()
        for width in (0, zone.width)
        for height in (0, zone.height)
    }

    assert level == corners


def test_proof_sheet_lists_every_text_of_every_certificate(face):
    text = "".join(shown(page) for page in pages(render_proof_sheet(many(30), typeface=face)))

    assert text.count(squeezed(ACHIEVEMENT)) == 30
    assert [squeezed(f"Ông Giàng A Páo {number}Chuyên viên") in text for number in range(30)] == [True] * 30
    assert squeezed("KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC: Lò Đức Thiện") in text


def test_proof_sheet_has_two_columns():
    page = pages(render_proof_sheet(many(30)))[0]
    starts = {round(find(page, f"Ông Giàng A Páo {number}Chuyên viên").x0 / MM) for number in range(12)}

    assert len(starts) == 2
