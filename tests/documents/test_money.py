from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from documents.money import (
    BaseSalary,
    Claim,
    Rounding,
    award_money,
    base_salary_on,
    highest_only,
    in_words,
    known_salaries,
)
from documents.money import written_words as written

SALARIES = [
    BaseSalary(date(2026, 7, 1), 2_530_000, "Nghị định số 161/2026/NĐ-CP"),
    BaseSalary(date(2013, 7, 1), 1_150_000, "Nghị định số 66/2013/NĐ-CP"),
    BaseSalary(date(2024, 7, 1), 2_340_000, "Nghị định số 73/2024/NĐ-CP"),
]


def base(amount: int) -> BaseSalary:
    return BaseSalary(date(2013, 7, 1), amount)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2013, 7, 1), 1_150_000),
        (date(2024, 6, 30), 1_150_000),
        (date(2024, 7, 1), 2_340_000),
        (date(2026, 6, 30), 2_340_000),
        (date(2026, 7, 1), 2_530_000),
    ],
)
def test_base_salary_is_the_one_in_force_on_the_day(day, amount):
    assert base_salary_on(day, SALARIES).amount == amount


@pytest.mark.parametrize("salary", SALARIES, ids=lambda salary: f"{salary.since:%Y}")
def test_table_knows_the_base_salary_of_the_day_with_its_decree(salary):
    assert base_salary_on(salary.since, known_salaries()) == salary


def test_day_before_every_base_salary_is_refused():
    with pytest.raises(ValueError, match="No base salary is known for 30/06/2013"):
        base_salary_on(date(2013, 6, 30), SALARIES)


@pytest.mark.parametrize(
    ("amount", "multiplier", "money"),
    [
        (1_150_000, "0.3", 350_000),
        (1_150_000, "0.6", 690_000),
        (2_340_000, "0.3", 710_000),
        (2_340_000, "0.6", 1_410_000),
        (2_530_000, "0.3", 760_000),
        (2_530_000, "0.6", 1_520_000),
        (2_340_000, "1.0", 2_340_000),
        (2_340_000, "0.8", 1_880_000),
        (2_340_000, "1.5", 3_510_000),
        (2_340_000, "3.0", 7_020_000),
        (2_340_000, "0", 0),
    ],
)
def test_money_is_rounded_up_to_ten_thousands(amount, multiplier, money):
    assert award_money(Decimal(multiplier), base(amount)) == money


@pytest.mark.parametrize(
    ("rounding", "money"),
    [
        (Rounding(10_000, "up"), 350_000),
        (Rounding(10_000, "nearest"), 350_000),
        (Rounding(10_000, "down"), 340_000),
        (Rounding(1_000, "up"), 345_000),
        (Rounding(100_000, "nearest"), 300_000),
    ],
)
def test_rounding_is_data(rounding, money):
    assert award_money(Decimal("0.3"), base(1_150_000), rounding) == money


def test_third_of_a_salary_is_exact():
    assert award_money(Fraction(1, 3), base(3_000_000), Rounding(1)) == 1_000_000


def test_binary_multiplier_is_refused():
    with pytest.raises(TypeError, match=r"0\.3 is not exact"):
        award_money(0.3, base(1_150_000))


def test_negative_multiplier_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        award_money(Decimal("-0.3"), base(1_150_000))


def test_rounding_to_nothing_is_refused():
    with pytest.raises(ValueError, match="at least 1 đồng, not 0"):
        Rounding(0)


def test_one_achievement_is_paid_once_by_the_highest_amount():
    low = Claim("Giàng A Páo", "đợt 2013", "Lao động tiên tiến", 350_000)
    high = Claim("Giàng A Páo", "đợt 2013", "Chiến sĩ thi đua cơ sở", 1_150_000)

    assert highest_only([low, high]) == [high]


def test_other_achievements_and_people_are_paid_beside_it():
    claims = [
        Claim("Giàng A Páo", "đợt 2013", "Giấy khen", 350_000),
        Claim("Giàng A Páo", "đợt 2014", "Giấy khen", 350_000),
        Claim("Tẩn Láo Tả", "đợt 2013", "Giấy khen", 350_000),
    ]

    assert highest_only(claims) == claims


def test_of_equal_amounts_the_first_is_paid():
    first, second = (Claim("Tẩn Láo Tả", "đợt 2013", award, 350_000) for award in ("Giấy khen", "Danh hiệu"))

    assert highest_only([first, second]) == [first]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (1, "một"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (555, "năm trăm năm mươi lăm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (1_010, "một nghìn không trăm mười"),
        (1_100, "một nghìn một trăm"),
        (2_024, "hai nghìn không trăm hai mươi tư"),
        (10_000, "mười nghìn"),
        (21_000, "hai mươi mốt nghìn"),
        (105_000, "một trăm linh năm nghìn"),
        (345_000, "ba trăm bốn mươi lăm nghìn"),
        (350_000, "ba trăm năm mươi nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (2_530_000, "hai triệu năm trăm ba mươi nghìn"),
        (15_015_015, "mười lăm triệu không trăm mười lăm nghìn không trăm mười lăm"),
        (1_000_000_000, "một tỷ"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (2_050_000_000, "hai tỷ không trăm năm mươi triệu"),
        (21_345_000_000, "hai mươi mốt tỷ ba trăm bốn mươi lăm triệu"),
        (1_000_000_000_000, "một nghìn tỷ"),
        (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
    ],
)
def test_number_is_read_as_in_vietnamese(number, words):
    assert in_words(number) == words


def test_amount_in_words_begins_with_a_capital_and_ends_with_the_currency():
    assert written(2_530_000) == "Hai triệu năm trăm ba mươi nghìn đồng"


def test_negative_number_is_refused():
    with pytest.raises(ValueError, match="not negative"):
        in_words(-1)
