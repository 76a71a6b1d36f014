"""The overview of a large campaign shows figures that were kept, and says of when they are."""

from datetime import timedelta

import pytest

from campaigns.models import Assignment
from nominations.models import KeptFigures
from nominations.services import kept_figures
from tests.factories import World, handed_in, make_assignment, make_world, verified
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries, words
from workflows import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch) -> World:
    """A task more than is counted at once."""
    monkeypatch.setattr(kept_figures, "LIVE", 2)
    world = make_world(3)
    for unit in range(3):
        make_assignment(world, unit, code="T1")
    return world


def url(world: World) -> str:
    return f"/campaigns/{world.campaign.pk}/dashboard/"


def overview(world: World) -> str:
    return words(page(signed_in(world.director), url(world)))


def report(world: World) -> None:
    verified(world, assignment=Assignment.objects.get(unit=world.units[0], code="T1"))


def test_large_campaign_is_kept_and_a_small_one_not(world):
    make_assignment(make_world())

    assert (kept_figures.keep_figures(), KeptFigures.objects.get().campaign) == (1, world.campaign)


def test_page_shows_what_was_kept_until_it_is_drawn_anew(world):
    kept_figures.keep_figures()
    report(world)

    before = overview(world)
    with clock.moved_to(clock.now() + timedelta(minutes=5)):
        kept_figures.keep_figures()

    assert ("Đơn vị đã đạt 0/3" in before, "Đơn vị đã đạt 1/3" in overview(world)) == (True, True)


def test_page_says_that_its_figures_were_kept(world):
    before = overview(world)
    kept_figures.keep_figures()

    assert ["phong trào lớn" in said for said in (before, overview(world))] == [False, True]


def test_kept_page_says_the_same_as_the_counted_one(world):
    report(world)
    handed_in(world, 1, assignment=Assignment.objects.get(unit=world.units[1], code="T1"))

    before = overview(world)
    kept_figures.keep_figures()
    after = overview(world)

    assert after[after.index("Chỉ kết quả") :] == before[before.index("Chỉ kết quả") :]


def test_figures_just_drawn_are_not_drawn_again(world):
    assert [kept_figures.keep_figures() for _ in range(2)] == [1, 0]


def test_campaign_that_is_large_no_more_is_counted_at_once(world):
    kept_figures.keep_figures()
    Assignment.objects.filter(unit=world.units[2]).delete()

    kept_figures.keep_figures()

    assert KeptFigures.objects.count() == 0


def test_campaign_whose_figures_fail_leaves_the_others_theirs(world, monkeypatch):
    other = make_world(3)
    for unit in range(3):
        make_assignment(other, unit, code="T1")
    draw = kept_figures.drawn

    def failing(campaign, now):
        if campaign == world.campaign:
            raise ValueError
        return draw(campaign, now)

    monkeypatch.setattr(kept_figures, "drawn", failing)

    assert (kept_figures.keep_figures(), KeptFigures.objects.get().campaign) == (1, other.campaign)


def test_kept_page_costs_less_than_the_counted_one(world):
    before = queries(signed_in(world.director), url(world))
    kept_figures.keep_figures()

    assert queries(signed_in(world.director), url(world)) < before


# What is stuck


def waiting(world: World, count: int) -> None:
    for _ in range(count):
        handed_in(world)


def test_stuck_list_ends_and_leads_to_the_rest(world):
    waiting(world, 9)

    with clock.moved_to(clock.now() + timedelta(days=6)):
        html = page(signed_in(world.director), url(world))

    more = f"/campaigns/{world.campaign.pk}/assignments/?show=submitted"
    assert ("quá 5 ngày: 9" in html, html.count("/progress/"), more in html) == (True, 8, True)


def test_short_stuck_list_leads_nowhere(world):
    waiting(world, 1)

    with clock.moved_to(clock.now() + timedelta(days=6)):
        html = page(signed_in(world.director), url(world))

    assert ("quá 5 ngày: 1" in html, "show=submitted" in html) == (True, False)


def test_tasks_are_narrowed_to_what_waits(world):
    waits, other = handed_in(world).assignment, make_assignment(world)

    html = page(signed_in(world.director), f"/campaigns/{world.campaign.pk}/assignments/?show=submitted")

    assert (waits.get_absolute_url() in html, other.get_absolute_url() in html) == (True, False)
