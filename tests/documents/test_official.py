from datetime import date

import pytest

from documents.official import (
    SignatureBlock,
    closed,
    punctuated,
    recipients_as_data,
    written_count,
    written_date,
    written_number,
)
from tests.documents.papers import with_head


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 29), "ngày 29 tháng 02 năm 2020"),
        (date(2013, 3, 8), "ngày 08 tháng 3 năm 2013"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2013, 9, 25), "ngày 25 tháng 9 năm 2013"),
        (date(2026, 10, 10), "ngày 10 tháng 10 năm 2026"),
    ],
)
def test_date_is_padded_as_the_decree_asks(day, text):
    assert written_date(day) == text


@pytest.mark.parametrize(("number", "text"), [(1, "01"), (9, "09"), (10, "10"), (1234, "1234")])
def test_number_below_ten_is_padded(number, text):
    assert written_number(number) == text


@pytest.mark.parametrize(("count", "text"), [(3, "3"), (999, "999"), (1150, "1.150")])
def test_count_has_dots_between_thousands(count, text):
    assert written_count(count) == text


def test_number_zero_is_refused():
    with pytest.raises(ValueError, match="numbered from 1, not 0"):
        with_head(number=0)


def test_lines_end_in_semicolons_and_the_last_in_a_full_stop():
    assert punctuated(["Căn cứ A.", "Căn cứ B ;", "Căn cứ C"]) == ["Căn cứ A;", "Căn cứ B;", "Căn cứ C."]


@pytest.mark.parametrize("text", ["kể từ ngày ký", "kể từ ngày ký.", "kể từ ngày ký./.", "kể từ ngày ký. /."])
def test_ending_mark_stands_once(text):
    assert closed(text) == "kể từ ngày ký./."


def test_recipients_get_dashes_once():
    assert recipients_as_data(["Như Điều 3", "- Lưu: VT, TĐKT."]) == ["- Như Điều 3;", "- Lưu: VT, TĐKT."]


def test_head_signing_in_person_has_no_authority_line():
    assert SignatureBlock(name="A", position=("GIÁM ĐỐC",)).as_data() == {"lines": ["GIÁM ĐỐC"], "name": "A"}
