"""A signing authority is judged when the signature is committed; what was signed before stands."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from nominations.models import ConsolidatedList, Decision
from nominations.services import decisions, lists
from organisation.models import SigningAuthority, User
from organisation.services import appoint, dismiss
from organisation.states import AuthorityForm, Role
from tests.factories import World, authorise, forwarded, make_world
from tests.nominations.desk import page, seen, signed_in
from workflows import clock
from workflows.audit import check_chain, check_head, history_of
from workflows.engine import lock
from workflows.errors import NotPermitted

pytestmark = pytest.mark.django_db(transaction=True)  # the door's refusal rolls back the whole transaction
MINUTE = timedelta(minutes=1)


def deputy_of(world: World) -> User:
    authorise(world, world.deputy_director, AuthorityForm.KT, "PHÓ GIÁM ĐỐC")
    return world.deputy_director


def expires(world: World, deputy: User) -> None:
    SigningAuthority.objects.filter(holder=deputy).update(valid_to=clock.now() - MINUTE)


def is_revoked(world: World, deputy: User) -> None:
    SigningAuthority.objects.filter(holder=deputy).update(valid_to=clock.now())


def has_not_begun(world: World, deputy: User) -> None:
    SigningAuthority.objects.filter(holder=deputy).update(valid_from=clock.now() + MINUTE)


def is_for_other_papers(world: World, deputy: User) -> None:
    SigningAuthority.objects.filter(holder=deputy).update(document_type="plan")


def is_anothers(world: World, deputy: User) -> None:
    SigningAuthority.objects.filter(holder=deputy).update(holder=world.office_head)


def is_of_another_organisation(world: World, deputy: User) -> None:
    SigningAuthority.objects.filter(holder=deputy).update(organisation=make_world().organisation)


def holder_is_switched_off(world: World, deputy: User) -> None:
    User.objects.filter(pk=deputy.pk).update(is_active=False)


def holder_is_dismissed(world: World, deputy: User) -> None:
    dismiss(deputy, Role.DEPUTY_DIRECTOR, world.root)


def role_expires(world: World, deputy: User) -> None:
    appoint(deputy, Role.DEPUTY_DIRECTOR, world.root, valid_to=clock.now())


ENDS = [
    expires, is_revoked, has_not_begun, is_for_other_papers, is_anothers, is_of_another_organisation,
    holder_is_switched_off, holder_is_dismissed, role_expires,
]  # fmt: skip
ENDED_WHILE_WAITING = [is_revoked, is_for_other_papers, holder_is_switched_off, holder_is_dismissed, role_expires]


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_nobody_signs_once_the_authority(end):
    world = make_world()
    deputy, target = deputy_of(world), forwarded(world, 1)
    end(world, deputy)

    with pytest.raises(NotPermitted):
        decisions.sign(target, actor=deputy)

    assert Decision.objects.count() == 0


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_form_of_the_page_signs_nothing_once_the_authority(end):
    world = make_world()
    deputy, target = deputy_of(world), forwarded(world, 1)
    client = signed_in(deputy)
    offered = "Ký quyết định" in page(client, target.get_absolute_url())
    end(world, deputy)

    client.post(f"/lists/{target.pk}/sign/", seen(target, key="one"))

    assert (offered, Decision.objects.count()) == (True, 0)


@pytest.mark.postgres_only
@pytest.mark.parametrize("act", [decisions.sign, lists.send_back], ids=lambda act: act.__name__)
@pytest.mark.parametrize("end", ENDED_WHILE_WAITING, ids=lambda end: end.__name__)
def test_act_that_waits_for_a_lock_is_refused_once_the_authority(end, act):
    world = make_world()
    deputy, target = deputy_of(world), forwarded(world, 1)

    said = while_waiting(target, lambda: act(target, actor=deputy, reason="Hư cấu."), lambda: end(world, deputy))

    assert (said, ConsolidatedList.objects.get(pk=target.pk).state) == (NotPermitted.__name__, "forwarded")


def while_waiting(target: ConsolidatedList, act: Callable[[], object], change: Callable[[], None]) -> str:
    """The act comes to the door while another holds the list; what changes meanwhile is committed first."""
    outcome: list[str] = []

    def run() -> None:
        try:
            act()
            outcome.append("done")
        except NotPermitted as refusal:
            outcome.append(type(refusal).__name__)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    with transaction.atomic():
        lock(target)
        thread.start()
        until_somebody_waits()
        change()
    thread.join(60)
    return outcome[0]


def until_somebody_waits() -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    for _turn in range(3000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("nobody came to the door")


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_decision_stands_although_afterwards_the_authority(end):
    world = make_world()
    deputy, target = deputy_of(world), forwarded(world, 1)
    decision = decisions.sign(target, actor=deputy)
    paper, events = decision.paper, list(history_of(decision))
    end(world, deputy)

    after = Decision.objects.get(pk=decision.pk)
    decisions.issue(after, actor=world.records_clerk)

    after = Decision.objects.get(pk=decision.pk)
    trail = list(history_of(after))
    assert (after.state, after.paper["signature"], trail[: len(events)] == events) == (
        "issued",
        paper["signature"],
        True,
    )
    assert check_chain(trail) + check_head(after, trail) == []
