"""The day's and the week's letter, on a moved clock. 5/8/2013 is a Monday."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notifications.models import Letter, Preference
from notifications.services import post
from notifications.services.digests import send_due_digests
from notifications.services.messages import mark_read
from notifications.states import Channel
from organisation.models import User
from tests.notifications.telling import PLAIN, make_due, make_person, tell
from workflows import clock

pytestmark = pytest.mark.django_db


def moment(day: int, hour: int) -> datetime:
    return timezone.make_aware(datetime(2013, 8, day, hour))


def reader(name: str, channel: str) -> User:
    person = make_person(name)
    Preference.objects.create(owner=person, kind=PLAIN.name, channel=channel)
    return person


def played(person: User, told: list[datetime], looked: list[datetime]) -> list[tuple[str, int]]:
    """Tells at some moments, lets the clock tick at others; kind and number of messages of each letter."""
    for at in sorted([*told, *looked]):
        with clock.moved_to(at):
            if at in told:
                tell([person])
            else:
                send_due_digests()
    letters = Letter.objects.filter(recipient=person).order_by("available_at")
    return [(letter.kind, letter.messages.count()) for letter in letters]


def test_daily_letter_gathers_since_the_last():
    person = reader("an", Channel.DAILY)
    told = [moment(5, 8), moment(5, 15), moment(6, 9)]
    looked = [moment(day, hour) for day in (5, 6, 7) for hour in (6, 7, 10)]

    assert played(person, told, looked) == [("daily", 2), ("daily", 1)]


def test_weekly_letter_comes_on_monday():
    person = reader("an", Channel.WEEKLY)
    told = [moment(day, 9) for day in (6, 7, 9)]
    looked = [moment(day, 7) for day in range(5, 20)]

    assert played(person, told, looked) == [("weekly", 3)]


def test_week_whose_monday_was_missed_is_told_later():
    person = reader("an", Channel.WEEKLY)

    assert played(person, [moment(9, 9)], [moment(14, 12)]) == [("weekly", 1)]


def test_day_without_news_brings_no_letter():
    assert played(reader("an", Channel.DAILY), [], [moment(6, 8)]) == []


def test_message_that_was_read_is_not_told_again():
    person = reader("an", Channel.DAILY)
    with clock.moved_to(moment(5, 9)):
        tell([person])
        mark_read(person.pk, at=clock.now())

    assert played(person, [], [moment(6, 8)]) == []


def test_repeated_tick_writes_nothing_more():
    person = reader("an", Channel.DAILY)
    told = [moment(5, 9)]
    looked = [moment(6, 8) + timedelta(minutes=10 * n) for n in range(12)]

    assert played(person, told, looked) == [("daily", 1)]


def test_message_by_mail_is_in_no_digest():
    person = make_person("an")

    assert played(person, [moment(5, 9)], [moment(6, 8)]) == [("notice", 1)]


@pytest.mark.parametrize(
    ("channel", "due", "went"),
    [
        ("daily", (6, 6), "at_once"), ("daily", (6, 8), "daily"), ("weekly", (9, 23), "at_once"),
        ("weekly", (12, 8), "weekly"), ("daily", (5, 8), "daily"),
    ],
)  # fmt: skip
def test_notice_that_is_due_before_its_digest_goes_at_once(channel: str, due: tuple[int, int], went: str):
    person = reader("an", channel)

    with clock.moved_to(moment(5, 9)):
        tell([person], due_at=moment(*due))

    assert list(person.messages.values_list("channel", flat=True)) == [went]


def test_digest_that_waits_for_a_working_day_comes_too_late():
    person = reader("an", Channel.DAILY)

    with clock.moved_to(moment(9, 9)):  # a Friday; the digest of Saturday leaves on Monday
        tell([person], due_at=moment(10, 23))

    assert list(person.messages.values_list("channel", flat=True)) == ["at_once"]


@pytest.mark.parametrize("readers", [1, 3])
def test_digests_cost_the_same_for_one_and_for_many(readers: int):
    people = [reader(f"nguoi{place}", Channel.DAILY) for place in range(readers)]
    with clock.moved_to(moment(6, 3)):
        tell(people)
    with clock.moved_to(moment(6, 8)), CaptureQueriesContext(connection) as queries:
        send_due_digests()

    assert len([query for query in queries if "SAVEPOINT" not in query["sql"]]) == 12


@pytest.mark.django_db(transaction=True)
def test_digest_lists_what_happened():
    person = reader("an", Channel.DAILY)
    with clock.moved_to(moment(6, 3)):
        tell([person], title=lambda: "Việc thứ nhất")
        tell([person], title=lambda: "Việc thứ hai")
    with clock.moved_to(moment(6, 8)):
        send_due_digests()
    make_due()
    post.deliver()

    assert [(sent.subject, "Việc thứ nhất" in sent.body, "Việc thứ hai" in sent.body) for sent in mail.outbox] == [
        ("Tổng hợp trong ngày: 2 thông báo", True, True)
    ]
