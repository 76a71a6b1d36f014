"""What holds for every route, whoever asks: only POST changes anything, and never without its token; hostile input."""

from urllib.parse import quote

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client

from tests.routes.asking import ROUTES, Asker
from tests.routes.table import EACH_ROUTE, Row, by_route, whoever
from workflows.models import Access

pytestmark = pytest.mark.django_db

BY_A_SIGNED_LINK = {"unsubscribe"}  # sent by a mail client: RFC 8058
ACTING = [row for row in EACH_ROUTE if not row.post.startswith("405") and row.route not in BY_A_SIGNED_LINK]
WITH_KEY = [row for row in EACH_ROUTE if "<int:pk>" in ROUTES[row.route] and row.name != "-"]
KEYS = ("-1", "0", "abc", "1.0", "1e3", "٣", "%00", "1%00", "%FF", "9" * 30, "9" * 5000)
ASKED = {  # what each list reads from its address
    "home": "after", "notifications": "before", "nominations": "q state kind before", "decisions": "before",
    "board": "round show", "trail": "q actor unit verb kind since until before", "trail_act": "before",
    "trail_looks": "q actor how kind since until before", "trail_object_looks": "before",
}  # fmt: skip
HOSTILE = (
    "\0", "-1", "9" * 30, "9" * 5000, "٣", "²", "\u202e", "\udcff", "2013-01-01_1", "0001-01-01T00:00:00+14:00_1",
    "9999-12-31T23:59:59-14:00_1", f"2013-01-01T00:00:00+07:00_{'9' * 30}", "a" * 1_000_000,
)  # fmt: skip
FILLED = [
    "version", "content_hash", "ids", "unit", "round", "key", "codes", "kind", "award_form", "seen", "letter_date",
]  # fmt: skip
NOT_FAILED = {200, 302, 404, 409, 410, 412, 422}


def everything_kept() -> dict[str, list[tuple]]:
    """All rows but the sessions' and the access log's, which notes every look."""
    models = [
        model
        for model in apps.get_models()
        if model._meta.app_label not in ("sessions", "usersessions") and model is not Access
    ]
    return {model._meta.label: list(model._default_manager.order_by("pk").values_list()) for model in models}


@pytest.mark.parametrize("method", ["get", "head", "put", "patch", "delete", "options", "trace"])
def test_only_post_changes_anything(asker: Asker, method: str):
    before = everything_kept()

    with transaction.atomic():
        for row in EACH_ROUTE:
            asker.send(whoever("post", row), method, asker.url(row))
        after = everything_kept()
        transaction.set_rollback(True)

    assert after == before


@pytest.mark.parametrize("row", ACTING, ids=by_route)
def test_form_without_its_token_is_refused(asker: Asker, row: Row):
    client = Client(enforce_csrf_checks=True)
    client.cookies = asker.jar(whoever("post", row))

    answer = client.post(asker.url(row), asker.sent(row))

    assert (answer.status_code, answer.templates[0].name) == (403, "403_csrf.html")


@pytest.mark.parametrize("row", WITH_KEY, ids=by_route)
def test_hostile_key_is_missing(asker: Asker, row: Row):
    person, right = whoever("get", row), f"/{asker.subject(row).pk}"
    urls = [f"/{key}".join(asker.url(row).rsplit(right, 1)) for key in KEYS]

    assert {asker.ask(person, "get", url).status_code for url in urls} <= {404, 405}


@pytest.mark.parametrize(("route", "name"), [(route, name) for route in ASKED for name in ASKED[route].split()])
def test_hostile_address_is_answered(asker: Asker, route: str, name: str):
    row = next(row for row in EACH_ROUTE if row.route == route)
    urls = [f"{asker.url(row)}?{name}={quote(value, errors='surrogateescape')}" for value in HOSTILE]

    assert {asker.ask(whoever("get", row), "get", url).status_code for url in urls} <= {200, 404}


def test_address_with_too_many_parts_is_refused(asker: Asker):
    assert asker.ask("auditor", "get", f"/trail/?{'q=a&' * 2000}").status_code == 413


@pytest.mark.parametrize("row", ACTING, ids=by_route)
def test_hostile_form_is_answered(asker: Asker, row: Row):
    person, sound = whoever("post", row), asker.sent(row)
    forms = [sound | {name: value for name in FILLED if name in sound} for value in ("\0", "-1", "9" * 30, "9" * 5000)]

    assert {asker.ask(person, "post", asker.url(row), form).status_code for form in forms} <= NOT_FAILED
