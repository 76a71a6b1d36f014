"""A form that is sent after the session ended comes back after sign-in; a form of another site does not."""

import re
from html import unescape

import pytest
from django.test import Client

from config.resuming import NOT_TYPED
from nominations.models import Nomination
from tests.factories import make_dossier, make_nomination, make_world
from tests.nominations.desk import signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def nomination(world):
    return make_nomination(world, make_dossier(world))


def credentials(user, **more):
    return {"username": user.username, "password": "demo-password-123", **more}


def kept_on(answer):
    return re.search(r'name="kept" value="([^"]+)"', answer.content.decode())[1]


def hidden_fields(answer):
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.content.decode())
    return {name: unescape(text) for name, text in found if name not in NOT_TYPED}


def test_form_without_a_session_is_sent_again_after_sign_in(world, nomination):
    client, url = Client(), f"/nominations/{nomination.pk}/edit/"
    sent = typed(nomination, achievements="\nDòng đầu.\n<b>Dòng hai</b>")

    asked = client.post(url, sent)
    offered = client.post("/sign-in/", credentials(world.unit_officer, kept=kept_on(asked)))
    client.post(url, hidden_fields(offered))

    assert f'action="{url}"' in offered.content.decode()
    assert Nomination.objects.get().achievements == "Dòng đầu.\n<b>Dòng hai</b>"


def test_kept_form_survives_a_wrong_password(world, nomination):
    client = Client()
    kept = kept_on(client.post(f"/nominations/{nomination.pk}/edit/", typed(nomination)))

    again = client.post("/sign-in/", {"username": world.unit_officer.username, "password": "wrong", "kept": kept})

    assert kept_on(again) == kept


def test_kept_form_that_is_not_ours_is_dropped(world):
    answer = Client().post("/sign-in/", credentials(world.unit_officer, kept="forged:1:abc"))

    assert (answer.status_code, answer.url) == (302, "/")


def test_autosave_without_a_session_is_led_to_sign_in(nomination):
    url = f"/nominations/{nomination.pk}/autosave/"

    answer = Client().post(url, typed(nomination), headers={"Accept": "application/json"})

    assert (answer.status_code, answer.url) == (302, f"/sign-in/?next={url}")


def old_token(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="organisation.backends.PersonBackend")
    client.get("/")
    return client


def test_form_with_an_old_token_is_offered_again(world, nomination):
    sent = typed(nomination, position="Tổ trưởng", csrfmiddlewaretoken="x" * 64)

    answer = old_token(world.unit_officer).post(
        f"/nominations/{nomination.pk}/edit/", sent, headers={"Origin": "http://testserver"}
    )

    assert (answer.status_code, hidden_fields(answer)["position"]) == (403, "Tổ trưởng")


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_form_of_another_site_is_not_offered_again(world, nomination, origin):
    answer = old_token(world.unit_officer).post(
        f"/nominations/{nomination.pk}/edit/", typed(nomination), headers={"Origin": origin}
    )

    assert (answer.status_code, hidden_fields(answer)) == (403, {})


def test_passwords_are_never_handed_on(world):
    answer = old_token(world.unit_officer).post(
        "/account/password/", {"old_password": "a", "new_password1": "b"}, headers={"Origin": "http://testserver"}
    )

    assert (answer.status_code, hidden_fields(answer)) == (403, {})


def test_signed_in_form_needs_nothing_of_this(world, nomination):
    signed_in(world.unit_officer).post(f"/nominations/{nomination.pk}/edit/", typed(nomination, position="Kế toán"))

    assert Nomination.objects.get().position == "Kế toán"
