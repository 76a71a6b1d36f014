"""The office's reports to the Director: live until presented, frozen then, compared with the last, due in time."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from campaigns.models import Campaign, CampaignReport, ReportInterval
from campaigns.reporting import lacks_review, next_due, report_before
from nominations.campaign_figures import figures_of, lines_of
from nominations.services import campaign_reports
from organisation.services import appoint
from organisation.states import Role
from tests.factories import World, checked, handed_in, make_assignment, make_world, submitted, verified
from tests.nominations.desk import signed_in
from tests.nominations.machines import campaign_report
from tests.nominations.reviewing import queries
from workflows import clock
from workflows.audit import history_of, words_of
from workflows.errors import NotAllowed, NotPermitted, StaleContent

pytestmark = pytest.mark.django_db

WORDS = dict.fromkeys(campaign_reports.WRITTEN[1:], "Đạt (hư cấu).")


@pytest.fixture
def world() -> World:
    return make_world()


def fresh(report: CampaignReport) -> CampaignReport:
    return CampaignReport.objects.get(pk=report.pk)


def presented(world: World) -> CampaignReport:
    report = campaign_report.begin(world)
    campaign_reports.present(report, actor=world.office_head)
    return fresh(report)


def noted(world: World, answer: str = "") -> CampaignReport:
    report = presented(world)
    campaign_reports.note(report, actor=world.director, reason=answer)
    return fresh(report)


def page(world: World, report: CampaignReport, who: str = "office_reviewer") -> str:
    return signed_in(world.people[who]).get(report.get_absolute_url()).content.decode()


def test_figures_count_what_is_verified_and_who_is_silent(world: World):
    verified(world, 0, value=Decimal(90))
    handed_in(world, 1, value=Decimal(50))
    submitted(world, 0, 2)

    found = figures_of(world.campaign)

    assert found["nominations"] == {"filed": 2, "eligible": 0, "proposed": 0, "approved": 0, "awarded": 0}
    assert found["units"] == {"all": 2, "filed": 1, "nil": 0, "silent": 1}
    assert [(one["now"], one["waiting"], one["units"]) for one in found["targets"]] == [("90", 0, 1), ("0", 1, 1)]


@pytest.mark.parametrize("what", [verified, submitted])
def test_figures_cost_the_same_for_one_row_and_for_three(world: World, django_assert_max_num_queries, what):
    costs = []
    for rows in (1, 3):
        other = make_world(3)
        for place in range(rows):
            what(other, place)
        with django_assert_max_num_queries(50) as counted:
            figures_of(other.campaign)
        costs.append(len(counted.captured_queries))

    assert costs[0] == costs[1]


def test_presenting_freezes_the_figures(world: World):
    report = presented(world)
    submitted(world, 0, 2)

    assert (fresh(report).figures["nominations"]["filed"], figures_of(world.campaign)["nominations"]["filed"]) == (0, 2)


def test_frozen_figures_stand_in_the_trail(world: World):
    report = presented(world)

    event = history_of(report).last()

    assert words_of([event])[event.payload_hash]["data"]["figures"] == report.figures


def test_report_taken_back_shows_living_figures_again(world: World):
    report = presented(world)
    campaign_reports.take_back(report, actor=world.office_head)
    submitted(world, 0, 2)
    campaign_reports.present(fresh(report), actor=world.office_head)

    assert fresh(report).figures["nominations"]["filed"] == 2


def test_report_is_compared_with_the_one_noted_before(world: World):
    before = noted(world)
    submitted(world, 0, 2)
    report = presented(world)

    lines = dict(lines_of(report.figures, before.figures))["Đề nghị khen thưởng"]

    assert report_before(report) == before
    assert (lines[0].value, lines[0].before, lines[0].changed, lines[1].changed) == ("2", "0", True, False)


def test_page_compares_with_the_last_report(world: World):
    noted(world)
    checked(world, 0, 2)

    assert "Kỳ trước" in page(world, presented(world))


def test_directions_of_the_director_stand_on_the_report(world: World):
    assert "Đôn đốc ngay (hư cấu)." in page(world, noted(world, "Đôn đốc ngay (hư cấu)."))


def test_one_report_of_a_campaign_is_open(world: World):
    first = campaign_reports.begin(world.campaign, "interim", actor=world.office_reviewer)

    assert campaign_reports.begin(world.campaign, "final", actor=world.office_head) == first


def test_presented_report_takes_no_words(world: World):
    report = presented(world)

    with pytest.raises(NotAllowed):
        campaign_reports.write(
            report, {"kind": "interim", **WORDS}, actor=world.office_reviewer,
            seen=(report.version, report.content_hash),
        )  # fmt: skip


def test_words_of_another_are_not_overwritten_unseen(world: World):
    report = campaign_report.begin(world)
    seen = (report.version, report.content_hash)
    campaign_reports.write(report, {"kind": "interim", **WORDS}, actor=world.office_head, seen=seen)

    with pytest.raises(StaleContent):
        campaign_reports.write(report, {"kind": "final", **WORDS}, actor=world.office_reviewer, seen=seen)


def test_report_without_an_assessment_is_not_presented(world: World):
    report = campaign_reports.begin(world.campaign, "interim", actor=world.office_reviewer)

    with pytest.raises(NotAllowed, match="Chưa viết đánh giá chung"):
        campaign_reports.present(report, actor=world.office_head)


def test_who_presented_does_not_answer(world: World):
    report = presented(world)
    appoint(world.office_head, Role.DIRECTOR, world.root)

    with pytest.raises(NotPermitted, match="Người đã trình báo cáo"):
        campaign_reports.note(report, actor=world.office_head)


def final(world: World, last: date | None, lessons: str = "Bài học (hư cấu).") -> CampaignReport:
    Campaign.objects.filter(pk=world.campaign.pk).update(ends_on=last)
    campaign = Campaign.objects.get(pk=world.campaign.pk)
    report = campaign_reports.begin(campaign, "final", actor=world.office_reviewer)
    seen = (report.version, report.content_hash)
    campaign_reports.write(
        report, {"kind": "final", **WORDS, "lessons": lessons}, actor=world.office_reviewer, seen=seen
    )
    return fresh(report)


NOON = datetime(2026, 11, 25, 5, tzinfo=UTC)


def test_final_review_comes_after_the_last_day(world: World):
    with clock.moved_to(NOON):
        report = final(world, date(2026, 11, 24))
        campaign_reports.present(report, actor=world.office_head)

    assert fresh(report).state == "presented"


def test_final_review_on_the_last_day_is_too_early(world: World):
    with clock.moved_to(NOON), pytest.raises(NotAllowed, match="sau ngày đó mới trình báo cáo tổng kết"):
        campaign_reports.present(final(world, date(2026, 11, 25)), actor=world.office_head)


def test_final_review_draws_lessons(world: World):
    with clock.moved_to(NOON), pytest.raises(NotAllowed, match="bài học kinh nghiệm"):
        campaign_reports.present(final(world, None, lessons=""), actor=world.office_head)


def test_campaign_without_a_final_review_is_not_finished(world: World):
    with clock.moved_to(NOON):
        report, campaign = final(world, date(2026, 11, 24)), Campaign.objects.get(pk=world.campaign.pk)
        before = lacks_review(campaign, NOON)
        campaign_reports.present(report, actor=world.office_head)
        campaign_reports.note(fresh(report), actor=world.director)

        assert (before, lacks_review(campaign, NOON)) == (True, False)


def test_no_report_falls_due_where_the_office_set_no_interval(world: World):
    assert next_due(world.campaign) is None


def test_report_falls_due_so_many_days_after_the_last(world: World):
    campaign_reports.set_interval(world.campaign, 14, actor=world.office_head, seen="")
    report = presented(world)

    assert next_due(world.campaign) == localtime(report.presented_at).date() + timedelta(days=14)


def test_interval_set_by_another_is_not_overwritten_unseen(world: World):
    campaign_reports.set_interval(world.campaign, 14, actor=world.office_head, seen="")

    with pytest.raises(StaleContent):
        campaign_reports.set_interval(world.campaign, 7, actor=world.office_head, seen="")


def test_interval_is_the_head_of_the_offices_to_set(world: World):
    with pytest.raises(NotPermitted):
        campaign_reports.set_interval(world.campaign, 14, actor=world.office_reviewer, seen="")


@pytest.mark.parametrize(("typed", "status", "kept"), [("14", 302, 1), ("-1", 422, 0), ("vài", 422, 0), ("", 422, 0)])
def test_interval_typed_on_the_page(world: World, typed: str, status: int, kept: int):
    url = reverse("report_interval", args=[world.campaign.pk])

    answer = signed_in(world.office_head).post(url, {"days": typed, "seen": ""})

    assert (answer.status_code, ReportInterval.objects.count()) == (status, kept)


def test_report_waits_on_the_directors_first_page(world: World):
    report = presented(world)

    assert report.get_absolute_url() in signed_in(world.director).get("/").content.decode()


def test_list_of_reports_costs_the_same_for_one_and_for_three():
    costs = {}
    for rows in (1, 3):
        world = make_world()
        for _ in range(rows):
            noted(world)
        costs[rows] = queries(signed_in(world.office_head), reverse("campaign_reports", args=[world.campaign.pk]))

    assert costs[3] == costs[1]


def test_report_page_costs_the_same_for_one_target_and_for_three():
    costs = {}
    for rows in (1, 3):
        world = make_world(3)
        for place in range(rows):
            make_assignment(world, place)
        costs[rows] = queries(signed_in(world.office_head), campaign_report.begin(world).get_absolute_url())

    assert costs[3] == costs[1]
