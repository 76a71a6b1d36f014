"""Separation of duties as a table: a deed that binds, what its doer then tries, and the ways around that were tried.

Each deed is done by an account that may; afterwards the same person gets every role and a signing authority, so that
nothing but the duty can refuse. A way makes, from that account, the one that tries.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission

from nominations.models import ConsolidatedList, Dossier, Nomination
from nominations.services import decisions, dossiers, lists
from nominations.services import nominations as noms
from organisation.models import UnitGrant, User
from organisation.services import appoint
from organisation.states import Role
from tests.factories import World, authorise, head_of, make_dossier, make_nomination, make_user, submitted
from tests.nominations.machines.people import appoint_to_everything
from workflows import clock
from workflows.engine import Act, perform

Try = Callable[[Any, User], object]


@dataclass(frozen=True)
class Duty:
    """`deed(world, doer)` answers with the object; `tries` are what the doer must not do to it afterwards.

    `words` are those of the refusal.
    """

    words: str
    deed: Callable[[World, User], Any]
    tries: dict[str, Try]


def filed(world: World, doer: User) -> Dossier:
    appoint(doer, Role.UNIT_HEAD, world.units[0])
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    dossiers.submit(dossier, actor=doer)
    return dossier


def filed_and_forwarded(world: World, doer: User) -> ConsolidatedList:
    return on_a_list(world, filed(world, doer))


def reviewed(world: World, doer: User) -> ConsolidatedList:
    appoint(doer, Role.OFFICE_REVIEWER, world.root)
    return on_a_list(world, submitted(world, count=1), reviewer=doer)


def compiled(world: World, doer: User) -> ConsolidatedList:
    appoint(doer, Role.OFFICE_REVIEWER, world.root)
    return on_a_list(world, submitted(world, count=1), compiler=doer)


def put_before_the_director(world: World, doer: User) -> ConsolidatedList:
    appoint(doer, Role.OFFICE_HEAD, world.root)
    return on_a_list(world, submitted(world, count=1), forwarder=doer)


def named_to_review(world: World, doer: User) -> Nomination:
    """The doer's own case, in the doer's own hands: the name is told only where the case is judged."""
    dossier = _with_name_of(world, doer)
    appoint_to_everything(world, doer)
    dossiers.receive(dossier, actor=doer)
    return dossier.nominations.get()


def named_on_a_list(world: World, doer: User) -> ConsolidatedList:
    return on_a_list(world, _with_name_of(world, doer))


def _with_name_of(world: World, doer: User) -> Dossier:
    dossier = make_dossier(world)
    make_nomination(world, dossier, full_name=doer.full_name)
    dossiers.submit(dossier, actor=head_of(world, dossier))
    return dossier


def on_a_list(world: World, dossier: Dossier, **doers: User) -> ConsolidatedList:
    """All the way to the Director; whoever is not named is the office's own."""
    reviewer = doers.get("reviewer", world.office_reviewer)
    dossiers.receive(dossier, actor=reviewer)
    noms.mark_all_eligible(dossier, list(dossier.nominations.all()), actor=reviewer)
    dossiers.check_off(dossier, actor=reviewer)
    target = lists.compile_list(world.campaign, actor=doers.get("compiler", world.office_head))
    lists.forward(target, actor=doers.get("forwarder", world.office_reviewer))
    return target


def filed_and_given_back(world: World, doer: User) -> Dossier:
    """Another reviewer took it and gave it back to the queue."""
    dossier = filed(world, doer)
    dossiers.receive(dossier, actor=world.office_reviewer)
    dossiers.release(dossier, actor=world.office_reviewer)
    return dossier


def receive(dossier: Dossier, who: User) -> object:
    return dossiers.receive(dossier, actor=who)


def claim(dossier: Dossier, who: User) -> object:
    return dossiers.claim(dossier, actor=who)


def mark_eligible(nomination: Nomination, who: User) -> object:
    return noms.mark_eligible(nomination, actor=who)


def sign(target: ConsolidatedList, who: User) -> object:
    return decisions.sign(target, actor=who)


