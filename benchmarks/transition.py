"""What does the door cost for one object, against lock, update, two inserts and commit in plain psycopg?"""

from typing import Any

from benchmarks import floor
from benchmarks.measuring import interleaved, queries_of
from benchmarks.seeding import analyse, seed_nominations
from nominations.models import Nomination
from tests.factories import make_world
from workflows.engine import perform

RUNS, WARM = 300, 30


def run() -> dict[str, Any]:
    """One `perform` with permission, guard, audit and outbox: a unit withdraws a nomination, in words."""
    world = make_world()
    keys = seed_nominations(world, RUNS + WARM + 1, state="eligible", dossier_state="received")
    Nomination.objects.update(unit=world.units[0])
    analyse()
    subjects = list(Nomination.objects.filter(pk__in=keys).order_by("pk"))

    def withdraw(nomination: Nomination) -> None:
        perform(nomination, "withdraw", actor=world.unit_head, reason="Rút đề nghị (hư cấu)")

    queries = queries_of(lambda: withdraw(subjects[-1]))
    with floor.connect() as plain:
        floor.prepare(plain, documents=1, items_each=RUNS + WARM)
        for place in range(WARM):
            withdraw(subjects[place])
            floor.move_one(plain, place + 1)
        ours = [lambda n=subjects[WARM + place]: withdraw(n) for place in range(RUNS)]
        theirs = [lambda pk=WARM + place + 1: floor.move_one(plain, pk) for place in range(RUNS)]
        return {**interleaved(ours, theirs), "queries": queries}
