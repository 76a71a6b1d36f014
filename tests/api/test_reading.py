"""Programs read what the account's screens show: the same objects, in pages, in part, at a constant cost."""

import pytest
from django.test import Client

from tests.api.asking import Program
from tests.factories import make_dossier, make_nomination, make_world, submitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def drafted(world, rows=1):
    dossier = make_dossier(world)
    return dossier, [make_nomination(world, dossier, full_name=f"Nguyễn Thị Hư Cấu {row}") for row in range(rows)]


def test_nomination_says_what_it_is(world):
    dossier, (nomination,) = drafted(world)

    told = Program(world.unit_officer).get(f"/nominations/{nomination.pk}").json()

    assert (told["id"], told["full_name"], told["state"], told["dossier_id"], told["unit"]["name"]) == (
        nomination.pk, "Nguyễn Thị Hư Cấu 0", "draft", dossier.pk, world.units[0].name,
    )  # fmt: skip


def test_draft_is_missing_for_the_office(world):
    _dossier, (nomination,) = drafted(world)

    answer = Program(world.office_reviewer).get(f"/nominations/{nomination.pk}")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_pages_go_on_by_cursor(world):
    _dossier, made = drafted(world, rows=3)
    program = Program(world.unit_officer)

    first = program.get("/nominations?limit=2").json()
    second = program.get(f"/nominations?limit=2&cursor={first['next']}").json()

    assert [[one["id"] for one in page["items"]] for page in (first, second)] == [
        [made[2].pk, made[1].pk], [made[0].pk],
    ]  # fmt: skip
    assert second["next"] is None


def test_fields_leave_out_the_rest(world):
    _dossier, (nomination,) = drafted(world)

    told = Program(world.unit_officer).get("/nominations?fields=full_name,state").json()

    assert told["items"] == [{"id": nomination.pk, "full_name": "Nguyễn Thị Hư Cấu 0", "state": "draft"}]


def test_unknown_field_is_named(world):
    answer = Program(world.unit_officer).get("/nominations?fields=mat_khau")

    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "fields")


def test_search_needs_no_accents(world):
    _dossier, (nomination,) = drafted(world)

    told = Program(world.unit_officer).get("/nominations?q=nguyen+thi+hu+cau").json()

    assert [one["id"] for one in told["items"]] == [nomination.pk]


def test_offers_name_open_verbs(world):
    dossier = submitted(world)

    told = Program(world.office_reviewer).get(f"/dossiers/{dossier.pk}").json()

    assert [(one["verb"], one["is_open"], one["href"]) for one in told["offers"]] == [
        ("receive", True, f"/api/v1/dossiers/{dossier.pk}/receive")
    ]


def test_unknown_address_is_missing_for_a_program_that_has_no_form(world):
    answer = Client(enforce_csrf_checks=True).post("/api/v1/articles/6K/publish")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
