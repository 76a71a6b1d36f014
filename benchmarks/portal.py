"""How does the public list grow from 100 to 10,000 honoured, and what does a kept page cost beside an empty view?"""

import gc
from collections.abc import Callable
from statistics import median
from typing import Any

from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.test.client import ClientHandler
from django.urls import path

from benchmarks.measuring import interleaved, queries_of, spread, timed
from benchmarks.seeding import EACH, analyse, insert, next_key, seed_nominations
from nominations.models import ConsolidatedList, Decision, PublicationRule
from tests.factories import World, make_world
from workflows import clock

SMALL, LARGE, RUNS, BURST = 100, 10_000, 60, 40
LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "benchmark"}}
urlpatterns = [path("", lambda _request: HttpResponse("ok"))]  # the floor: Django with nothing around it


def run_portal() -> dict[str, Any]:
    """The page of one decision at both sizes, turn by turn; the list of everybody before and after the large one."""
    pages = {SMALL: _page(f"/portal/honoured/{honour(make_world(), SMALL)}/")}
    everybody = _page("/portal/honoured/")
    analyse()
    few, few_queries = _median(everybody), queries_of(everybody)
    pages[LARGE] = _page(f"/portal/honoured/{honour(make_world(), LARGE)}/")
    analyse()
    times: dict[int, list[float]] = {size: [] for size in pages}
    for page in pages.values():
        page()
    for _ in range(RUNS):
        for size, page in pages.items():
            times[size].append(timed(page))
    many = _median(everybody)
    one = median(times[LARGE]) / median(times[SMALL])
    return {
        "ratio": round(max(one, many / few), 2),
        "one_decision_ms": {str(size): round(median(found), 2) for size, found in times.items()},
        "spread_ms": {str(size): spread(found) for size, found in times.items()},
        "everybody_ms": {str(SMALL): round(few, 2), str(SMALL + LARGE): round(many, 2)},
        "more_queries": queries_of(everybody) - few_queries + queries_of(pages[LARGE]) - queries_of(pages[SMALL]),
        "runs": RUNS,
    }


def run_portal_growth() -> dict[str, Any]:
    """A campaign's page and its list of those honoured, with one honoured in each of 100 and of 10,000 units."""
    worlds = {size: make_world() for size in (SMALL, LARGE)}
    decisions = {size: honour(world, size, each=1) for size, world in worlds.items()}
    analyse()
    found: dict[str, dict[int, float]] = {}
    queries = {}
    for name, urls in {
        "campaign": {size: f"/portal/campaigns/{world.campaign.pk}/" for size, world in worlds.items()},
        "decision": {size: f"/portal/honoured/{pk}/" for size, pk in decisions.items()},
    }.items():
        pages = {size: _page(url) for size, url in urls.items()}
        found[name] = _in_turn(pages)
        queries[name] = queries_of(pages[LARGE]) - queries_of(pages[SMALL])
    return {
        "ratio": round(max(times[LARGE] / times[SMALL] for times in found.values()), 2),
        "ms": {name: {str(size): round(time, 2) for size, time in times.items()} for name, times in found.items()},
        "more_queries": sum(queries.values()),
        "runs": RUNS,
    }


def _in_turn(pages: dict[int, Callable[[], None]]) -> dict[int, float]:
    """The median of each, one run after the other."""
    times: dict[int, list[float]] = {size: [] for size in pages}
    for page in pages.values():
        page()
    gc.collect()
    for _ in range(RUNS):
        for size, page in pages.items():
            times[size].append(timed(page))
    return {size: median(found) for size, found in times.items()}


def run_portal_kept() -> dict[str, Any]:
    """The front page as it is kept, through all of the site's middleware that it passes, against a bare empty view."""
    honour(make_world(), SMALL)
    with override_settings(MIDDLEWARE=[], ROOT_URLCONF=__name__):
        floor = _burst("/")
        floor()
    with override_settings(CACHES=LOCAL):
        cache.clear()
        ours = _burst("/portal/")
        ours()
        found = interleaved([ours] * RUNS, [_settled(floor)] * RUNS)
    return found | {
        "requests_a_second": round(1000 * BURST / found["ours_ms"]),
        "empty_a_second": round(1000 * BURST / found["floor_ms"]),
    }


def _settled(floor: Callable[[], None]) -> Callable[[], None]:
    """Its handler is loaded already; only the addresses are looked up anew."""

    def work() -> None:
        with override_settings(ROOT_URLCONF=__name__):
            floor()

    return work


def _burst(url: str) -> Callable[[], None]:
    """So many requests in one process, without a network: what the server's own work is."""
    handler, factory = ClientHandler(enforce_csrf_checks=False), RequestFactory()
    handler.load_middleware()

    def work() -> None:
        for _ in range(BURST):
            answer = handler(factory.get(url).environ.copy())
            if answer.status_code != 200:
                raise RuntimeError(f"{url} answered {answer.status_code}")

    return work


def honour(world: World, count: int, each: int = EACH) -> int:
    """An issued decision of so many lines in a campaign that names them; its key."""
    now = clock.now()
    PublicationRule.objects.create(
        campaign=world.campaign, days=7, names_honoured=True, written_by=world.office_head, written_at=now
    )
    consolidated = ConsolidatedList(
        pk=next_key(ConsolidatedList), organisation=world.organisation, campaign=world.campaign, state="issued",
        created_at=now, created_by=world.office_reviewer,
    )  # fmt: skip
    insert([consolidated])
    seed_nominations(world, count, state="awarded", dossier_state="closed", consolidated=consolidated, each=each)
    decision = Decision(
        pk=next_key(Decision), organisation=world.organisation, campaign=world.campaign,
        consolidated_list=consolidated, year=2013, number=1, symbol="QĐ-HC", signed_at=now, issued_at=now,
        state="issued",
    )  # fmt: skip
    insert([decision])
    return decision.pk


def _page(url: str) -> Callable[[], None]:
    client = Client()

    def load() -> None:
        answer = client.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    return load


def _median(page: Callable[[], None]) -> float:
    for _ in range(5):
        page()
    gc.collect()
    return median(timed(page) for _ in range(RUNS))
