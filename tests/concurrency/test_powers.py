"""A power is taken while an act by it is under way: either waits for the other, and none acts by what is gone."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from nominations.models import ConsolidatedList, Decision
from nominations.services import decisions
from organisation.models import SigningAuthority, UnitGrant, User
from organisation.services import mandates
from organisation.services.mandates import Dates
from organisation.states import AuthorityForm, Role
from tests.factories import World, authorise, forwarded, make_world
from workflows import clock
from workflows.engine import perform
from workflows.errors import NotPermitted

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]
BASIS = "Quyết định hư cấu"


def role_is_dismissed(world: World) -> None:
    grant = UnitGrant.objects.get(user=world.deputy_director)
    mandates.dismiss(world.deputy_director.mandate, grant, basis=BASIS, actor=world.administrator)


def role_begins_later(world: World) -> None:
    dates = Dates(BASIS, valid_from=clock.now() + timedelta(days=1))
    mandates.appoint(world.deputy_director.mandate, Role.DEPUTY_DIRECTOR, world.root, dates, actor=world.administrator)


def authority_is_revoked(world: World) -> None:
    authority = SigningAuthority.objects.get(holder=world.deputy_director)
    mandates.revoke(world.deputy_director.mandate, authority, basis=BASIS, actor=world.administrator)


def account_is_deactivated(world: World) -> None:
    mandates.deactivate(world.deputy_director.mandate, reason="Nghỉ hưu.", actor=world.administrator)


def account_is_said_to_be_the_compilers(world: World) -> None:
    mandates.link(world.deputy_director.mandate, world.office_reviewer, basis=BASIS, actor=world.administrator)


def grant_is_deleted_past_python(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM organisation_unitgrant WHERE user_id = %s", [world.deputy_director.pk])


def authority_is_ended_past_python(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisation_signingauthority SET valid_to = now() WHERE holder_id = %s",
            [world.deputy_director.pk],
        )


ENDS = [
    role_is_dismissed, role_begins_later, authority_is_revoked,
    account_is_deactivated, account_is_said_to_be_the_compilers, grant_is_deleted_past_python,
    authority_is_ended_past_python,
]  # fmt: skip


def stage() -> tuple[World, ConsolidatedList]:
    """A deputy who may sign the list."""
    world = make_world()
    deputy = world.deputy_director
    authorise(world, deputy, AuthorityForm.KT, "PHÓ GIÁM ĐỐC")
    mandates.enrol(deputy, actor=world.administrator)
    return world, forwarded(world, 1)


class Started(threading.Thread):
    """Work on a connection of its own, begun at once; `outcome` is "done" or "refused"."""

    def __init__(self, work: Callable[[], object]) -> None:
        super().__init__()
        self.work, self.outcome = work, ""
        self.start()

    def run(self) -> None:
        try:
            self.work()
            self.outcome = "done"
        except NotPermitted:
            self.outcome = "refused"
        finally:
            connections.close_all()


def waiting(*threads: Started) -> int:
    """How many connections wait for a lock, as soon as every thread does, or one has ended."""
    found = 0
    for _turn in range(3000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            found = cursor.fetchone()[0]
        if found == len(threads) or not all(thread.is_alive() for thread in threads):
            break
        time.sleep(0.01)
    return found


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_power_is_not_taken_between_the_permission_and_the_commit(end):
    world, target = stage()

    with transaction.atomic():
        with connection.cursor() as cursor:  # the door's last step, long after the permission, stops here
            cursor.execute("LOCK TABLE viewflow_task IN EXCLUSIVE MODE")
        signing = Started(lambda: decisions.sign(target, actor=world.deputy_director))
        stopped = waiting(signing)
        taking = Started(lambda: end(world))
        both = waiting(signing, taking)
    signing.join(60)
    taking.join(60)

    assert (stopped, both, signing.outcome, taking.outcome) == (1, 2, "done", "done")


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.__name__)
def test_act_waits_for_a_power_being_taken_and_is_refused(end):
    world, target = stage()

    with transaction.atomic():
        end(world)
        signing = Started(lambda: decisions.sign(target, actor=User.objects.get(pk=world.deputy_director.pk)))
        stopped = waiting(signing)
    signing.join(60)

    assert (stopped, signing.outcome, Decision.objects.count()) == (1, "refused", 0)


def test_acts_of_one_account_do_not_wait_for_each_other():
    world = make_world()
    first, second = forwarded(world, 1), world.campaign

    with transaction.atomic():
        perform(first, "send_back", actor=world.director, reason="Hư cấu.")
        other = Started(lambda: perform(second, "cancel", actor=world.director, reason="Hư cấu."))
        other.join(20)
        alive = other.is_alive()

    assert (alive, other.outcome) == (False, "done")
