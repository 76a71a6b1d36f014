"""Each way in which a document's tasks can disagree with its state, made in the database and found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from viewflow.workflow.models import Task

from nominations.flows import DossierFlow
from nominations.models import ConsolidatedList, Dossier, DossierProcess
from nominations.services import decisions, dossiers
from nominations.services import nominations as noms
from nominations.states import DossierState, ListState
from tests.factories import World, checked, forwarded, head_of, make_dossier, make_nomination, make_world, submitted
from workflows import triggers, worklist
from workflows.disagreements import disagreements, tasks_expected

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


def faults() -> list[str]:
    return [found.fault for found in disagreements()]


def set_state(dossier: Dossier, state: str) -> None:
    """Past the door and the database's guards."""
    connection.check_constraints()
    triggers.uninstall()
    Dossier.objects.filter(pk=dossier.pk).update(state=state)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (DossierState.DRAFT, {"file"}), (DossierState.RETURNED, {"file"}), (DossierState.SUBMITTED, {"receive"}),
        (DossierState.RECEIVED, {"review"}), (DossierState.CHECKED, set()), (DossierState.CLOSED, set()),
        (DossierState.NIL, set()),
    ],
)  # fmt: skip
def test_dossier_expects_the_task_of_its_state(state: str, expected: set[str]) -> None:
    assert tasks_expected(Dossier, state) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (ListState.COMPILING, {"compile"}), (ListState.RETURNED, {"compile"}), (ListState.FORWARDED, {"sign"}),
        (ListState.SIGNED, {"issue"}), (ListState.ISSUED, set()), (ListState.CANCELLED, set()),
    ],
)  # fmt: skip
def test_list_expects_the_task_of_its_state(state: str, expected: set[str]) -> None:
    assert tasks_expected(ConsolidatedList, state) == expected


def test_check_is_content_at_every_step_of_the_path(world: World) -> None:
    decision = decisions.sign(forwarded(world), actor=world.director)
    assert faults() == []

    decisions.issue(decision, actor=world.records_clerk)

    assert faults() == []


def test_check_is_content_with_a_returned_dossier(world: World) -> None:
    dossier = submitted(world, count=1)
    dossiers.receive(dossier, actor=world.office_reviewer)
    noms.send_back(dossier.nominations.get(), actor=world.office_reviewer, reason="Thiếu minh chứng")
    dossiers.send_back(dossier, actor=world.office_reviewer, reason="Bổ sung")

    assert faults() == []


def test_check_is_content_with_a_verb_that_stays_in_its_state(world: World) -> None:
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    dossiers.release(dossier, actor=world.office_reviewer)
    assert faults() == []

    dossiers.claim(dossier, actor=world.office_head)

    assert faults() == []


def test_check_is_content_with_a_reopened_nil_dossier(world: World) -> None:
    dossier = make_dossier(world)
    head = head_of(world, dossier)
    dossiers.declare_nil(dossier, actor=head)
    assert faults() == []

    dossiers.reopen(dossier, actor=head)
    assert faults() == []
    make_nomination(world, dossier)
    dossiers.submit(dossier, actor=head)

    assert faults() == []


def test_check_finds_a_document_without_its_task(world: World) -> None:
    submitted(world)
    Task.objects.filter(flow_task=DossierFlow.receive).delete()

    assert faults() == ["no open task, expected receive"]


def test_check_finds_two_open_tasks(world: World) -> None:
    submitted(world)
    task = Task.objects.get(flow_task=DossierFlow.receive)
    Task.objects.create(process=task.process, flow_task=DossierFlow.receive, flow_task_type="HUMAN", status="NEW")

    assert faults() == ["2 open tasks: receive, receive"]


def test_check_finds_a_task_that_the_state_makes_impossible(world: World) -> None:
    dossier = submitted(world)
    set_state(dossier, DossierState.RECEIVED)

    assert "task receive is open, none of its verbs (receive, withdraw) starts from this state" in faults()


def test_check_finds_a_step_that_the_flow_no_longer_has(world: World) -> None:
    submitted(world)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE viewflow_task SET flow_task = 'nominations/flows.DossierFlow.gone' WHERE status = 'NEW'")

    assert "task gone is open, none of its verbs (unknown) starts from this state" in faults()


def test_check_finds_an_ended_process_of_an_open_document(world: World) -> None:
    submitted(world)
    DossierProcess.objects.update(status="DONE")
    Task.objects.filter(status="NEW").update(status="DONE")

    assert faults() == ["its process has ended, the document is open", "no open task, expected receive"]


def test_check_finds_an_open_task_in_an_ended_process(world: World) -> None:
    submitted(world)
    DossierProcess.objects.update(status="DONE")

    assert "task receive is open in a process that has ended" in faults()


def test_check_finds_a_document_without_any_process(world: World) -> None:
    submitted(world)
    DossierProcess.objects.all().delete()

    assert faults() == ["its process has ended, the document is open", "no open task, expected receive"]


def test_check_finds_a_process_that_outlives_its_document(world: World) -> None:
    checked(world)
    DossierProcess.objects.update(status="NEW")

    assert faults() == ["its process still runs, the document's path has ended"]


def test_check_finds_two_running_processes(world: World) -> None:
    dossier = submitted(world)
    worklist.start(dossier)

    assert "two processes run at once" in faults()


def test_check_finds_a_task_of_another_owner(world: World) -> None:
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    Task.objects.filter(flow_task=DossierFlow.review).update(owner=world.office_head)

    names = world.office_head.pk, world.office_reviewer.pk
    assert faults() == [f"task review belongs to account {names[0]}, the document names {names[1]}"]


def test_check_finds_a_task_assigned_to_nobody(world: World) -> None:
    submitted(world)
    Task.objects.filter(flow_task=DossierFlow.receive).update(status="ASSIGNED")

    assert faults() == ["task receive is ASSIGNED with owner None"]


def test_check_asks_as_often_for_one_document_as_for_three() -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            list(disagreements())
        return len(asked)

    world = make_world(units=3)
    submitted(world, unit=0)
    for_one = statements()
    submitted(world, unit=1)
    submitted(world, unit=2)

    assert statements() == for_one


def test_command_reports_a_sound_database(world: World) -> None:
    submitted(world)
    out = StringIO()

    call_command("check_workflows", stdout=out)

    assert out.getvalue() == "Every document's tasks agree with its state.\n"


def test_command_prints_each_fault_and_fails(world: World) -> None:
    dossier = submitted(world)
    Task.objects.filter(flow_task=DossierFlow.receive).delete()
    out = StringIO()

    with pytest.raises(CommandError, match="1 disagreements"):
        call_command("check_workflows", stdout=out)

    assert out.getvalue() == f"nominations.dossier {dossier.pk} (submitted): no open task, expected receive\n"
