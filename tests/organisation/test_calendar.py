from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from organisation.calendar import (
    VIETNAM,
    add_working_days,
    end_of_day,
    is_working_day,
    long_date,
    read_date,
    time_left,
    until_in_words,
    weekday,
    working_days_between,
)

DAYS = st.dates(min_value=date(2012, 1, 1), max_value=date(2030, 12, 31))
DEADLINE = datetime(2013, 8, 9, 17, 0, tzinfo=UTC)


def test_weekday_names_the_week():
    assert [weekday(date(2013, 8, 5 + n)) for n in range(7)] == [
        "thứ Hai",
        "thứ Ba",
        "thứ Tư",
        "thứ Năm",
        "thứ Sáu",
        "thứ Bảy",
        "Chủ nhật",
    ]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 10), "ngày 10 tháng 02 năm 2020"),
        (date(2013, 3, 1), "ngày 01 tháng 3 năm 2013"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2013, 12, 31), "ngày 31 tháng 12 năm 2013"),
    ],
)
def test_long_date(day, written):
    assert long_date(day) == written


def test_long_date_stays_vietnamese_in_english():
    with translation.override("en"):
        assert long_date(date(2013, 5, 8)) == "ngày 08 tháng 5 năm 2013"


@pytest.mark.parametrize(
    "text",
    [
        "5/1/2020",
        "05/01/2020",
        " 05-01-2020 ",
        "5.1.2020",
        "2020-01-05",
        "ngày 05 tháng 01 năm 2020",
        "Ngày 5 tháng 1 năm 2020",
        "NGÀY 05/01/2020",
        "5 tháng 1 năm 2020",
        "ngay 5 thang 1 nam 2020",
        "5 / 1 / 2020",
    ],
)
def test_read_date_spelling(text):
    assert read_date(text) == date(2020, 1, 5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("mai", "Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2020."),
        ("5/1/20", "Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2020."),
        ("5/1/2020 8:00", "Hãy nhập ngày theo dạng ngày/tháng/năm, ví dụ 05/01/2020."),
        ("31/2/2020", "Không có ngày 31 tháng 2 năm 2020. Hãy kiểm tra lại."),
        ("1/13/2020", "Không có ngày 1 tháng 13 năm 2020. Hãy kiểm tra lại."),
        ("5/1/0213", "Năm 213 không hợp lệ. Hãy kiểm tra lại năm."),
    ],
)
def test_read_date_refused(text, message):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 the whole message is compared
        read_date(text)

    assert str(refusal.value) == message


@given(DAYS)
def test_read_date_reads_what_long_date_writes(day):
    assert read_date(long_date(day)) == day


def test_end_of_day_is_midnight_in_vietnam():
    assert end_of_day(date(2013, 8, 9)) + timedelta(microseconds=1) == DEADLINE


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2013, 8, 20), 10, date(2013, 9, 4)),
        (date(2013, 9, 20), 10, date(2013, 10, 4)),
        (date(2026, 8, 20), 10, date(2026, 9, 8)),
        (date(2026, 11, 20), 10, date(2026, 12, 7)),
        (date(2027, 1, 29), 10, date(2027, 2, 19)),
        (date(2026, 11, 23), 1, date(2026, 11, 25)),
        (date(2013, 8, 10), 0, date(2013, 8, 10)),
    ],
)
def test_add_working_days(start, days, end):
    assert add_working_days(start, days) == end


def test_add_working_days_across_the_new_year():
    assert add_working_days(date(2025, 12, 31), 1) == date(2026, 1, 2)


def test_add_working_days_extra_holiday():
    # Thông báo 9441/TB-BNV: 2/1/2026 is off, Saturday 10/1/2026 is worked instead.
    overrides = {date(2026, 1, 2): False, date(2026, 1, 10): True}

    assert add_working_days(date(2025, 12, 31), 6, overrides) == date(2026, 1, 10)


def test_add_working_days_negative():
    with pytest.raises(ValueError, match="counted forwards"):
        add_working_days(date(2013, 8, 20), -1)


def test_working_days_between_counts_the_end_not_the_start():
    assert working_days_between(date(2013, 8, 20), date(2013, 9, 4)) == 10


def test_working_days_between_same_day():
    assert working_days_between(date(2013, 8, 20), date(2013, 8, 20)) == 0


def test_working_days_between_backwards():
    assert working_days_between(date(2013, 9, 4), date(2013, 8, 20)) == -10


def test_working_days_between_worked_saturday():
    assert working_days_between(date(2013, 5, 3), date(2013, 5, 5), {date(2013, 5, 4): True}) == 1


@given(DAYS, st.integers(min_value=0, max_value=60))
def test_working_days_between_undoes_add(start, days):
    assert working_days_between(start, add_working_days(start, days)) == days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2013, 8, 9), True),
        (date(2013, 8, 10), False),
        (date(2013, 9, 2), False),
        (date(2013, 4, 29), False),
        (date(2026, 11, 24), False),
    ],
)
def test_is_working_day(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(days=4, hours=23), "còn 4 ngày"),
        (timedelta(days=1), "còn 1 ngày"),
        (timedelta(hours=23, minutes=59), "còn 23 giờ"),
        (timedelta(hours=3), "còn 3 giờ"),
        (timedelta(minutes=25, seconds=59), "còn 25 phút"),
        (timedelta(seconds=59), "còn dưới 1 phút"),
        (timedelta(0), "còn dưới 1 phút"),
        (-timedelta(microseconds=1), "đã quá hạn dưới 1 phút"),
        (-timedelta(minutes=5), "đã quá hạn 5 phút"),
        (-timedelta(hours=9), "đã quá hạn 9 giờ"),
        (-timedelta(days=2, hours=1), "đã quá hạn 2 ngày"),
    ],
)
def test_time_left(left, words):
    assert time_left(DEADLINE, DEADLINE - left) == words


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (datetime(2014, 1, 1, tzinfo=VIETNAM), "đến hết ngày 31/12/2013"),
        (datetime(2013, 12, 31, 17, tzinfo=UTC), "đến hết ngày 31/12/2013"),
        (datetime(2014, 1, 1, 0, 1, tzinfo=VIETNAM), "đến 00:01 01/01/2014"),
        (datetime(2013, 12, 31, 11, 30, tzinfo=VIETNAM), "đến 11:30 31/12/2013"),
    ],
)
def test_until_in_words_names_the_last_day(end, words):
    assert until_in_words(end) == words
