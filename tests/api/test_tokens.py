"""Tokens: shown once, kept as a hash, good for one account, its scopes and its time."""

import re
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse
from django.utils import timezone

from api.models import Token
from config.limits import PER_MINUTE, limits
from tests.api.asking import ROOT, Program
from tests.factories import make_world, submitted
from tests.nominations.desk import page, signed_in

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/account/tokens/"
ASKED = {"name": "Phần mềm nhân sự", "scopes": ["write"], "days": "90"}
SECRET = re.compile(r"vd_[a-z2-7]{8}_[\w-]{43}")


@pytest.fixture
def world():
    return make_world()


def status_of(secret, client):
    return client.get(f"{ROOT}/me", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_token_is_shown_once_and_opens_the_api(world, client):
    browser = signed_in(world.unit_officer)

    (secret,) = SECRET.findall(browser.post(PAGE, ASKED).content.decode())

    assert (SECRET.findall(page(browser, PAGE)), status_of(secret, client)) == ([], 200)


def test_secret_stands_nowhere(world):
    program = Program(world.unit_officer)
    kept = Token.objects.values().get(pk=program.token.pk)

    _mark, _prefix, secret = program.secret.split("_", 2)
    assert (len(secret), secret in str(kept)) == (43, False)


def test_making_one_asks_again_who_one_is(world):
    answer = signed_in(world.unit_officer, minutes_ago=6).post(PAGE, ASKED)

    assert (answer.status_code, answer.url, Token.objects.count()) == (302, reverse("account_reauthenticate"), 0)


def test_revoked_token_opens_nothing(world, client):
    program = Program(world.unit_officer)

    signed_in(world.unit_officer).post(f"{PAGE}{program.token.pk}/revoke/")

    assert status_of(program.secret, client) == 401


def test_token_of_another_person_can_not_be_revoked(world, client):
    program = Program(world.unit_officer)

    answer = signed_in(world.unit_head).post(f"{PAGE}{program.token.pk}/revoke/")

    assert (answer.status_code, status_of(program.secret, client)) == (404, 200)


def test_token_that_is_over_opens_nothing(world, client):
    program = Program(world.unit_officer)
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert status_of(program.secret, client) == 401


def test_token_of_an_account_that_is_off_opens_nothing(world, client):
    program = Program(world.unit_officer)
    world.unit_officer.is_active = False
    world.unit_officer.save()

    assert status_of(program.secret, client) == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer vd_", "Basic YTpi", "Bearer vd_aaaaaaaa_" + "x" * 43])
def test_anything_else_opens_nothing(world, client, header):
    answer = client.get(f"{ROOT}/me", headers={"Authorization": header})

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="Vinh Danh"')


def test_session_opens_no_api(world):
    assert signed_in(world.unit_officer).get(f"{ROOT}/me").status_code == 401


def test_fresh_session_beside_a_token_signs_nothing(world):
    dossier, program = submitted(world), Program(world.unit_officer)
    program.client = signed_in(world.office_reviewer)

    assert program.act("dossiers", dossier, "receive").status_code == 404


def test_use_is_noted(world):
    program = Program(world.unit_officer)

    program.get("/me")

    assert Token.objects.get().used_at is not None


def test_last_answers_say_how_much_is_left(world, settings):
    settings.RATE_LIMITED = True
    limits.forget()
    program = Program(world.unit_officer)

    first = program.get("/me")
    for _ in range(PER_MINUTE["api"] - 1):
        limits.wait(program.token.prefix, "api", time.monotonic())
    last = program.get("/me")

    assert first["RateLimit-Policy"] == '"api";q=300;w=60'
    assert first["RateLimit"].startswith('"api";r=299;')
    assert (last.status_code, last["RateLimit"].split(";")[1], last["Retry-After"].isdecimal()) == (429, "r=0", True)


def test_role_that_asks_for_a_second_factor_asks_programs_too(world, settings):
    settings.SECOND_FACTOR_ROLES = ["office_reviewer"]

    answer = Program(world.office_reviewer).get("/dossiers")

    assert (answer.status_code, answer.json()["type"]) == (403, "/api/#problem-second-factor")


def told(*arguments, **options):
    out = StringIO()
    call_command("service_token", *arguments, stdout=out, **options)
    return out.getvalue().strip()


def test_service_token_is_made_and_ended_on_the_machine(world, client):
    secret = told(world.office_reviewer.username, name="Cổng dữ liệu", scope=["act"])

    opened = status_of(secret, client)
    told(revoke=Token.objects.get().prefix)

    assert (opened, status_of(secret, client), Token.objects.get().kind) == (200, 401, "service")


def test_service_token_without_an_account_is_refused():
    with pytest.raises(CommandError):
        told("khong-co-ai", name="x")
