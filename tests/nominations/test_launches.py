"""A unit tells how it launched the campaign, an enterprise of its own plan; the office sees who has."""

from datetime import date

import pytest

from campaigns.models import ProgressReport
from campaigns.services import progress
from tests.factories import DAY_OF_FIGURES, World, make_assignment, make_report, make_world
from tests.nominations.desk import page, pdf, seen, signed_in
from tests.nominations.reviewing import queries, words
from workflows.errors import NotAllowed

pytestmark = pytest.mark.django_db

DUTY = {"kind": "duty", "operator": "", "threshold": None, "measure": "", "deadline_bound": ""}
TOLD = {"value": None, "progress": "done"}
LAUNCH = {"held_on": date(2013, 5, 28), "place": "Hội trường hư cấu", "participants": 24, "manner": "Họp"}
TYPED = {"as_of": "02/08/2013", "progress": "done", "words": ""}


@pytest.fixture
def world():
    return make_world()


def duty(world: World, unit: int = 0, asks: str = "launch"):
    return make_assignment(world, unit, asks=asks, **DUTY)


def launch(world: World, unit: int = 0, **told) -> ProgressReport:
    report = make_report(world, unit, assignment=duty(world, unit), **TOLD | LAUNCH | told)
    progress.submit(report, actor=world.people["unit_head" if unit == 0 else f"unit_head_{unit + 1}"])
    return report


def launches(world: World) -> str:
    return page(signed_in(world.office_head), f"/campaigns/{world.campaign.pk}/launches/")


def test_typed_launch_is_kept(world):
    report = make_report(world, assignment=duty(world), **TOLD)
    typed = TYPED | {"held_on": "28/5/2013", "place": "Hội trường", "participants": "24", "manner": "Họp"}

    signed_in(world.unit_officer).post(f"/progress/{report.pk}/edit/", seen(report, **typed))

    kept = ProgressReport.objects.get(pk=report.pk)
    assert (kept.held_on, kept.place, kept.participants, kept.manner) == (
        date(2013, 5, 28), "Hội trường", 24, "Họp",
    )  # fmt: skip


def test_other_duty_asks_for_no_launch(world):
    report = make_report(world, assignment=duty(world, asks=""), **TOLD)

    html = page(signed_in(world.unit_officer), f"/progress/{report.pk}/edit/")

    assert "participants" not in html


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"held_on": None}, "Chưa ghi ngày phát động"),
        ({"held_on": date(2013, 5, 24)}, "ở trước ngày phát động"),
        ({"place": ""}, "Chưa ghi địa điểm"),
        ({"participants": None}, "Chưa ghi số người"),
    ],
)
def test_launch_without_its_particulars_is_not_handed_in(world, told, said):
    with pytest.raises(NotAllowed, match=said):
        launch(world, **told)


def test_launch_still_to_come_is_handed_in_without_particulars(world):
    report = launch(world, progress="in_progress", held_on=None, place="", participants=None)

    assert ProgressReport.objects.get(pk=report.pk).state == "submitted"


def test_plan_without_its_file_is_not_handed_in(world):
    told = TOLD | {"number": "05/KH", "held_on": DAY_OF_FIGURES}
    report = make_report(world, assignment=duty(world, asks="plan"), **told)

    with pytest.raises(NotAllowed, match="Chưa gửi tệp kế hoạch"):
        progress.submit(report, actor=world.unit_head)


def test_plan_with_its_file_stands_in_the_office_s_table(world):
    report = make_report(
        world, assignment=duty(world, asks="plan"), **TOLD | {"number": "05/KH", "held_on": date(2013, 6, 10)}
    )
    progress.attach(report, pdf(), actor=world.unit_officer)
    progress.submit(ProgressReport.objects.get(pk=report.pk), actor=world.unit_head)

    assert f"{world.units[0].name} 05/KH 10/06/2013" in words(launches(world))


def test_page_counts_what_is_verified_and_tells_what_is_provisional(world):
    progress.accept(launch(world), actor=world.office_reviewer)
    launch(world, 1, participants=6)

    said = words(launches(world))

    assert "Đơn vị đã phát động 1/2 1 đơn vị chờ xác nhận" in said
    assert "Người tham gia lễ phát động 24 kể cả số tạm tính: 30" in said


def test_dashboard_says_how_many_have_launched(world):
    progress.accept(launch(world), actor=world.office_reviewer)

    said = words(page(signed_in(world.director), f"/campaigns/{world.campaign.pk}/dashboard/"))

    assert "Đơn vị đã phát động 1/1 Người tham gia lễ phát động 24" in said


def test_particulars_are_part_of_what_is_accepted(world):
    report = launch(world)

    assert report.content()["participants"] == "24"


def test_page_costs_the_same_for_one_unit_and_for_three():
    costs = {}
    for rows in (1, 3):
        world = make_world(rows)
        for unit in range(rows):
            launch(world, unit)
        costs[rows] = queries(signed_in(world.office_head), f"/campaigns/{world.campaign.pk}/launches/")

    assert costs[3] == costs[1]


def test_units_come_page_by_page(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("nominations.desk.progress.launched.PAGE", 2)
    world = make_world(3)
    for unit in range(3):
        launch(world, unit)
    client, url = signed_in(world.office_head), f"/campaigns/{world.campaign.pk}/launches/"
    first = client.get(url).context["launched"]
    second = client.get(url + first["older"]).context["launched"]

    units = [[line["holder"] for line in page["lines"]] for page in (first, second)]
    assert units == [[unit.name for unit in world.units[:2]], [world.units[2].name]]
    assert (second["older"], second["newer"]) == ("", "?")
