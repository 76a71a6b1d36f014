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
    """One `perform` with permission, guards, audit and outbox: a unit withdraws a nomination, in words."""
    world = make_world()
    keys = seed_nominations(world, 2 * (RUNS + WARM) + 1, state="eligible", dossier_state="received")
    Nomination.objects.update(unit=world.units[0])
    analyse()
    subjects = list(Nomination.objects.filter(pk__in=keys).order_by("pk"))
    last, mine, theirs = subjects[-1], subjects[:-1:2], subjects[1::2]

    def withdraw(nomination: Nomination) -> None:
        perform(nomination, "withdraw", actor=world.unit_head, reason="Rút đề nghị (hư cấu)")

    queries = queries_of(lambda: withdraw(last))
    with floor.connect() as plain:

        def by_hand(nomination: Nomination) -> None:
            floor.move_one(plain, nomination.pk, actor_id=world.unit_head.pk)

        for place in range(WARM):
            withdraw(mine[place])
            by_hand(theirs[place])
        return {
            **interleaved(
                [lambda n=nomination: withdraw(n) for nomination in mine[WARM:]],
                [lambda n=nomination: by_hand(n) for nomination in theirs[WARM:]],
            ),
            "queries": queries,
        }
