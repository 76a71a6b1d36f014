"""The link of an invitation, pressed in every state of the account that it belongs to."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from organisation.effects import KEPT
from organisation.models import Invitation, Mandate, User
from organisation.services import mandates
from organisation.states import MandateState, Role
from tests.factories import World, make_world
from workflows import clock, outbox

pytestmark = pytest.mark.django_db(transaction=True)

PERSON = {"full_name": "Người Được Mời Hư Cấu", "honorific": "ba", "position": "Chuyên viên", "email": "moi@example.vn"}
PASSWORD = "một câu rất dài và riêng"
FORM = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture
def world() -> World:
    return make_world()


def invited(world: World) -> Mandate:
    return mandates.invite(world.organisation, Role.OFFICE_REVIEWER, world.root, actor=world.administrator, **PERSON)


def link_in(mailoutbox: list) -> str:
    """The address in the newest mail, which is the only place where it stands."""
    outbox.drain()
    return re.search(r"/invitations/[\w-]+/", mailoutbox[-1].body).group()


def put_in(state: MandateState, mandate: Mandate, world: World) -> None:
    """From invited to that state, by the steps that people take."""
    if state in (MandateState.ACTIVE, MandateState.DEACTIVATED):
        mandates.accept(mandate, password="một câu khác dài và riêng")
    if state == MandateState.DEACTIVATED:
        mandates.deactivate(mandate, actor=world.administrator, reason="Nghỉ hưu (hư cấu).")
    if state == MandateState.WITHDRAWN:
        mandates.withdraw(mandate, actor=world.administrator, reason="Mời nhầm (hư cấu).")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("state", [state for state in MandateState if state != MandateState.NEW])  # never invited
def test_link_opens_only_while_the_invitation_stands(world: World, mailoutbox: list, state: MandateState, method: str):
    mandate = invited(world)
    link = link_in(mailoutbox)
    put_in(state, mandate, world)

    status = getattr(Client(), method)(link, FORM).status_code

    stands = {"get": 200, "post": 302}[method]
    assert status == (stands if state == MandateState.INVITED else 410)


def test_person_signs_in_with_the_password_of_the_link(world: World, mailoutbox: list):
    mandate = invited(world)

    Client().post(link_in(mailoutbox), FORM)

    account = User.objects.get(pk=mandate.account_id)
    assert (account.is_active, account.check_password(PASSWORD)) == (True, True)


def test_link_opens_once(world: World, mailoutbox: list):
    invited(world)
    link = link_in(mailoutbox)

    assert [Client().post(link, FORM).status_code for _ in range(2)] == [302, 410]


def test_second_invitation_ends_the_first_link(world: World, mailoutbox: list):
    mandate = invited(world)
    first = link_in(mailoutbox)
    mandates.invite_again(mandate, actor=world.administrator, reason="Thư thất lạc (hư cấu).")
    second = link_in(mailoutbox)

    assert [Client().get(link).status_code for link in (first, second)] == [410, 200]


@pytest.mark.parametrize(("late", "status"), [(timedelta(minutes=-1), 200), (timedelta(0), 410)])
def test_link_ends_after_its_days(world: World, mailoutbox: list, late: timedelta, status: int):
    invited(world)
    link, sent = link_in(mailoutbox), Invitation.objects.get().sent_at

    with clock.moved_to(sent + KEPT + late):
        assert Client().get(link).status_code == status


def test_weak_password_is_refused_and_the_link_stays(world: World, mailoutbox: list):
    mandate = invited(world)
    link = link_in(mailoutbox)

    answer = Client().post(link, {"new_password1": "12345678", "new_password2": "12345678"})

    assert (answer.status_code, Client().get(link).status_code) == (200, 200)
    assert Mandate.objects.get(pk=mandate.pk).state == MandateState.INVITED