def strike(target: ConsolidatedList, who: User) -> object:
    return lists.strike(target, target.nominations.all(), actor=who, reason="Lý do (hư cấu).")


def by_the_door(verb: str) -> Try:
    """Without the service: the engine's own function."""
    return lambda subject, who: perform(subject, verb, actor=who, reason="Lý do (hư cấu).")


def lines_by_the_door(target: ConsolidatedList, who: User) -> object:
    return perform(list(target.nominations.all()), "approve", actor=who)


def within_an_act_of_the_director(target: ConsolidatedList, who: User) -> object:
    """Joining what somebody who may has begun."""
    act = Act("sign", User.objects.get(username__startswith="director-"), clock.now())
    return perform(target, "sign", actor=who, within=act)


SIGNING = {"sign": sign, "sign by the door": by_the_door("sign"), "sign within": within_an_act_of_the_director}
STRIKING = {"strike": strike, "approve by the door": lines_by_the_door}
DUTIES = {
    "filed": Duty("Người đã nộp hồ sơ", filed, {"receive": receive, "receive by the door": by_the_door("receive")}),
    "filed, given back": Duty("Người đã nộp hồ sơ", filed_and_given_back, {"claim": claim}),
    "filed, forwarded": Duty("Người đã nộp hồ sơ", filed_and_forwarded, SIGNING | STRIKING),
    "reviewed": Duty("Người đã thẩm định", reviewed, SIGNING | STRIKING),
    "compiled": Duty("Người đã lập danh sách", compiled, SIGNING),
    "forwarded": Duty("Người đã trình danh sách", put_before_the_director, SIGNING),
    "own case, reviewing": Duty("cho chính mình", named_to_review, {
        "mark eligible": mark_eligible, "find ineligible by the door": by_the_door("find_ineligible"),
    }),
    "own case, signing": Duty("cho chính mình", named_on_a_list, SIGNING | STRIKING),
}  # fmt: skip


def the_same_account(_world: World, doer: User) -> User:
    return doer


def second_account(world: World, doer: User) -> User:
    return make_user(world.organisation, "second", "Tên Khác Hẳn", same_person_as=doer)


def first_account(world: World, doer: User) -> User:
    """The deed was done by the account that was made later."""
    first = make_user(world.organisation, "first", "Tên Khác Hẳn")
    User.objects.filter(pk=doer.pk).update(same_person_as=first)
    return first


def sister_account(world: World, doer: User) -> User:
    """Both belong to a third, which did nothing."""
    first_account(world, doer)
    first = User.objects.get(username="first")
    return make_user(world.organisation, "sister", "Tên Khác Nữa", same_person_as=first)


def superuser(_world: World, doer: User) -> User:
    User.objects.filter(pk=doer.pk).update(is_superuser=True, is_staff=True)
    return doer


def group_of_everything(_world: World, doer: User) -> User:
    group = Group.objects.create(name="Mọi quyền")
    group.permissions.set(Permission.objects.all())
    doer.groups.add(group)
    doer.user_permissions.set(Permission.objects.all())
    return doer


def no_longer_in_that_role(_world: World, doer: User) -> User:
    """The role of the deed was given up."""
    UnitGrant.objects.filter(user=doer).delete()
    return doer


def by_proxy(world: World, doer: User) -> User:
    """Signing for the head, TUQ., by an authority of today."""
    authorise(world, doer, "tuq", "PHÓ GIÁM ĐỐC", valid_from=clock.now())
    return doer


def second_account_by_proxy(world: World, doer: User) -> User:
    return by_proxy(world, second_account(world, doer))


WAYS: dict[str, Callable[[World, User], User]] = {
    "the same account": the_same_account,
    "a second account": second_account,
    "the first account": first_account,
    "a sister account": sister_account,
    "superuser and staff": superuser,
    "a group with every permission": group_of_everything,
    "no longer in that role": no_longer_in_that_role,
    "a signing authority by proxy": by_proxy,
    "a second account by proxy": second_account_by_proxy,
}
