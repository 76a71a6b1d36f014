"""The pages around duties and targets: what the unit types, what the office answers, what everybody reads of it."""

import re
from decimal import Decimal

import pytest

from campaigns.models import Evidence, ProgressReport
from campaigns.services import progress
from tests.factories import (
    forwarded,
    handed_in,
    make_assignment,
    make_report,
    make_world,
    verified,
)
from tests.nominations.desk import page, pdf, seen, signed_in
from tests.nominations.reviewing import queries, words

pytestmark = pytest.mark.django_db

SAID = {"as_of": "02/08/2013", "value": "86,5", "words": "Khác (hư cấu)."}


@pytest.fixture
def world():
    return make_world()


def now(report: ProgressReport) -> ProgressReport:
    return ProgressReport.objects.get(pk=report.pk)


def edit(world, report: ProgressReport, **typed):
    url = f"/progress/{report.pk}/edit/"
    return signed_in(world.unit_officer).post(url, seen(report, **SAID | typed))


# The form


def test_typed_figure_is_kept(world):
    report = make_report(world)

    edit(world, report)

    assert now(report).value == Decimal("86.5")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"value": "nhiều"}, "“nhiều” không phải là số"),
        ({"value": "-5"}, "Kết quả không thể là số âm"),
        ({"value": "101"}, "nên không quá 100 %"),
        ({"as_of": "24/05/2013"}, "ở trước ngày phát động 25/05/2013"),
        ({"as_of": "31/02/2013"}, "Không có ngày 31 tháng 2 năm 2013"),
        ({"as_of": ""}, "Số liệu tính đến ngày"),
    ],
)
def test_bad_input_is_refused_in_words_and_kept_on_the_page(world, typed, said):
    report = make_report(world)

    answer = edit(world, report, **typed)

    (text,) = typed.values()
    html = answer.content.decode()
    assert (answer.status_code, said in html, f'value="{text}"' in html or not text) == (422, True, True)
    assert now(report).value == 85


def test_figure_above_the_whole_is_taken_where_the_plan_asks_for_more(world):
    report = make_report(world, assignment=make_assignment(world, threshold=100))

    edit(world, report, value="104")

    assert now(report).value == 104


def test_each_part_of_a_target_is_asked_for(world):
    task = make_assignment(world, operator="=", threshold=100, parts=[["T2-1", "Xã Hư Cấu"], ["T2-2", ""]])
    report = make_report(world, assignment=task, value=None)

    edit(world, report, **{"part-T2-1": "100", "part-T2-2": "50,5"})

    assert (now(report).part_values, now(report).value) == ({"T2-1": "100", "T2-2": "50.5"}, Decimal("75.25"))


def test_duty_is_asked_how_far_it_has_come(world):
    duty = make_assignment(world, kind="duty", threshold=None, operator="", measure="")
    report = make_report(world, assignment=duty, value=None)

    edit(world, report, progress="done_early")

    assert now(report).progress == "done_early"


def test_file_is_kept_with_the_report(world):
    report = make_report(world)

    edit(world, report, files=[pdf("nghiem-thu.pdf")])

    assert list(report.evidence.values_list("name", flat=True)) == ["nghiem-thu.pdf"]


def test_ticked_file_is_taken_off(world):
    report = make_report(world)
    proof = progress.attach(report, pdf(), actor=world.unit_officer)

    edit(world, report, drop=[proof.pk])

    assert Evidence.objects.count() == 0


def test_file_of_another_report_is_not_taken_off(world):
    other = progress.attach(make_report(world), pdf(), actor=world.unit_officer)

    edit(world, make_report(world), drop=[other.pk])

    assert Evidence.objects.count() == 1


def test_refused_file_leaves_the_report_saved_and_says_why(world):
    report = make_report(world)

    answer = edit(world, report, files=[pdf("a.docx")])

    assert (answer.status_code, "a.docx: Tên tệp ghi .docx" in answer.content.decode()) == (422, True)
    assert now(report).value == Decimal("86.5")


# Who reads what


def test_unit_finds_its_own_tasks(world):
    mine, other = make_assignment(world), make_assignment(world, unit=1)

    html = page(signed_in(world.unit_officer), "/assignments/")

    assert (mine.get_absolute_url() in html, other.get_absolute_url() in html) == (True, False)


def test_office_finds_a_report_in_its_queue_and_on_its_first_page(world):
    report = handed_in(world)
    client = signed_in(world.office_reviewer)

    assert [report.get_absolute_url() in page(client, url) for url in ("/", "/progress/")] == [True, True]


