"""The whole award path runs as the site's own role: it lacks nothing that the site needs."""

import pytest
from django.db import connection
from django.test import Client

from nominations import walkthrough
from nominations.demo import story
from organisation.services import mandates
from organisation.states import Role
from tests.factories import forwarded, make_dossier, make_nomination, make_world
from tests.roles.conftest import Become
from workflows import outbox
from workflows.seals.checkpoints import seal
from workflows.verification import verify_everything

pytestmark = [pytest.mark.postgres_only, pytest.mark.django_db(transaction=True)]


def settle() -> None:
    while outbox.drain():
        pass
    seal()


def test_award_path_is_played(become: Become):
    with become("runtime"):
        walkthrough.play(lambda _line: None, settle=settle)

        assert walkthrough.totals() == {"awarded": 10, "declined": 1}


def test_demonstration_is_told(become: Become):
    with become("runtime"):
        story.tell()

        assert sum(tally.faults for tally in verify_everything().values()) == 0


def test_draft_is_struck(become: Become):
    with become("runtime"):
        world = make_world()
        nomination = make_nomination(world, make_dossier(world))
        nomination.delete()

        assert connection.settings_dict["USER"].endswith("_runtime")


def test_pages_are_served(become: Become):
    urls = ("/", "/nominations/?q=nguoi", "/decisions/", "/messages/", "/campaigns/")
    with become("runtime"):
        world = make_world()
        forwarded(world)
        client = Client()
        client.post("/sign-in/", {"username": world.director.username, "password": "demo-password-123"})

        assert [client.get(url).status_code for url in urls] == [200] * len(urls)


def test_person_is_invited(become: Become):
    with become("runtime"):
        world = make_world()
        person = {"full_name": "Người Được Mời (hư cấu)", "honorific": "ba", "position": "", "email": "moi@example.vn"}
        mandate = mandates.invite(
            world.organisation, Role.UNIT_OFFICER, world.root, actor=world.administrator, **person
        )

        assert (mandate.pk, mandate.state) == (mandate.account_id, "invited")
