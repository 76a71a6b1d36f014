"""Break-glass: one duty set aside once, for one verb on one object, by two people, within hours."""

from datetime import timedelta

import pytest

from nominations.duties import DUTIES
from nominations.models import ConsolidatedList, Decision, Override
from nominations.services import decisions, lists, overrides
from nominations.services import nominations as noms
from nominations.states import OverrideState
from notifications.models import Message
from organisation.models import User
from organisation.services import appoint
from organisation.services.machine import machine_account
from organisation.states import Role
from tests.factories import World, checked, make_user, make_world
from tests.nominations.machines.override import compiled_by_the_director
from tests.nominations.reviewing import received
from workflows import clock, outbox
from workflows.audit import history_of
from workflows.errors import NotAllowed, NotPermitted
from workflows.models import AuditEvent

pytestmark = pytest.mark.django_db(transaction=True)

REASON = "Cả hai phó giám đốc đi công tác nước ngoài (hư cấu)."


def asked(world: World, consolidated: ConsolidatedList, hours: int = 2) -> Override:
    return overrides.ask(consolidated, "sign", actor=world.director, reason=REASON, hours=hours)


def granted(world: World, consolidated: ConsolidatedList, hours: int = 2) -> Override:
    override = asked(world, consolidated, hours)
    overrides.confirm(override, actor=world.office_head)
    return override


def state_of(override: Override) -> str:
    return Override.objects.get(pk=override.pk).state


def test_act_under_an_override_names_it_in_its_event():
    world = make_world()
    consolidated = compiled_by_the_director(world)
    override = granted(world, consolidated)

    decisions.sign(consolidated, actor=world.director)

    event = history_of(consolidated).last()
    assert (event.verb, event.authority.split()[1]) == ("sign", f"override/{override.pk}")


def test_override_is_used_up_in_the_act_itself():
    world = make_world()
    consolidated = compiled_by_the_director(world)
    override = granted(world, consolidated)

    decisions.sign(consolidated, actor=world.director)

    used, signed = history_of(override).last(), history_of(consolidated).last()
    assert (used.verb, used.act_id, state_of(override)) == ("use", signed.act_id, OverrideState.USED)


def test_act_that_fails_leaves_the_override_unused():
    world = make_world()
    consolidated = compiled_by_the_director(world)
    override = granted(world, consolidated)

    with pytest.raises(NotAllowed):
        lists.send_back(ConsolidatedList.objects.get(pk=consolidated.pk), actor=world.director, reason="")

    assert state_of(override) == OverrideState.GRANTED


def test_override_that_nobody_confirmed_opens_nothing():
    world = make_world()
    consolidated = compiled_by_the_director(world)
    asked(world, consolidated)

    with pytest.raises(NotPermitted, match=str(DUTIES["created_by"])):
        decisions.sign(consolidated, actor=world.director)


def test_override_opens_one_object_only():
    world = make_world()
    first = compiled_by_the_director(world)
    granted(world, first)
    decisions.sign(first, actor=world.director)
    checked(world, unit=1, count=1)
    second = lists.compile_list(world.campaign, actor=world.director)
    lists.forward(second, actor=world.office_head)

    with pytest.raises(NotPermitted, match=str(DUTIES["created_by"])):
        decisions.sign(second, actor=world.director)


def test_override_of_one_duty_leaves_the_others():
    world = make_world()
    appoint(world.director, Role.OFFICE_REVIEWER, world.root)
    checked(world, count=1)
    consolidated = lists.compile_list(world.campaign, actor=world.director)
    lists.forward(consolidated, actor=world.director)
    granted(world, consolidated)

    with pytest.raises(NotPermitted, match=str(DUTIES["forwarded_by"])):
        decisions.sign(consolidated, actor=world.director)


def test_override_of_another_person_opens_nothing():
    world = make_world()
    appoint(world.deputy_director, Role.OFFICE_REVIEWER, world.root)
    consolidated = compiled_by_the_director(world)
    override = granted(world, consolidated)
    override_of_deputy = User.objects.get(pk=world.deputy_director.pk)

    with pytest.raises(NotPermitted):
        decisions.sign(consolidated, actor=override_of_deputy)

    assert state_of(override) == OverrideState.GRANTED


def test_override_ends_with_its_hours():
    world = make_world()
    consolidated = compiled_by_the_director(world)
    granted(world, consolidated, hours=2)

    with clock.moved_to(clock.now() + timedelta(hours=2)), pytest.raises(NotPermitted):
        decisions.sign(consolidated, actor=world.director)


def test_site_ends_what_was_not_used_in_time():
    world = make_world()
    override = granted(world, compiled_by_the_director(world), hours=2)

    with clock.moved_to(clock.now() + timedelta(hours=2)):
        ended = overrides.end_expired()

    last = history_of(override).last()
    assert (ended, state_of(override), last.actor_id) == (1, OverrideState.EXPIRED, machine_account().pk)


def test_site_ends_nothing_before_its_time():
    world = make_world()
    override = granted(world, compiled_by_the_director(world), hours=2)

    with pytest.raises(NotPermitted):
        overrides.end(override, actor=machine_account())

    assert (overrides.end_expired(), state_of(override)) == (0, OverrideState.GRANTED)


