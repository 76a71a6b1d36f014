"""One's inbox and one's choices on the pages of the desk."""

from uuid import uuid4

import pytest
from django.test import Client

from nominations import notices
from nominations.effects import TOLD
from nominations.models import ConsolidatedList, Decision, Dossier, Nomination
from notifications.kinds import registry
from notifications.models import Letter, Mailbox, Message, Preference
from notifications.states import Channel
from notifications.unsubscribing import token_for
from organisation.models import User
from tests.factories import make_world
from tests.nominations.desk import signed_in
from workflows import clock
from workflows.verbs import verbs_of

pytestmark = pytest.mark.django_db

MACHINES = (Dossier, Nomination, ConsolidatedList, Decision)


def told(person: User, kind: str = notices.RECEIVED.name, **fields: object) -> Message:
    values = {"act_id": uuid4(), "title": "Hồ sơ mới", "created_at": clock.now(), "url": "/", "kind": kind, **fields}
    return Message.objects.create(recipient=person, **values)


def chosen(person: User, **choices: str) -> dict[str, str]:
    """The whole form as the page sends it."""
    page = signed_in(person).get("/messages/preferences/")
    form, channels = page.context["form"], page.context["channels"]
    mailbox = {name: form[name].value() for name in form.fields}
    data = {**{name: field.initial for name, field in channels.fields.items()}, **mailbox, **choices}
    return {name: value for name, value in data.items() if value not in (None, False)}


def test_every_audience_of_a_verb_has_its_kind_and_request():
    asked = {
        (effect.removeprefix("tell_"), verb.name)
        for model in MACHINES
        for verb in verbs_of(model).values()
        for effect in verb.effects
        if effect.startswith("tell_")
    }

    assert asked - set(TOLD) == set()


def test_every_kind_has_its_words():
    assert [name for name, kind in registry.items() if not str(kind.label)] == []


def test_opened_message_is_read():
    world = make_world()
    message = told(world.unit_officer, url="/campaigns/")

    answer = signed_in(world.unit_officer).post(f"/messages/{message.pk}/open/")

    assert (answer.status_code, answer["Location"]) == (302, "/campaigns/")
    assert Message.objects.get().read_at is not None


def test_message_of_another_is_not_there():
    world = make_world()
    message = told(world.unit_officer)

    answer = signed_in(world.unit_head).post(f"/messages/{message.pk}/open/")

    assert (answer.status_code, Message.objects.get().read_at) == (404, None)


def test_unread_tab_shows_unread_messages_alone():
    world = make_world()
    told(world.unit_officer, title="Đã xem", read_at=clock.now())
    told(world.unit_officer, title="Chưa xem")

    page = signed_in(world.unit_officer).get("/messages/?show=unread").content.decode()

    assert ("Đã xem" in page, "Chưa xem" in page) == (False, True)


def test_inbox_says_what_is_expected_until_when():
    world = make_world()
    told(world.unit_officer, expected={"vi": "Sửa rồi nộp lại."}, due_at="2013-08-09T03:00:00Z")

    page = signed_in(world.unit_officer).get("/messages/").content.decode()

    assert ("Sửa rồi nộp lại." in page, "Hạn: 10:00 09/08/2013" in page) == (True, True)


def test_choices_of_an_officer_are_those_of_her_work():
    world = make_world()

    page = signed_in(world.unit_officer).get("/messages/preferences/")

    shown = [kind for kind in page.context["channels"].fields]
    assert shown == [
        "nominations.filed", "nominations.received", "nominations.checked", "nominations.urging_letter",
        "nominations.overdue", "nominations.reminded", "nominations.consulted", "nominations.verified",
        "nominations.fixed", "nominations.inspected", "nominations.to_mend", "nominations.came", "nominations.launched",
    ]  # fmt: skip
    legal = [kind.name for kind in page.context["legal"]]
    assert sorted(legal) == [
        "nominations.result", "nominations.result_letter", "nominations.returned", "organisation.own_powers",
    ]  # fmt: skip


def test_choices_are_kept():
    world = make_world()
    person = world.unit_officer
    data = chosen(person, **{"nominations.received": Channel.DAILY, "language": "en", "quiet_from": "20"})

    answer = signed_in(person).post("/messages/preferences/", data)

    assert answer.status_code == 302
    assert Preference.objects.get(owner=person, kind="nominations.received").channel == Channel.DAILY
    assert Mailbox.objects.filter(owner=person).values_list("language", "quiet_from").get() == ("en", 20)


def test_unknown_channel_is_refused_and_nothing_is_kept():
    world = make_world()
    data = chosen(world.unit_officer, **{"nominations.received": "pigeon"})

    answer = signed_in(world.unit_officer).post("/messages/preferences/", data)

    assert (answer.status_code, Preference.objects.count(), Mailbox.objects.count()) == (200, 0, 0)


def token(person: User, *kinds: str) -> str:
    messages = [told(person, kind) for kind in kinds]
    return token_for(Letter(recipient=person), messages)


def test_one_click_of_a_mail_client_needs_no_session_and_no_token_of_a_form():
    world = make_world()
    address = f"/messages/unsubscribe/{token(world.unit_officer, notices.RECEIVED.name)}/"

    answer = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert list(Preference.objects.values_list("kind", "channel")) == [("nominations.received", "in_app")]


def test_page_of_the_link_asks_and_changes_nothing():
    world = make_world()
    address = f"/messages/unsubscribe/{token(world.unit_officer, notices.RECEIVED.name)}/"

    answer = Client().get(address)

    assert ("Văn phòng nhận thẩm định" in answer.content.decode(), Preference.objects.count()) == (True, 0)


def test_legal_notice_is_not_ended_by_its_link():
    world = make_world()

    Client().post(f"/messages/unsubscribe/{token(world.unit_officer, notices.RETURNED.name)}/")

    assert Preference.objects.count() == 0


def test_made_up_link_is_not_there():
    assert Client().post("/messages/unsubscribe/WzEsWyJhIl1d:1abc:xyz/").status_code == 404
