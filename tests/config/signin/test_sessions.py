"""Sessions end: by the person, by a change of password or factor, with the account, and by the clock."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client
from django.urls import reverse

from config.signin.factors import has_factor
from config.signin.sessions import BEGAN, SEEN
from organisation.services import end_sessions, forget_factors
from tests.config.signin.people import PASSWORD, application_of, is_in, types_password, with_application
from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return make_world().unit_officer


def older(client: Client, **seconds: float) -> None:
    """As if the session had begun, or was last used, so much earlier."""
    session = client.session
    for key, ago in seconds.items():
        session[key] -= ago
    session.save()


def test_session_left_alone_ends(officer, settings):
    client = signed_in(officer)
    older(client, **{SEEN: settings.SESSION_IDLE + 1})

    assert is_in(client) is False


def test_session_in_use_stays(officer, settings):
    client = signed_in(officer)
    older(client, **{SEEN: settings.SESSION_IDLE - 60})

    assert is_in(client) is True


def test_session_in_use_is_noted_as_used(officer, settings):
    client = signed_in(officer)
    older(client, **{SEEN: settings.SESSION_IDLE - 60})
    client.get("/")
    older(client, **{SEEN: 120})

    assert is_in(client) is True


def test_busy_session_ends_too(officer, settings):
    client = signed_in(officer)
    older(client, **{BEGAN: settings.SESSION_LONGEST + 1})

    assert is_in(client) is False


def test_ended_session_keeps_what_was_typed(officer, settings):
    client = signed_in(officer)
    older(client, **{SEEN: settings.SESSION_IDLE + 1})

    assert 'name="kept"' in client.post("/messages/", {"do": "all"}).content.decode()


def test_session_of_a_deactivated_account_ends_at_once(officer):
    client = signed_in(officer)
    type(officer).objects.filter(pk=officer.pk).update(is_active=False)

    assert is_in(client) is False


def test_signing_out_ends_the_session_itself(officer):
    client = signed_in(officer)
    stolen = Client()
    stolen.cookies["sessionid"] = client.cookies["sessionid"].value
    client.post("/sign-out/")

    assert is_in(stolen) is False


def test_session_gets_a_new_name_at_sign_in(officer):
    client = Client()
    session = client.session
    session["planted"] = "yes"
    session.save()
    before = session.session_key

    types_password(client, officer)

    assert (is_in(client), client.session.session_key == before) == (True, False)


def changes_password(client: Client) -> None:
    new = {"new_password1": "mot-mat-khau-moi-2013", "new_password2": "mot-mat-khau-moi-2013"}
    client.post("/account/password/", {"old_password": PASSWORD, **new})


def removes_application(client: Client) -> None:
    client.post("/account/totp/remove/")


def makes_codes(client: Client) -> None:
    client.post("/account/codes/new/")


def ends_others(client: Client) -> None:
    client.post("/account/sessions/end/")


@pytest.mark.parametrize("change", [changes_password, removes_application, makes_codes, ends_others])
def test_change_ends_the_other_sessions_only(officer, change):
    with_application(officer)
    here, there = signed_in(officer), signed_in(officer)

    change(here)

    assert (is_in(here), is_in(there)) == (True, False)


@pytest.mark.parametrize("deed", [end_sessions, forget_factors])
def test_administrator_ends_every_session(officer, deed):
    client = signed_in(with_application(officer))

    deed(officer)

    assert is_in(client) is False


def test_forgotten_factors_are_gone(officer):
    forget_factors(with_application(officer))

    assert has_factor(officer) is False


def test_factor_is_not_removed_without_asking_again(officer):
    client = signed_in(with_application(officer), minutes_ago=6)

    answer = client.post("/account/totp/remove/")

    assert answer.url.startswith(reverse("account_reauthenticate"))
    assert application_of(officer)


def test_own_sessions_are_listed(officer):
    client = Client(headers={"User-Agent": "Trinh-duyet-thu"})
    types_password(client, officer)

    assert "Trinh-duyet-thu" in client.get("/account/").content.decode()


def test_cookies_belong_to_this_host_alone_under_https():
    script = (
        "import django; django.setup(); from django.conf import settings as s; import json;"
        "print(json.dumps([s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_PATH]))"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "HTTPS": "1", "SECRET_KEY": "x" * 60}
    told = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)

    assert json.loads(told.stdout) == ["__Host-sessionid", "__Host-csrftoken", True, "/"]
