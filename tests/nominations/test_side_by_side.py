"""What overlapping campaigns and their superiors ask of one unit, side by side."""

from datetime import UTC, datetime

import pytest

from campaigns.models import Assignment
from tests.factories import World, make_assignment, make_world, open_campaign
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries, words

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

JULY, AUGUST = datetime(2013, 7, 1, tzinfo=UTC), datetime(2013, 8, 1, tzinfo=UTC)
SAME = {"title": "Tỷ lệ kết nối (hư cấu)", "due_at": JULY, "threshold": 80}
DEADLINE, FIGURE = "Thời hạn khác nhau", "Mức khác nhau"


@pytest.fixture
def world() -> World:
    return make_world()


def twice(world: World, unit: int = 0, **other: object) -> tuple[Assignment, Assignment]:
    """The same target from two campaigns; the second one otherwise. The world stays with the first."""
    first = world.campaign
    mine = make_assignment(world, unit, **SAME)
    beside(world)
    theirs = make_assignment(world, unit, **SAME | other)
    world.campaign = first
    return mine, theirs


def beside(world: World) -> None:
    found = world.organisation.campaigns.filter(code="ben-canh").first()
    world.campaign = found or open_campaign(world, "ben-canh")


def shown(world: World, asked: str = "", who: str = "office_head") -> str:
    return page(signed_in(world.people[who]), f"/campaigns/{world.campaign.pk}/side-by-side/{asked}")


@pytest.mark.parametrize(
    ("other", "marks"),
    [
        ({}, (0, 0)), ({"due_at": AUGUST}, (2, 0)), ({"due_at": None}, (2, 0)), ({"threshold": 90}, (0, 2)),
        ({"operator": ">="}, (0, 2)), ({"measure": "điểm"}, (0, 2)), ({"title": "Việc khác", "due_at": AUGUST}, (0, 0)),
    ],
)  # fmt: skip
def test_same_task_is_marked_where_it_differs(world, other, marks):
    twice(world, **other)

    html = shown(world)

    assert (html.count(DEADLINE), html.count(FIGURE)) == marks


def test_other_owner_is_no_conflict(world):
    make_assignment(world, 0, **SAME)
    make_assignment(world, 1, **SAME | {"due_at": AUGUST})

    assert DEADLINE not in shown(world)


def test_tasks_of_a_unit_come_by_time_limit(world):
    mine, theirs = twice(world, due_at=AUGUST)
    sooner = make_assignment(world, title="Việc sớm (hư cấu)", due_at=JULY.replace(day=2))

    html = shown(world)

    places = [html.index(one.get_absolute_url()) for one in (mine, sooner, theirs)]
    assert places == sorted(places)


@pytest.mark.parametrize("other", [{"due_at": AUGUST}, {"due_at": None}, {"threshold": 90}, {"operator": ">="}])
def test_tab_of_differences_shows_only_those(world, other):
    mine, _theirs = twice(world, **other)
    alike = make_assignment(world, title="Việc riêng (hư cấu)")
    neighbour = make_assignment(world, 1)

    html = shown(world, "?show=differing")

    found = [one.get_absolute_url() in html for one in (mine, alike, neighbour)]
    assert found == [True, False, False]


def test_tab_of_differences_is_empty_where_all_agree(world):
    twice(world)

    assert "Không có việc nào khác nhau" in words(shown(world, "?show=differing"))


def test_campaign_on_other_days_is_not_beside_it(world):
    _mine, theirs = twice(world, due_at=AUGUST)
    type(world.campaign).objects.filter(code="ben-canh").update(starts_on="2014-01-01", ends_on="2014-12-31")

    assert theirs.get_absolute_url() not in shown(world)


def test_task_names_the_superiors_instrument_and_leads_to_it(world):
    cited = "Kế hoạch số 35/KH-UBND (hư cấu)"
    make_assignment(world, ordered_by=[["B2", cited]])

    assert f'/campaigns/{world.campaign.pk}/plan/#B2">{cited}</a>' in shown(world)


def test_unit_finds_no_such_page(world):
    assert signed_in(world.unit_head).get(f"/campaigns/{world.campaign.pk}/side-by-side/").status_code == 404


def test_page_costs_the_same_for_one_unit_and_for_three():
    costs = []
    for count in (1, 3):
        world = make_world(count)
        for unit in range(count):
            twice(world, unit, due_at=AUGUST)
        costs.append(queries(signed_in(world.office_head), f"/campaigns/{world.campaign.pk}/side-by-side/"))

    assert costs[0] == costs[1]
