"""Powers change through the door alone: each change is an event, and nobody changes their own."""

from datetime import timedelta
from typing import Any

import pytest

from organisation.models import Mandate, SigningAuthority, User
from organisation.services import mandates
from organisation.services.mandates import Dates
from organisation.states import MandateState, Role
from tests.factories import World, make_user, make_world
from workflows import clock
from workflows.audit import check_chain, check_head, check_words, history_of, words_of
from workflows.errors import NotAllowed, NotPermitted
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db

BASIS = Dates("Quyết định phân công số 12 (hư cấu)")
PERSON = {"full_name": "Người Được Mời Hư Cấu", "honorific": "ba", "position": "Chuyên viên", "email": "moi@example.vn"}


def enrolled(world: World, user: User) -> Mandate:
    return mandates.enrol(user, actor=world.administrator)


def held(user: User) -> set[str]:
    roles = roles_of(user, clock.now())
    return {role for role in Role if roles.any_of(role)}


def invited(world: World) -> Mandate:
    return mandates.invite(world.organisation, Role.OFFICE_REVIEWER, world.root, actor=world.administrator, **PERSON)


def authority(**fields: Any) -> SigningAuthority:
    values = {
        "form": "kt", "document_type": "decision", "position_title": "PHÓ GIÁM ĐỐC", "on_behalf_of": "GIÁM ĐỐC",
        "basis": "Phân công hư cấu", "valid_from": clock.now(),
    }  # fmt: skip
    return SigningAuthority(**values | fields)


def test_appointment_is_an_event_that_names_role_place_and_basis():
    world = make_world()
    mandate = enrolled(world, world.unit_officer)

    mandates.appoint(mandate, Role.OFFICE_REVIEWER, world.root, BASIS, actor=world.administrator)

    event = history_of(mandate).last()
    words = words_of([event])[event.payload_hash]
    told = (event.verb, event.actor_id, event.capacity, words["data"]["role"], words["reason"])
    assert told == (
        "appoint", world.administrator.pk, Role.ADMINISTRATOR, Role.OFFICE_REVIEWER,
        f"Chuyên viên Văn phòng Sở – {world.root}; căn cứ: Quyết định phân công số 12 (hư cấu)",
    )  # fmt: skip
    assert Role.OFFICE_REVIEWER in held(world.unit_officer)


def test_chain_of_powers_is_whole():
    world = make_world()
    mandate = invited(world)
    mandates.accept(mandate, password="một câu rất dài và riêng")
    mandates.appoint(mandate, Role.DEPUTY_DIRECTOR, world.root, BASIS, actor=world.administrator)
    mandates.empower(mandate, authority(), actor=world.administrator)
    mandates.revoke(
        mandate, SigningAuthority.objects.get(holder=mandate.account), basis="Hết", actor=world.administrator
    )
    mandates.dismiss(mandate, mandate.account.unitgrant_set.first(), basis="Hết", actor=world.administrator)
    mandates.deactivate(mandate, reason="Nghỉ hưu.", actor=world.administrator)

    events, stands = list(history_of(mandate)), Mandate.objects.get(pk=mandate.pk)

    assert [event.verb for event in events] == [
        "invite", "accept", "appoint", "empower", "revoke", "dismiss", "deactivate",
    ]  # fmt: skip
    assert check_chain(events) + check_words(events) + check_head(stands, events) == []


VERBS = ("appoint", "dismiss", "empower", "revoke", "link", "reset_second_factor", "deactivate")


