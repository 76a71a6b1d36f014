"""What a stranger may learn by asking: the same words and the same number of queries, be it hidden or never there."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.routes.asking import ROUTES, Asker
from tests.routes.table import EACH_ROUTE, Row, by_route, whoever

pytestmark = pytest.mark.django_db

NEVER = 9_999_999
STRANGERS = ("officer_2", "of_other", "nobody", "stranger", "far_director", "far_auditor")
WITH_KEY = [row for row in EACH_ROUTE if "<int:pk>" in ROUTES[row.route] and row.name != "-"]
FOREIGN = {  # what a form names beside the object of its address, and the kind of the world's objects that it names
    "ids": "nomination", "award_form": "form", "unit": "unit", "round": "round", "dossier": "dossier",
}  # fmt: skip


def cost(asker: Asker, person: str, method: str, url: str, form: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert asker.ask(person, method, url, form).status_code == 404
    return len(asked)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("row", WITH_KEY, ids=by_route)
def test_hidden_object_costs_as_many_queries_as_a_missing_one(asker: Asker, row: Row, method: str):
    expected = row.expected(method, STRANGERS)
    url, form = asker.url(row), asker.sent(row) if method == "post" else None
    nothing = f"/{NEVER}".join(url.rsplit(f"/{asker.subject(row).pk}", 1))
    costs = {
        person: [cost(asker, person, method, one, form) for one in (url, nothing)]
        for person in STRANGERS
        if expected[person] == 404
    }

    assert {person: hidden - missing for person, (hidden, missing) in costs.items()} == dict.fromkeys(costs, 0)


def foreign(asker: Asker, name: str) -> Any:
    """The key of an object of the other organisation, as a form would name it."""
    abroad = asker.stage.abroad
    if name == "ids":
        return [abroad.objects["nomination held"].pk, abroad.objects["nomination forwarded"].pk]
    if name == "award_form":
        return abroad.world.form.pk
    if name == "unit":
        return abroad.world.units[0].pk
    return abroad.objects["dossier draft"].round_id if name == "round" else abroad.objects["dossier draft"].pk


SENDING = [row for row in EACH_ROUTE if not row.post.startswith(("405", "404"))]


@pytest.mark.parametrize("row", SENDING, ids=by_route)
def test_form_that_names_foreign_objects_moves_and_tells_nothing(asker: Asker, row: Row):
    sent, person = asker.sent(row), whoever("post", row)
    names = [name for name in FOREIGN if name in sent]
    secret = {*asker.stage.abroad.names.values()} - {*asker.stage.names.values()}
    for name in names:
        before = foreign_rows(asker)
        with transaction.atomic():
            answer = asker.send(person, "post", asker.url(row), sent | {name: foreign(asker, name)}, follow=True)
            after = foreign_rows(asker)
            transaction.set_rollback(True)

        assert (after, {word for word in secret if word.encode() in answer.body}) == (before, set())


def foreign_rows(asker: Asker) -> list[tuple]:
    found = []
    for kept in asker.stage.abroad.objects.values():
        found += type(kept)._base_manager.filter(pk=kept.pk).values_list()
    return found
