"""What does it cost to sign a list of 1,000 nominations in one act, against the set-based SQL for the same?"""

from typing import Any

from benchmarks import floor
from benchmarks.measuring import interleaved, queries_of
from benchmarks.seeding import analyse, insert, next_key, seed_nominations
from nominations.models import ConsolidatedList
from nominations.services import decisions
from tests.factories import make_world
from workflows import clock, worklist
from workflows.engine import perform

LINES, RUNS = 1000, 9


def run() -> dict[str, Any]:
    """`decisions.sign`: every line approved and recorded, the decision drafted, numbered and signed."""
    world = make_world()
    lists = [forwarded_list(world, number) for number in range(1, 2 * RUNS + 4)]
    analyse()

    def sign(consolidated: ConsolidatedList) -> None:
        decisions.sign(consolidated, actor=world.director)

    sign(lists.pop())
    queries = queries_of(lambda: sign(lists.pop()))
    with floor.connect() as plain:

        def by_hand(consolidated: ConsolidatedList) -> None:
            floor.move_list(plain, consolidated.pk, actor_id=world.director.pk)

        by_hand(lists.pop())
        return {
            **interleaved(
                [lambda c=consolidated: sign(c) for consolidated in lists[::2]],
                [lambda c=consolidated: by_hand(c) for consolidated in lists[1::2]],
            ),
            "queries": queries,
            "lines": LINES,
        }


def forwarded_list(world: Any, number: int) -> ConsolidatedList:
    consolidated = ConsolidatedList(
        pk=next_key(ConsolidatedList), organisation=world.organisation, campaign=world.campaign, number=number,
        state="compiling", created_at=clock.now(), created_by=world.office_reviewer,
    )  # fmt: skip
    insert([consolidated])
    seed_nominations(world, LINES, state="consolidated", dossier_state="checked", consolidated=consolidated)
    worklist.start(consolidated)
    perform(consolidated, "forward", actor=world.office_head)
    return consolidated
