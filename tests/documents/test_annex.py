from dataclasses import replace

import pytest

from documents.decision import AnnexGroup, AnnexRow, render_decision
from tests.documents.papers import COLLECTIVES, INDIVIDUALS, PAPER, with_groups, with_head, with_people
from tests.documents.reading import MM, find, page_number, pages, shown, squeezed

LONG_UNIT = (
    "Trung tâm Công nghệ thông tin và Truyền thông trực thuộc Sở Thông tin và Truyền thông tỉnh Lào Cai, trụ sở "
    "tại thành phố Lào Cai"
)


@pytest.fixture(scope="module")
def annex(face):
    return pages(render_decision(PAPER, typeface=face))[1]


def people(count: int) -> list[AnnexRow]:
    return [
        AnnexRow(f"Nguyễn Văn Mẫu {n}", "Ông", "Chuyên viên", "Văn phòng Sở", award="Giấy khen") for n in range(count)
    ]


def printed_annex(paper, face=None) -> str:
    _, *annex = pages(render_decision(paper, typeface=face))
    return "".join(shown(page) for page in annex)


@pytest.mark.parametrize(
    ("phrase", "size", "style"),
    [
        ("Phụ lục", 14, "bold"),
        ("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG GIẤY KHEN", 14, "bold"),
        ("(Kèm theo Quyết định số 05/QĐ-STTTT ngày 25 tháng 9 năm 2013", 14, "italic"),
        ("I. TẬP THỂ (2)", 14, "bold"),
        ("Họ và tên", 13, "bold"),
        ("Ông Giàng A Páo", 13, "upright"),
        ("Danh sách gồm 02 tập thể và 03 cá nhân./.", 14, "upright"),
    ],
)
def test_annex_component_has_the_size_and_style_of_the_decree(annex, phrase, size, style):
    printed = find(annex, phrase)

    assert (printed.sizes, printed.style) == ({size}, style)


def test_reference_line_names_the_decision_in_full(annex):
    numbered = "(Kèm theo Quyết định số 05/QĐ-STTTT ngày 25 tháng 9 năm 2013"

    assert squeezed(f"{numbered} của Giám đốc Sở Thông tin và Truyền thông tỉnh Lào Cai)") in shown(annex)


def test_reference_line_of_a_preview_leaves_the_number_open(face):
    (_, annex) = pages(render_decision(with_head(number=None, date=None), typeface=face))

    assert squeezed("(Kèm theo Quyết định số /QĐ-STTTT ngày tháng năm của Giám đốc Sở") in shown(annex)


def test_annex_counts_each_group(annex):
    assert [squeezed(text) in shown(annex) for text in ("I. TẬP THỂ (2)", "II. CÁ NHÂN (3)")] == [True, True]


def test_rows_are_numbered_within_their_group(annex):
    first_column = [row[0] for table in annex.extract_tables() for row in table]

    assert first_column == ["TT", "1", "2", "TT", "1", "2", "3"]


def test_rows_say_what_the_data_say(annex):
    (_, table) = annex.extract_tables()

    assert [cell.replace("\n", " ") for cell in table[2]] == [
        "2",
        "Bà Nguyễn Thị Ánh Tuyết",
        "Chuyên viên",
        "Văn phòng Sở",
        "Giấy khen",
    ]


def test_column_nobody_fills_is_left_out(annex):
    (table, _) = annex.extract_tables()

    assert [cell.replace("\n", " ") for cell in table[0]] == ["TT", "Tên tập thể", "Đơn vị", "Hình thức khen thưởng"]


def test_table_spans_the_text_width(annex):
    edges = [table.bbox for table in annex.find_tables()]

    assert [(round(x0 / MM), round(x1 / MM)) for x0, _, x1, _ in edges] == [(30, 195)] * 2


def test_empty_group_is_left_out_and_the_next_takes_its_numeral(face):
    text = printed_annex(with_groups(replace(COLLECTIVES, rows=()), INDIVIDUALS), face)

    assert (squeezed("I. CÁ NHÂN (3)") in text, "TẬPTHỂ(" in text) == (True, False)
    assert squeezed("Danh sách gồm 03 cá nhân./.") in text


def test_nobody_to_award_is_refused():
    with pytest.raises(ValueError, match="nobody to award"):
        render_decision(with_groups(AnnexGroup("cá nhân", "Họ và tên"), AnnexGroup("tập thể", "Tên tập thể")))


def test_header_row_is_repeated_on_each_page(face):
    _, *annex = pages(render_decision(with_people(*people(80)), typeface=face))

    assert len(annex) > 2
    assert {page.extract_tables()[0][0][1] for page in annex} == {"Họ và tên"}


def test_annex_is_numbered_separately_from_one(face):
    _, *annex = pages(render_decision(with_people(*people(80)), typeface=face))
    numbers = [page_number(page) for page in annex]

    assert [number.sizes for number in numbers] == [{13}] * len(annex)
    assert [page.extract_words()[0]["text"] for page in annex] == [str(n) for n in range(1, len(annex) + 1)]


@pytest.mark.parametrize(
    "text",
    ["Nguyễn " * 28 + "Ấn", "Tậpđoànviễnthông" * 13, "W" * 500, LONG_UNIT, "Đạt thành tích xuất sắc " * 100],
    ids=["long name", "long word", "wide word", "three-line unit", "longer than a page"],
)
def test_long_text_is_printed_whole_within_its_column(face, text):
    paper = with_people(AnnexRow(text, "Bà", text, text, text, "Giấy khen"), *people(3))
    annex = [
        page.crop((0, 20 * MM, page.width, page.height)) for page in pages(render_decision(paper, typeface=face))[1:]
    ]
    cells = ["".join(row[1] or "" for page in annex for table in page.extract_tables() for row in table)]

    assert squeezed(text) in squeezed("".join(cells)).replace("Họvàtên", "")
    assert max(char["x1"] for page in annex for char in page.chars) <= 195 * MM
    assert max(page.height - char["matrix"][5] for page in annex for char in page.chars) <= 277 * MM


def test_foreign_word_wider_than_its_column_is_broken(face):
    row = AnnexRow("A", "Ông", "Telecommunications", "Văn phòng Sở", "Thành tích", "Giấy khen")
    (_, annex) = pages(render_decision(with_people(row), typeface=face))
    left, _top, right, _bottom = annex.find_tables()[0].rows[1].cells[2]
    word = find(annex, "Telecommunications")

    assert left < word.x0 < word.x1 < right


def test_short_row_is_not_split_over_two_pages(face):
    rows = [AnnexRow(f"Người {n}", "Ông", unit=LONG_UNIT) for n in range(40)]
    _, *annex = pages(render_decision(with_people(*rows), typeface=face))

    assert all(page.extract_tables()[0][1][0] != "" for page in annex)


def test_thousand_rows_are_all_printed():
    text = printed_annex(with_people(*people(1000)))

    assert (text.count("NguyễnVănMẫu"), squeezed("I. CÁ NHÂN (1.000)") in text) == (1000, True)
    assert squeezed("Danh sách gồm 1.000 cá nhân./.") in text