def done(verb: str, mandate: Mandate, world: World, actor: User) -> Any:
    other = make_user(world.organisation, f"other-{verb}", "Người Hư Cấu Khác")
    ways = {
        "appoint": lambda: mandates.appoint(mandate, Role.RECORDS_CLERK, world.root, BASIS, actor=actor),
        "dismiss": lambda: mandates.dismiss(mandate, mandate.account.unitgrant_set.first(), basis="x", actor=actor),
        "empower": lambda: mandates.empower(mandate, authority(), actor=actor),
        "revoke": lambda: mandates.revoke(mandate, mandate.account.authorities.first(), basis="x", actor=actor),
        "link": lambda: mandates.link(mandate, other, basis="x", actor=actor),
        "reset_second_factor": lambda: mandates.reset_second_factor(mandate, reason="x", actor=actor),
        "deactivate": lambda: mandates.deactivate(mandate, reason="x", actor=actor),
    }
    return ways[verb]()


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("under", ["own account", "own second account"])
def test_nobody_changes_own_powers(verb, under):
    world = make_world()
    account = world.administrator
    if under == "own second account":
        account = make_user(world.organisation, "second", "Quản Trị Hư Cấu", same_person_as=world.administrator)
    mandate = enrolled(world, account)
    User.objects.filter(pk=world.director.pk).update(full_name=world.director.full_name)
    world.director.authorities.update(holder=account)
    if under == "own second account":
        world.director.unitgrant_set.update(user=account)
    before = (held(account), history_of(mandate).count())

    with pytest.raises(NotPermitted, match="quyền của chính mình"):
        done(verb, mandate, world, world.administrator)

    assert (held(account), history_of(mandate).count()) == before


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["director", "auditor", "office_head", "unit_head", "administrator of another body"])
def test_nobody_else_changes_powers(verb, who):
    world = make_world()
    mandate = enrolled(world, world.director)
    actor = make_world().administrator if who == "administrator of another body" else world.people[who]
    before = history_of(mandate).count()

    with pytest.raises(NotPermitted):
        done(verb, mandate, world, actor)

    assert history_of(mandate).count() == before


APART = [
    ("director", Role.ADMINISTRATOR), ("unit_head", Role.ADMINISTRATOR), ("office_reviewer", Role.AUDITOR),
    ("auditor", Role.DIRECTOR), ("auditor", Role.ADMINISTRATOR),
]  # fmt: skip


@pytest.mark.parametrize(("who", "role"), APART)
@pytest.mark.parametrize("under", ["the same account", "another account of the same person"])
def test_keeping_the_machine_and_auditing_stand_alone(who, role, under):
    world = make_world()
    account = world.people[who]
    if under != "the same account":
        account = make_user(world.organisation, "second", account.full_name, same_person_as=account)
    mandate = enrolled(world, account)

    with pytest.raises(NotAllowed, match="không được kiêm quyền nào khác"):
        mandates.appoint(mandate, role, world.root, BASIS, actor=world.administrator)


def test_linking_makes_one_person_of_both_accounts():
    world = make_world()
    mandate = enrolled(world, world.unit_officer)

    mandates.link(mandate, world.unit_head, basis="Hồ sơ công chức", actor=world.administrator)

    assert User.objects.get(pk=world.unit_officer.pk).person_id == world.unit_head.person_id


def test_linking_what_would_mix_deciding_and_auditing_is_refused():
    world = make_world()
    mandate = enrolled(world, world.auditor)

    with pytest.raises(NotAllowed, match="không được kiêm quyền nào khác"):
        mandates.link(mandate, world.director, basis="Hồ sơ", actor=world.administrator)


def test_deactivated_account_holds_nothing_and_what_it_did_stands():
    world = make_world()
    mandate = enrolled(world, world.director)

    mandates.deactivate(mandate, reason="Chuyển công tác.", actor=world.administrator)

    lasting = world.director.authorities.filter(valid_to=None).count()
    assert (held(world.director), lasting, mandate.state) == (set(), 0, MandateState.DEACTIVATED)


def test_reactivated_account_has_no_role_until_given_one():
    world = make_world()
    mandate = enrolled(world, world.director)
    mandates.deactivate(mandate, reason="Chuyển công tác.", actor=world.administrator)

    mandates.reactivate(mandate, reason="Trở lại.", actor=world.administrator)

    account = User.objects.get(pk=world.director.pk)
    assert (account.is_active, held(account)) == (True, set())


def test_authority_is_for_leaders_only():
    world = make_world()
    mandate = enrolled(world, world.unit_head)

    with pytest.raises(NotAllowed, match="Chỉ giao quyền ký"):
        mandates.empower(mandate, authority(), actor=world.administrator)


def test_dates_the_wrong_way_round_are_refused():
    world = make_world()
    mandate = enrolled(world, world.unit_head)
    now = clock.now()
    backwards = Dates("Hư cấu", now + timedelta(days=2), now + timedelta(days=1))

    with pytest.raises(NotAllowed, match="phải sau ngày bắt đầu"):
        mandates.appoint(mandate, Role.RECORDS_CLERK, world.root, backwards, actor=world.administrator)
