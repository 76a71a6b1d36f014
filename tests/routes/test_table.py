"""Route × person × object: every route of the resolver stands in the table, and answers as the table says."""

import pytest

from tests.routes.asking import ROUTES, Asker
from tests.routes.table import ROWS, Row

pytestmark = pytest.mark.django_db


def cases() -> list[tuple[str, Row]]:
    """Each cell of the table; a bare status, which holds for everybody and any object, once a route."""
    found = {}
    for row in ROWS:
        for method in ("get", "post"):
            bare = getattr(row, method).isdecimal()
            found.setdefault((method, row.route.partition(":")[0] if bare else str(row)), row)
    return [(method, row) for (method, _which), row in found.items()]


def test_every_route_stands_in_the_table():
    assert {row.route for row in ROWS} == set(ROUTES)


@pytest.mark.parametrize(("method", "row"), cases(), ids=str)
def test_route_answers_as_the_table_says(asker: Asker, method: str, row: Row):
    people = sorted(asker.cookies)

    assert {person: asker.told(person, method, row) for person in people} == row.expected(method, people)
