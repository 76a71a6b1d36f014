"""The deadline of a unit's dossier passes on the installation's clock."""

from datetime import timedelta

import pytest

from nominations.services import dossiers
from tests.factories import head_of, make_dossier, make_nomination, make_world
from workflows import clock
from workflows.models import OutboxEntry
from workflows.worklist import fire_due_timers, open_tasks

pytestmark = pytest.mark.django_db


def reminders() -> int:
    return OutboxEntry.objects.filter(effect="nominations.remind_overdue").count()


def test_timer_rests_before_the_deadline():
    make_dossier(make_world())

    assert fire_due_timers() == 0


def test_timer_queues_a_reminder_after_the_deadline():
    dossier = make_dossier(make_world())

    with clock.moved_to(dossier.round.closes_at + timedelta(minutes=1)):
        fire_due_timers()

    assert reminders() == 1


def test_timer_fires_once():
    dossier = make_dossier(make_world())

    with clock.moved_to(dossier.round.closes_at + timedelta(minutes=1)):
        fire_due_timers()
        fire_due_timers()

    assert reminders() == 1


def test_timer_leaves_the_task_open():
    dossier = make_dossier(make_world())

    with clock.moved_to(dossier.round.closes_at + timedelta(minutes=1)):
        fire_due_timers()

    assert [task.flow_task.name for task in open_tasks(dossier)] == ["file"]


def test_timer_is_cancelled_by_submission():
    world = make_world()
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    dossiers.submit(dossier, actor=head_of(world, dossier))

    with clock.moved_to(dossier.round.closes_at + timedelta(minutes=1)):
        fire_due_timers()

    assert reminders() == 0
