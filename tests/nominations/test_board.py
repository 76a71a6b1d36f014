"""The board of a campaign: counted by the database, its units page by page in the plan's order."""

from typing import Any

import pytest

from campaigns.models import Participation
from nominations.board import counts_of, places_in
from nominations.models import Dossier
from nominations.services import dossiers
from tests.factories import World, make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import queries

pytestmark = pytest.mark.django_db


def board(world: World, query: str = "") -> Any:
    return signed_in(world.office_head).get(f"/campaigns/{world.campaign.pk}/board/{query}").context


def tiles(world: World) -> list[int]:
    return [tile["value"] for tile in board(world)["tiles"]]


def mixed() -> World:
    """Four units: one filed two nominees, one began, one has nobody, one has not begun."""
    world = make_world(4)
    submitted(world)
    make_nomination(world, make_dossier(world, 1))
    dossiers.declare_nil(make_dossier(world, 2), actor=world.people["unit_head_3"])
    return world


def test_tiles_count_units_and_nominations():
    assert tiles(mixed()) == [4, 2, 0, 1, 1, 1]  # units, filed, late, nil, not begun, drafting


def test_bars_count_who_answered():
    context = board(mixed())

    assert (context["answered"], context["units"], context["with_list"], context["checked"]) == (2, 4, 1, 0)


@pytest.mark.parametrize(
    ("show", "place"), [("submitted", 0), ("drafting", 1), ("nil", 2), ("not_started", 3)]
)  # fmt: skip
def test_tab_shows_its_units_alone(show: str, place: int):
    world = mixed()

    assert [row.unit for row in board(world, f"?show={show}")["rows"]] == [world.units[place]]


def test_unknown_tab_shows_every_unit():
    world = mixed()

    assert [row.unit for row in board(world, "?show=nonsense")["rows"]] == world.units


def test_units_come_page_by_page_in_the_plan_s_order(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("nominations.desk.review.board.PAGE", 2)
    world = make_world(3)
    for position, unit in enumerate(reversed(world.units)):
        Participation.objects.filter(unit=unit).update(position=position)
    first = board(world)
    second = board(world, first["older"])

    names = [[row.unit.name for row in page["rows"]] for page in (first, second)]
    assert names == [[world.units[2].name, world.units[1].name], [world.units[0].name]]
    assert (second["older"], bool(second["newer"])) == ("", True)


@pytest.mark.parametrize("units", [1, 3])
def test_board_costs_the_same_for_any_number_of_units(units: int):
    world = make_world(units)
    for unit in range(units):
        submitted(world, unit)

    assert queries(signed_in(world.office_head), f"/campaigns/{world.campaign.pk}/board/") == 17


def test_board_counts_who_was_late():
    world = make_world()
    submitted(world)
    Dossier.objects.update(is_late=True)

    assert counts_of(places_in(world.round))["late"] == 1
