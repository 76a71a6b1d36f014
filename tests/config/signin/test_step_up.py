"""A signature asks again who signs: every verb so declared, on every route that takes it, and nothing typed is lost."""

import re
from html import unescape

import pytest
from django.test import Client

from api.models import Token
from nominations.models import Decision
from nominations.services import decisions
from organisation.models import SigningAuthority
from tests.config.signin.people import PASSWORD, code, types_password, with_application
from tests.factories import forwarded, make_world
from tests.nominations.desk import seen, signed_in
from tests.nominations.test_seen import FORMS, MACHINE_OF
from tests.workflows.traces import traces
from workflows.context import answering
from workflows.errors import NotFresh
from workflows.verbs import subject_models, verbs_of

FRESH = {(model.__name__, name) for model in subject_models() for name, verb in verbs_of(model).items() if verb.fresh}
SERVED = [
    (route, verb)
    for route, (name, served) in MACHINE_OF.items()
    for verb in served
    if (name, verb) in FRESH
]  # fmt: skip

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world():
    return make_world()


def test_signatures_are_declared():
    assert {
        ("Campaign", "approve"), ("ConsolidatedList", "sign"), ("Decision", "sign"), ("Decision", "sign_amendment"),
        ("Override", "ask"), ("Override", "confirm"), ("Mandate", "empower"),
        ("Mandate", "reset_second_factor"), ("Original", "sign_file"), ("Original", "seal_file"),
    } == FRESH  # fmt: skip


@pytest.mark.parametrize(("route", "verb"), SERVED)
def test_verb_so_declared_asks_again_on_its_route(world, route, verb):
    subject, actor, form = FORMS[f"{route}:{verb}"](world)
    client = signed_in(actor, minutes_ago=6)
    before = traces()

    answer = client.post(f"{subject.get_absolute_url()}{verb}/", seen(subject, **form))

    assert (answer.status_code, answer.url, traces() == before) == (302, "/account/again/", True)


def hidden_fields(answer) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.content.decode())
    return {name: unescape(text) for name, text in found if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize(
    ("path", "typed"),
    [("/account/again/", lambda: {"password": PASSWORD}), ("/account/again/code/", lambda: {"code": code()})],
)
def test_form_waits_and_is_good_after_asking_again(world, path, typed):
    target = forwarded(world)
    client = signed_in(with_application(world.director), minutes_ago=6)
    client.post(f"/lists/{target.pk}/sign/", seen(target, reason="Lời phê (hư cấu).", key="k1"))

    offered = client.post(path, typed())
    client.post(f"/lists/{target.pk}/sign/", hidden_fields(offered))

    assert (hidden_fields(offered)["reason"], Decision.objects.count()) == ("Lời phê (hư cấu).", 1)


def test_signing_in_shows_who_one_is(world):
    client = Client()
    types_password(client, world.unit_officer)

    answer = client.post("/account/tokens/", {"name": "Hư cấu", "scopes": ["write"], "days": "90"})

    assert (answer.status_code, Token.objects.count()) == (200, 1)


def test_wrong_password_proves_nothing(world):
    target = forwarded(world)
    client = signed_in(world.director, minutes_ago=6)
    client.post("/account/again/", {"password": "wrong"})

    client.post(f"/lists/{target.pk}/sign/", seen(target))

    assert Decision.objects.count() == 0


def test_five_minutes_are_fresh(world):
    target = forwarded(world)

    signed_in(world.director, minutes_ago=4).post(f"/lists/{target.pk}/sign/", seen(target))

    assert Decision.objects.count() == 1


def test_who_may_not_sign_is_not_asked(world):
    target = forwarded(world)

    answer = signed_in(world.records_clerk, minutes_ago=6).post(f"/lists/{target.pk}/sign/", seen(target))

    assert answer.status_code == 404


def test_door_itself_asks(world):
    """Whatever page calls the service inside a request: the demand is the door's."""
    target = forwarded(world)

    with answering("a-request", lambda: False), pytest.raises(NotFresh):
        decisions.sign(target, actor=world.director)

    assert Decision.objects.count() == 0


def test_authority_that_ended_since_the_page_was_shown_signs_nothing(world):
    target = forwarded(world)
    client, form = signed_in(world.director), seen(target)
    SigningAuthority.objects.filter(holder=world.director).delete()

    answer = client.post(f"/lists/{target.pk}/sign/", form)

    assert (answer.status_code, Decision.objects.count()) == (403, 0)


def test_account_switched_off_since_the_page_was_shown_signs_nothing(world):
    target = forwarded(world)
    client, form = signed_in(world.director), seen(target)
    type(world.director).objects.filter(pk=world.director.pk).update(is_active=False)

    client.post(f"/lists/{target.pk}/sign/", form)

    assert Decision.objects.count() == 0
