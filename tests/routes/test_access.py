"""Every route of the resolver is either logged or known to show nothing; asked for its page, it does as it says."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from api.rest.site import api as programs
from config import access
from nominations.desk.trail import looks
from tests.routes.asking import ROUTES, Asker
from tests.routes.table import EACH_ROUTE, Row, by_route, whoever
from workflows.models import Access

pytestmark = pytest.mark.django_db

LOGGED = {*access.ABOUT, *access.ABOUT_NO_OBJECT, *access.BY_LABEL}
PROGRAMS = {pattern.name for pattern in programs.urls[0] if pattern.name != "api-root"} | {"api_missing"}
NAMES = {route.partition(":")[0] for route in ROUTES}
PAGES = [row for row in EACH_ROUTE if ":" not in row.route]
TABLE = Access._meta.db_table


def kind_of(row: Row, asker: Asker) -> tuple[str, int | None]:
    """What the row says that the page is about."""
    subject = asker.subject(row)
    if row.route in access.ABOUT_NO_OBJECT or subject is None:
        return "", None
    return subject._meta.label_lower, subject.pk


def looked(asker: Asker, person: str, url: str) -> tuple[int, list[tuple[Any, ...]]]:
    """The status, and what the log has of the look."""
    with transaction.atomic():
        before = set(Access.objects.values_list("pk", flat=True))
        status = asker.send(person, "get", url).status_code
        rows = Access.objects.exclude(pk__in=before).values_list("actor", "object_type", "object_id", "how", "route")
        found = list(rows)
        transaction.set_rollback(True)
    return status, found


def test_every_route_is_logged_or_shows_nothing():
    assert sorted([*LOGGED, *access.SHOWS_NOTHING]) == sorted({*NAMES, *PROGRAMS})


def test_auditor_reads_a_name_for_every_route():
    known = {route for route, model in access.ABOUT.items() if model._meta.label_lower in looks.SHOWN}
    named = {*known, *looks.PAGES, *access.BY_LABEL, *PROGRAMS}

    assert sorted(LOGGED - named) == []


@pytest.mark.parametrize("row", PAGES, ids=by_route)
def test_look_at_a_route_is_logged(asker: Asker, row: Row):
    person, name = whoever("get", row), row.route
    status, found = looked(asker, person, asker.url(row))

    how = "export" if name in access.EXPORTS else "download" if name in access.DOWNLOADS else "read"
    expected = [(asker.stage.people[person].pk, *kind_of(row, asker), how, name)]
    refused = [(*row[:3], "refused", name) for row in expected] if status == 404 else []
    assert found == ((expected if status == 200 else refused) if name in LOGGED else [])


@pytest.mark.parametrize("row", [row for row in PAGES if row.route in access.ABOUT], ids=by_route)
def test_look_at_what_is_hidden_is_a_refusal_of_the_account(asker: Asker, row: Row):
    status, found = looked(asker, "early", asker.url(row))

    refused = [(asker.stage.people["early"].pk, *kind_of(row, asker), "refused", row.route)]
    assert found == (refused if status == 404 else [])


@pytest.mark.parametrize("row", PAGES, ids=by_route)
def test_page_writes_one_statement_into_the_log(asker: Asker, row: Row):
    with CaptureQueriesContext(connection) as asked:
        asker.ask(whoever("get", row), "get", asker.url(row))

    assert sum(TABLE in query["sql"] for query in asked if "INSERT" in query["sql"]) <= 1


def test_visitor_leaves_no_row(asker: Asker):
    row = next(row for row in PAGES if row.route == "dossier")

    with transaction.atomic():
        before = Access.objects.count()
        asker.send("anonymous", "get", asker.url(row))
        after = Access.objects.count()
        transaction.set_rollback(True)

    assert after == before
