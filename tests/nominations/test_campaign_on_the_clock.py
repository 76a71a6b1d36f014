"""A whole round on a moved clock, day by day: every reminder and digest, when it is written and when it may leave.

The lists of the plan are due "trước ngày 10/8/2013", a Saturday: Friday 9/8 is the last day. Three readers choose
differently.
"""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from campaigns.models import Round
from nominations.notices import ESCALATED, REMINDED
from nominations.services.reminders import send_due_reminders
from notifications.models import Letter, Preference
from notifications.services.digests import send_due_digests
from notifications.states import Channel
from organisation.models import User
from tests.factories import World, make_world
from workflows import clock

pytestmark = pytest.mark.django_db

READERS = {"unit_officer": "", "unit_head": Channel.DAILY, "office_head": Channel.WEEKLY}  # "": as it comes
HOURS = (7, 8)  # when the clock ticks
Sent = list[tuple[str, str]]


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y"))


def owing(closes: str) -> World:
    """One unit that never files in a round that ends with that day."""
    world = make_world(1)
    Round.objects.filter(pk=world.round.pk).update(closes_at=moment(closes) + timedelta(days=1, microseconds=-1))
    for name, channel in READERS.items():
        person = world.people[name]
        User.objects.filter(pk=person.pk).update(email=f"{name}@example.vn")
        for kind in (REMINDED, ESCALATED) if channel else ():
            Preference.objects.create(owner=person, kind=kind.name, channel=channel)
    return world


def played(closes: str, since: str, until: str) -> dict[str, Sent]:
    """Of each reader's letters: the kind, and the hour from which it may leave."""
    world, known = owing(closes), set()
    found: dict[str, Sent] = {name: [] for name in READERS}
    days = (moment(until) - moment(since)).days
    for at in (moment(since) + timedelta(days=day, hours=hour) for day in range(days) for hour in HOURS):
        with clock.moved_to(at):
            send_due_reminders()
            send_due_digests()
            for letter in Letter.objects.exclude(pk__in=known):
                known.add(letter.pk)
                name = next(name for name in READERS if world.people[name].pk == letter.recipient_id)
                leaves = timezone.localtime(letter.available_at + clock.offset() + timedelta(seconds=1))
                found[name].append((leaves.strftime("%d/%m %H:00"), letter.kind))
    return found


def test_saturday_deadline_of_the_plan():
    """The head's digest of Saturday 3/8 leaves on Monday; what is due on Friday evening does not wait for the next."""
    assert played("09/08/2013", "29/07/2013", "21/08/2013") == {
        "unit_officer": [("02/08 08:00", "notice"), ("08/08 08:00", "notice"), ("09/08 08:00", "notice")],
        "unit_head": [
            ("05/08 06:00", "daily"), ("09/08 07:00", "daily"), ("09/08 08:00", "notice"), ("13/08 07:00", "daily"),
        ],
        "office_head": [("19/08 07:00", "weekly")],
    }  # fmt: skip


def test_round_that_ends_behind_the_national_day_of_2013():
    """Monday 2/9 is a holiday."""
    assert played("04/09/2013", "23/08/2013", "17/09/2013") == {
        "unit_officer": [("27/08 08:00", "notice"), ("03/09 08:00", "notice"), ("04/09 08:00", "notice")],
        "unit_head": [
            ("28/08 07:00", "daily"), ("04/09 07:00", "daily"), ("04/09 08:00", "notice"), ("06/09 07:00", "daily"),
        ],
        "office_head": [("16/09 07:00", "weekly")],
    }  # fmt: skip


def test_round_that_ends_on_a_saturday_behind_tet_2026():
    """Five working days before are counted from Friday 27/2, which is the last day too: one reminder tells both."""
    assert played("28/02/2026", "06/02/2026", "10/03/2026") == {
        "unit_officer": [("23/02 08:00", "notice"), ("27/02 08:00", "notice")],
        "unit_head": [("24/02 07:00", "daily"), ("27/02 08:00", "notice"), ("03/03 07:00", "daily")],
        "office_head": [("09/03 07:00", "weekly")],
    }


def test_round_that_ends_on_the_first_of_may_2026():
    """30/4 and 1/5 are holidays, and so is Monday 27/4 for the Hùng kings' Sunday."""
    assert played("01/05/2026", "17/04/2026", "12/05/2026") == {
        "unit_officer": [("22/04 08:00", "notice"), ("29/04 08:00", "notice")],
        "unit_head": [("23/04 07:00", "daily"), ("29/04 08:00", "notice"), ("05/05 07:00", "daily")],
        "office_head": [("11/05 07:00", "weekly")],
    }
