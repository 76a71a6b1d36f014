"""State × verb: every machine's table against what the code declares, and against what the door does."""

from typing import Any

import pytest
from django.db import transaction

from tests.factories import World, make_world
from tests.nominations.machines import MACHINES
from tests.nominations.machines.walking import (
    cells_of,
    now,
    readied,
    someone_who_may,
    stand,
    states_of,
    walks,
)
from tests.workflows.traces import traces
from workflows.audit import history_of
from workflows.engine import perform
from workflows.errors import NotAllowed
from workflows.models import Subject
from workflows.verbs import subject_models, verbs_of

MODELS = {model.__name__: model for model in subject_models()}
REFUSED = "refused"


def first_state(model: Any) -> str:
    return str(model._meta.get_field("state").default)


def test_every_machine_has_its_table():
    assert sorted(MODELS) == sorted(MACHINES)


@pytest.mark.parametrize("name", MACHINES)
def test_table_has_every_state_in_order(name):
    assert states_of(MACHINES[name]) == [state for state, _label in MODELS[name]._meta.get_field("state").choices]


@pytest.mark.parametrize("name", MACHINES)
def test_table_is_what_the_code_declares(name):
    verbs = verbs_of(MODELS[name]).values()
    declared = {(source, verb.name): verb.target_from(source) for verb in verbs for source in verb.sources}

    assert cells_of(MACHINES[name]) == declared


@pytest.mark.parametrize("name", MACHINES)
def test_every_state_is_reached_from_the_first(name):
    reached = walks(cells_of(MACHINES[name]), {first_state(MODELS[name]): None})

    assert sorted(reached) == sorted(states_of(MACHINES[name]))


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "state"), [(name, state) for name, machine in MACHINES.items() for state in states_of(machine)]
)
def test_door_does_what_the_table_says(name, state):
    machine, world = MACHINES[name], make_world()
    subject = stand(world, machine, state)

    answers = {verb: answer(world, machine, subject, verb) for verb in verbs_of(MODELS[name])}

    cells = cells_of(machine)
    assert answers == {verb: cells.get((state, verb), REFUSED) for verb in answers}


def answer(world: World, machine: Any, subject: Subject, verb: str) -> str:
    """The state that the verb leads to, or REFUSED when the door refuses it for the state and leaves every row alone.

    Anything else comes back in words. The try is undone.
    """
    with transaction.atomic():
        data = readied(world, machine, subject, (subject.state, verb))
        actor = someone_who_may(world, subject, verb)
        before = traces()
        try:
            perform(now(subject), verb, actor=actor, reason="Hư cấu", data=data)
        except NotAllowed as refusal:
            transaction.set_rollback(False)  # the door asked for it; what it left behind must be seen first
            said = refused_for(subject, refusal) if traces() == before else "left something behind"
        else:
            said = moved(subject, verb)
        transaction.set_rollback(True)
    return said


def refused_for(subject: Subject, refusal: NotAllowed) -> str:
    """The one reason names the state in which the object stands."""
    (reason,) = refusal.reasons
    return REFUSED if f"“{subject.get_state_display()}”" in reason else reason


def moved(subject: Subject, verb: str) -> str:
    event, stands = history_of(subject).last(), now(subject).state
    told = (event.verb, event.source, event.target) == (verb, subject.state, stands)
    return stands if told else f"{stands}, but told as {event.verb}: {event.source} → {event.target}"
