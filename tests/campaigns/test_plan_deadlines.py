"""What Vietnamese time phrases bind, to the last microsecond."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.plan import LOCAL, NOT_STATED, Bound, parse_deadline, weekday_name
from campaigns.plan.phrases import read_dated

DATES = st.dates(date(1900, 1, 1), date(2999, 12, 30))
END_OF_DAY = timedelta(days=1, microseconds=-1)


def end_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=LOCAL) + END_OF_DAY


def is_weekday(day: date) -> bool:
    return day.weekday() < 5


@pytest.mark.parametrize(
    ("phrase", "bound", "last_moment"),
    [
        ("trước ngày 10/8/2013", Bound.BEFORE, "2013-08-09T23:59:59.999999+07:00"),
        ("trước ngày 01/9/2013", Bound.BEFORE, "2013-08-31T23:59:59.999999+07:00"),
        ("Trước 10-8-2013.", Bound.BEFORE, "2013-08-09T23:59:59.999999+07:00"),
        ("trước tháng 9/2013", Bound.BEFORE, "2013-08-31T23:59:59.999999+07:00"),
        ("trước ngày 1/1/2000", Bound.BEFORE, "1999-12-31T23:59:59.999999+07:00"),
        ("trước 17 giờ 00 ngày 10/8/2013", Bound.BEFORE, "2013-08-10T16:59:59.999999+07:00"),
        ("trước 24/10/2013", Bound.BEFORE, "2013-10-23T23:59:59.999999+07:00"),
        ("đến hết ngày 20/9/2013", Bound.THROUGH, "2013-09-20T23:59:59.999999+07:00"),
        ("đến hết tháng 9 năm 2013", Bound.THROUGH, "2013-09-30T23:59:59.999999+07:00"),
        ("đến hết tháng 02/2024", Bound.THROUGH, "2024-02-29T23:59:59.999999+07:00"),
        ("đến ngày 20/9/2013", Bound.THROUGH, "2013-09-20T23:59:59.999999+07:00"),
        ("chậm nhất là ngày 05 tháng 01 năm 2020", Bound.THROUGH, "2020-01-05T23:59:59.999999+07:00"),
        ("chậm nhất 16h30 ngày 2/9/2027", Bound.THROUGH, "2027-09-02T16:30:00+07:00"),
        ("hết quý III/2013", Bound.THROUGH, "2013-09-30T23:59:59.999999+07:00"),
        ("trong tháng 8/2013", Bound.ON, "2013-08-31T23:59:59.999999+07:00"),
        ("năm 2013", Bound.ON, "2013-12-31T23:59:59.999999+07:00"),
        ("ngày 8/5/2013", Bound.ON, "2013-05-08T23:59:59.999999+07:00"),
    ],
)
def test_phrase_binds_to_last_moment(phrase, bound, last_moment):
    deadline = parse_deadline(phrase)

    assert (deadline.bound, deadline.last_moment.isoformat()) == (bound, last_moment)


@pytest.mark.parametrize("phrase", ["thường xuyên", "Kịp thời", "theo từng thời điểm"])
def test_undated_phrase_binds_nothing(phrase):
    deadline = parse_deadline(phrase)

    assert (deadline.bound, deadline.last_moment) == (Bound.NONE, None)


def test_start_phrase_has_first_moment_and_no_last():
    deadline = parse_deadline("từ 25/5/2013")

    assert (deadline.first_moment, deadline.last_moment) == (datetime(2013, 5, 25, tzinfo=LOCAL), None)


def test_month_phrase_is_an_interval():
    deadline = parse_deadline("trong tháng 8/2013")

    assert (deadline.first, deadline.last) == (date(2013, 8, 1), date(2013, 8, 31))
    assert deadline.first_moment == datetime(2013, 8, 1, tzinfo=LOCAL)


def test_phrase_is_kept_as_written():
    assert parse_deadline("trước ngày 01/9/2013").phrase == "trước ngày 01/9/2013"


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("trước ngày 31/9/2013", "“trước ngày 31/9/2013” không phải ngày giờ có thật; hãy xem lại."),
        ("trước 25 giờ ngày 1/9/2013", "“trước 25 giờ ngày 1/9/2013” không phải ngày giờ có thật; hãy xem lại."),
        ("trong tháng 13/2013", "“trong tháng 13/2013” không phải ngày giờ có thật; hãy xem lại."),
        (
            "sớm nhất có thể",
            "Không hiểu thời hạn “sớm nhất có thể”; hãy ghi thêm bound (before, through, on, from hoặc none)"
            " và first hoặc event.",
        ),
    ],
)
def test_phrase_that_cannot_be_read_is_refused(phrase, message):
    with pytest.raises(ValueError) as refusal:  # noqa: PT011 - the whole text is compared below
        parse_deadline(phrase)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2013, 8, 9), "thứ Sáu"),
        (date(2013, 8, 10), "thứ Bảy"),
        (date(2013, 5, 25), "thứ Bảy"),
        (date(2013, 9, 1), "Chủ nhật"),
        (date(2013, 9, 20), "thứ Sáu"),
        (date(2013, 9, 30), "thứ Hai"),
    ],
)
def test_weekday_is_named_in_vietnamese(day, name):
    assert weekday_name(day) == name


@pytest.mark.parametrize(
    ("phrase", "event_day", "last_day"),
    [
        ("chậm nhất 10 ngày trước lễ tổng kết", date(2027, 11, 20), date(2027, 11, 10)),
        ("trước lễ tổng kết 10 ngày", date(2027, 11, 20), date(2027, 11, 10)),
        ("trong vòng 05 (năm) ngày làm việc kể từ ngày công bố", date(2027, 3, 19), date(2027, 3, 26)),
        ("3 ngày làm việc trước hội nghị", date(2027, 3, 22), date(2027, 3, 17)),
        ("15 ngày sau lễ phát động", date(2027, 3, 19), date(2027, 4, 3)),
        ("trước lễ tổng kết", date(2027, 11, 20), date(2027, 11, 19)),
        ("đến hết lễ tổng kết", date(2027, 11, 20), date(2027, 11, 20)),
    ],
)
def test_event_phrase_binds_once_the_event_has_a_day(phrase, event_day, last_day):
    deadline = parse_deadline(phrase, event="E3")

    assert deadline.last_moment is None
    assert deadline.given(event_day, is_weekday).last_moment == end_of(last_day)


@given(DATES, st.booleans(), st.sampled_from("/-."))
def test_exclusive_date_leaves_its_own_day_out(day, padded, separator):
    numbers = [f"{day.day:02}", f"{day.month:02}"] if padded else [str(day.day), str(day.month)]

    deadline = parse_deadline(f"trước ngày {separator.join([*numbers, str(day.year)])}")

    assert deadline.last_moment == end_of(day - timedelta(days=1))


@given(DATES, st.sampled_from(["đến hết ngày", "đến ngày", "chậm nhất là ngày", "chậm nhất ngày", "hết", ""]))
def test_inclusive_date_takes_its_own_day_in(day, lead):
    deadline = parse_deadline(f"{lead} {day.day}/{day.month:02}/{day.year}")

    assert deadline.last_moment == end_of(day)


@given(DATES, st.sampled_from([" năm ", "/", "-"]), st.booleans())
def test_month_ends_on_the_eve_of_the_next(day, separator, padded):
    month = f"{day.month:02}" if padded else str(day.month)

    deadline = parse_deadline(f"đến hết tháng {month}{separator}{day.year}")

    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    assert deadline.last_moment == end_of(following - timedelta(days=1))


@given(DATES, st.integers(0, 400), st.sampled_from(["before", "after"]))
def test_working_days_are_counted_without_days_of_rest(day, days, side):
    wording = parse_deadline("như quy định", event="E1", bound=Bound.THROUGH, days=days, side=side, counted="working")

    last = wording.given(day, is_weekday).last
    between = [day + timedelta(days=step) for step in range(1, abs((last - day).days) + 1)]
    if side == "before":
        between = [day - (other - day) for other in between]

    assert sum(map(is_weekday, between)) == days


@given(st.text(max_size=60))
def test_any_text_is_read_or_left_alone(text):
    try:
        reading = read_dated(text)
    except ValueError:
        return

    assert reading is None or reading.bound == Bound.NONE or reading.first <= reading.last


def test_unwritten_day_is_not_stated():
    assert parse_deadline("gửi sau", bound=Bound.NONE).first is NOT_STATED
