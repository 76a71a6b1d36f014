"""Many leaders sign many lists while some are killed: numbers without gap or double, nothing half signed."""

import multiprocessing
import os
import random
import signal
import time

import pytest
from django.db import connection, connections

from nominations.models import ConsolidatedList, Decision, Nomination, NumberSeries
from nominations.services import decisions
from organisation.models import User
from organisation.services import appoint
from organisation.states import AuthorityForm, Role
from tests.factories import World, authorise, checked, make_user, make_world
from workflows import clock, content, worklist
from workflows.engine import perform
from workflows.errors import NotAllowed

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

fork = multiprocessing.get_context("fork")


@pytest.fixture(scope="module")
def many() -> dict[str, int]:
    """SQLite has one writer at a time; there a few show the same."""
    if connection.vendor == "postgresql":
        return {"signers": 16, "lists": 50, "kills": 25}
    return {"signers": 3, "lists": 12, "kills": 4}


def leaders(world: World, count: int) -> list[User]:
    found = [make_user(world.organisation, f"leader-{n}", f"Người Hư Cấu Lãnh Đạo {n}") for n in range(count)]
    for leader in found:
        appoint(leader, Role.DEPUTY_DIRECTOR, world.root)
        authorise(world, leader, AuthorityForm.KT, "PHÓ GIÁM ĐỐC")
    return found


def forwarded_lists(world: World, count: int) -> list[int]:
    """Each with one line."""
    checked(world, count=count)
    return [_forwarded(world, number, line) for number, line in enumerate(Nomination.objects.order_by("pk"), start=1)]


def _forwarded(world: World, number: int, line: Nomination) -> int:
    made = content.create(
        ConsolidatedList(
            organisation=world.organisation, campaign=world.campaign, number=number, created_at=clock.now(),
            created_by=world.office_reviewer,
        )
    )  # fmt: skip
    worklist.start(made)
    perform(line, "consolidate", actor=world.office_reviewer, data={"consolidated_list": made.pk})
    perform(made, "forward", actor=world.office_head)
    return made.pk


def sign_on(leader: User, keys: list[int]) -> None:
    """Every list that nobody was faster with, in an order of one's own."""
    for key in random.sample(keys, len(keys)):
        try:
            decisions.sign(ConsolidatedList.objects.get(pk=key), actor=leader)
        except NotAllowed:
            continue


def play(people: list[User], keys: list[int], kills: int) -> int:
    """How many were killed at work; each is replaced by another process of the same leader."""
    connections.close_all()
    at_work = {leader: begun(leader, keys) for leader in people}
    killed = 0
    for _kill in range(kills):
        time.sleep(random.uniform(0.01, 0.15))
        leader = random.choice(people)
        if at_work[leader].is_alive():
            os.kill(at_work[leader].pid, signal.SIGKILL)
            killed += 1
        at_work[leader].join()
        at_work[leader] = begun(leader, keys)
    for process in at_work.values():
        process.join(120)
    return killed


def begun(leader: User, keys: list[int]) -> multiprocessing.Process:
    process = fork.Process(target=sign_on, args=(leader, keys), daemon=True)
    process.start()
    return process


def test_numbers_are_continuous_whoever_is_killed(many):
    world = make_world()
    keys = forwarded_lists(world, many["lists"])

    killed = play(leaders(world, many["signers"]), keys, many["kills"])

    numbers = sorted(Decision.objects.values_list("number", flat=True))
    assert (numbers, NumberSeries.objects.get(series="QĐ").last) == (list(range(1, many["lists"] + 1)), many["lists"])
    assert set(Decision.objects.values_list("state", "consolidated_list__state")) == {("signed", "signed")}
    assert set(Nomination.objects.values_list("state", flat=True)) == {"approved"}
    assert killed > 0
