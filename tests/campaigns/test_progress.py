"""Reports on duties and targets, through the services: who writes, hands in, accepts; what is kept, what refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage

from campaigns.models import Assignment, Evidence, ProgressReport
from campaigns.services import progress
from campaigns.standing import targets_in, unverified_in
from organisation.services import appoint
from organisation.states import Role
from organisation.uploads import RefusedUpload
from tests.factories import (
    DAY_OF_FIGURES,
    handed_in,
    make_assignment,
    make_report,
    make_user,
    make_world,
    verified,
)
from tests.nominations.desk import pdf
from workflows import clock
from workflows.audit import history_of
from workflows.content import changes_since
from workflows.engine import perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent

pytestmark = pytest.mark.django_db

PARTS = [["T2-1", ""], ["T2-2", ""], ["T2-3", ""]]
SAID = {"as_of": DAY_OF_FIGURES, "value": Decimal(85), "part_values": {}, "progress": "", "words": ""}


@pytest.fixture
def world():
    return make_world()


def now(report: ProgressReport) -> ProgressReport:
    return ProgressReport.objects.get(pk=report.pk)


# Who


def test_officer_of_another_unit_begins_no_report(world):
    with pytest.raises(NotPermitted):
        progress.begin(make_assignment(world), actor=world.unit_officer_2)


def test_officer_hands_nothing_in(world):
    with pytest.raises(NotPermitted):
        progress.submit(make_report(world), actor=world.unit_officer)


def test_office_accepts_what_the_head_handed_in(world):
    report = verified(world)

    assert (report.state, report.answered_by) == ("accepted", world.office_reviewer)


def test_who_handed_in_once_accepts_never(world):
    report = handed_in(world)
    progress.withdraw(report, actor=world.unit_head)
    other = make_user(world.organisation, "second-head", "Người Hư Cấu Khác")
    appoint(other, Role.UNIT_HEAD, world.units[0])
    progress.submit(report, actor=other)
    appoint(world.unit_head, Role.OFFICE_REVIEWER, world.root)

    with pytest.raises(NotPermitted, match="Người đã nộp báo cáo"):
        progress.accept(report, actor=world.unit_head)


def test_office_reports_on_what_the_body_itself_has_to_do(world):
    task = make_assignment(world, unit=0, code="O11", kind="duty", threshold=None, operator="", measure="")
    Assignment.objects.filter(pk=task.pk).update(unit=world.root)

    report = progress.begin(task, actor=world.office_reviewer)

    assert report.unit == world.root


def test_head_of_the_office_accepts_not_what_he_handed_in(world):
    task = make_assignment(world, code="O11", kind="duty", threshold=None, operator="", measure="")
    Assignment.objects.filter(pk=task.pk).update(unit=world.root)
    report = progress.begin(task, actor=world.office_reviewer)
    progress.write(report, SAID | {"value": None, "progress": "done"}, actor=world.office_reviewer)
    progress.submit(report, actor=world.office_head)

    with pytest.raises(NotPermitted, match="Người đã nộp báo cáo"):
        progress.accept(report, actor=world.office_head)


def test_owner_outside_the_register_is_reported_on_by_the_office_alone(world):
    task = make_assignment(world)
    Assignment.objects.filter(pk=task.pk).update(unit=None, owner="Đảng bộ, chi bộ")

    with pytest.raises(NotPermitted):
        progress.begin(task, actor=world.unit_officer)
    assert progress.begin(task, actor=world.office_head).on_behalf_of == "Đảng bộ, chi bộ"


# One at a time, on what the plan holds, while the campaign runs


def test_second_click_opens_the_same_report(world):
    task = make_assignment(world)

    first, second = (progress.begin(task, actor=world.unit_officer) for _ in range(2))

    assert first == second


def test_report_after_an_accepted_one_is_another_one(world):
    before = verified(world)

    after = progress.begin(before.assignment, actor=world.unit_officer)

    assert after != before


def test_concluded_campaign_takes_no_report(world):
    task = make_assignment(world)
    perform(world.campaign, "conclude", actor=world.office_head)

    with pytest.raises(NotAllowed, match="không nhận báo cáo tiến độ"):
        progress.begin(task, actor=world.unit_officer)


def test_campaign_closed_to_nominations_goes_on_taking_reports(world):
    perform(world.campaign, "close_nominations", actor=world.office_head)

    assert handed_in(world).state == "submitted"


def test_target_that_left_the_plan_takes_no_report(world):
    task = make_assignment(world, stands=False)

    with pytest.raises(NotAllowed, match="không còn"):
        progress.begin(task, actor=world.unit_officer)


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2013, 5, 24), "trước ngày phát động"), (date(2013, 10, 1), "sau ngày cuối cùng")],
)
def test_day_outside_the_campaign_is_refused(world, day, words):
    report = make_report(world)

    with pytest.raises(NotAllowed, match=words):
        progress.write(report, SAID | {"as_of": day}, actor=world.unit_officer)


def test_day_to_come_is_refused(world):
    report = make_report(world)

    with clock.moved_to(clock.now().replace(year=2013, month=8, day=5)), pytest.raises(NotAllowed, match="chưa tới"):
        progress.write(report, SAID | {"as_of": date(2013, 8, 20)}, actor=world.unit_officer)


def test_day_after_the_campaign_is_taken_where_the_target_runs_on(world):
    end = clock.now().replace(year=2013, month=9, day=30)
    report = make_report(world, assignment=make_assignment(world, due_at=end))

    report = progress.write(report, SAID | {"as_of": date(2013, 9, 30)}, actor=world.unit_officer)

    assert report.as_of == date(2013, 9, 30)


# What it says


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"value": None}, "Chưa ghi kết quả"),
        ({"as_of": None}, "Chưa ghi số liệu tính đến ngày nào"),
        ({"value": Decimal(101)}, "Kết quả phải từ 0 đến 100"),
    ],
)
def test_report_is_not_handed_in_without_its_figure(world, written, words):
    report = make_report(world, **written)

    with pytest.raises(NotAllowed, match=words):
        progress.submit(report, actor=world.unit_head)


def test_duty_is_not_handed_in_without_its_progress(world):
    duty = make_assignment(world, kind="duty", threshold=None, operator="", measure="")
    report = make_report(world, assignment=duty, value=None)

    with pytest.raises(NotAllowed, match="Chưa chọn tiến độ"):
        progress.submit(report, actor=world.unit_head)


def test_target_of_parts_has_the_mean_of_their_figures(world):
    task = make_assignment(world, parts=PARTS, operator="=", threshold=100)
    figures = {"T2-1": "100", "T2-2": "50.5", "T2-3": "0"}

    report = make_report(world, assignment=task, part_values=figures)

    assert report.value == Decimal("50.17")


def test_target_of_parts_is_not_handed_in_without_each_of_them(world):
    task = make_assignment(world, parts=PARTS, operator="=", threshold=100)
    report = make_report(world, assignment=task, part_values={"T2-1": "100", "T2-3": "0"})

    with pytest.raises(NotAllowed, match=r"của mục: T2-2\. Chưa làm được thì ghi 0"):
        progress.submit(report, actor=world.unit_head)


def test_report_says_the_same_however_the_database_writes_its_figure(world):
    report = now(make_report(world, value=Decimal("85.5")))

    assert report.compute_hash() == report.content_hash


def test_stale_page_writes_nothing(world):
    report = make_report(world)
    progress.write(report, SAID | {"value": Decimal(70)}, actor=world.unit_officer)

    with pytest.raises(StaleContent):
        progress.write(report, SAID, actor=world.unit_officer, seen=(report.version, report.content_hash))


# What stays


@pytest.mark.parametrize("state", ["submitted", "accepted"])
def test_report_that_was_handed_in_is_not_written_in(world, state):
    report = handed_in(world) if state == "submitted" else verified(world)

    with pytest.raises(NotAllowed, match="không sửa nội dung hay minh chứng được nữa"):
        progress.write(report, SAID, actor=world.unit_officer)


def test_evidence_is_not_replaced_after_acceptance(world):
    report = make_report(world)
    proof = progress.attach(report, pdf("nghiem-thu.pdf"), actor=world.unit_officer)
    progress.submit(report, actor=world.unit_head)
    progress.accept(report, actor=world.office_reviewer)

    for change in (
        lambda: progress.detach(proof, actor=world.unit_officer),
        lambda: progress.attach(report, pdf("khac.pdf", "khác"), actor=world.unit_officer),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert list(report.evidence.values_list("name", flat=True)) == ["nghiem-thu.pdf"]


def test_evidence_is_part_of_what_was_accepted(world):
    report = make_report(world)
    before = report.content_hash

    progress.attach(report, pdf(), actor=world.unit_officer)

    assert now(report).content_hash != before


def test_file_that_is_none_of_the_kinds_is_refused(world):
    bad = pdf("a.pdf")
    bad.seek(0)
    bad.file.write(b"<html>")
    bad.seek(0)

    with pytest.raises(RefusedUpload):
        progress.attach(make_report(world), bad, actor=world.unit_officer)


def test_file_taken_off_an_unfiled_report_leaves_the_disk(world, django_capture_on_commit_callbacks):
    report = make_report(world)
    proof = progress.attach(report, pdf(), actor=world.unit_officer)
    path = proof.file.name

    with django_capture_on_commit_callbacks(execute=True):
        progress.detach(proof, actor=world.unit_officer)

    assert (Evidence.objects.count(), default_storage.exists(path)) == (0, False)


def test_file_of_a_returned_report_stays_on_the_disk(world, django_capture_on_commit_callbacks):
    report = make_report(world)
    proof = progress.attach(report, pdf(), actor=world.unit_officer)
    progress.submit(report, actor=world.unit_head)
    progress.send_back(report, actor=world.office_reviewer, reason="Sai số liệu (hư cấu).")

    with django_capture_on_commit_callbacks(execute=True):
        progress.detach(proof, actor=world.unit_officer)

    assert (Evidence.objects.count(), default_storage.exists(proof.file.name)) == (0, True)


def test_returned_report_keeps_the_value_that_was_refused(world):
    report = handed_in(world, value=Decimal(99))
    progress.send_back(report, actor=world.office_reviewer, reason="Sai số liệu (hư cấu).")
    refused = history_of(report).last().content_hash

    report = progress.write(report, SAID | {"value": Decimal(60)}, actor=world.unit_officer)

    changes = {part.name: (part.old, part.new) for part in changes_since(report, refused)}
    assert changes["value"] == ("99", "60")


def test_report_handed_in_after_the_last_moment_is_late(world):
    task = make_assignment(world, due_at=clock.now() - timedelta(days=1))

    assert handed_in(world, assignment=task).is_late


# What others read of it


def test_unit_without_any_accepted_figure_is_unverified(world):
    make_assignment(world)

    assert list(unverified_in(world.campaign.pk, [world.units[0].pk, world.units[1].pk])) == [world.units[0].pk]


def test_unit_whose_newest_figure_waits_is_unverified(world):
    before = verified(world)
    handed_in(world, assignment=before.assignment, value=Decimal(90))

    (result,) = unverified_in(world.campaign.pk, [world.units[0].pk])[world.units[0].pk]

    assert (result.value, result.waiting.value) == (85, 90)


def test_unit_whose_figures_are_all_accepted_is_verified(world):
    verified(world)

    assert unverified_in(world.campaign.pk, [world.units[0].pk]) == {}


def test_later_figure_stands_for_the_earlier_one(world):
    before = verified(world, value=Decimal(50))
    verified(world, assignment=before.assignment, value=Decimal(90), as_of=date(2013, 8, 10))

    (result,) = targets_in(world.campaign.pk, [world.units[0].pk])[world.units[0].pk]

    assert (result.value, result.is_reached) == (90, True)


def test_duty_does_not_make_a_unit_unverified(world):
    make_assignment(world, kind="duty", threshold=None, operator="", measure="")

    assert unverified_in(world.campaign.pk, [world.units[0].pk]) == {}
