"""A write of the door that fails in the database leaves nothing of the act; the failure is a real one."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection
from viewflow.workflow.models import Task

from nominations.models import Decision, Dossier, Nomination
from nominations.services import decisions, lists
from tests.factories import World, checked, forwarded, make_dossier, make_nomination, make_world
from tests.workflows.traces import traces
from workflows.engine import perform
from workflows.errors import NotAllowed
from workflows.models import AuditEvent, AuditPayload, ContentSnapshot, IdempotencyKey, OutboxEntry

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

BREAKING = {
    "sqlite": [
        "CREATE TRIGGER broken BEFORE {moment} ON {table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$",
        "CREATE TRIGGER broken BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION broken()",
    ],
}
MENDING = {"sqlite": ["DROP TRIGGER broken"], "postgresql": ["DROP FUNCTION broken() CASCADE"]}
WRITES = [
    (IdempotencyKey, "INSERT"),
    (ContentSnapshot, "INSERT"),
    (AuditEvent, "INSERT"),
    (AuditPayload, "INSERT"),
    (Dossier, "UPDATE"),
    (Nomination, "UPDATE"),
    (OutboxEntry, "INSERT"),
    (Task, "UPDATE"),
    (Task, "INSERT"),
]


@contextmanager
def broken(model: type, moment: str) -> Iterator[None]:
    """The table refuses every row, as a full disk would."""

    def run(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement.replace("{moment}", moment).replace("{table}", model._meta.db_table))

    run(BREAKING[connection.vendor])
    try:
        yield
    finally:
        run(MENDING[connection.vendor])


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def dossier(world: World) -> Dossier:
    dossier = make_dossier(world)
    for _ in range(2):
        make_nomination(world, dossier)
    return dossier


@pytest.mark.parametrize(("model", "moment"), WRITES, ids=lambda part: getattr(part, "__name__", part))
def test_failing_write_leaves_nothing_of_the_act(world: World, dossier: Dossier, model: type, moment: str) -> None:
    before = traces()

    with broken(model, moment), pytest.raises(DatabaseError, match="the disk is full"):
        perform(dossier, "submit", actor=world.unit_head, key="3f0c")

    assert traces() == before


def test_act_that_failed_may_be_done_again(world: World, dossier: Dossier) -> None:
    with broken(OutboxEntry, "INSERT"), pytest.raises(DatabaseError):
        perform(dossier, "submit", actor=world.unit_head, key="3f0c")

    act = perform(dossier, "submit", actor=world.unit_head, key="3f0c")

    assert (act.repeated, dossier.state) == (False, "submitted")


def test_object_at_hand_keeps_its_state_when_the_act_fails(world: World, dossier: Dossier) -> None:
    with broken(OutboxEntry, "INSERT"), pytest.raises(DatabaseError):
        perform(dossier, "submit", actor=world.unit_head)

    assert (dossier.state, dossier.event_seq) == ("draft", 0)


@pytest.mark.parametrize(
    ("model", "moment"), [(Decision, "INSERT"), (Decision, "UPDATE")], ids=["inserted", "numbered"]
)
def test_signature_without_its_decision_leaves_nothing(world: World, model: type, moment: str) -> None:
    consolidated = forwarded(world)
    before = traces()

    with broken(model, moment), pytest.raises(DatabaseError, match="the disk is full"):
        decisions.sign(consolidated, actor=world.director, key="3f0c")

    assert traces() == before


def test_list_whose_lines_cannot_be_put_on_it_is_not_begun(world: World) -> None:
    checked(world)
    before = traces()

    with broken(AuditEvent, "INSERT"), pytest.raises(DatabaseError, match="the disk is full"):
        lists.compile_list(world.campaign, actor=world.office_reviewer)

    assert traces() == before


def test_refused_request_leaves_no_key(world: World) -> None:
    dossier = make_dossier(world)
    before = traces()

    with pytest.raises(NotAllowed):
        perform(dossier, "submit", actor=world.unit_head, key="3f0c")

    assert traces() == before
