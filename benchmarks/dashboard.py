"""How does the overview of a campaign grow from 100 to 10,000 units with 10 targets each?"""

from collections.abc import Iterator
from datetime import date, timedelta
from statistics import median
from time import perf_counter
from typing import Any

from benchmarks.measuring import queries_of, spread, timed
from benchmarks.pages import page_of
from benchmarks.seeding import analyse, insert, next_key, seed_units
from campaigns.models import Assignment, ProgressReport
from nominations.services.kept_figures import keep_figures
from organisation.models import Unit
from tests.factories import TARGET, World, make_world
from workflows import clock

SMALL, LARGE, RUNS = 100, 10_000, 40
TARGETS, DAYS, BATCH = 10, 20, 5_000
FIRST_DAY = date(2013, 7, 1)


def run() -> dict[str, Any]:
    """The Director's page at both sizes, turn by turn; the large one's figures were kept by the job, timed apart."""
    worlds = {size: _filled(make_world(), size) for size in (SMALL, LARGE)}
    analyse()
    start = perf_counter()
    drawn = keep_figures()
    drawing = perf_counter() - start
    pages = {size: page_of(world.director, f"/campaigns/{world.campaign.pk}/dashboard/")
             for size, world in worlds.items()}  # fmt: skip
    queries = {size: queries_of(page) for size, page in pages.items()}
    times: dict[int, list[float]] = {size: [] for size in pages}
    for page in pages.values():
        for _ in range(5):
            page()
    for _ in range(RUNS):
        for size, page in pages.items():
            times[size].append(timed(page))
    return {
        "ratio": round(median(times[LARGE]) / median(times[SMALL]), 2),
        "ms": {str(size): round(median(found), 2) for size, found in times.items()},
        "spread_ms": {str(size): spread(found) for size, found in times.items()},
        "queries": {str(size): count for size, count in queries.items()},
        "kept": drawn,
        "drawing_s": round(drawing, 2),
        "runs": RUNS,
    }


def _filled(world: World, size: int) -> World:
    """Ten targets and a duty a unit; nine targets verified, and of every second unit a tenth that waits."""
    units = seed_units(world, size)
    Assignment.objects.bulk_create(_assignments(world, units), batch_size=BATCH)
    tasks = list(Assignment.objects.filter(campaign=world.campaign).order_by("unit", "position"))
    told = [task for task in tasks if task.is_target and (task.position or task.unit_id % 2)]
    first = next_key(ProgressReport)
    for start in range(0, len(told), BATCH):
        for state in ("accepted", "submitted"):
            batch = [
                _report(world, first + start + place, task, state)
                for place, task in enumerate(told[start : start + BATCH])
                if (state == "submitted") == (task.position == 0)
            ]
            if batch:
                insert(batch)
    return world


def _assignments(world: World, units: list[Unit]) -> Iterator[Assignment]:
    due_at = clock.now() + timedelta(days=30)
    for unit in units:
        for place in range(TARGETS):
            yield Assignment(
                campaign=world.campaign, unit=unit, code=f"T{place}", position=place, due_at=due_at,
                title=f"Chỉ tiêu hư cấu {place}", **TARGET,
            )  # fmt: skip
        yield Assignment(
            campaign=world.campaign, unit=unit, code="O1", position=TARGETS, kind="duty", title="Nhiệm vụ hư cấu"
        )


def _report(world: World, pk: int, task: Assignment, state: str) -> ProgressReport:
    now = clock.now()
    return ProgressReport(
        pk=pk, organisation=world.organisation, campaign=world.campaign, unit_id=task.unit_id, assignment=task,
        as_of=FIRST_DAY + timedelta(days=pk % DAYS), value=50 + pk % 50, words="Hư cấu.", created_at=now,
        submitted_at=now - timedelta(days=6), submissions=1, reported_by=world.unit_head, state=state,
    )  # fmt: skip
