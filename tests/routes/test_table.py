"""Route × person × object × method: every route of the resolver stands in the table, and answers as the table says."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pytest

from campaigns.models import Campaign, CampaignGrant, CampaignReport, Inspection, ProgressReport
from nominations.models import (
    Comment,
    ConsolidatedList,
    Consultation,
    Decision,
    Delivery,
    Dossier,
    HistoryImport,
    Nomination,
)
from organisation.models import UnitGrant
from organisation.states import Role
from tests.routes.asking import KINDS, OF_OBJECTS, ROUTES, Asker, plain_missing_page
from tests.routes.table import EACH_ROUTE, EVERYBODY, NEAR, ROWS, Row, by_route, members

pytestmark = pytest.mark.django_db

UNSPOKEN = ("put", "patch", "delete", "options", "trace")
RELATIONS = ("officer", "auditor", "officer_2", "of_other", "ended", "dismissed", "stranger", "far_director")
MACHINES = {
    "report": ProgressReport,
    "overview": CampaignReport, "inspection": Inspection, "delivery": Delivery, "history": HistoryImport,
    "consultation": Consultation, "comment": Comment,
    "campaign": Campaign, "dossier": Dossier, "nomination": Nomination, "list": ConsolidatedList, "decision": Decision,
}  # fmt: skip
PASSING = {
    "decision": {"drafted", "approved", "numbered"},
    "comment": {"drafted"},
}  # states that no request meets: signing passes through them at once
PLACES = {row: place for place, row in reversed(list(enumerate(ROWS)))}


def cases() -> list[tuple[str, Row, list[str]]]:
    """Each cell of the table with whom it is asked as; a bare status, the same for everybody, once a route."""
    found: dict[Any, tuple[str, Row, list[str]]] = {}
    answers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in ROWS:
        for method in ("get", "post"):
            answers[method, view_of(row)].add(getattr(row, method))
    for row in ROWS:
        for method in ("get", "post"):
            bare = len(answers[method, view_of(row)]) == 1 and getattr(row, method).isdecimal()
            key = (method, view_of(row) if bare else str(row))
            found.setdefault(key, (method, row, asked_of(row, method)))
    return list(found.values())


def asked_of(row: Row, method: str) -> list[str]:
    """At a route's first row all whom it lets in; elsewhere by turns a quarter; and of the others, by turns, some
    of each: so that every person meets every answer of a route that is given to her likes. Who asks by a method that
    the page does not speak is not looked at."""
    first = row in EACH_ROUTE
    alike: dict[Any, list[str]] = defaultdict(list)
    for person, answer in row.expected(method, EVERYBODY if first else NEAR).items():
        alike[answer].append(person)
    found: list[str] = []
    for answer, people in alike.items():
        often = (5 if first else 20) if answer in (404, 405, "sign-in") else (1 if first else 4)
        found += by_turns(row, people, often)
    return found


def by_turns(row: Row, people: Sequence[str], step: int) -> Sequence[str]:
    """Every so manieth, and at least one; from row to row others."""
    step = min(len(people), step)
    return people[PLACES[row] % step :: step] if step else people


def view_of(row: Row) -> str:
    return row.route.partition(":")[0]


def kind_of(row: Row) -> str:
    return "nomination" if row.route in OF_OBJECTS else KINDS.get(ROUTES[row.route].partition("/")[0], "")


def asked_as(method: str, row: Row, people: list[str]) -> str:
    return f"{method}-{row}"


CASES = cases()
HEADS = [row for row in EACH_ROUTE if row.get != "404"]
COUNT = sum(len(people) for _method, _row, people in CASES)


def test_every_route_stands_in_the_table():
    assert {row.route for row in ROWS} == set(ROUTES)


def test_table_holds_enough_cases():
    assert COUNT >= 5_000


def test_everybody_of_the_world_is_described(asker: Asker):
    assert set(EVERYBODY) == set(asker.cookies)


def test_every_role_is_held_alone_at_home_and_abroad(asker: Asker):
    held = defaultdict(set)
    for user, role in UnitGrant.objects.values_list("user_id", "permission__codename"):
        held[user].add(role)
    alone = {name: held[user.pk] for name, user in asker.stage.people.items() if len(held[user.pk]) == 1}
    far = {role for name, (role,) in alone.items() if name.startswith("far_")}
    near = {role for name, (role,) in alone.items() if not name.startswith("far_")}

    assert (near, far) == (set(Role.values), set(Role.values))


def test_every_role_of_a_campaign_is_held(asker: Asker):
    held = CampaignGrant.objects.values_list("permission__codename", flat=True)

    assert set(held) == {role for role, _label in Campaign._meta.permissions}


@pytest.mark.parametrize("route", sorted({row.route for row in ROWS if row.name != "-"}))
def test_every_state_of_the_object_stands_in_the_table(asker: Asker, route: str):
    rows = [row for row in ROWS if row.route == route]
    machine = MACHINES.get(kind_of(rows[0]))
    if machine is None:
        return
    every = {value for value, _label in machine._meta.get_field("state").choices}
    met = {asker.subject(row).state for row in rows}

    assert every - PASSING.get(kind_of(rows[0]), set()) - met == set()


@pytest.mark.parametrize(("method", "row", "people"), CASES, ids=[asked_as(*case) for case in CASES])
def test_route_answers_as_the_table_says(asker: Asker, method: str, row: Row, people: list[str]):
    with plain_missing_page():
        told = {person: asker.told(person, method, row) for person in people}

    assert told == row.expected(method, people)


@pytest.mark.parametrize("row", HEADS, ids=by_route)
def test_head_is_answered_as_get(asker: Asker, row: Row):
    people = by_turns(row, RELATIONS, 3)

    with plain_missing_page():
        told = {person: asker.told(person, "head", row) for person in people}

    assert told == row.expected("get", people)


@pytest.mark.parametrize("row", EACH_ROUTE, ids=by_route)
def test_method_that_is_not_spoken_is_refused_to_everybody(asker: Asker, row: Row):
    told = {asker.told(person, method, row) for person in by_turns(row, RELATIONS, 4) for method in UNSPOKEN}

    assert told == {405}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("row", EACH_ROUTE, ids=by_route)
def test_hidden_page_is_the_missing_page(asker: Asker, row: Row, method: str):
    expected = row.expected(method, RELATIONS)
    hidden = by_turns(row, [person for person in RELATIONS if expected[person] == 404], 3)

    assert {asker.told(person, method, row) for person in hidden} <= {404}


def test_members_of_groups_are_people():
    assert {person for row in ROWS for cell in (row.get, row.post) for person in members(_who(cell))} <= set(EVERYBODY)


def _who(cell: str) -> list[str]:
    return [name for part in cell.split(",") for name in part.split()[1:]]
