"""When filing counts as late: by the round's deadline, by what the office sent back, by who is new on the list."""

from datetime import timedelta

import pytest

from nominations.models import Dossier
from nominations.models.dossier import NOT_STATED
from nominations.services import dossiers
from nominations.services import nominations as noms
from tests.factories import make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import page, signed_in
from workflows import clock
from workflows.engine import perform
from workflows.errors import NotAllowed

pytestmark = pytest.mark.django_db

refused = pytest.mark.django_db(transaction=True)  # the door's refusal rolls back the whole transaction


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def dossier(world):
    return make_dossier(world)


def returned(world):
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    first, second = dossier.nominations.order_by("pk")
    noms.send_back(
        first, codes=["thin_report"], fields=["achievements"], reason="Chưa có số liệu.", actor=world.office_reviewer
    )
    noms.mark_eligible(second, actor=world.office_reviewer)
    dossiers.send_back(dossier, reason="Đề nghị bổ sung trong tuần.", actor=world.office_reviewer)
    return dossier, first, second


def late(world, verb, *args, **knock):
    with clock.moved_to(world.round.closes_at + timedelta(hours=1)):
        verb(*args, **knock)


def lateness_of():
    return Dossier.objects.values_list("is_late", "late_reason").get()


def due_of():
    return Dossier.objects.values_list("due_at", flat=True).get()


def test_list_withdrawn_and_filed_again_after_the_deadline_is_late(world, dossier):
    make_nomination(world, dossier)
    dossiers.submit(dossier, actor=world.unit_head)
    dossiers.withdraw(dossier, actor=world.unit_officer)

    with clock.moved_to(world.round.closes_at + timedelta(hours=1)):
        dossiers.submit(dossier, actor=world.unit_head, reason="Sửa tên một cá nhân.")

    assert lateness_of() == (True, "Sửa tên một cá nhân.")


def test_late_list_that_was_returned_and_filed_again_stays_late(world, dossier):
    nomination = make_nomination(world, dossier)
    with clock.moved_to(world.round.closes_at + timedelta(hours=1)):
        dossiers.submit(dossier, actor=world.unit_head, reason="Mưa lũ chia cắt đường.")
        dossiers.receive(dossier, actor=world.office_reviewer)
        noms.send_back(nomination, reason="Thiếu số liệu.", actor=world.office_reviewer)
        dossiers.send_back(dossier, reason="Bổ sung.", actor=world.office_reviewer)
        dossiers.submit(dossier, actor=world.unit_head)

    assert lateness_of() == (True, "Mưa lũ chia cắt đường.")


def test_list_that_was_returned_and_filed_again_after_the_deadline_is_not_late(world):
    dossier, _first, _second = returned(world)

    late(world, dossiers.submit, dossier, actor=world.unit_head)

    assert lateness_of() == (False, "")


def test_list_that_was_returned_may_still_be_taken_back_and_filed_again(world):
    dossier, _first, _second = returned(world)
    late(world, dossiers.submit, dossier, actor=world.unit_head)
    dossiers.withdraw(dossier, actor=world.unit_officer)

    late(world, dossiers.submit, dossier, actor=world.unit_head)

    assert lateness_of() == (False, "")


@refused
def test_newcomer_to_a_returned_list_after_the_deadline_needs_a_reason(world):
    dossier, _first, _second = returned(world)
    make_nomination(world, dossier)

    with pytest.raises(NotAllowed, match="lý do nộp muộn"):
        late(world, dossiers.submit, dossier, actor=world.unit_head)


def test_newcomer_to_a_returned_list_after_the_deadline_makes_it_late(world):
    dossier, _first, _second = returned(world)
    make_nomination(world, dossier)

    late(world, dossiers.submit, dossier, actor=world.unit_head, reason="Bổ sung người mới.")

    assert lateness_of() == (True, "Bổ sung người mới.")


@refused
def test_newcomer_to_a_returned_list_is_not_taken_once_the_campaign_closed(world):
    dossier, _first, _second = returned(world)
    make_nomination(world, dossier)
    perform(world.campaign, "close_nominations", actor=world.office_head)

    with pytest.raises(NotAllowed, match="không còn nhận đề nghị"):
        dossiers.submit(dossier, actor=world.unit_head)


def test_returned_list_is_due_with_its_round(world):
    returned(world)

    assert due_of() == world.round.closes_at


def test_list_returned_after_the_deadline_has_no_deadline_of_the_units(world):
    dossier = submitted(world)
    late(world, dossiers.receive, dossier, actor=world.office_reviewer)
    late(world, noms.send_back, dossier.nominations.first(), reason="Sửa.", actor=world.office_reviewer)
    late(world, noms.mark_eligible, dossier.nominations.last(), actor=world.office_reviewer)

    late(world, dossiers.send_back, dossier, reason="Sửa.", actor=world.office_reviewer)

    assert due_of() == NOT_STATED


def test_list_taken_back_is_due_with_its_round(world):
    dossiers.withdraw(submitted(world), actor=world.unit_officer)

    assert due_of() == world.round.closes_at


def test_withdrawing_after_the_deadline_says_what_filing_again_will_be(world):
    dossier = submitted(world)

    with clock.moved_to(world.round.closes_at + timedelta(hours=1)):
        text = page(signed_in(world.unit_head), dossier.get_absolute_url())

    assert "Nộp lại sẽ bị ghi là nộp muộn và phải nêu lý do." in text
