"""Random people do random things in random order on the whole award path: 500 walks of 30 steps.

Each step is foretold from rules written by hand (machines, rules, book), played through the services, and compared:
what was to be refused left nothing behind, what was done stands as foretold. Each walk ends with a replay of its trail.
Who changes a rule of the path writes it a second time here: a new verb goes into machines, rules and deeds.

The walks are the same on every run. For others, or more of them:
WALKS=5000 WALKS_SEED=7 .venv/bin/python -m pytest tests/walks
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.walks.cast import START, assembled
from tests.walks.walk import WHOLE, Walk
from workflows import clock

WALKS, SEED = int(os.environ.get("WALKS", "500")), int(os.environ.get("WALKS_SEED", "2013"))
BLOCKS = 4  # tests, so that they run beside each other
QUIET = settings(
    max_examples=WALKS // BLOCKS + 2,  # Hypothesis begins with one that is short
    stateful_step_count=WHOLE + 3,  # and cuts some by a step or three
    phases=[Phase.generate],  # a failing walk is told as it was played: to shrink one takes many minutes
    suppress_health_check=list(HealthCheck),
    deadline=None,
    database=None,
)
REACHED = {  # in a block of 125 walks; most do far more
    "list.sign": 20, "decision.issue": 12, "closed": 12, "signed by a deputy under authority": 3, "list.strike": 4,
    "list.send_back": 1, "dossier.declare_nil": 4, "filed late": 4,
    "dossier.send_back": 6, "returned and filed again": 4, "NotPermitted": 50, "NotAllowed": 50, "StaleContent": 20,
    "duties kept apart": 20, "a key reused": 10, "the same request again": 5,
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("block", range(BLOCKS))
def test_walk_agrees_with_the_rules_and_its_own_trail(block: int) -> None:
    with clock.moved_to(START):
        cast = assembled()
    tally: Counter[str] = Counter()
    walk = seed(SEED + block)(type(Walk.__name__, (Walk,), {"cast": cast, "tally": tally}))

    run_state_machine_as_test(walk, settings=QUIET)

    print(*(f"{count:6} {what}" for what, count in tally.most_common()), sep="\n")
    assert tally["whole walks"] >= WALKS // BLOCKS
    assert WALKS < 500 or [what for what, least in REACHED.items() if tally[what] < least] == []
