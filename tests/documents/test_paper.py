from dataclasses import replace
from io import BytesIO

import pypdf
import pytest

from documents.official import SignatureBlock
from documents.paper import NUMBER, Annex, Column, Heading, Paper, Table, Text
from documents.pdf import render_pdf
from tests.documents.papers import PAPER
from tests.documents.reading import MM, find, page_number, pages, shown, squeezed

TABLE = Table(
    columns=[
        NUMBER,
        Column("Đơn vị", 2),
        Column("Tập thể", 1, "center", over="Số đề nghị"),
        Column("Cá nhân", 1, "center", over="Số đề nghị"),
        Column("Ghi chú", 1.5),
    ],
    rows=["Doanh nghiệp", ["1", "Viễn thông Lào Cai", "2", "3", ""], ["2", "Chi nhánh Viettel", "1", "1", "nộp muộn"]],
    total=["", "Cộng", "3", "4", ""],
)
NAMED = Paper(
    letterhead=replace(PAPER.letterhead, symbol="TTr-VP"),
    kind="TỜ TRÌNH",
    subject="Về việc khen thưởng phong trào thi đua cao điểm",
    addressees=["Giám đốc Sở"],
    body=[Heading("I. SỐ LIỆU"), Heading("1. Theo đơn vị", 2), TABLE, Text("Kính trình Giám đốc xem xét, quyết định")],
    recipients=["Như trên", "Lưu: VT, VP"],
    signatures=[SignatureBlock("Nguyễn Văn Mẫu", ("CHÁNH VĂN PHÒNG",))],
)
LETTER = replace(NAMED, kind="", subject="V/v đôn đốc", addressees=["Viễn thông Lào Cai", "Chi nhánh Viettel;"])
MINUTES = replace(
    NAMED,
    kind="BIÊN BẢN",
    addressees=(),
    letterhead=replace(NAMED.letterhead, place="", date=None),
    signatures=[SignatureBlock("Trần Thị Mẫu", ("THƯ KÝ",)), SignatureBlock("Nguyễn Văn Mẫu", ("CHỦ TỌA",))],
)


def front(paper: Paper):
    return pages(render_pdf(paper))[0]


def test_text_ends_with_the_mark_once():
    assert shown(front(NAMED)).count("quyếtđịnh./.") == 1


def test_only_addressee_stands_beside_the_words():
    page = front(NAMED)

    assert find(page, "Kính gửi:").baseline == pytest.approx(find(page, "Giám đốc Sở").baseline, abs=0.1)


def test_addressees_are_aligned_under_each_other():
    page = front(LETTER)

    assert find(page, "- Viễn thông Lào Cai;").x0 == pytest.approx(find(page, "- Chi nhánh Viettel.").x0, abs=0.1)


def test_subject_of_a_letter_stands_under_its_number():
    page = front(LETTER)
    subject, number = find(page, "V/v đôn đốc"), find(page, "Số: 05/TTr-VP")

    assert (subject.sizes, subject.style) == ({12}, "upright")
    assert subject.centre == pytest.approx(number.centre, abs=1)
    assert subject.top - number.baseline > 6


def test_minutes_have_no_place_and_date():
    assert squeezed("Lào Cai, ngày") not in shown(front(MINUTES))


def test_two_signers_stand_side_by_side():
    page = front(MINUTES)

    assert find(page, "THƯ KÝ").baseline == pytest.approx(find(page, "CHỦ TỌA").baseline, abs=0.1)


def test_recipients_of_minutes_stand_below_the_signers():
    page = front(MINUTES)

    assert find(page, "Nơi nhận:").baseline > find(page, "Trần Thị Mẫu").baseline


def test_common_heading_spans_its_columns():
    page = front(NAMED)
    over, left, right = (find(page, text) for text in ("Số đề nghị", "Tập thể", "Cá nhân"))

    assert over.centre == pytest.approx((left.centre + right.centre) / 2, abs=1)


def test_total_is_bold():
    assert find(front(NAMED), "Cộng").style == "bold"


