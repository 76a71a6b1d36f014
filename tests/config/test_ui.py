"""The tags of the design system: what a reader, and a reader's machine, is told."""

from datetime import datetime, timedelta

import pytest
from django import forms
from django.template import Context, Template

from organisation.calendar import VIETNAM
from workflows import clock

LAST = datetime(2013, 8, 9, 23, 59, 59, 999999, tzinfo=VIETNAM)


def shown(source: str, **context: object) -> str:
    """The rendered source with single spaces."""
    return " ".join(Template("{% load ui %}" + source).render(Context(context)).split())


class Report(forms.Form):
    overview = forms.CharField(
        label="Sơ lược", help_text="Nêu chức vụ.", max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    name = forms.CharField(label="Họ và tên")


def test_field_names_its_help_and_its_error() -> None:
    page = shown("{% field form.overview %}", form=Report({"name": "Mỹ"}))

    assert 'aria-describedby="id_overview_helptext id_overview_error"' in page
    assert 'id="id_overview_helptext"' in page
    assert 'id="id_overview_error"' in page


def test_field_without_help_or_error_names_nothing() -> None:
    assert "aria-describedby" not in shown("{% field form.name %}", form=Report())


def test_field_counts_only_where_the_text_is_limited() -> None:
    form = Report()

    assert 'data-limit="4000"' in shown("{% field form.overview %}", form=form)
    assert "data-counter" not in shown("{% field form.name %}", form=form)


def test_form_errors_lead_to_the_field() -> None:
    assert '<a href="#id_name">Họ và tên</a>' in shown("{% form_errors form %}", form=Report({"overview": "x"}))


def test_form_errors_show_nothing_when_there_are_none() -> None:
    assert shown("{% form_errors form %}", form=Report()) == ""


@pytest.mark.parametrize(
    ("now", "words", "tone"),
    [
        (LAST - timedelta(days=20), "còn 20 ngày", "tone-neutral"),
        (LAST - timedelta(days=3), "còn 3 ngày", "tone-warn"),
        (LAST + timedelta(days=2), "đã quá hạn 2 ngày", "tone-bad"),
    ],
)
def test_deadline_says_what_is_left(now: datetime, words: str, tone: str) -> None:
    with clock.moved_to(now - timedelta(seconds=1) if now < LAST else now + timedelta(seconds=1)):
        page = shown("{% deadline 'trước ngày 10/8/2013' last %}", last=LAST)

    assert words in page
    assert tone in page


def test_deadline_keeps_the_phrase_beside_the_last_day() -> None:
    page = shown("{% deadline 'trước ngày 10/8/2013' last %}", last=LAST)

    assert "Thời hạn: trước ngày 10/8/2013" in page
    assert "thứ Sáu, 09/08/2013" in page


@pytest.mark.parametrize(("late", "words"), [(False, "đúng hạn"), (True, "trễ hạn")])
def test_deadline_of_what_is_done_says_whether_it_was_kept(late: bool, words: str) -> None:
    assert words in shown("{% deadline '' last done=last late=late %}", last=LAST, late=late)


def test_deadline_not_stated_is_not_guessed() -> None:
    assert "không nêu thời hạn" in shown("{% deadline '' None %}")


def test_deadline_in_words_without_a_day_waits_for_its_day() -> None:
    page = shown("{% deadline 'chậm nhất 10 ngày trước lễ tổng kết' None %}")

    assert ("chưa xác định ngày" in page, "không nêu thời hạn" in page) == (True, False)


@pytest.mark.parametrize("compact", [True, False])
def test_deadline_before_an_hour_names_that_hour(compact: bool) -> None:
    last = datetime(2027, 4, 20, 16, 59, 59, 999999, tzinfo=VIETNAM)

    page = shown("{% deadline 'trước 17 giờ 00 ngày 20/4/2027' last compact=compact %}", last=last, compact=compact)

    assert ("trước 17:00" in page, "16:59" in page.replace(last.isoformat(), "")) == (True, False)


def test_deadline_at_an_hour_names_that_hour() -> None:
    last = datetime(2027, 4, 20, 17, tzinfo=VIETNAM)

    assert "17:00 <time" in shown("{% deadline 'đến 17 giờ 00 ngày 20/4/2027' last %}", last=last)


def test_diff_marks_what_left_and_what_came() -> None:
    page = shown("{% diff parts %}", parts=[{"label": "Thành tích", "old": "02 xã", "new": "03 xã"}])

    assert '<del><span class="vh">bỏ: </span>02</del> <ins><span class="vh">thêm: </span>03</ins>' in page


def test_diff_shows_markup_as_text() -> None:
    parts = [{"label": "Thành tích", "old": "", "new": "<script>"}]

    assert "<script>" not in shown("{% diff parts %}", parts=parts)


def test_crumbs_end_on_this_page() -> None:
    page = shown('{% crumbs "Việc" "/viec" "HS-01" %}')

    assert '<a href="/viec">Việc</a>' in page
    assert '<li aria-current="page">HS-01</li>' in page


def test_page_head_without_actions_leaves_no_empty_place() -> None:
    assert "actions" not in shown('{% page_head title="Việc" %} {% endpage_head %}')


def test_card_keeps_what_stands_in_it_and_escapes_its_title() -> None:
    page = shown("{% card title=title %}<b>{{ title }}</b>{% endcard %}", title="<i>")

    assert "<b>&lt;i&gt;</b>" in page
    assert "<i>" not in page


def test_stepper_tells_the_current_step_without_colour() -> None:
    page = shown("{% stepper steps %}", steps=[{"label": "Ký", "state": "current"}])

    assert 'aria-current="step"' in page
    assert "đang thực hiện" in page


def test_timeline_names_on_whose_behalf() -> None:
    event = {
        "label": "Ký",
        "actor": "Phạm Minh Đạo",
        "at": LAST,
        "on_behalf_of": "Giám đốc",
        "hash": "4b9ac63e1c6b929038",
    }

    page = shown("{% timeline events %}", events=[event])

    assert "Thay mặt: Giám đốc" in page
    assert ">#4b9ac63e1c6b<" in page
