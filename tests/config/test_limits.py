"""Costly requests are counted by account; whoever asks too often waits, and nobody else does."""

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from api.rest.bearer import KIND
from config.limits import PER_MINUTE, SEARCH, Limits, limits
from tests.factories import World, make_world
from tests.routes.asking import ROUTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> Iterator[World]:
    limits.forget()
    with override_settings(RATE_LIMITED=True):
        yield make_world()
    limits.forget()


def signed_in(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def search(client: Client, times: int) -> list[int]:
    return [client.get("/nominations/", {"q": "a"}).status_code for _ in range(times)]


def test_searching_too_often_is_refused(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(PER_MINUTE, SEARCH, 2)

    assert search(signed_in(world.office_reviewer), 3) == [200, 200, 429]


def test_refusal_says_how_long_to_wait(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(PER_MINUTE, SEARCH, 1)
    client = signed_in(world.office_reviewer)
    search(client, 1)

    answer = client.get("/nominations/", {"q": "a"})

    assert (answer.status_code, 1 <= int(answer["Retry-After"]) <= 60) == (429, True)


def test_others_go_on(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(PER_MINUTE, SEARCH, 1)
    search(signed_in(world.office_reviewer), 2)

    assert search(signed_in(world.office_head), 1) == [200]


def test_other_pages_go_on(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(PER_MINUTE, SEARCH, 1)
    client = signed_in(world.office_reviewer)
    search(client, 2)

    assert client.get("/nominations/").status_code == 200


def test_minute_passes():
    counted = Limits()
    for second in range(PER_MINUTE[SEARCH]):
        counted.wait("1", SEARCH, second / 10)

    assert (counted.wait("1", SEARCH, 30), counted.wait("1", SEARCH, 60.01)) == (30, 0)


def test_refused_request_is_not_counted():
    counted = Limits()
    for _ in range(PER_MINUTE["list_preview"] + 5):
        counted.wait("1", "list_preview", 0)

    assert counted.wait("1", "list_preview", 60.5) == 0


def test_every_limited_route_is_there():
    assert set(PER_MINUTE) - {SEARCH, KIND} - {route.partition(":")[0] for route in ROUTES} == set()
