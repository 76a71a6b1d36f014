"""The first page shows each role what waits for it."""

from uuid import uuid4

import pytest
from django.test import Client

from notifications.models import Message
from tests.factories import forwarded, make_dossier, make_world, submitted
from workflows import clock

pytestmark = pytest.mark.django_db


def page(user) -> str:
    client = Client()
    client.force_login(user, backend="organisation.backends.PersonBackend")
    answer = client.get("/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_shows_the_officer_her_draft():
    world = make_world()
    dossier = make_dossier(world)

    assert dossier.get_absolute_url() in page(world.unit_officer)


def test_home_shows_the_reviewer_a_filed_dossier():
    world = make_world()
    dossier = submitted(world)

    assert dossier.get_absolute_url() in page(world.office_reviewer)


def test_home_hides_a_filed_dossier_from_another_unit():
    world = make_world()
    dossier = submitted(world)

    assert dossier.get_absolute_url() not in page(world.unit_officer_2)


def test_home_shows_the_director_a_list_to_sign():
    world = make_world()
    consolidated = forwarded(world)

    assert consolidated.get_absolute_url() in page(world.director)


def test_messages_marked_as_read_are_shown_as_read():
    world = make_world()
    told = {"act_id": uuid4(), "title": "Hồ sơ mới", "created_at": clock.now()}
    Message.objects.create(recipient=world.office_reviewer, **told)
    client = Client()
    client.force_login(world.office_reviewer, backend="organisation.backends.PersonBackend")
    before = client.get("/messages/").content.decode().count("is-warn")

    assert (before, client.post("/messages/", follow=True).content.decode().count("is-warn")) == (1, 0)
