"""A certified copy on paper: Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, II and Phụ lục III, Mẫu 3.1."""

from dataclasses import replace

import pytest

from documents.pdf import render_pdf
from tests.documents.papers import COPY
from tests.documents.reading import MM, find, pages, rule_below, shown, squeezed
from tests.documents.test_paper import MINUTES


@pytest.fixture(scope="module")
def printed():
    return pages(render_pdf(COPY))


@pytest.fixture(scope="module")
def last(printed):
    return printed[-1]


@pytest.mark.parametrize(
    ("phrase", "size", "style"),
    [
        ("SAO Y", 14, "bold"),
        ("SỞ THÔNG TIN VÀ TRUYỀN THÔNG", 12, "bold"),
        ("Số: 07/SY-STTTT", 13, "upright"),
        ("Lào Cai, ngày 01 tháng 10 năm 2013", 13, "italic"),
        ("TL. GIÁM ĐỐC", 14, "bold"),
        ("CHÁNH VĂN PHÒNG", 14, "bold"),
        ("Trần Văn Mẫu", 14, "bold"),
        ("Nơi nhận:", 12, "bold italic"),
        ("- Các đơn vị có tên trong danh sách;", 11, "upright"),
        ("- Lưu: VT.", 11, "upright"),
    ],
)
def test_part_of_a_copy_has_the_size_and_style_of_the_decree(last, phrase, size, style):
    part = find(last, phrase)

    assert (part.sizes, part.style) == ({size}, style)


def test_copy_stands_under_a_line_over_the_whole_width(last):
    above, below = find(last, "Danh sách gồm").baseline, find(last, "SAO Y").top
    between = [line for line in last.lines if above < line["top"] < below]

    assert [(round(line["x0"] / MM), round(line["x1"] / MM)) for line in between] == [(30, 195)]


def test_number_of_a_copy_stands_centred_under_who_copies(last):
    assert find(last, "Số: 07/SY-STTTT").centre == pytest.approx(find(last, COPY.copy.letterhead.body).centre, abs=1)


def test_place_and_day_of_a_copy_stand_level_with_its_number_and_centred_under_its_form(last):
    day, number, form = (find(last, text) for text in ("Lào Cai, ngày 01", "Số: 07/SY-STTTT", "SAO Y"))

    assert day.baseline == pytest.approx(number.baseline, abs=0.1)
    assert find(last, "Lào Cai, ngày 01 tháng 10 năm 2013").centre == pytest.approx(form.centre, abs=1)


def test_rule_under_who_copies_is_a_third_to_a_half_of_the_name(last):
    name = find(last, COPY.copy.letterhead.body)
    start, end = rule_below(last, name)

    assert 1 / 3 <= (end - start) / (name.x1 - name.x0) <= 1 / 2


def test_copied_paper_says_that_it_was_signed(printed):
    assert [shown(page).count(squeezed("(Đã ký)")) for page in printed] == [1, 0]


def test_each_signer_of_copied_minutes_has_signed():
    front, *_ = pages(render_pdf(replace(MINUTES, copy=COPY.copy)))

    assert shown(front).count(squeezed("(Đã ký)")) == 2


def test_text_of_a_copy_stands_where_the_papers_own_does(printed):
    original = pages(render_pdf(replace(COPY, copy=None)))[0]

    assert find(printed[0], "Lò Đức Thiện").baseline == pytest.approx(find(original, "Lò Đức Thiện").baseline, abs=0.1)
