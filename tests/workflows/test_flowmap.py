"""The map of a flow: every step placed, no arrow through a step, and the standing of a running process."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from viewflow.workflow.models import Task

from nominations.flows import DossierFlow, ListFlow
from nominations.models import Dossier
from nominations.services import decisions, dossiers
from nominations.services import nominations as noms
from tests.factories import World, forwarded, head_of, make_dossier, make_nomination, make_world, signed, submitted
from workflows.flowmap import Arrow, FlowMap, Step, draw, map_of

FLOWS = [DossierFlow, ListFlow]


def statuses(document: Any) -> dict[str, str]:
    return {step.name: step.status for step in map_of(document).steps.values()}


def labels(drawn: FlowMap) -> dict[str, str]:
    return {arrow.id: arrow.label for arrow in drawn.arrows if arrow.label}


def crosses(arrow: Arrow, step: Step) -> bool:
    """Does a part of the arrow run through the inside of the step?"""
    return any(
        min(x, to_x) < step.right
        and max(x, to_x) > step.left
        and min(y, to_y) < step.bottom
        and max(y, to_y) > step.top
        for (x, y), (to_x, to_y) in pairwise(arrow.points)
    )


def overlap(one: Step, other: Step) -> bool:
    return (
        one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
    )  # fmt: skip


# Drawing


@pytest.mark.parametrize("flow", FLOWS)
def test_map_shows_every_step_of_the_flow(flow: Any) -> None:
    assert set(draw(flow).steps) == set(flow.instance.nodes())


@pytest.mark.parametrize("flow", FLOWS)
def test_steps_stand_apart(flow: Any) -> None:
    steps = [step for step in draw(flow).steps.values() if step.kind != "timer"]  # which sits on another's border

    assert [(one.name, other.name) for one, other in combinations(steps, 2) if overlap(one, other)] == []


@pytest.mark.parametrize("flow", FLOWS)
def test_arrows_run_through_no_step(flow: Any) -> None:
    drawn = draw(flow)

    assert [(a.id, s.name) for a in drawn.arrows for s in drawn.steps.values() if crosses(a, s)] == []


@pytest.mark.parametrize("flow", FLOWS)
def test_everything_lies_inside_the_picture(flow: Any) -> None:
    drawn = draw(flow)
    points = [point for arrow in drawn.arrows for point in arrow.points]
    points += [(step.left, step.top) for step in drawn.steps.values()]
    points += [(step.right, step.bottom) for step in drawn.steps.values()]

    assert [(x, y) for x, y in points if not (0 <= x <= drawn.width and 0 <= y <= drawn.height)] == []


def test_gates_answer_yes_on_a_case_and_no_on_the_default() -> None:
    assert labels(draw(ListFlow)) == {
        "compiled-dropped": "Có", "compiled-sign": "Không", "decided-compile": "Có", "decided-issue": "Không",
    }  # fmt: skip


def test_titles_are_written_as_in_the_flow() -> None:
    titles = {step.name: step.title for step in draw(DossierFlow).steps.values()}

    assert titles["receive"] == "Văn phòng nhận thẩm định"
    assert titles["file__timeout"] == "Hết hạn nộp"


# The standing of a process


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def test_draft_waits_for_its_unit(world: World) -> None:
    found = map_of(make_dossier(world))

    assert found.current == "Đơn vị lập và nộp danh sách"


def test_deadline_that_waits_is_not_a_current_step(world: World) -> None:
    assert statuses(make_dossier(world))["file__timeout"] == "todo"


def test_filed_dossier_has_its_deadline_called_off(world: World) -> None:
    found = statuses(submitted(world))

    assert (found["file"], found["file__timeout"], found["receive"]) == ("done", "off", "current")


def test_claimed_dossier_is_current_at_its_review(world: World) -> None:
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)

    assert map_of(dossier).current == "Thẩm định từng đề nghị"


def test_returned_dossier_is_current_at_a_step_done_before(world: World) -> None:
    dossier = submitted(world, count=1)
    dossiers.receive(dossier, actor=world.office_reviewer)
    noms.send_back(dossier.nominations.get(), actor=world.office_reviewer, reason="Thiếu minh chứng")
    dossiers.send_back(dossier, actor=world.office_reviewer, reason="Bổ sung")

    found = statuses(dossier)

    assert (found["file"], found["review"], found["reviewed"]) == ("current", "done", "done")


def test_reopened_dossier_begins_afresh(world: World) -> None:
    dossier = make_dossier(world)
    dossiers.declare_nil(dossier, actor=head_of(world, dossier))
    assert statuses(dossier)["nil_return"] == "done"

    dossiers.reopen(dossier, actor=head_of(world, dossier))

    assert (statuses(dossier)["nil_return"], map_of(dossier).current) == ("todo", "Đơn vị lập và nộp danh sách")


def test_ended_path_has_no_current_step(world: World) -> None:
    decision = signed(world)
    consolidated = decision.consolidated_list
    assert map_of(consolidated).current == "Văn thư ban hành quyết định"

    decisions.issue(decision, actor=world.records_clerk)

    assert map_of(consolidated).current == ""


def test_list_to_sign_waits_for_the_leader(world: World) -> None:
    assert map_of(forwarded(world)).current == "Giám đốc phê duyệt, ký"


def test_task_of_a_step_that_is_gone_is_left_out(world: World) -> None:
    dossier = submitted(world)
    Task.objects.filter(status="NEW").update(flow_task="nominations/flows.DossierFlow.gone")

    assert map_of(dossier).current == ""


def test_map_asks_twice_however_long_the_process(world: World, django_assert_num_queries: Any) -> None:
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    for _ in range(3):
        dossiers.submit(dossier, actor=head_of(world, dossier))
        dossiers.withdraw(dossier, actor=head_of(world, dossier))
    dossier = Dossier.objects.get()

    with django_assert_num_queries(2):
        map_of(dossier)
