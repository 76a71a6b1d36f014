from dataclasses import replace
from datetime import date

import pytest

from documents.pdf import render_pdf
from documents.register import Called
from tests.documents.meetings import PAYMENTS, PRESENTATION, REGISTER
from tests.documents.reading import MM, pages, shown, squeezed


def rows(paper) -> list[list[str | None]]:
    """The only table, heads included, each cell in one line."""
    (table,) = pages(render_pdf(paper.as_paper()))[0].extract_tables()
    return [[cell and cell.replace("\n", " ") for cell in row] for row in table]


def test_register_lies_on_its_side():
    page = pages(render_pdf(REGISTER.as_paper()))[0]

    assert (round(page.width / MM), round(page.height / MM)) == (297, 210)


def test_register_has_its_eleven_columns():
    assert rows(REGISTER)[0] == [
        "Số thứ tự sổ", "Số quyết định", "Ngày", "Người, tập thể được khen thưởng", "Đơn vị", "Hình thức", "Thành tích",
        "Mức thưởng (đồng)", "Ngày trao", "Ký nhận", "Ghi chú",
    ]  # fmt: skip


def test_register_is_ordered_by_its_numbers():
    assert [row[0] for row in rows(REGISTER)[1:-1]] == ["1", "2"]


def test_revocation_is_noted_and_the_entry_stays():
    entry = rows(REGISTER)[1]

    assert (entry[3], squeezed(entry[-1])) == ("Ông Giàng A Páo", squeezed("Thu hồi theo Quyết định số 09/QĐ-STTTT"))


def test_register_ends_with_its_sums():
    total = rows(REGISTER)[-1]

    assert (total[1], total[3], total[7]) == ("Cộng", "2 lượt khen thưởng", "1.040.000")


def test_award_without_money_shows_none():
    unpaid = replace(REGISTER, entries=[replace(REGISTER.entries[0], amount=None)])

    assert rows(unpaid)[1][7] == ""


def test_year_without_awards_is_said_so():
    empty = pages(render_pdf(replace(REGISTER, entries=[]).as_paper()))[0]

    assert squeezed("Trong năm không có tập thể, cá nhân được khen thưởng") in shown(empty)


def test_number_that_stands_twice_is_refused():
    twice = replace(REGISTER, entries=[replace(entry, number=7) for entry in REGISTER.entries])

    with pytest.raises(ValueError, match="Number 7 of the register stands twice: Chi nhánh Viettel, Ông Giàng A Páo"):
        twice.as_paper()


def test_entry_of_another_year_is_refused():
    old = replace(REGISTER, entries=[replace(REGISTER.entries[0], day=date(2012, 12, 31))])

    with pytest.raises(ValueError, match="Number 2 is of 31/12/2012, not of 2013"):
        old.as_paper()


@pytest.mark.parametrize(
    ("sign", "heads"),
    [(1, ["I. Bằng khen (1)", "II. Giấy khen (3)"]), (-1, ["I. Giấy khen (3)", "II. Bằng khen (1)"])],
)
def test_highest_award_is_called_up_first(sign, heads):
    ranked = replace(PRESENTATION, called=[replace(one, rank=sign * one.rank) for one in PRESENTATION.called])

    assert [row[0] for row in rows(ranked) if row[1] is None] == heads


def test_turns_hold_as_many_as_are_called_at_once_and_never_two_awards():
    called = [(row[0], row[1], row[4], row[5]) for row in rows(PRESENTATION)[1:] if row[1]]

    assert called == [
        ("1", "Ông Tẩn Láo Tả", "4", "1"),
        ("2", "Ông Giàng A Páo", "12", "2"),
        ("3", "Bà Nguyễn Thị Ánh Tuyết", "13", "2"),
        ("4", "Chi nhánh Viettel", "14", "3"),
    ]


def test_five_thousand_are_called_up():
    people = [Called(f"Ông Giàng A Páo {number}", "Văn phòng Sở", "Giấy khen", 1) for number in range(5000)]
    paper = replace(PRESENTATION, called=people).as_paper()

    assert paper.body[0].rows[-1] == ["5000", "Ông Giàng A Páo 4999", "Văn phòng Sở", "Giấy khen", "", "2500"]


def test_nobody_to_call_up_is_refused():
    with pytest.raises(ValueError, match="nobody to call up"):
        replace(PRESENTATION, called=[]).as_paper()


def test_turn_of_nobody_is_refused():
    with pytest.raises(ValueError, match="At least one is called up at a time, not 0"):
        replace(PRESENTATION, at_once=0).as_paper()


def test_payments_are_summed_in_figures_and_in_words():
    page = pages(render_pdf(PAYMENTS.as_paper()))[0]

    assert rows(PAYMENTS)[-1] == ["", "Tổng cộng", "", "", "", "1.040.000", ""]
    assert squeezed("Bằng chữ: Một triệu không trăm bốn mươi nghìn đồng") in shown(page)


def test_billions_stay_within_their_column():
    rich = replace(PAYMENTS, payments=[replace(PAYMENTS.payments[0], amount=9_999_990_000)])

    assert rows(rich)[-1][5] == "9.999.990.000"


def test_nobody_to_pay_is_refused():
    with pytest.raises(ValueError, match="nobody to pay"):
        replace(PAYMENTS, payments=[]).as_paper()


def test_payment_below_nothing_is_refused():
    with pytest.raises(ValueError, match="Ông Giàng A Páo would be paid -1 đồng"):
        replace(PAYMENTS, payments=[replace(PAYMENTS.payments[0], amount=-1)]).as_paper()
