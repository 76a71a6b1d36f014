"""How long do the inbox and the list of nominations take with 1,000 and with 100,000 nominations?

And the list as the API gives it, against the same page as HTML.
"""

from collections.abc import Callable
from statistics import median
from typing import Any

from django.test import Client

from api.services.tokens import make_token
from api.states import Scope
from benchmarks.measuring import interleaved, queries_of, spread, timed
from benchmarks.seeding import analyse, seed_nominations
from nominations.desk.nominations import PAGE
from organisation.models import User
from tests.factories import World, make_world

SMALL, LARGE, RUNS = 1_000, 100_000, 40


def run_inbox() -> dict[str, Any]:
    """The office reviewer's first page: a twentieth of the dossiers wait for review."""
    return _grown("/")


def run_nominations() -> dict[str, Any]:
    return _grown("/nominations/")


def run_api_list() -> dict[str, Any]:
    """The first page of LARGE nominations: as many lines by the API as the screen has."""
    world = _filled(make_world(), LARGE)
    analyse()
    screen = page_of(world.office_reviewer, "/nominations/")
    _token, secret = make_token(world.office_reviewer, name="Đo tốc độ (hư cấu)", scopes=[Scope.READ], days=1)
    lines = _of(Client(headers={"Authorization": f"Bearer {secret}"}), f"/api/v1/nominations?limit={PAGE}")
    for page in (screen, lines):
        page()
    return {
        **interleaved([lines] * RUNS, [screen] * RUNS),
        "more_queries": queries_of(lines) - queries_of(screen),
        "lines": PAGE,
    }


def _grown(url: str) -> dict[str, Any]:
    """The page at both sizes, in two organisations of one database, turn by turn; the ratio is the growth."""
    pages = {size: page_of(_filled(make_world(), size).office_reviewer, url) for size in (SMALL, LARGE)}
    analyse()
    queries = {size: queries_of(page) for size, page in pages.items()}
    times: dict[int, list[float]] = {size: [] for size in pages}
    for page in pages.values():
        for _ in range(5):
            page()
    for _ in range(RUNS):
        for size, page in pages.items():
            times[size].append(timed(page))
    small, large = median(times[SMALL]), median(times[LARGE])
    return {
        "ratio": round(large / small, 2),
        "ms": {str(size): round(median(found), 2) for size, found in times.items()},
        "spread_ms": {str(size): spread(found) for size, found in times.items()},
        "queries": {str(size): count for size, count in queries.items()},
        "runs": RUNS,
    }


def _filled(world: World, size: int) -> World:
    seed_nominations(world, size // 2, state="under_review", dossier_state="received")
    seed_nominations(world, size // 2, state="eligible", dossier_state="checked")
    return world


def page_of(reader: User, url: str) -> Callable[[], None]:
    client = Client()
    client.force_login(reader, backend="organisation.backends.PersonBackend")
    return _of(client, url)


def _of(client: Client, url: str) -> Callable[[], None]:
    def load() -> None:
        answer = client.get(url)
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")

    return load
