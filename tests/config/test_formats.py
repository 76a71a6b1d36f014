from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils import translation
from django.utils.formats import date_format, get_format, number_format

DAY = date(2026, 11, 5)
MOMENT = datetime(2026, 11, 5, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "format_name", "written"),
    [
        ("vi", "DATE_FORMAT", "05/11/2026"),
        ("vi", "SHORT_DATE_FORMAT", "05/11/2026"),
        ("vi", "DATETIME_FORMAT", "08:05 05/11/2026"),
        ("vi", "YEAR_MONTH_FORMAT", "tháng 11/2026"),
        ("en", "DATE_FORMAT", "5 Nov 2026"),
        ("en", "SHORT_DATE_FORMAT", "05/11/2026"),
        ("en", "DATETIME_FORMAT", "08:05, 5 Nov 2026"),
    ],
)
def test_date_written(language, format_name, written):
    with translation.override(language):
        assert date_format(MOMENT, format_name) == written


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["05/11/2026", "5-11-2026", "5.11.2026", "2026-11-05"])
def test_date_typed_day_first(language, typed):
    with translation.override(language):
        assert forms.DateField().clean(typed) == DAY


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("typed", ["05/11/2026 08:05", "08:05 05/11/2026", "2026-11-05T08:05"])
def test_moment_typed_day_first(language, typed):
    with translation.override(language):
        assert forms.DateTimeField().clean(typed).replace(tzinfo=UTC) == MOMENT


@pytest.mark.parametrize(("language", "written"), [("vi", "1.150.000,5"), ("en", "1,150,000.5")])
def test_number_written(language, written):
    with translation.override(language):
        assert number_format(1150000.5) == written


@pytest.mark.parametrize(("language", "typed"), [("vi", "1.150.000,5"), ("en", "1,150,000.5")])
def test_number_typed(language, typed):
    with translation.override(language):
        assert forms.FloatField(localize=True).clean(typed) == 1150000.5


@pytest.mark.parametrize("language", ["vi", "en"])
def test_week_starts_on_monday(language):
    with translation.override(language):
        assert get_format("FIRST_DAY_OF_WEEK") == 1
