"""Reminders over a whole round, on a moved clock. The plan's "trước ngày 10/8/2013" ends on Friday 9/8 at midnight."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaigns.models import ReminderRule, Round
from campaigns.states import Audience
from nominations.models import Reminder
from nominations.reminders import USUAL, day_of
from nominations.services import dossiers
from nominations.services import nominations as noms
from nominations.services.reminders import remind_all, send_due_reminders
from notifications.models import Message
from tests.factories import World, make_dossier, make_nomination, make_world, submitted
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import first_of, received, state_of
from workflows import clock

pytestmark = pytest.mark.django_db


def moment(text: str) -> datetime:
    return timezone.make_aware(datetime.strptime(text, "%d/%m/%Y %H:%M"))


def closing(text: str) -> World:
    """A world whose round closes at that moment; the second unit takes no part in what is tested."""
    world = make_world()
    Round.objects.filter(pk=world.round.pk).update(closes_at=moment(text) - timedelta(microseconds=1))
    world.round.closes_at = moment(text) - timedelta(microseconds=1)
    world.campaign.participations.exclude(unit=world.units[0]).delete()
    return world


def days_passed(since: str, until: str) -> None:
    """Every hour of those days the clock ticks."""
    at = moment(since)
    while at <= moment(until):
        with clock.moved_to(at):
            send_due_reminders()
        at += timedelta(hours=1)


def sent() -> list[tuple[str, str]]:
    found = Reminder.objects.order_by("sent_at", "pk")
    return [(timezone.localtime(one.sent_at).strftime("%d/%m %H:%M"), one.audience) for one in found]


def test_unit_that_never_files_is_reminded_before_on_the_day_and_its_seniors_after():
    closing("10/08/2013 00:00")

    days_passed("29/07/2013 00:00", "20/08/2013 00:00")

    assert sent() == [
        ("02/08 08:00", "unit"), ("08/08 08:00", "unit"), ("09/08 08:00", "unit"), ("12/08 08:00", "unit_head"),
        ("14/08 08:00", "office"),
    ]  # fmt: skip


def test_unit_that_filed_is_reminded_no_more():
    world = closing("10/08/2013 00:00")
    days_passed("01/08/2013 00:00", "05/08/2013 00:00")
    with clock.moved_to(moment("05/08/2013 09:00")):
        submitted(world)

    days_passed("05/08/2013 10:00", "20/08/2013 00:00")

    assert sent() == [("02/08 08:00", "unit")]


@pytest.mark.parametrize(
    ("closes", "days", "due"),
    [
        ("11/08/2013 00:00", 0, "09/08/2013"),  # a Saturday's end: its last working day is Friday
        ("12/08/2013 00:00", -1, "09/08/2013"),  # a Sunday's end
        ("04/09/2013 00:00", -1, "30/08/2013"),  # 2/9 is a holiday
        ("04/09/2013 00:00", 1, "04/09/2013"),
        ("24/02/2026 00:00", -1, "13/02/2026"),  # Tết Bính Ngọ
        ("02/05/2026 00:00", 0, "29/04/2026"),  # 30/4 and 1/5
        ("02/05/2026 00:00", 1, "04/05/2026"),
    ],
)
def test_rule_counts_working_days(closes: str, days: int, due: str):
    closes_at = moment(closes) - timedelta(microseconds=1)

    assert day_of(ReminderRule(days=days), closes_at).strftime("%d/%m/%Y") == due


def test_rules_of_the_campaign_replace_the_usual_ones():
    world = closing("10/08/2013 00:00")
    ReminderRule.objects.create(campaign=None, days=-3, audience=Audience.UNIT)
    ReminderRule.objects.create(campaign=world.campaign, days=-2, audience=Audience.UNIT)

    days_passed("29/07/2013 00:00", "20/08/2013 00:00")

    assert sent() == [("07/08 08:00", "unit")]


def test_missed_reminders_of_before_are_not_caught_up_after_the_deadline():
    closing("10/08/2013 00:00")

    days_passed("19/08/2013 00:00", "19/08/2013 12:00")

    assert sent() == [("19/08 08:00", "unit_head"), ("19/08 08:00", "office")]


def test_several_missed_reminders_are_told_as_one():
    closing("10/08/2013 00:00")

    days_passed("09/08/2013 00:00", "09/08/2013 12:00")

    assert sent() == [("09/08 08:00", "unit")]


def told_on_the_day(world: World) -> list[str]:
    """What the unit is told to do, without the plan's words."""
    days_passed("09/08/2013 08:00", "09/08/2013 09:00")
    said = {message.expected["vi"] for message in Message.objects.filter(kind="nominations.reminded")}
    return sorted(words.removesuffix(" Thời hạn theo kế hoạch: “trước ngày …”.") for words in said)


def test_reminder_says_that_nothing_was_begun():
    assert told_on_the_day(closing("10/08/2013 00:00")) == ["Đơn vị chưa lập danh sách."]


