"""A passkey opens alone where it proves two factors; nothing else that is sent there opens anything."""

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.test import Client

from organisation.models import User
from organisation.states import Role
from tests.config.signin.people import is_in, types_password
from tests.config.signin.software_key import SoftwareKey
from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db
LIMIT = 10
THERE, ELSEWHERE = "198.51.100.1", "203.0.113.9"
PATH = "/sign-in/passkey/"


@pytest.fixture
def world(settings):
    settings.SECOND_FACTOR_ROLES = [Role.DIRECTOR]
    return make_world()


@pytest.fixture
def counting(settings):
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, LIMIT


def added(user: User, key: SoftwareKey) -> SoftwareKey:
    """The key after its person added it on their own page."""
    client = signed_in(user)
    options = client.get("/account/passkeys/new/").context["js_data"]["creation_options"]
    client.post("/account/passkeys/new/", {"name": "Khóa thử", "credential": key.creates(options)})
    user.refresh_from_db()  # its other sessions ended
    return key


def asked(client: Client) -> dict:
    return client.get(PATH).json()["request_options"]


def enters(client: Client, key: SoftwareKey, address: str = ELSEWHERE, **changed: str):
    return client.post(PATH, {"credential": key.answers(asked(client), **changed)}, REMOTE_ADDR=address)


def test_passkey_opens_alone(world):
    client, key = Client(), added(world.director, SoftwareKey())

    answer = enters(client, key)

    assert (answer.url, is_in(client)) == ("/", True)


def test_passkey_leads_where_its_person_wanted_to_go(world):
    client, key = Client(), added(world.director, SoftwareKey())

    answer = client.post(PATH, {"credential": key.answers(asked(client)), "next": "/decisions/"})

    assert answer.url == "/decisions/"


def test_passkey_leads_to_no_other_site(world):
    client, key = Client(), added(world.director, SoftwareKey())

    answer = client.post(PATH, {"credential": key.answers(asked(client)), "next": "https://elsewhere.example/"})

    assert answer.url == "/"


def test_device_is_asked_to_verify_its_person(world):
    assert asked(Client())["publicKey"]["userVerification"] == "required"


def test_new_key_is_kept_so_that_it_opens_alone(world):
    options = signed_in(world.director).get("/account/passkeys/new/").context["js_data"]["creation_options"]

    assert options["publicKey"]["authenticatorSelection"]["residentKey"] == "preferred"


def test_key_that_verified_nobody_opens_nothing(world):
    client, key = Client(), added(world.director, SoftwareKey(verifies=False))

    enters(client, key)

    assert is_in(client) is False


def test_key_that_verified_nobody_still_serves_after_the_password(world):
    client, key = Client(), added(world.director, SoftwareKey(verifies=False))
    types_password(client, world.director)
    options = client.get("/sign-in/second-factor/").context["js_data"]["request_options"]

    client.post("/sign-in/second-factor/", {"credential": key.answers(options)})

    assert is_in(client) is True


def test_answer_of_a_key_opens_once(world):
    first, second, key = Client(), Client(), added(world.director, SoftwareKey())
    said = key.answers(asked(first))
    first.post(PATH, {"credential": said})
    asked(second)

    second.post(PATH, {"credential": said})

    assert (is_in(first), is_in(second)) == (True, False)


def test_answer_made_for_another_site_opens_nothing(world):
    client, key = Client(), added(world.director, SoftwareKey())
    key.origin = "https://vinh-danh.example"

    enters(client, key)

    assert is_in(client) is False


def test_key_opens_no_account_but_its_own(world):
    client, key, other = Client(), added(world.unit_officer, SoftwareKey()), added(world.director, SoftwareKey())

    enters(client, key, userHandle=other.user_handle)

    assert is_in(client) is False


def test_removed_key_opens_nothing(world):
    client, key = Client(), added(world.director, SoftwareKey())
    Authenticator.objects.all().delete()

    enters(client, key)

    assert is_in(client) is False


def test_key_of_a_deactivated_account_opens_nothing(world):
    client, key = Client(), added(world.director, SoftwareKey())
    User.objects.filter(pk=world.director.pk).update(is_active=False)

    enters(client, key)

    assert is_in(client) is False


def test_session_of_a_key_is_listed_as_any_other(world):
    client, key = Client(), added(world.director, SoftwareKey())
    enters(client, key)

    assert UserSession.objects.filter(session_key=client.session.session_key).count() == 1


@pytest.mark.parametrize(
    "sent", ["", "x", "[]", "{}", "3", '"x"', "null", '{"response": []}', '{"response": {"userHandle": "__8"}}']
)
def test_what_is_no_key_is_refused_and_counted(world, counting, sent):
    client = Client()
    asked(client)

    answers = [client.post(PATH, {"credential": sent}, REMOTE_ADDR=THERE).status_code for _ in range(LIMIT + 1)]

    assert answers == [302] * (LIMIT - 1) + [429, 429]


@pytest.mark.parametrize("handle", ["", "AA", "x" * 500, "MQ", json.dumps({"a": 1})])
def test_handle_that_names_nobody_is_refused(world, handle):
    client, key = Client(), added(world.director, SoftwareKey())

    answer = enters(client, key, userHandle=handle)

    assert (answer.url, is_in(client)) == ("/sign-in/", False)


def test_right_key_is_refused_while_its_account_is_locked_there(world, counting):
    client, key = Client(), added(world.director, SoftwareKey())
    for _ in range(LIMIT):
        types_password(Client(), world.director, "wrong", REMOTE_ADDR=THERE)

    assert enters(client, key, THERE).status_code == 429


def test_right_key_opens_elsewhere_meanwhile(world, counting):
    client, key = Client(), added(world.director, SoftwareKey())
    for _ in range(LIMIT):
        types_password(Client(), world.director, "wrong", REMOTE_ADDR=THERE)

    assert enters(client, key).status_code == 302


def test_false_keys_lock_no_account(world, counting):
    client, key = Client(), added(world.director, SoftwareKey())
    for _ in range(LIMIT):
        enters(Client(), SoftwareKey(), THERE, userHandle=key.user_handle)

    assert types_password(client, world.director, REMOTE_ADDR=THERE).status_code == 302


def again(user: User, credential: str | None, address: str, key: SoftwareKey):
    client = signed_in(user, minutes_ago=6)
    options = client.get("/account/again/passkey/").context["js_data"]["request_options"]
    return client.post(
        "/account/again/passkey/", {"credential": credential or key.answers(options)}, REMOTE_ADDR=address
    )


def test_key_shown_again_is_enough_for_a_signature(world):
    key = added(world.director, SoftwareKey())

    assert again(world.director, None, THERE, key).url == "/"


def test_false_keys_shown_again_lock_the_account_there(world, counting):
    key = added(world.director, SoftwareKey())
    for _ in range(LIMIT):
        again(world.director, "{}", THERE, key)

    there, elsewhere = again(world.director, None, THERE, key), again(world.director, None, ELSEWHERE, key)

    assert (there.status_code, elsewhere.status_code) == (429, 302)


def test_key_shown_again_is_refused_while_the_password_locked_the_account(world, counting):
    key = added(world.director, SoftwareKey())
    for _ in range(LIMIT):
        types_password(Client(), world.director, "wrong", REMOTE_ADDR=THERE)

    assert again(world.director, None, THERE, key).status_code == 429
