"""What a target or a duty leaves open: an owner whom the register does not know, and indicators that each unit has."""

import pytest

from campaigns.models import Assignment, ProgressReport
from campaigns.services import progress
from tests.factories import World, make_assignment, make_report, make_world
from tests.nominations.desk import page, seen, signed_in
from tests.nominations.reviewing import words
from workflows.errors import NotPermitted

pytestmark = pytest.mark.django_db

DUTY = {"kind": "duty", "operator": "", "threshold": None, "measure": ""}


@pytest.fixture
def world():
    return make_world()


def duty(world: World, owner: str = "Đảng bộ, chi bộ") -> Assignment:
    """Of an owner whom the register does not know."""
    task = make_assignment(world, owner=owner, **DUTY)
    Assignment.objects.filter(pk=task.pk).update(unit=None)
    return task


def outside(world: World) -> ProgressReport:
    """Begun by the office."""
    return progress.begin(duty(world), actor=world.office_reviewer)


def test_report_says_that_the_office_speaks_for_its_owner(world):
    report = outside(world)

    said = words(page(signed_in(world.office_reviewer), report.get_absolute_url()))

    assert "Văn phòng báo cáo thay cho “Đảng bộ, chi bộ”, nơi chưa có đơn vị trong sổ." in said


def test_report_for_an_outsider_is_the_bodys(world):
    assert outside(world).unit == world.root


def test_duty_of_an_outsider_is_on_the_offices_list(world):
    outside(world)

    assert "Báo cáo thay nơi chưa có đơn vị trong sổ" in page(signed_in(world.office_reviewer), "/assignments/")


def test_unit_does_not_report_for_an_outsider(world):
    with pytest.raises(NotPermitted):
        progress.begin(duty(world), actor=world.unit_officer)


def test_duty_of_nobody_is_reported_on_by_nobody(world):
    with pytest.raises(NotPermitted):
        progress.begin(duty(world, owner=""), actor=world.office_reviewer)


def typed(report: ProgressReport, **rows: str) -> dict:
    return seen(report, as_of="01/08/2013", value="85", words="Hư cấu.", **rows)


def test_units_own_indicators_stand_as_rows(world):
    report = make_report(world, indicators=[["Doanh thu bưu chính", "triệu đồng", "12.5"]])

    said = words(page(signed_in(world.unit_officer), report.get_absolute_url()))

    assert "Chỉ tiêu riêng của đơn vị Kết quả Doanh thu bưu chính 12,5 triệu đồng" in said


def test_rows_that_were_typed_are_kept_and_blank_ones_are_not(world):
    report = make_report(world)
    rows = {"own-0-name": "Điểm phục vụ", "own-0-measure": "điểm", "own-0-value": "12,5", "own-1-name": ""}

    signed_in(world.unit_officer).post(f"/progress/{report.pk}/edit/", typed(report, **rows))

    assert ProgressReport.objects.get(pk=report.pk).indicators == [["Điểm phục vụ", "điểm", "12.5"]]


def test_row_without_its_figure_is_asked_for_it(world):
    report = make_report(world)

    answer = signed_in(world.unit_officer).post(
        f"/progress/{report.pk}/edit/", typed(report, **{"own-0-name": "Điểm phục vụ"})
    )

    said = answer.content.decode()
    assert (answer.status_code, "Hãy ghi kết quả; chưa làm được thì ghi 0." in said) == (422, True)


def test_target_with_parts_of_its_own_takes_no_other(world):
    report = make_report(world, assignment=make_assignment(world, parts=[["a", "Xã A"]]), part_values={"a": "1"})

    assert "Chỉ tiêu riêng của đơn vị" not in page(signed_in(world.unit_officer), f"/progress/{report.pk}/edit/")
