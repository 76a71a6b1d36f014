"""Permission × role: every machine's grid against what `can_<verb>` answers. How to read one: people.py."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nominations.models import ConsolidatedList, Decision, Dossier, Erasure
from organisation.models import User
from organisation.services import appoint
from organisation.states import Role
from tests.factories import World, make_user, make_world, signed, submitted
from tests.nominations.machines import (
    MACHINES,
    article,
    campaign_report,
    comment,
    consultation,
    delivery,
    history_import,
    inspection,
    mandate,
    original,
    override,
    progress_report,
    publication,
    recovery,
    unit_letter,
)
from tests.nominations.machines.people import (
    COLUMNS,
    ROLES,
    allow_to_sign,
    appoint_to_everything,
    asked,
    duties,
    grid,
    hold,
)
from workflows import clock, content
from workflows.models import Subject
from workflows.rules import roles_of
from workflows.verbs import verbs_of

WIDTH = len(COLUMNS)
NOON = datetime(2013, 8, 9, 5, tzinfo=UTC)
MOMENT = timedelta(milliseconds=1)


def rows_of(machine: Any) -> dict[str, list[str]]:
    return {line.split()[0]: line.split()[1:] for line in machine.MAY.strip().splitlines()[1:]}


def heading(machine: Any) -> list[str]:
    return machine.MAY.split("\n")[1].split()


def subject_of(world: World, name: str) -> Subject:
    """One of each kind, from one signed decision."""
    decision = Decision.objects.get(pk=signed(world, 1).pk)
    consolidated = ConsolidatedList.objects.get(pk=decision.consolidated_list_id)
    nomination = consolidated.nominations.get()
    erasure = content.create(Erasure(organisation=world.organisation, nominations=[nomination.pk]))
    others = (erasure, mandate.begin(world), override.over(world, consolidated), unit_letter.begin(world))
    others = (*others, original.of(world, decision), progress_report.begin(world), campaign_report.begin(world))
    others = (*others, publication.begin(world), article.begin(world), inspection.begin(world), delivery.begin(world))
    others = (*others, history_import.begin(world), *_asked(world, consolidated, nomination))
    found = (world.campaign, nomination.dossier, nomination, consolidated, decision, *others)
    if name == "Recovery":
        return content.create(recovery.of(world, decision, nomination))
    return {type(subject).__name__: subject for subject in found}[name]


def _asked(world: World, consolidated: ConsolidatedList, nomination: Any) -> tuple[Subject, Subject]:
    """A period about the list, and a comment on its line."""
    period = consultation.about(world, consolidated)
    return period, comment.on(period, nomination)


def jack_of_all_trades(world: World) -> User:
    """Every role and every signing authority: only the duties of others can stop this account."""
    user = make_user(world.organisation, "everybody", "Người Hư Cấu Kiêm Nhiệm")
    appoint_to_everything(world, user)
    allow_to_sign(world, user)
    return user


def test_every_role_has_its_column():
    assert list(ROLES.values()) == list(Role)


@pytest.mark.parametrize("name", MACHINES)
def test_grid_has_every_account(name):
    assert heading(MACHINES[name]) == [*COLUMNS, "duties"]


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("name", MACHINES)
def test_verbs_are_for_those_whom_the_grid_names(name):
    world = make_world()
    subject = subject_of(world, name)

    answers = grid(subject, list(verbs_of(type(subject))), world)

    assert answers == {verb: " ".join(row[:WIDTH]) for verb, row in rows_of(MACHINES[name]).items()}


@pytest.mark.django_db
@pytest.mark.parametrize("under", ["the same account", "another account of the same person"])
@pytest.mark.parametrize("name", MACHINES)
def test_duties_forbid_in_words_what_the_grid_names(name, under):
    world = make_world()
    subject, user = subject_of(world, name), jack_of_all_trades(world)
    doer = user
    if under != "the same account":
        doer = make_user(world.organisation, "second", user.full_name, same_person_as=user)

    answers = {verb: duties(subject, verb, user, doer) for verb in verbs_of(type(subject))}

    assert answers == {verb: row[WIDTH:] for verb, row in rows_of(MACHINES[name]).items()}


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_nobody_releases_a_dossier_that_nobody_holds(role):
    world = make_world()
    dossier = Dossier.objects.get(pk=submitted(world).pk)
    hold(dossier, None)
    actor = world.people[role]

    assert asked(dossier, "release", actor, roles_of(actor, clock.now())) == "no"


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "said"),
    [
        (NOON - MOMENT, "no"),
        (NOON, "yes"),
        (NOON + timedelta(days=1) - MOMENT, "yes"),
        (NOON + timedelta(days=1), "no"),
    ],
)
def test_role_holds_from_its_first_moment_until_its_last(at, said):
    world = make_world()
    user = make_user(world.organisation, "acting", "Người Hư Cấu Tạm Quyền")
    appoint(user, Role.OFFICE_HEAD, world.root, valid_from=NOON, valid_to=NOON + timedelta(days=1))

    assert asked(world.campaign, "conclude", user, roles_of(user, at)) == said
