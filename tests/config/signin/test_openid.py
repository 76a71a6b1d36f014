"""Signing in at a provider: a real one over HTTP, and every answer that proves nothing is refused."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from organisation.models import Identity
from organisation.states import Role
from tests.config.signin.people import code as shown
from tests.config.signin.people import is_in, types_code, with_application
from tests.config.signin.provider import CLIENT, serving
from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db
NOW = int(time.time())
STRANGERS_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def provider(settings):
    with serving() as running:
        settings.OPENID_ISSUER, settings.OPENID_CLIENT_ID = running.url, CLIENT
        settings.OPENID_CLIENT_SECRET, settings.OPENID_NAME = "secret", "Tài khoản tỉnh"
        yield running


@pytest.fixture
def officer():
    return make_world().unit_officer


@pytest.fixture
def bound(officer, provider):
    Identity.objects.create(user=officer, issuer=provider.url, subject="cb-0042")
    return officer


def goes_there(client: Client, provider, **form: str) -> dict[str, str]:
    """Off to the provider; what the site asked it."""
    sent = client.post("/sign-in/openid/", form)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(sent.url).query).items()}
    provider.nonce = asked["nonce"]
    return asked


def comes_back(client: Client, asked: dict[str, str], **more: str):
    return client.get("/sign-in/openid/answer/", {"code": "c", "state": asked["state"]} | more)


def signs_in(provider, **claims) -> Client:
    client = Client()
    asked = goes_there(client, provider)
    provider.claims |= claims
    comes_back(client, asked)
    return client


def test_bound_account_is_let_in(provider, bound):
    assert is_in(signs_in(provider)) is True


def test_code_is_traded_with_its_verifier(provider, bound):
    signs_in(provider)

    assert (provider.asked["client_secret"], len(provider.asked["code_verifier"])) == ("secret", 64)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"iss": "https://elsewhere.example"},
        {"nonce": "of-another-sign-in"},
        {"exp": NOW - 3600, "iat": NOW - 7200},
        {"iat": NOW + 7200},
    ],
)
def test_token_for_something_else_is_refused(provider, bound, claims):
    Identity.objects.create(user=bound, issuer="https://elsewhere.example", subject="cb-0042")

    assert is_in(signs_in(provider, **claims)) is False


@pytest.mark.parametrize("name", ["iss", "aud", "exp", "iat", "sub", "nonce"])
def test_token_that_lacks_a_claim_is_refused(provider, bound, name):
    provider.left_out = (name,)

    assert is_in(signs_in(provider)) is False


@pytest.mark.parametrize(
    "sign",
    [
        {"key": None, "algorithm": "none"},
        {"key": "a-shared-secret-that-is-long-enough-32", "algorithm": "HS256"},
        {"key": STRANGERS_KEY, "algorithm": "RS256"},
    ],
    ids=["none", "shared", "stranger"],
)
def test_token_that_the_provider_did_not_sign_is_refused(provider, bound, sign):
    provider.sign = sign

    assert is_in(signs_in(provider)) is False


def test_answer_to_another_session_is_refused(provider, bound):
    asked = goes_there(Client(), provider)
    victim = Client()

    comes_back(victim, asked)

    assert is_in(victim) is False


def test_answer_is_good_once(provider, bound):
    client = Client()
    asked = goes_there(client, provider)
    comes_back(client, asked)
    client.post("/sign-out/")

    comes_back(client, asked)

    assert is_in(client) is False


def test_wrong_state_is_refused(provider, bound):
    client = Client()
    asked = goes_there(client, provider)

    comes_back(client, asked, state="made-up")

    assert is_in(client) is False


def test_provider_that_calls_itself_otherwise_is_refused(provider, bound):
    provider.called = "https://elsewhere.example"

    assert Client().post("/sign-in/openid/").url == "/sign-in/"


def test_equal_mail_address_binds_nobody(provider, officer):
    type(officer).objects.filter(pk=officer.pk).update(email="giamdoc@example.vn")

    assert is_in(signs_in(provider, email_verified=True)) is False


def test_changed_mail_address_changes_nothing(provider, bound):
    assert is_in(signs_in(provider, email="ai-khac@example.vn")) is True


def test_equal_subject_at_another_provider_is_another_person(provider, officer):
    Identity.objects.create(user=officer, issuer="https://other.example", subject="cb-0042")

    assert is_in(signs_in(provider)) is False


def test_second_factor_is_still_asked(provider, bound, settings):
    with_application(bound)

    client = signs_in(provider)

    assert is_in(client) is False
    types_code(client, shown())
    assert is_in(client) is True


def test_role_that_needs_a_factor_still_does(provider, settings):
    settings.SECOND_FACTOR_ROLES = [Role.DIRECTOR]
    Identity.objects.create(user=make_world().director, issuer=provider.url, subject="cb-0042")

    assert signs_in(provider).get("/").url == "/account/"


def test_account_switched_off_is_refused(provider, bound):
    type(bound).objects.filter(pk=bound.pk).update(is_active=False)

    assert is_in(signs_in(provider)) is False


def test_person_binds_their_own_account(provider, officer):
    client = signed_in(officer)
    comes_back(client, goes_there(client, provider))

    assert list(officer.identities.values_list("issuer", "subject")) == [(provider.url, "cb-0042")]


def test_binding_asks_again_first(provider, officer):
    assert signed_in(officer, minutes_ago=6).post("/sign-in/openid/").url == "/account/again/"


def test_identity_of_somebody_else_is_not_taken(provider, bound):
    client = signed_in(make_world().unit_officer)
    comes_back(client, goes_there(client, provider))

    assert Identity.objects.get().user_id == bound.pk


def test_wrong_answers_lock_the_address(provider, bound, settings):
    settings.AXES_ENABLED, settings.AXES_FAILURE_LIMIT = True, 3
    for _ in range(3):
        signs_in(provider, nonce="wrong")
    provider.claims = {}
    client = Client()

    assert comes_back(client, goes_there(client, provider)).status_code == 429


def test_kept_form_survives_the_provider(provider, bound):
    client = Client()
    page = client.post("/messages/", {"do": "all"}).content.decode()
    kept = page.partition('name="kept" value="')[2].partition('"')[0]

    offered = comes_back(client, goes_there(client, provider, kept=kept))

    assert 'name="do" value="all"' in offered.content.decode()


def test_without_settings_there_is_no_such_door():
    assert (Client().post("/sign-in/openid/").status_code, Client().get("/sign-in/openid/answer/").status_code) == (
        404,
        404,
    )
