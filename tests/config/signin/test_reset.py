"""A forgotten password: a letter to the account's own address, and an answer that tells a stranger nothing."""

import re
import threading

import pytest
from django.test import Client

from tests.config.signin.people import code as shown
from tests.config.signin.people import is_in, types_code, types_password, with_application
from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = pytest.mark.django_db
NEW = "con ruong bac thang mua lua chin"


@pytest.fixture
def officer():
    user = make_world().unit_officer
    user.email = "canbo@example.vn"
    user.save(update_fields=["email"])
    return user


def asks(address: str):
    before = set(threading.enumerate())
    answer = Client().post("/sign-in/reset/", {"email": address})
    for thread in set(threading.enumerate()) - before:
        thread.join()
    return answer


def link_in(letter) -> str:
    return re.search(r"http://testserver(\S+)", letter.body)[1]


def sets_password(link: str) -> None:
    client = Client()
    form = client.get(link).url
    client.post(form, {"new_password1": NEW, "new_password2": NEW})


def test_letter_goes_to_the_account(officer, mailoutbox):
    asks("canbo@example.vn")

    assert [letter.to for letter in mailoutbox] == [["canbo@example.vn"]]


def test_unknown_address_gets_no_letter_and_the_same_answer(officer, mailoutbox):
    known, unknown = asks("canbo@example.vn"), asks("ai-do@example.vn")

    assert (known.status_code, known.url, known.content) == (unknown.status_code, unknown.url, unknown.content)
    assert len(mailoutbox) == 1


def test_link_sets_a_password_once(officer, mailoutbox):
    asks("canbo@example.vn")
    link = link_in(mailoutbox[0])
    sets_password(link)
    client = Client()
    types_password(client, officer, NEW)

    assert (is_in(client), Client().get(link).status_code) == (True, 200)


def test_link_signs_nobody_in_past_the_second_factor(officer, mailoutbox):
    with_application(officer)
    asks("canbo@example.vn")
    sets_password(link_in(mailoutbox[0]))
    client = Client()
    types_password(client, officer, NEW)

    assert is_in(client) is False
    types_code(client, shown())
    assert is_in(client) is True


def test_reset_ends_every_session(officer, mailoutbox):
    client = signed_in(officer)
    asks("canbo@example.vn")
    sets_password(link_in(mailoutbox[0]))

    assert is_in(client) is False
