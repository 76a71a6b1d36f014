"""Following: who one is, what waits, what changed since."""

import pytest

from nominations.services import dossiers
from tests.api.asking import Program
from tests.factories import make_dossier, make_world, submitted
from workflows.seals.sequencer import sequence

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def test_account_behind_the_token_is_told(world):
    told = Program(world.office_head, scopes=["act"]).get("/me").json()

    assert (told["name"], told["roles"], told["scopes"]) == (
        world.office_head.full_name, ["office_head"], ["read", "act"],
    )  # fmt: skip


def test_worklist_is_that_of_the_desk(world):
    dossier = submitted(world)

    told = Program(world.office_reviewer).get("/worklist").json()

    assert [(one["kind"], one["id"], one["state"]) for one in told["to_review"]] == [
        ("dossiers", dossier.pk, "submitted")
    ]


def test_changes_go_on_from_the_last_one(world):
    dossier, program = submitted(world), Program(world.office_reviewer)
    sequence()
    first = program.get("/changes").json()
    dossiers.receive(dossier, actor=world.office_reviewer)
    sequence()

    told = program.get(f"/changes?after={first['next']}").json()

    assert {(one["kind"], one["verb"], one["target"]) for one in told["items"]} == {
        ("dossiers", "receive", "received"), ("nominations", "receive", "under_review"),
    }  # fmt: skip


def test_changes_of_what_one_may_not_see_are_not_told(world):
    submitted(world)
    sequence()

    assert Program(make_world().office_reviewer).get("/changes").json() == {"items": [], "next": 0}


def test_nothing_waits_for_somebody_without_a_role(world):
    make_dossier(world)

    assert Program(world.publisher).get("/worklist").json() == {
        "to_file": [], "to_review": [], "lists": [], "amendments": [],
    }  # fmt: skip
