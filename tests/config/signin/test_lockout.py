"""Wrong secrets lock the account for the address, on every pathway; a new pathway can't escape this list."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from config.signin.urls import DOORS
from organisation.models import User
from tests.config.signin.people import PASSWORD, code, types_code, types_password, with_application
from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db
LIMIT, SPRAYED = 10, 12
THERE, ELSEWHERE = "198.51.100.1", "203.0.113.9"
Try = Callable[[User, bool, str], HttpResponse]  # who, with the right secret?, from which address


@pytest.fixture(autouse=True)
def counting(settings):
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = LIMIT


@pytest.fixture
def officer():
    return with_application(make_world().unit_officer)


def password(user: User, right: bool, address: str) -> HttpResponse:
    return types_password(Client(), user, PASSWORD if right else "wrong", REMOTE_ADDR=address)


def second_factor(user: User, right: bool, address: str) -> HttpResponse:
    client = Client()
    session = client.session
    session["account_login"] = stashed(user)
    session.save()
    return types_code(client, code() if right else "000000", REMOTE_ADDR=address)


def stashed(user: User) -> dict:
    """A sign-in that waits for its second factor, as the password step leaves it."""
    client = Client()
    types_password(client, user, REMOTE_ADDR="192.0.2.77")
    return client.session["account_login"]


def again(path: str, field: str, wrong: str, right_value: Callable[[], str]) -> Try:
    def attempt(user: User, right: bool, address: str) -> HttpResponse:
        return signed_in(user).post(path, {field: right_value() if right else wrong}, REMOTE_ADDR=address)

    return attempt


def old_password(user: User, right: bool, address: str) -> HttpResponse:
    new = {"new_password1": "mot-mat-khau-moi-2013", "new_password2": "mot-mat-khau-moi-2013"}
    sent = {"old_password": PASSWORD if right else "wrong", **new}
    return signed_in(user).post("/account/password/", sent, REMOTE_ADDR=address)


PATHWAYS: dict[str, Try] = {
    "account_login": password,
    "mfa_authenticate": second_factor,
    "account_reauthenticate": again("/account/again/", "password", "wrong", lambda: PASSWORD),
    "mfa_reauthenticate": again("/account/again/code/", "code", "000000", code),
    "password_change": old_password,
}
BESIDE = {  # held by tests of their own: a provider's answer, passkeys (test_passkey.py), letters asked for
    "openid_answer", "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "password_reset",
}  # fmt: skip
NO_SECRET = {  # nothing to guess: a page, a change that asked already, one's own new secret, a signed link
    "password_reset_done", "password_reset_confirm", "openid_begin", "openid_unbind", "logout", "mfa_index",
    "end_other_sessions", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "resume",
}  # fmt: skip


def test_every_door_is_sorted():
    assert set(PATHWAYS) | BESIDE | NO_SECRET == DOORS


@pytest.fixture(params=PATHWAYS)
def pathway(request) -> Try:
    return PATHWAYS[request.param]


def test_right_secret_is_refused_after_too_many_wrong_ones(officer, pathway):
    for _ in range(LIMIT):
        pathway(officer, False, THERE)

    assert pathway(officer, True, THERE).status_code == 429


def test_right_secret_opens_before_that(officer, pathway):
    for _ in range(LIMIT - 1):
        pathway(officer, False, THERE)

    assert pathway(officer, True, THERE).status_code == 302


def test_person_at_another_address_is_not_locked_out(officer, pathway):
    for _ in range(LIMIT):
        pathway(officer, False, THERE)

    assert pathway(officer, True, ELSEWHERE).status_code == 302


def test_lock_holds_on_the_next_pathway_too(officer):
    for _ in range(LIMIT):
        second_factor(officer, False, THERE)

    assert password(officer, True, THERE).status_code == 429


def test_passkey_is_refused_while_locked(officer):
    for _ in range(LIMIT):
        password(officer, False, THERE)
    client = Client()
    session = client.session
    session["account_login"] = stashed(officer)
    session.save()

    assert client.post("/sign-in/second-factor/", {"credential": "{}"}, REMOTE_ADDR=THERE).status_code == 429


def test_passkey_that_is_none_counts(officer):
    for _ in range(LIMIT):
        client = Client()
        session = client.session
        session["account_login"] = stashed(officer)
        session.save()
        client.post("/sign-in/second-factor/", {"credential": "{}"}, REMOTE_ADDR=THERE)

    assert password(officer, True, THERE).status_code == 429


def test_letters_are_sent_so_many_times(officer):
    for _ in range(LIMIT):
        Client().post("/sign-in/reset/", {"email": "a@example.vn"}, REMOTE_ADDR=THERE)

    assert Client().post("/sign-in/reset/", {"email": "a@example.vn"}, REMOTE_ADDR=THERE).status_code == 429


@pytest.fixture
def sprayed(settings) -> None:
    """One wrong password on many accounts, from one address."""
    settings.FAILURES_PER_ADDRESS = SPRAYED
    for number in range(SPRAYED):
        sent = {"username": f"account-{number}", "password": "wrong"}
        Client().post("/sign-in/", sent, REMOTE_ADDR=THERE, headers={"User-Agent": f"browser-{number}"})


def test_address_that_tried_many_accounts_is_refused_on_every_pathway(officer, sprayed, pathway):
    assert pathway(officer, True, THERE).status_code == 429


def test_account_is_not_locked_elsewhere_by_spraying(officer, sprayed, pathway):
    assert pathway(officer, True, ELSEWHERE).status_code == 302


def test_address_that_tried_fewer_accounts_signs_in(officer, sprayed, settings):
    settings.FAILURES_PER_ADDRESS = SPRAYED + 1

    assert password(officer, True, THERE).status_code == 302


def test_own_success_does_not_forgive_the_failures_on_others(officer, settings):
    settings.FAILURES_PER_ADDRESS = SPRAYED
    for number in range(SPRAYED):
        if number == SPRAYED - 1:
            password(officer, True, THERE)
        Client().post("/sign-in/", {"username": f"account-{number}", "password": "wrong"}, REMOTE_ADDR=THERE)

    assert password(officer, True, THERE).status_code == 429


def test_failures_of_long_ago_lock_no_address(officer, sprayed):
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(hours=1))

    assert password(officer, True, THERE).status_code == 302


def test_what_failed_is_not_kept_in_words(officer):
    fields = ("password", "old_password", "new_password1", "new_password2", "code", "credential", "kept")
    secret = dict.fromkeys(fields, "cau-rieng-khong-ai-biet")
    for path in ("/account/password/", "/account/again/", "/account/again/code/", "/account/again/passkey/"):
        signed_in(officer).post(path, secret)
    Client().post("/sign-in/", {"username": officer.username, **secret})

    kept = "\n".join(AccessAttempt.objects.values_list("post_data", flat=True))

    assert ("new_password1=***" in kept, "cau-rieng-khong-ai-biet" in kept) == (True, False)


def test_invented_forwarding_does_not_help(officer):
    for number in range(LIMIT):
        invented = {"HTTP_X_FORWARDED_FOR": f"192.0.2.{number}"}
        types_password(Client(), officer, "wrong", REMOTE_ADDR=THERE, **invented)

    assert password(officer, True, THERE).status_code == 429


def test_invented_forwarding_does_not_help_behind_a_proxy(officer, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    for number in range(LIMIT):
        invented = {"HTTP_X_FORWARDED_FOR": f"192.0.2.{number}, {THERE}"}
        types_password(Client(), officer, "wrong", REMOTE_ADDR="10.0.0.1", **invented)

    answer = types_password(Client(), officer, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=THERE)

    assert answer.status_code == 429


def test_neighbour_behind_the_same_proxy_is_let_in(officer, settings):
    settings.TRUSTED_PROXY_COUNT = 1
    for _ in range(LIMIT):
        types_password(Client(), officer, "wrong", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=THERE)

    answer = types_password(Client(), officer, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=ELSEWHERE)

    assert answer.status_code == 302
