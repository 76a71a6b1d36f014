"""Walks an object to a state by real verbs through the door, along the lines of its machine's table."""

import re
from contextlib import suppress
from typing import Any

from nominations.models import Dossier
from organisation.models import User
from organisation.services.machine import machine_account
from tests.factories import World
from workflows import clock
from workflows.engine import Act, perform
from workflows.errors import NotPermitted
from workflows.models import Subject
from workflows.rules import permits, roles_of
from workflows.verbs import verbs_of

Cells = dict[tuple[str, str], str]  # (state, verb): target


def states_of(machine: Any) -> list[str]:
    return re.findall(r"^\w+", machine.STATES, re.MULTILINE)


def cells_of(machine: Any) -> Cells:
    """The table without its empty cells. A line that begins with a blank goes on with the state above."""
    found: Cells = {}
    state = ""
    for line in machine.STATES.strip().splitlines():
        state = re.match(r"\w*", line).group() or state
        found |= {(state, verb): target for verb, target in re.findall(r"(\w+) → (\w+)", line)}
    return found


def walks(cells: Cells, beginnings: dict[str, Any]) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """For each state that can be reached: where its shortest walk begins, and its steps (state, verb)."""
    found: dict[str, tuple[str, list[tuple[str, str]]]] = {state: (state, []) for state in beginnings}
    waiting = list(found)
    for state in waiting:
        begins, steps = found[state]
        for (source, verb), target in cells.items():
            if source == state and target not in found:
                found[target] = (begins, [*steps, (state, verb)])
                waiting.append(target)
    return found


def stand(world: World, machine: Any, state: str) -> Subject:
    """An object in that state. The office's reviewer holds its dossier, so that a review verb meets only the state."""
    begins, steps = walks(cells_of(machine), machine.BEGINNINGS)[state]
    subject = machine.BEGINNINGS[begins](world)
    Dossier.objects.update(reviewer=world.office_reviewer)
    for step in steps:
        knock(world, subject, step[1], data=readied(world, machine, subject, step))
    return now(subject)


def readied(world: World, machine: Any, subject: Subject, step: tuple[str, str]) -> dict:
    """Brings about what the guards of the step ask for; returns the data that goes with the verb."""
    ready = machine.READY.get(step)
    return (ready(world, subject) or {}) if ready else {}


def knock(world: World, subject: Subject, verb: str, data: dict | None = None) -> Act:
    actor = someone_who_may(world, subject, verb)
    return perform(subject, verb, actor=actor, reason="Hư cấu", data=data)


def someone_who_may(world: World, subject: Subject, verb: str) -> User:
    """The first of the world's people whom the permission lets through; last, the site itself."""
    at, described = clock.now(), verbs_of(type(subject))[verb]
    standing = now(subject)
    for person in (*world.people.values(), machine_account()):
        act = Act(verb, person, at, roles=roles_of(person, at))
        with suppress(NotPermitted):
            if permits(act, standing, described):
                return person
    raise LookupError(f"nobody may {verb} {subject}")


def now(subject: Subject) -> Subject:
    return type(subject)._default_manager.get(pk=subject.pk)
