"""Auditors hear of the checkpoints: one quiet message a day."""

from datetime import timedelta

import pytest

from nominations.services.seals import tell_auditors, tell_of_seals
from notifications.models import Letter, Message
from tests.factories import make_world, submitted
from workflows import clock
from workflows.seals.checkpoints import seal

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


def told():
    return list(Message.objects.filter(kind="workflows.sealed").order_by("pk"))


def test_auditor_alone_is_told_of_a_checkpoint():
    world = make_world()
    submitted(world)
    seal()

    tell_of_seals()

    assert [message.recipient for message in told()] == [world.auditor]


def test_message_names_log_size_and_root():
    submitted(make_world())
    made = seal()

    tell_of_seals()

    origin, size, root = made.note.splitlines()[:3]
    assert told()[0].body == f"{origin} · {size} · {root}"


def test_auditors_of_every_organisation_are_told():
    worlds = [make_world(), make_world()]
    submitted(worlds[0])
    seal()

    tell_of_seals()

    assert {message.recipient for message in told()} == {world.auditor for world in worlds}


def test_message_waits_for_the_digest():
    submitted(make_world())
    seal()

    tell_of_seals()

    assert (told()[0].channel, Letter.objects.count()) == ("daily", 0)


def test_day_with_several_checkpoints_has_one_message():
    world = make_world(units=2)
    for unit in (0, 1):
        submitted(world, unit)
        seal()

    tell_of_seals()
    tell_of_seals()

    assert [message.titles["en"] for message in told()] == [
        f"Seals of the trail: 2, the last over {seal().size} events"
    ]


def test_checkpoint_is_told_once():
    submitted(make_world())
    seal()
    now = clock.now()

    assert (tell_auditors(now), tell_auditors(now + timedelta(days=1)), len(told())) == (1, 0, 1)


def test_day_without_a_checkpoint_is_silent():
    make_world()

    tell_of_seals()

    assert told() == []
