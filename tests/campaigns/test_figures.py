"""Figures as people type them."""

from decimal import Decimal

import pytest

from campaigns.figures import as_text, mean, read_figure


@pytest.mark.parametrize(
    ("typed", "figure"),
    [("85", "85"), (" 85,5 ", "85.5"), ("85.5", "85.5"), ("85 %", "85"), ("0", "0"), ("100,00", "100"), ("007", "7")],
)
def test_figure_is_read_as_offices_type_it(typed, figure):
    assert read_figure(typed) == Decimal(figure)


@pytest.mark.parametrize("typed", ["nhiều", "8o", "NaN", "1e3", "∞", "85,5,5", "1 000", "²", "٣"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError, match="không phải là số"):
        read_figure(typed)


@pytest.mark.parametrize("typed", ["-1", "- 5", "−3,5"])
def test_negative_figure_is_refused(typed):
    with pytest.raises(ValueError, match="không thể là số âm"):
        read_figure(typed)


@pytest.mark.parametrize("typed", ["1.000", "85,555"])
def test_dot_between_thousands_is_not_taken_for_a_comma(typed):
    with pytest.raises(ValueError, match="hai chữ số sau dấu phẩy"):
        read_figure(typed)


def test_figure_above_the_whole_is_refused():
    with pytest.raises(ValueError, match="không quá 100 %"):
        read_figure("100,01", ceiling=Decimal(100))


def test_whole_itself_is_taken():
    assert read_figure("100", ceiling=Decimal(100)) == 100


@pytest.mark.parametrize(("value", "text"), [("85.50", "85.5"), ("100.00", "100"), ("0.00", "0"), ("100", "100")])
def test_text_of_a_figure_is_always_the_same(value, text):
    assert as_text(Decimal(value)) == text


def test_mean_of_nothing_is_nothing():
    assert mean([]) is None