def test_reminder_counts_what_is_unfinished():
    world = closing("10/08/2013 00:00")
    dossier = make_dossier(world)
    make_nomination(world, dossier)
    make_nomination(world, dossier, achievements="")

    assert told_on_the_day(world) == ["Còn 1 đề nghị chưa đủ thông tin."]


def test_reminder_of_a_finished_list_asks_for_the_head():
    world = closing("10/08/2013 00:00")
    make_nomination(world, make_dossier(world))

    assert told_on_the_day(world) == ["Danh sách đã đủ thông tin, chờ thủ trưởng đơn vị xác nhận và nộp."]


def test_reminder_reaches_the_unit_alone():
    world = closing("10/08/2013 00:00")
    days_passed("09/08/2013 08:00", "09/08/2013 09:00")

    told = set(Message.objects.filter(kind="nominations.reminded").values_list("recipient", flat=True))
    assert told == {world.unit_officer.pk, world.unit_head.pk}


def test_board_shows_each_reminder():
    world = closing("10/08/2013 00:00")
    days_passed("29/07/2013 00:00", "20/08/2013 00:00")

    page = signed_in(world.office_head).get(f"/campaigns/{world.campaign.pk}/board/").content.decode()

    assert page.count("Đã nhắc ") == len(USUAL)


def titles(kind: str) -> list[str]:
    return sorted(set(Message.objects.filter(kind=f"nominations.{kind}").values_list("title", flat=True)))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("08/08/2013", "Phòng Hư cấu 1 sắp đến hạn nộp: Đợt đề nghị khen thưởng"),
        ("09/08/2013", "Hôm nay hết hạn nộp: Phòng Hư cấu 1, Đợt đề nghị khen thưởng"),
    ],
)
def test_reminder_says_how_near_the_deadline_is(day: str, said: str):
    closing("10/08/2013 00:00")

    days_passed(f"{day} 08:00", f"{day} 09:00")

    assert titles("reminded") == [said]


def test_reminder_keeps_the_plans_words_beside_the_moment():
    world = closing("10/08/2013 00:00")
    days_passed("09/08/2013 08:00", "09/08/2013 09:00")

    told = Message.objects.filter(kind="nominations.reminded").first()
    assert (told.expected["vi"], told.due_at) == (
        "Đơn vị chưa lập danh sách. Thời hạn theo kế hoạch: “trước ngày …”.", world.round.closes_at,
    )  # fmt: skip


def test_words_of_a_rule_are_no_reason():
    world = closing("10/08/2013 00:00")
    ReminderRule.objects.create(campaign=world.campaign, days=0, audience=Audience.UNIT, wording="Gọi số máy hư cấu.")
    days_passed("09/08/2013 08:00", "09/08/2013 09:00")

    told = Message.objects.filter(kind="nominations.reminded").first()
    assert (told.body, told.is_prose) == ("Gọi số máy hư cấu.", True)


def late_world(units: int) -> World:
    """A round that closed on Friday, and so many units that have not filed; each has begun a list."""
    world = make_world(units)
    Round.objects.filter(pk=world.round.pk).update(closes_at=moment("10/08/2013 00:00") - timedelta(microseconds=1))
    for place in range(units):
        make_nomination(world, make_dossier(world, place))
    return world


def test_office_hears_of_all_late_units_in_one_message():
    world = late_world(3)

    days_passed("14/08/2013 08:00", "14/08/2013 09:00")

    (told,) = Message.objects.filter(kind="nominations.escalated", recipient=world.office_head)
    assert (told.title, told.body.split("\n")) == (
        "3 đơn vị đã quá hạn nộp danh sách: Đợt đề nghị khen thưởng", [unit.name for unit in world.units],
    )  # fmt: skip


def test_list_that_came_back_after_the_deadline_is_no_delay():
    world = closing("10/08/2013 00:00")
    with clock.moved_to(moment("09/08/2013 09:00")):
        dossier = received(world, count=1)
    with clock.moved_to(moment("12/08/2013 09:00")):
        said = {"actor": world.office_reviewer, "reason": "Thiếu biên bản (hư cấu)."}
        noms.send_back(first_of(dossier), codes=["missing_paper"], **said)
        dossiers.send_back(dossier, **said)

    days_passed("12/08/2013 10:00", "20/08/2013 00:00")

    assert (state_of(dossier), sent()) == ("returned", [])


@pytest.mark.parametrize("day", ["09/08/2013", "14/08/2013"])
def test_reminding_asks_as_much_of_the_database_for_one_unit_as_for_three(day: str):
    costs = {}
    for units in (1, 3):
        Round.objects.update(closes_at=None)
        late_world(units)
        with clock.moved_to(moment(f"{day} 08:00")), CaptureQueriesContext(connection) as asked:
            remind_all(clock.now())
        costs[units] = len(asked)

    assert costs[3] == costs[1]
