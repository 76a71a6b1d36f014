"""The second factor: asked of whom, good how often, and nothing before it."""

import pytest
from django.test import Client

from organisation.states import Role
from tests.config.signin.people import (
    application_of,
    code,
    is_in,
    recovery_codes,
    types_code,
    types_password,
    with_application,
)
from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def director(settings):
    settings.SECOND_FACTOR_ROLES = [Role.DIRECTOR, Role.ADMINISTRATOR]
    return make_world().director


def test_password_alone_opens_nothing(director):
    client = Client()

    answer = types_password(client, with_application(director))

    assert (answer.status_code, answer.url, is_in(client)) == (302, "/sign-in/second-factor/", False)


def test_code_opens(director):
    client = Client()
    types_password(client, with_application(director))

    answer = types_code(client, code())

    assert (answer.url, is_in(client)) == ("/", True)


def test_code_opens_once(director):
    first, second, shown = Client(), Client(), code()
    types_password(first, with_application(director))
    types_code(first, shown)
    types_password(second, director)

    types_code(second, shown)

    assert is_in(second) is False


def test_code_opens_once_on_every_node(director, settings):
    """What another web process remembers in its own memory does not count."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
    first, second, shown = Client(), Client(), code()
    types_password(first, with_application(director))
    types_code(first, shown)
    types_password(second, director)

    types_code(second, shown)

    assert is_in(second) is False


def test_older_code_opens_no_more(director):
    first, second = Client(), Client()
    types_password(first, with_application(director))
    types_code(first, code(steps=1))
    types_password(second, director)

    types_code(second, code())

    assert is_in(second) is False


def test_code_that_set_the_application_up_opens_nothing(director):
    owner, thief = signed_in(director), Client()
    owner.get("/account/totp/")
    secret = owner.session["mfa.totp.secret"]
    shown = code(secret=secret)
    owner.post("/account/totp/", {"code": shown})
    types_password(thief, director)

    types_code(thief, shown)

    assert (application_of(director).user_id, is_in(thief)) == (director.pk, False)


def test_recovery_code_opens_once(director):
    first, second = Client(), Client()
    spare = recovery_codes(with_application(director))[0]
    types_password(first, director)
    types_code(first, spare)
    types_password(second, director)
    types_code(second, spare)

    assert (is_in(first), is_in(second)) == (True, False)


def test_secret_is_not_readable_in_the_database(director):
    with_application(director)

    assert "JBSWY3DP" not in str(application_of(director).data)


def test_leader_without_a_factor_goes_nowhere_else(director):
    client = signed_in(director)

    assert client.get("/").url == "/account/"
    assert client.get("/account/").status_code == 200


def test_role_that_needs_none_is_let_in(director):
    assert is_in(signed_in(make_world().unit_officer)) is True


def test_leader_with_a_factor_is_let_in(director):
    assert is_in(signed_in(with_application(director))) is True


def test_form_waits_while_the_factor_is_set_up(director):
    client = signed_in(director)

    client.post("/messages/", {"do": "all"})
    with_application(director)

    assert 'name="do" value="all"' in client.get("/account/resume/").content.decode()
