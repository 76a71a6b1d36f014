"""An event's organiser tells when and where it is held and who came; those who take part read what was confirmed."""

from datetime import date

import pytest

from campaigns.services import progress
from tests.factories import World, make_assignment, make_report, make_world
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries, words
from workflows.errors import NotAllowed

pytestmark = pytest.mark.django_db

EVENT = {"kind": "event", "asks": "event", "operator": "", "threshold": None, "measure": "", "deadline_bound": ""}
AHEAD = {
    "value": None, "progress": "in_progress", "held_on": date(2013, 8, 24), "place": "Nhà văn hóa hư cấu",
    "number": "12/KH ngày 02/8/2013", "programme": "7 giờ 30: Khai mạc", "participants": None,
}  # fmt: skip


@pytest.fixture
def world():
    return make_world()


def told(world: World, **said):
    report = make_report(world, assignment=make_assignment(world, **EVENT), **AHEAD | said)
    progress.submit(report, actor=world.unit_head)
    return report


def events(world: World, reader: str) -> str:
    return page(signed_in(world.people[reader]), f"/campaigns/{world.campaign.pk}/events/")


def test_unit_reads_what_was_confirmed(world):
    progress.accept(told(world), actor=world.office_reviewer)

    said = words(events(world, "unit_officer_2"))

    assert "Ngày tổ chức 24/08/2013 Địa điểm Nhà văn hóa hư cấu" in said
    assert "Chương trình 7 giờ 30: Khai mạc" in said


def test_day_that_waits_for_the_office_is_not_told(world):
    told(world)

    assert "24/08/2013" not in events(world, "unit_officer_2")


def test_event_that_was_held_names_how_many_came(world):
    with pytest.raises(NotAllowed, match="Chưa ghi số người tham gia"):
        told(world, progress="done", held_on=date(2013, 7, 24))


def test_event_to_come_is_not_done(world):
    with pytest.raises(NotAllowed, match="chưa thể ghi là đã hoàn thành"):
        told(world, progress="done", held_on=date(9999, 8, 24), participants=120)


def test_page_costs_the_same_for_one_event_and_for_three():
    costs = {}
    for rows in (1, 3):
        world = make_world()
        for _ in range(rows):
            progress.accept(told(world), actor=world.office_reviewer)
        costs[rows] = queries(signed_in(world.unit_officer), f"/campaigns/{world.campaign.pk}/events/")

    assert costs[3] == costs[1]
