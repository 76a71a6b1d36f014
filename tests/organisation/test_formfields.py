from datetime import date
from html import unescape

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from organisation.formfields import CleanCharField, DateField


class Proposal(forms.Form):
    name = CleanCharField(max_length=20)
    achievement = CleanCharField(max_length=200, multiline=True, required=False)
    born = DateField(required=False)


def filled(**data: str) -> Proposal:
    return Proposal({"name": "Y Moan", **data})


def test_text_is_cleaned():
    form = filled(name="  Lý\u00a0 Lở\u200b Mẩy ")

    assert (form.is_valid(), form.cleaned_data["name"]) == (True, "Lý Lở Mẩy")


def test_text_keeps_lines_when_multiline():
    form = filled(achievement="Việc một \r\nViệc hai")

    assert (form.is_valid(), form.cleaned_data["achievement"]) == (True, "Việc một\nViệc hai")


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u00a0", "\u3164", "\u2800 \uffa0"])
def test_text_without_anything_visible_is_missing(typed):
    assert filled(name=typed).errors.as_data()["name"][0].code == "required"


def test_text_empty_value_may_be_none():
    assert CleanCharField(max_length=20, required=False, empty_value=None).clean("\u200b") is None


def test_text_refused_says_why():
    assert filled(name="x" * 25).errors["name"] == ["Nội dung dài 25 ký tự, tối đa 20. Hãy rút ngắn ít nhất 5 ký tự."]


def test_text_refused_stays_as_typed():
    typed = "  <b>An\u202e  dài hơn hai mươi ký tự "

    assert f'value="{typed}"' in unescape(str(filled(name=typed)["name"]))


def test_text_limit_is_not_left_to_the_browser():
    assert "maxlength" not in str(Proposal()["achievement"])


def test_text_multiline_shows_a_text_area():
    assert str(Proposal()["achievement"]).startswith("<textarea ")


@pytest.mark.parametrize("typed", ["5/1/2020", "ngày 05 tháng 01 năm 2020", "2020-01-05", date(2020, 1, 5)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_date_is_read_day_first(typed, language):
    with translation.override(language):
        assert DateField().clean(typed) == date(2020, 1, 5)


def test_date_empty():
    assert DateField(required=False).clean("  ") is None


def test_date_refused():
    with pytest.raises(ValidationError) as refusal:
        DateField().clean("31/02/2020")

    assert (refusal.value.code, refusal.value.messages) == (
        "invalid",
        ["Không có ngày 31 tháng 2 năm 2020. Hãy kiểm tra lại."],
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_date_is_shown_as_it_is_typed(language):
    with translation.override(language):
        assert 'value="05/11/2026"' in str(Proposal(initial={"born": date(2026, 11, 5)})["born"])