def test_heading_within_a_table_spans_it():
    (table,) = front(NAMED).extract_tables()

    assert table[2] == ["Doanh nghiệp", None, None, None, None]


def test_landscape_paper_is_a4_on_its_side():
    page = front(replace(NAMED, landscape=True))

    assert (round(page.width / MM), round(page.height / MM)) == (297, 210)


def test_landscape_annex_lies_behind_an_upright_paper():
    annex = Annex("DANH SÁCH", "Chánh Văn phòng Sở", [TABLE], paper="Tờ trình", landscape=True)
    printed = pages(render_pdf(replace(NAMED, annexes=[annex])))

    assert [round(page.width / MM) for page in printed] == [210, 297]


def test_several_annexes_are_numbered_each_from_page_one():
    annex = Annex("DANH SÁCH", "Chánh Văn phòng Sở", [TABLE], paper="Tờ trình")
    _front, *annexes = pages(render_pdf(replace(NAMED, annexes=[annex, annex])))

    assert [find(page, name).style for page, name in zip(annexes, ("Phụ lục I", "Phụ lục II"), strict=True)] == [
        "bold",
        "bold",
    ]
    assert [page_number(page) is not None for page in annexes] == [True, True]


def test_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="A row of 1 texts in a table of 5 columns"):
        replace(TABLE, rows=[["1"]])


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("TỜ TRÌNH", "Tờ trình số 05/TTr-VP về việc khen thưởng phong trào thi đua cao điểm"),
        ("", "Công văn số 05/TTr-VP về việc khen thưởng phong trào thi đua cao điểm"),
    ],
)
def test_file_calls_itself_by_kind_number_and_subject(kind, title):
    assert replace(NAMED, kind=kind).title == title


def test_heading_without_one_above_it_leaves_no_gap():
    heads = [Heading("1. Mẫu", 2), Heading("1.1. Mẫu con", 3), Heading("A. MẪU"), Heading("a) Mẫu", 3)]

    assert outline(replace(NAMED, body=heads)) == [0, 1, 2, 1, 2]


def outline(paper: Paper) -> list[int]:
    """The depth of each bookmark, which are the headings."""

    def depths(marks, depth=0):
        for mark in marks:
            yield from depths(mark, depth + 1) if isinstance(mark, list) else [depth]

    return list(depths(pypdf.PdfReader(BytesIO(render_pdf(paper))).outline))


@pytest.mark.parametrize("lines", range(13, 24, 2))
def test_headings_over_a_table_leave_the_page_only_without_room_for_its_first_row(lines):
    heads = [Heading("II. DANH SÁCH"), Heading("1. Theo đơn vị", 2)]
    paper = replace(NAMED, subject="", body=[*[Text("Mẫu")] * lines, *heads, TABLE, Text("Hết")])
    whole, *_ = pages(render_pdf(replace(paper, body=paper.body[lines:])))
    needed = find(whole, "Viễn thông Lào Cai").baseline + 5 - find(whole, "II. DANH").top
    front, *_ = pages(render_pdf(paper))
    above = find(front, "Mẫu", nth=lines - 1).baseline

    assert (squeezed("II. DANH") in shown(front)) == (above + 16 + needed < 277 * MM)


@pytest.mark.parametrize("lines", range(16, 24))
def test_heading_within_a_table_is_never_the_last_line_of_a_page(lines):
    columns = [NUMBER, Column("Đơn vị")]
    table = Table(columns, ["Nhóm A", ["1", "Mẫu"], ["2", "Mẫu"], "Nhóm B", ["1", "Mẫu"], ["2", "Mẫu"]])
    front, *_ = pages(render_pdf(replace(NAMED, body=[*[Text("Mẫu")] * lines, table])))

    assert not shown(front).endswith(("NhómA", "NhómB"))


def test_recipients_of_minutes_stay_on_the_page_of_the_signers():
    printed = pages(render_pdf(replace(MINUTES, body=[Text("Mẫu")] * 24)))

    assert ["Nơinhận:" in shown(page) for page in printed] == ["THƯKÝ" in shown(page) for page in printed]
