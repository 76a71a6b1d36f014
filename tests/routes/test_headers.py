"""What every answer carries: headers against framing, sniffing, scripts and caches; cookies no script or site reads."""

from typing import Any

import pytest
from django.test import Client

from portal.urls import PUBLIC
from tests.routes.asking import NOWHERE, Asker
from tests.routes.table import EACH_ROUTE, ROWS, Row, by_route, whoever

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
STRICT = {  # of every page; fonts, pictures and forms may be restricted further
    "default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "frame-ancestors": "'none'",
    "base-uri": "'none'",
}  # fmt: skip
FILES = [row for row in ROWS if row.route == "attachment"]
PASSWORD = "demo-password-123"


def policy(answer: Any) -> dict[str, str]:
    rules = answer["Content-Security-Policy"].split(";")
    return {name: values for name, _space, values in (rule.strip().partition(" ") for rule in rules)}


def guarded(answer: Any) -> dict[str, Any]:
    """The headers as they should be, and whether the policy lets anything in that a page brings itself."""
    return {name: answer.get(name) for name in ALWAYS} | {
        "unsafe": "unsafe" in answer["Content-Security-Policy"],
        "default-src": policy(answer)["default-src"],
        "stored": "no-store" not in answer["Cache-Control"],
    }


FRAMED = {"get portal_embed": {"X-Frame-Options": None}}  # made for other sites
SOUND = ALWAYS | {"unsafe": False, "default-src": "'none'", "stored": False}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("row", EACH_ROUTE, ids=by_route)
def test_answer_of_route_is_guarded(asker: Asker, row: Row, method: str):
    answer = asker.ask(whoever(method, row), method, asker.url(row), asker.sent(row) if method == "post" else None)

    may_be_kept = {"stored": True} if row.route in PUBLIC and method == "get" else {}
    assert guarded(answer) == SOUND | may_be_kept | FRAMED.get(f"{method} {row.route}", {})


@pytest.mark.parametrize("person", ["anonymous", "auditor"])
def test_missing_page_is_guarded(asker: Asker, person: str):
    assert guarded(asker.ask(person, "get", NOWHERE)) == SOUND


@pytest.mark.parametrize(("url", "person"), [("/", "auditor"), ("/sign-in/", "anonymous"), (NOWHERE, "anonymous")])
def test_page_takes_scripts_and_styles_from_here_alone(asker: Asker, url: str, person: str):
    found = policy(asker.ask(person, "get", url))

    assert {name: found[name] for name in STRICT} == STRICT


@pytest.mark.parametrize("row", FILES, ids=str)
def test_file_is_a_download_that_can_run_nothing(asker: Asker, row: Row):
    person = whoever("get", row)

    answer = asker.ask(person, "get", asker.url(row))

    assert (answer["Content-Disposition"].split(";")[0], answer["Content-Type"], policy(answer)) == (
        "attachment", "application/pdf", {"default-src": "'none'", "sandbox": ""},
    )  # fmt: skip


def test_cookies_are_kept_from_scripts_and_other_sites(asker: Asker):
    client = Client()
    client.post("/sign-in/", {"username": asker.stage.people["auditor"].username, "password": PASSWORD})
    client.get("/")
    client.post("/i18n/setlang/", {"language": "en", "next": "/"})

    found = {name: (bool(cookie["httponly"]), cookie["samesite"]) for name, cookie in client.cookies.items()}

    assert found == {"sessionid": (True, "Lax"), "csrftoken": (False, "Lax"), "django_language": (True, "Lax")}
