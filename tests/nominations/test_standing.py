"""Where a nomination stands: the steps with who and when, and what left the straight path."""

import pytest

from nominations.models import Nomination
from nominations.services import decisions, dossiers, lists
from nominations.services import nominations as noms
from nominations.shown import shown_events
from nominations.standing import standing_of
from tests.factories import checked, forwarded, make_dossier, make_nomination, make_world, signed, submitted
from tests.nominations.reviewing import first_of, received
from workflows.audit import history_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def standing(nomination):
    found = Nomination.objects.get(pk=nomination.pk)
    return standing_of(found, shown_events(list(history_of(found))))


def states(nomination):
    return [step["state"] for step in standing(nomination).steps]


def test_standing_of_a_draft_waits_for_the_unit(world):
    nomination = make_nomination(world, make_dossier(world))

    step = standing(nomination).steps[0]

    assert (step["state"], step["who"], step.get("when")) == ("current", world.units[0].name, None)


def test_standing_of_a_filed_nomination_names_who_filed_it(world):
    dossier = submitted(world)

    step = standing(first_of(dossier)).steps[0]

    assert (step["state"], step["who"], step["when"]) == ("done", world.unit_head.full_name, dossier.submitted_at)


def test_standing_of_a_filed_nomination_waits_for_the_office(world):
    dossier = submitted(world)

    step = standing(first_of(dossier)).steps[1]

    assert (step["state"], step["who"]) == ("current", world.organisation.office_name)


def test_standing_under_review_waits_for_the_one_who_holds_it(world):
    dossier = received(world)

    assert standing(first_of(dossier)).steps[2]["who"] == world.office_reviewer.full_name


def test_standing_before_signature_waits_for_the_director(world):
    consolidated = forwarded(world)

    step = standing(consolidated.nominations.first()).steps[5]

    assert (step["state"], str(step["who"])) == ("current", "Giám đốc")


def test_standing_of_an_award_is_done_throughout(world):
    decision = signed(world)
    decisions.issue(decision, actor=world.records_clerk)

    assert states(decision.consolidated_list.nominations.first()) == ["done"] * 7


def test_standing_of_a_returned_nomination_begins_again(world):
    nomination = first_of(received(world))
    noms.send_back(nomination, actor=world.office_reviewer, codes=["other"], reason="Bổ sung.")

    found = standing(nomination)

    assert [step["state"] for step in found.steps] == ["current", *["todo"] * 6]
    assert (found.tone, found.event["reason"]) == ("warn", "Bổ sung.")


def test_standing_after_resubmission_shows_the_new_submission(world):
    dossier = received(world, count=1)
    nomination = first_of(dossier)
    noms.send_back(nomination, actor=world.office_reviewer, codes=["other"], reason="Bổ sung.")
    dossiers.send_back(dossier, actor=world.office_reviewer, reason="Bổ sung.")
    dossiers.submit(dossier, actor=world.unit_head)

    found = standing(nomination)

    assert [step["state"] for step in found.steps[:2]] == ["done", "current"]
    assert found.steps[0]["when"] == dossier.submitted_at


def test_standing_keeps_the_receipt_through_a_hold(world):
    nomination = first_of(received(world))
    received_at = standing(nomination).steps[1]["when"]
    noms.hold(nomination, actor=world.office_reviewer, reason="Đang xác minh.")
    noms.resume(nomination, actor=world.office_reviewer)

    assert standing(nomination).steps[1]["when"] == received_at


def test_standing_on_hold_says_so_at_its_step(world):
    nomination = first_of(received(world))
    noms.hold(nomination, actor=world.office_reviewer, reason="Đang xác minh.")

    found = standing(nomination)

    assert (found.steps[2]["state"], found.tone) == ("current", "warn")


def test_standing_of_an_ineligible_nomination_ends_at_the_review(world):
    nomination = first_of(received(world))
    noms.find_ineligible(nomination, actor=world.office_reviewer, reason="Chưa đủ thời gian.")

    found = standing(nomination)

    assert [step["state"] for step in found.steps] == ["done", "done", *["off"] * 5]
    assert found.steps[2]["who"] == world.office_reviewer.full_name


def test_standing_of_a_withdrawn_nomination_keeps_what_was_done(world):
    nomination = first_of(received(world))
    noms.withdraw(nomination, actor=world.unit_head, reason="Xin rút.")

    assert states(nomination) == ["done", "done", *["off"] * 5]


def test_standing_of_a_struck_line_ends_at_the_signature(world):
    consolidated = forwarded(world)
    nomination = consolidated.nominations.first()
    lists.strike(consolidated, [nomination], actor=world.director, reason="Chưa tiêu biểu.")

    found = standing(nomination)

    assert [step["state"] for step in found.steps] == [*["done"] * 5, "off", "off"]
    assert found.tone == "bad"


def test_standing_of_a_restored_line_goes_on(world):
    consolidated = forwarded(world)
    nomination = consolidated.nominations.first()
    lists.strike(consolidated, [nomination], actor=world.director, reason="Chưa tiêu biểu.")
    lists.restore(consolidated, [nomination], actor=world.director)

    found = standing(nomination)

    assert ([step["state"] for step in found.steps[4:6]], found.title) == (["done", "current"], "")


def test_standing_of_a_line_set_aside_waits_for_consolidation(world):
    nomination = first_of(checked(world))
    consolidated = lists.compile_list(world.campaign, actor=world.office_reviewer)
    lists.set_aside(consolidated, [nomination], actor=world.office_reviewer)

    assert states(nomination)[2:5] == ["done", "current", "todo"]
