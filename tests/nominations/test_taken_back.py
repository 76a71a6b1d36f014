"""The unit takes its list back while the office has it open: words for the office, 404 for strangers."""

import pytest

from nominations.models import Dossier
from nominations.services import dossiers
from tests.factories import make_dossier, make_world, submitted
from tests.nominations.desk import page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def dossier(world):
    found = submitted(world)
    dossiers.withdraw(found, actor=world.unit_officer)
    return found


def tried(client, dossier):
    sent = {"version": dossier.version, "content_hash": dossier.content_hash}
    return [
        client.get(dossier.get_absolute_url()),
        client.get(f"/dossiers/{dossier.pk}/review/"),
        client.post(f"/dossiers/{dossier.pk}/receive/", sent),
    ]


def test_office_is_led_home_with_what_happened(world, dossier):
    client = signed_in(world.office_reviewer)

    answers = tried(client, dossier)

    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/")] * 3
    assert f"{world.unit_officer.display_name} đã rút danh sách về" in page(client, "/")


def test_nothing_is_received_that_was_taken_back(world, dossier):
    tried(signed_in(world.office_reviewer), dossier)

    assert Dossier.objects.get().state == "draft"


@pytest.mark.parametrize("who", ["unit_officer_2", "publisher", "administrator"])
def test_strangers_learn_nothing_of_it(world, dossier, who):
    assert [answer.status_code for answer in tried(signed_in(world.people[who]), dossier)] == [404, 404, 404]


def test_draft_that_was_never_filed_stays_unknown_to_the_office(world):
    assert [answer.status_code for answer in tried(signed_in(world.office_reviewer), make_dossier(world))] == [404] * 3
