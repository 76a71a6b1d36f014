"""What was awarded in this system before, beside a nominee of the same name."""

import pytest

from nominations.desk.histories.register import honours_of
from nominations.models import Nomination
from tests.factories import World, make_dossier, make_nomination, make_world
from tests.nominations.desk import page, signed_in
from tests.portal.playing import issued
from workflows import clock
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def awarded(world: World) -> Nomination:
    """Of the first unit."""
    issued(world)
    return Nomination.objects.filter(state="awarded").earliest("pk")


def namesake(world: World, awarded: Nomination, **fields: str) -> Nomination:
    """Of the second unit."""
    return make_nomination(world, make_dossier(world, 1), **{"full_name": awarded.full_name} | fields)


def told(world: World, nomination: Nomination, who: str) -> list[tuple[int, bool, bool]]:
    roles = roles_of(world.people[who], clock.now())
    return [
        (one["nomination"].pk, one["decision"] is not None, one["is_sure"]) for one in honours_of(nomination, roles)
    ]


def test_award_of_this_system_stands_beside_a_namesake(world, awarded):
    assert told(world, namesake(world, awarded), "auditor") == [(awarded.pk, True, False)]


def test_award_of_another_unit_is_not_told_to_the_unit(world, awarded):
    assert told(world, namesake(world, awarded), "unit_officer_2") == []


def test_nominee_does_not_stand_beside_herself(world, awarded):
    assert told(world, awarded, "auditor") == []


@pytest.mark.parametrize("other", [{"full_name": "Người Khác Hẳn"}, {"kind": "collective"}])
def test_other_name_or_kind_is_nobody(world, awarded, other):
    assert told(world, namesake(world, awarded, **other), "auditor") == []


def test_page_names_award_decision_and_year(world, awarded):
    text = page(signed_in(world.auditor), f"/nominations/{namesake(world, awarded).pk}/")

    year = awarded.consolidated_list.decisions.get().year
    assert ("Do hệ thống này ghi nhận." in text, f"({year})" in text) == (True, True)


def test_award_is_asked_for_in_two_queries(world, awarded, django_assert_num_queries):
    nominee, roles = namesake(world, awarded), roles_of(world.auditor, clock.now())

    with django_assert_num_queries(2):
        honours_of(nominee, roles)