def test_unit_finds_a_returned_report_on_its_first_page(world):
    report = handed_in(world)
    progress.send_back(report, actor=world.office_reviewer, reason="Sai số liệu (hư cấu).")

    assert report.get_absolute_url() in page(signed_in(world.unit_officer), "/")


def test_history_shows_every_value(world):
    before = verified(world, value=Decimal(50))
    handed_in(world, assignment=before.assignment, value=Decimal(90))

    said = words(page(signed_in(world.unit_officer), before.assignment.get_absolute_url()))

    assert ("50 %" in said, "90 % tạm tính" in said) == (True, True)


def test_deadline_on_a_day_of_rest_is_shown_and_stays(world):
    saturday = world.round.closes_at.replace(year=2013, month=8, day=31, hour=16, minute=59, second=59)
    task = make_assignment(world, due_at=saturday, deadline_phrase="trước ngày 01/9/2013")

    said = words(page(signed_in(world.unit_officer), task.get_absolute_url()))

    assert "thứ Bảy, 31/08/2013" in said
    assert "Hạn rơi vào ngày nghỉ; kế hoạch không cho lùi hạn." in said


def test_owner_outside_the_register_stays_visible(world):
    make_assignment(world, unit=0, owner="Đảng bộ, chi bộ")
    world.campaign.assignments.update(unit=None)

    said = words(page(signed_in(world.office_head), f"/campaigns/{world.campaign.pk}/assignments/?unit=none"))

    assert "Đảng bộ, chi bộ (chưa có đơn vị trong sổ)" in said


def test_nomination_shows_the_results_of_its_unit(world):
    target = forwarded(world, count=1)
    verified(world, value=Decimal("85.5"))

    said = words(page(signed_in(world.director), target.nominations.get().get_absolute_url()))

    assert "Kết quả của đơn vị theo kế hoạch" in said
    assert "85,5 % đến 01/08/2013" in said


def test_list_to_sign_names_who_stands_on_unverified_results(world):
    target = forwarded(world, count=1)
    handed_in(world, value=Decimal(70))

    said = words(page(signed_in(world.director), target.get_absolute_url()))

    assert "Kết quả của đơn vị chưa được xác nhận" in said
    assert "70 % (tạm tính)" in said


def test_list_to_sign_says_nothing_where_results_are_verified(world):
    target = forwarded(world, count=1)
    verified(world)

    said = words(page(signed_in(world.director), target.get_absolute_url()))

    assert "Kết quả của đơn vị chưa được xác nhận" not in said


# The dashboard


def dashboard(world) -> str:
    return page(signed_in(world.director), f"/campaigns/{world.campaign.pk}/dashboard/")


def test_dashboard_counts_what_is_verified_and_tells_what_is_provisional(world):
    due = world.round.closes_at.replace(year=2013, month=9, day=30)
    first, second = (make_assignment(world, unit, code="T1", due_at=due) for unit in (0, 1))
    verified(world, assignment=first, value=Decimal(90))
    handed_in(world, 1, assignment=second, value=Decimal(50))

    said = words(dashboard(world))

    assert "Đã xác nhận 45 % Kể cả số tạm tính 70 %" in said
    assert "Đơn vị đã đạt 1/2 Đơn vị chờ xác nhận 1" in said


def test_plot_has_its_plan_line_and_needs_no_style(world):
    due = world.round.closes_at.replace(year=2013, month=9, day=30)
    verified(world, assignment=make_assignment(world, due_at=due))

    html = dashboard(world)

    svg = re.search(r"<svg viewBox.*?</svg>", html, re.DOTALL)[0]
    assert ('class="plan"' in svg, 'class="verified"' in svg, "style" in svg) == (True, True, False)


def test_dashboard_of_a_campaign_without_targets_says_so(world):
    assert "Kế hoạch không nêu chỉ tiêu nào" in dashboard(world)


@pytest.mark.parametrize(
    ("reader", "address"),
    [
        ("unit_officer", "/assignments/"), ("office_reviewer", "/progress/"), ("office_reviewer", "/"),
        ("director", "/campaigns/{campaign}/dashboard/"), ("director", "/campaigns/{campaign}/assignments/"),
        ("unit_officer", "/"),
    ],
)  # fmt: skip
def test_page_costs_the_same_for_one_row_and_for_three(reader, address):
    costs = {}
    for rows in (1, 3):
        world = make_world(rows)
        for _ in range(rows):
            handed_in(world)
            verified(world)
            make_report(world)
        url = address.format(campaign=world.campaign.pk)
        costs[rows] = queries(signed_in(world.people[reader]), url)

    assert costs[3] == costs[1]