def test_override_lasts_a_day_at_most():
    world = make_world()

    with pytest.raises(Exception, match="override_lasts_a_day_at_most"):
        asked(world, compiled_by_the_director(world), hours=25)


def test_short_reason_is_refused():
    world = make_world()

    with pytest.raises(NotAllowed, match="ít nhất 20 chữ cái"):
        overrides.ask(compiled_by_the_director(world), "sign", actor=world.director, reason="Gấp. " * 4, hours=2)


def test_what_no_duty_forbids_needs_no_override():
    world = make_world()
    checked(world, count=1)
    consolidated = lists.compile_list(world.campaign, actor=world.office_reviewer)
    lists.forward(consolidated, actor=world.office_head)

    with pytest.raises(NotAllowed, match="không cần vượt quyền"):
        asked(world, consolidated)


def test_who_lacks_the_role_is_given_none_by_an_override():
    world = make_world()
    consolidated = compiled_by_the_director(world)

    with pytest.raises(NotPermitted):
        overrides.ask(consolidated, "sign", actor=world.office_reviewer, reason=REASON, hours=2)


def second_account(world: World) -> User:
    second = make_user(world.organisation, "second", "Tên Khác Hư Cấu", same_person_as=world.director)
    appoint(second, Role.OFFICE_HEAD, world.root)
    return second


def equal_name(world: World) -> User:
    second = make_user(world.organisation, "second", world.director.full_name.upper())
    appoint(second, Role.OFFICE_HEAD, world.root)
    return second


def equal_address(world: World) -> User:
    User.objects.filter(pk=world.director.pk).update(email="mot@example.vn")
    second = make_user(world.organisation, "second", "Tên Khác Hư Cấu", email="MOT@example.vn")
    appoint(second, Role.OFFICE_HEAD, world.root)
    return second


CONFIRMERS = {
    "the asker": (lambda world: world.director, NotPermitted),
    "the asker's second account": (second_account, NotPermitted),
    "an account of the asker's name": (equal_name, NotAllowed),
    "an account of the asker's address": (equal_address, NotAllowed),
    "a reviewer": (lambda world: world.office_reviewer, NotPermitted),
    "an auditor": (lambda world: world.auditor, NotPermitted),
    "an administrator": (lambda world: world.administrator, NotPermitted),
    "a head elsewhere": (lambda world: make_world().office_head, NotPermitted),
    "a head of a unit": (lambda world: world.unit_head, NotPermitted),
}


@pytest.mark.parametrize("who", CONFIRMERS)
def test_confirming_takes_another_person_who_decides(who):
    world = make_world()
    override = asked(world, compiled_by_the_director(world))
    find, refusal = CONFIRMERS[who]
    confirmer = find(world)

    with pytest.raises(refusal):
        overrides.confirm(override, actor=confirmer)

    assert state_of(override) == OverrideState.REQUESTED


@pytest.mark.parametrize("whose", ["director", "office_head"])
def test_own_case_is_never_overruled(whose):
    world = make_world()
    consolidated = compiled_by_the_director(world)
    line = consolidated.nominations.get()
    type(line).objects.filter(pk=line.pk).update(search_key=world.people[whose].name_key)

    with pytest.raises(NotAllowed, match="không thể vượt quyền"):
        granted(world, consolidated)


@pytest.mark.parametrize("whose", ["director", "office_head"])
def test_own_case_under_another_accounts_name_is_never_overruled(whose):
    world = make_world()
    consolidated = compiled_by_the_director(world)
    other = make_user(world.organisation, "other-name", "Tên Khác Hẳn", same_person_as=world.people[whose])
    line = consolidated.nominations.get()
    type(line).objects.filter(pk=line.pk).update(search_key=other.name_key)

    with pytest.raises(NotAllowed, match="không thể vượt quyền"):
        granted(world, consolidated)


def test_review_of_what_one_filed_may_be_overruled():
    world = make_world()
    dossier = received(world)
    nomination = dossier.nominations.first()
    type(nomination).objects.filter(pk=nomination.pk).update(filed_by=world.office_reviewer)
    nomination = type(nomination).objects.get(pk=nomination.pk)
    override = overrides.ask(nomination, "mark_eligible", actor=world.office_reviewer, reason=REASON, hours=1)
    overrides.confirm(override, actor=world.office_head)

    noms.mark_eligible(nomination, actor=world.office_reviewer)

    assert AuditEvent.objects.get(verb="mark_eligible", object_id=nomination.pk).authority == f"override/{override.pk}"


def test_auditors_are_mailed_when_it_is_granted_and_when_it_is_used():
    world = make_world()
    User.objects.filter(pk=world.auditor.pk).update(email="kiemtra@example.vn")
    consolidated = compiled_by_the_director(world)
    override = granted(world, consolidated)
    decisions.sign(consolidated, actor=world.director)

    outbox.drain()

    told = Message.objects.filter(recipient=world.auditor, kind="nominations.overruled").order_by("pk")
    assert [(message.channel, message.body) for message in told] == [("at_once", ""), ("at_once", "")]
    assert [str(override) in message.title for message in told] == [True, True]


def test_decision_signed_under_an_override_stands():
    world = make_world()
    consolidated = compiled_by_the_director(world)
    granted(world, consolidated)

    decision = decisions.sign(consolidated, actor=world.director)

    assert Decision.objects.get(pk=decision.pk).signer_id == world.director.pk
