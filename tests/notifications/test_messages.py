"""Who is told, how often, and by which channel."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nominations.notices import RETURNED as LEGAL
from notifications.models import Letter, Mailbox, Message, Preference
from notifications.services import post
from notifications.services.messages import mark_read
from notifications.states import Channel
from notifications.unsubscribing import token_for, unsubscribe
from tests.notifications.telling import PLAIN, make_due, make_person, tell
from workflows import clock

pytestmark = pytest.mark.django_db


def prefers(person: object, channel: str, kind: str = PLAIN.name) -> None:
    Preference.objects.create(owner=person, kind=kind, channel=channel)


def test_repeated_entry_tells_each_person_once():
    people = [make_person("an"), make_person("binh")]
    entry = tell(people[:1])
    for _ in range(3):
        tell(people, entry)

    assert (Message.objects.count(), Letter.objects.count()) == (2, 2)


@pytest.mark.parametrize("channel", Channel.values)
def test_letter_is_written_for_the_channel_at_once_alone(channel: str):
    person = make_person("an")
    prefers(person, channel)

    tell([person])

    assert (person.messages.get().channel, person.letters.count()) == (channel, int(channel == Channel.AT_ONCE))


@pytest.mark.parametrize("channel", Channel.values)
def test_legal_notice_is_mailed_whatever_was_chosen(channel: str):
    person = make_person("an")
    prefers(person, channel, LEGAL.name)

    tell([person], kind=LEGAL)

    assert (person.messages.get().channel, person.letters.count()) == (Channel.AT_ONCE, 1)


def test_account_without_address_is_told_in_the_inbox():
    person = make_person("an", email="")

    tell([person])

    assert (person.messages.count(), person.letters.count()) == (1, 0)


def test_account_that_is_switched_off_gets_no_letter():
    person = make_person("an")
    person.is_active = False
    person.save()

    tell([person])

    assert person.letters.count() == 0


@pytest.mark.parametrize("people", [1, 3])
def test_telling_costs_the_same_for_one_and_for_many(people: int):
    told = [make_person(f"nguoi{place}") for place in range(people)]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        tell(told)

    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 5


@pytest.mark.django_db(transaction=True)
def test_letter_speaks_the_language_of_its_reader():
    person = make_person("an")
    Mailbox.objects.create(owner=person, language="en")
    tell([person], expected=lambda: "Sửa rồi nộp lại.")
    make_due()

    post.deliver()

    assert "Kính gửi" not in mail.outbox[0].body


@pytest.mark.django_db(transaction=True)
def test_letter_says_what_happened_why_what_to_do_until_when_and_where():
    person = make_person("an")
    tell(
        [person], title=lambda: "Danh sách A: Lê Thị B đã trả lại đơn vị", body="Thiếu biên bản họp.",
        expected=lambda: "Sửa rồi nộp lại.", due_at=clock.now().replace(year=2013, month=8, day=9, hour=3, minute=0),
    )  # fmt: skip
    make_due()

    post.deliver()

    wanted = [
        "Danh sách A: Lê Thị B đã trả lại đơn vị", "Thiếu biên bản họp.", "Sửa rồi nộp lại.", "10:00 09/08/2013",
        "http://127.0.0.1:8013/dossiers/12/",
    ]  # fmt: skip
    html = str(mail.outbox[0].alternatives[0][0])
    assert [(text in mail.outbox[0].body, text in html) for text in wanted] == [(True, True)] * len(wanted)


@pytest.mark.django_db(transaction=True)
def test_markup_in_a_reason_stays_text():
    tell([make_person("an")], body='<img src="x"> & <b>')
    make_due()

    post.deliver()

    assert '<img src="x"> & <b>' in mail.outbox[0].body
    assert "&lt;img src=&quot;x&quot;&gt; &amp; &lt;b&gt;" in str(mail.outbox[0].alternatives[0][0])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("kind", "ends"), [(PLAIN, True), (LEGAL, False)])
def test_one_click_ends_what_may_be_ended(kind: object, ends: bool):
    tell([make_person("an")], kind=kind)
    make_due()

    post.deliver()

    headers = mail.outbox[0].extra_headers
    assert ("List-Unsubscribe" in headers, headers.get("List-Unsubscribe-Post")) == (
        ends, "List-Unsubscribe=One-Click" if ends else None,
    )  # fmt: skip


def test_unsubscribing_leaves_the_kind_in_the_inbox_alone():
    person = make_person("an")
    tell([person])
    letter = Letter.objects.get()

    unsubscribe(token_for(letter, list(letter.messages.all())))
    tell([person])

    assert (person.messages.count(), person.letters.count()) == (2, 1)


def test_messages_of_others_stay_unread():
    people = [make_person("an"), make_person("binh")]
    tell(people)

    assert mark_read(people[0].pk, at=clock.now()) == 1

    assert Message.objects.filter(read_at=None).count() == 1
