"""Abbreviations of a plan are spelt out as its file defines them, and by their place where letters mean two things."""

import pytest

from campaigns.plan import read_plan
from campaigns.shown.abbreviations import abbreviations_of, spelt
from tests.campaigns.test_plan_page import LAO_CAI, page_of

KNOWN = abbreviations_of(read_plan(LAO_CAI).as_dict())


def meanings(text: str, *lines: int) -> list[tuple[str, str]]:
    return [(piece.text, piece.meaning) for piece in spelt(text, KNOWN, lines) if piece.meaning]


@pytest.mark.parametrize(("line", "meaning"), [(97, "viễn thông"), (100, "văn thư")])
def test_letters_mean_what_they_mean_on_their_line(line, meaning):
    assert meanings("VT", line) == [("VT", meaning)]


def test_longer_letters_are_not_read_as_shorter_ones():
    assert meanings("doanh nghiệp BCVT") == [("BCVT", "bưu chính, viễn thông")]


def test_number_of_a_document_is_left_as_it_is():
    assert meanings("Kế hoạch số 35/KH-UBND, số 496/QĐ-BTTTT") == []


def test_text_is_kept_to_the_letter():
    text = "Các doanh nghiệp BC, VT (b/c); Sở TT&TT"

    assert "".join(piece.text for piece in spelt(text, KNOWN)) == text


def test_plan_without_definitions_is_shown_as_written():
    assert spelt("VT", abbreviations_of({})) == [("VT", "")]


@pytest.mark.django_db
def test_page_spells_them_out():
    assert '<abbr title="văn thư">VT</abbr>' in page_of(LAO_CAI)
