"""What an inspection asked a unit to mend is reminded of by the campaign's reminder rules."""

from datetime import date, datetime

import pytest

from campaigns.models import Inspection, ReminderRule
from nominations.services.mending import remind_of_mending
from notifications.models import Message
from organisation.calendar import VIETNAM
from tests.factories import World, make_world
from tests.nominations.machines import inspection as machine
from tests.nominations.machines.walking import stand

pytestmark = pytest.mark.django_db

LAST_DAY = date(2013, 8, 9)  # a Friday
RULES = ((-1, "unit", "Xin báo sớm."), (1, "unit_head", ""), (3, "office", ""))


@pytest.fixture
def world() -> World:
    world = make_world()
    for days, audience, wording in RULES:
        ReminderRule.objects.create(campaign=world.campaign, days=days, audience=audience, wording=wording)
    found = stand(world, machine, "to_mend")
    Inspection.objects.filter(pk=found.pk).update(mend_by=LAST_DAY, to_mend="Sửa biển hiệu (hư cấu)")
    return world


def on(day: int) -> int:
    return remind_of_mending(datetime(2013, 8, day, 8, 30, tzinfo=VIETNAM))


def told() -> list[str]:
    return sorted(Message.objects.filter(kind="nominations.to_mend").values_list("recipient__username", flat=True))


def names(*people: object) -> list[str]:
    return sorted(person.username for person in people)


def test_unit_is_reminded_before_the_day(world: World):
    on(8)

    assert told() == names(world.unit_officer, world.unit_head)


def test_nobody_is_reminded_before_the_first_rule(world: World):
    assert (on(7), told()) == (0, [])


def test_reminder_says_what_is_to_be_mended(world: World):
    on(8)

    message = Message.objects.filter(kind="nominations.to_mend").first()
    assert (message.title, message.body) == (
        f"{world.units[0].name} sắp đến hạn khắc phục sau kiểm tra", "Sửa biển hiệu (hư cấu)\nXin báo sớm.",
    )  # fmt: skip


def test_clock_that_strikes_twice_reminds_once(world: World):
    on(8)
    on(8)

    assert len(told()) == 2


def test_head_hears_once_the_day_is_past(world: World):
    on(12)  # Monday: the first working day after it

    assert told() == names(world.unit_head)


def test_office_hears_of_what_stays_overdue(world: World):
    on(14)

    assert set(told()) == {*names(world.unit_head, world.office_reviewer, world.office_head)}


def test_what_was_mended_is_not_reminded_of(world: World):
    Inspection.objects.update(mend_by=None)

    assert (on(8), told()) == (0, [])
