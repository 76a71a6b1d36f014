"""The administrator sees who is signed in, ends what should not be, and unties other providers; auditors read of it."""

import time

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from config.signin.sessions import BEGAN, SEEN
from organisation.models import Identity, User
from tests.config.signin.people import is_in, types_password
from tests.factories import World, make_world
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries
from workflows.models import Deed, Upkeep

pytestmark = pytest.mark.django_db
PATH = "/accounts/sessions/"
BROWSER = "Trinh-duyet-thu"


def at_work(user: User) -> Client:
    client = Client(headers={"User-Agent": BROWSER}, REMOTE_ADDR="198.51.100.7")
    types_password(client, user)
    return client


def session_of(user: User) -> UserSession:
    return UserSession.objects.get(user=user)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def keeper(world) -> Client:
    return signed_in(world.administrator)


def left(client: Client, **ago: float) -> None:
    session = client.session
    session.update({name: time.time() - seconds for name, seconds in ago.items()})
    session.save()


def test_session_is_listed_with_who_where_and_by_what(world, keeper):
    at_work(world.director)

    shown = page(keeper, PATH)

    assert [words in shown for words in (world.director.full_name, "198.51.100.7", BROWSER)] == [True, True, True]


def test_own_page_lists_the_session_with_the_same_words(world):
    shown = page(at_work(world.director), "/account/")

    assert ("198.51.100.7" in shown, BROWSER in shown) == (True, True)


def test_session_left_alone_is_not_listed(world, keeper, settings):
    left(at_work(world.director), **{SEEN: settings.SESSION_IDLE + 1})

    assert BROWSER not in page(keeper, PATH)


def test_session_that_lasted_too_long_is_not_listed(world, keeper, settings):
    left(at_work(world.director), **{BEGAN: settings.SESSION_LONGEST + 1})

    assert BROWSER not in page(keeper, PATH)


def test_session_of_an_older_password_is_not_listed(world, keeper):
    at_work(world.director)
    world.director.set_password("mot-mat-khau-khac-2013")
    world.director.save()

    assert BROWSER not in page(keeper, PATH)


def test_sessions_of_another_organisation_are_not_listed(keeper):
    at_work(make_world().director)

    assert BROWSER not in page(keeper, PATH)


def test_session_is_ended_at_once_and_only_that_one(world, keeper):
    here, there = at_work(world.director), at_work(world.director)
    one = UserSession.objects.get(session_key=there.session.session_key)

    keeper.post(PATH, {"session": one.pk})

    assert (is_in(here), is_in(there)) == (True, False)


def test_all_sessions_of_the_person_are_ended(world, keeper):
    here, there, other = at_work(world.director), at_work(world.director), at_work(world.office_head)

    keeper.post(PATH, {"session": UserSession.objects.filter(user=world.director).first().pk, "all": "1"})

    assert (is_in(here), is_in(there), is_in(other)) == (False, False, True)


@pytest.mark.parametrize(("more", "deed"), [({}, Deed.END_SESSION), ({"all": "1"}, Deed.END_SESSIONS)])
def test_ended_session_is_told_to_the_auditors(world, keeper, more, deed):
    at_work(world.director)

    keeper.post(PATH, {"session": session_of(world.director).pk, **more})

    row = Upkeep.objects.get()
    assert (row.deed, row.actor_id, row.object_id) == (deed, world.administrator.pk, str(world.director.pk))
    assert str(deed.label) in page(signed_in(world.auditor), "/trail/upkeep/")


@pytest.mark.parametrize("sent", ["", "0", "x", "-1", "99999999999999999999999"])
def test_session_that_is_none_is_missing(keeper, sent):
    assert keeper.post(PATH, {"session": sent}).status_code == 404


def test_session_of_another_organisation_is_missing(keeper):
    stranger = make_world().director
    client = at_work(stranger)

    answer = keeper.post(PATH, {"session": session_of(stranger).pk})

    assert (answer.status_code, is_in(client), Upkeep.objects.count()) == (404, True, 0)


@pytest.mark.parametrize("role", ["office_head", "director", "auditor", "unit_officer"])
def test_nobody_else_ends_a_session(world, role):
    client = at_work(world.deputy_director)

    answer = signed_in(world.people[role]).post(PATH, {"session": session_of(world.deputy_director).pk})

    assert (answer.status_code, is_in(client)) == (404, True)


def test_list_of_sessions_asks_as_often_for_three_as_for_one(world, keeper):
    asked = []
    for people in (["director"], ["office_head", "records_clerk"]):
        for name in people:
            at_work(world.people[name])
        asked.append(queries(keeper, PATH))

    assert asked[0] == asked[1]


@pytest.fixture
def tied(world) -> Identity:
    return Identity.objects.create(user=world.director, issuer="https://dang-nhap.example.vn", subject="cb-1")


def untie(client: Client, identity: Identity):
    return client.post(f"/accounts/{identity.user_id}/identities/{identity.pk}/remove/")


def test_administrator_unties_another_provider(world, keeper, tied):
    untie(keeper, tied)

    row = Upkeep.objects.get()
    assert (Identity.objects.count(), row.deed, row.object_id, row.reason) == (
        0, Deed.UNLINK, str(world.director.pk), "https://dang-nhap.example.vn",
    )  # fmt: skip


def test_page_of_the_account_shows_what_is_tied(world, keeper, tied):
    assert "https://dang-nhap.example.vn" in page(keeper, f"/accounts/{world.director.pk}/")


def test_what_was_signed_in_by_it_ends(world, keeper, tied):
    client = at_work(world.director)

    untie(keeper, tied)

    assert is_in(client) is False


def test_untying_asks_again_who_it_is(world, tied):
    answer = untie(signed_in(world.administrator, minutes_ago=6), tied)

    assert (answer.url, Identity.objects.count()) == ("/account/again/", 1)


@pytest.mark.parametrize("role", ["office_head", "director", "auditor"])
def test_nobody_else_unties_it(world, tied, role):
    assert (untie(signed_in(world.people[role]), tied).status_code, Identity.objects.count()) == (404, 1)


def test_administrator_of_another_organisation_unties_nothing(tied):
    stranger = make_world().administrator

    assert (untie(signed_in(stranger), tied).status_code, Identity.objects.count()) == (404, 1)


def test_identity_of_one_account_is_not_untied_as_anothers(world, keeper, tied):
    answer = keeper.post(f"/accounts/{world.office_head.pk}/identities/{tied.pk}/remove/")

    assert (answer.status_code, Identity.objects.count()) == (404, 1)
