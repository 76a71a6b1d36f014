"""What people wrote stays text: markup in every text of every row comes alive on no page that shows it."""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.factories import make_user
from tests.routes import canaries
from tests.routes.asking import Asker
from tests.routes.table import EACH_ROUTE, Row, by_route, whoever
from tests.routes.test_pages import Walk

pytestmark = pytest.mark.django_db

BEFORE = "\"'--></textarea></title></script><zqx zqy=1>"
BEHIND = "<img src=x onerror=zqy>{{zqy}}\" zqy=2 '"
READERS = ("officer", "reviewer", "director", "auditor")
AWAY = (
    "//evil.example", "https://evil.example/", "http:evil.example", "/\\evil.example", "\\\\evil.example",
    "///evil.example",
    "/%09/evil.example", "\t//evil.example", "javascript:alert(1)", "data:text/html,x", "http://testserver@evil.example/",
    "https:/\\evil.example", "/\r\nSet-Cookie: x=1", " //evil.example", "http://testserver.evil.example/",
)  # fmt: skip
PASSWORD = "demo-password-123"


class Living(HTMLParser):
    """Collects what of the planted markup came alive: its element, its attributes, handlers and scripted addresses."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, Any]] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "zqx":
            self.found.append((tag, attrs))
        for name, value in attrs:
            scripted = (value or "").strip().lower().startswith(("javascript:", "data:text", "vbscript:"))
            if name == "zqy" or name.startswith("on") or scripted:
                self.found.append((tag, (name, value)))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts.append(data.strip())


def living(page: str) -> list[tuple[str, Any]]:
    parser = Living()
    parser.feed(page)
    return parser.found + [("script", text) for text in parser.scripts if text and not _is_data(text)]


def _is_data(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def planted(asker: Asker) -> Iterator[canaries.Aviary]:
    with transaction.atomic():
        yield canaries.plant(BEFORE, BEHIND)
        transaction.set_rollback(True)


class Raw(Walk):
    """The pages as they were sent: entities stay entities."""

    def most(self, route: str | None) -> float:
        """A route draws every object by one template."""
        return 8

    def text_of(self, answer: Any) -> str:
        return answer.body.decode(errors="ignore") if answer.get("Content-Type", "").startswith("text/html") else ""


@pytest.mark.parametrize("person", READERS)
def test_planted_markup_stays_text(asker: Asker, planted: canaries.Aviary, person: str):
    walk = Raw(asker, person)

    assert {url: alive for url, page in walk.pages.items() if (alive := living(page))} == {}
    assert len(planted.met(walk.words)) > 50


def test_parser_sees_markup_that_lives():
    pages = (f"<p>{BEFORE}", '<a href="javascript:1">', "<b onclick=1>", "<script>let a</script>")

    assert [bool(living(page)) for page in pages] == [True] * 4


def local(answer: Any) -> bool:
    where = answer.get("Location", "/")
    return where.startswith("/") and not where.translate(dict.fromkeys(b"\t\r\n ")).startswith(("//", "/\\"))


@pytest.mark.parametrize("away", AWAY, ids=ascii)
def test_sign_in_leads_nowhere_else(asker: Asker, away: str):
    visitor = make_user(asker.stage.world.organisation, "visitor", "Người Hư Cấu Mới")
    answer = Client().post("/sign-in/", {"username": visitor.username, "password": PASSWORD, "next": away})

    assert (answer.status_code, local(answer)) == (302, True)


@pytest.mark.parametrize("away", AWAY, ids=ascii)
def test_choice_of_a_language_leads_nowhere_else(asker: Asker, away: str):
    answer = asker.ask("auditor", "post", "/i18n/setlang/", {"language": "en", "next": away}, headers={"Referer": away})

    assert local(answer)


SENDING = [row for row in EACH_ROUTE if "302" in row.post and row.route not in ("login", "set_language")]


@pytest.mark.parametrize("row", SENDING, ids=by_route)
def test_form_leads_nowhere_else(asker: Asker, row: Row):
    person, url, sent = whoever("post", row), asker.url(row), asker.sent(row)
    answers = [
        asker.ask(person, "post", f"{url}?next={'//evil.example'}", sent | {"next": away}, headers={"Referer": away})
        for away in AWAY[:9]
    ]

    assert [answer["Location"] for answer in answers if not local(answer)] == []
