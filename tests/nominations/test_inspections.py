"""Inspections: planned for several units at once, told to the unit, found, mended by the unit and concluded."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.timezone import localdate

from campaigns.models import Inspection
from campaigns.services import campaigns, inspections
from campaigns.shown.inspections import open_to
from nominations.campaign_figures import figures_of, lines_of
from notifications.models import Message
from organisation.services import appoint
from organisation.states import Role
from tests.factories import World, make_world
from tests.nominations.desk import signed_in
from tests.nominations.machines import inspection as machine
from tests.nominations.machines.walking import stand
from tests.nominations.reviewing import queries, seen, words
from workflows import clock
from workflows.effects import registry
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.models import AuditEvent, OutboxEntry
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def world() -> World:
    return make_world()


def in_state(world: World, state: str) -> Inspection:
    return stand(world, machine, state)


def now(inspection: Inspection) -> Inspection:
    return Inspection.objects.get(pk=inspection.pk)


def page(world: World, inspection: Inspection, who: str) -> str:
    return signed_in(world.people[who]).get(inspection.get_absolute_url()).content.decode()


def all_of(world: World, who: str, **asked: str) -> str:
    url = reverse("campaign_inspections", args=[world.campaign.pk])
    return signed_in(world.people[who]).get(url, asked).content.decode()


def today():
    return localdate(clock.now())


# Planning


def send_plan(world: World, who: str = "office_reviewer", **typed: object):
    form = {
        "units": [unit.pk for unit in world.units], "matter": "Việc phát động (hư cấu)",
        "planned_on": f"{today():%d/%m/%Y}", "inspectors": "Người Hư Cấu",
    }  # fmt: skip
    url = reverse("plan_inspections", args=[world.campaign.pk])
    return signed_in(world.people[who]).post(url, form | typed)


def test_each_chosen_unit_gets_an_inspection(world: World):
    send_plan(world)

    made = Inspection.objects.order_by("unit__position").values_list("unit", "matter", "planned_on", "state")
    assert list(made) == [(unit.pk, "Việc phát động (hư cấu)", today(), "planned") for unit in world.units]


def test_same_plan_sent_twice_is_one(world: World):
    send_plan(world)
    send_plan(world)

    assert Inspection.objects.count() == len(world.units)


def test_unit_that_takes_no_part_is_not_inspected(world: World):
    answer = send_plan(world, units=[world.root.pk])

    assert (answer.status_code, Inspection.objects.count()) == (422, 0)


def test_plan_without_a_unit_keeps_what_was_typed(world: World):
    answer = send_plan(world, units=[], matter="Lời đã gõ (hư cấu)")

    said = answer.content.decode()
    assert ("Hãy chọn ít nhất một đơn vị." in said, "Lời đã gõ (hư cấu)" in said) == (True, True)


def test_no_inspection_is_planned_once_the_campaign_is_concluded(world: World):
    campaigns.conclude(world.campaign, actor=world.office_head)

    with pytest.raises(NotAllowed, match="không lập hoặc thông báo kiểm tra"):
        machine.begin(world)


def test_planning_costs_the_same_for_one_unit_and_for_three(django_assert_max_num_queries):
    costs = []
    for units in (1, 3):
        world = make_world(3)
        with django_assert_max_num_queries(30) as counted:
            inspections.plan(world.campaign, world.units[:units], machine.planned(), actor=world.office_reviewer)
        costs.append(len(counted.captured_queries))

    assert costs[0] == costs[1]


# What stands in the way of a step


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ({"planned_on": None}, "Chưa ghi ngày kiểm tra."),
        ({"planned_on": -1}, "đã qua; hãy ghi ngày khác rồi thông báo."),
        ({"inspectors": ""}, "Chưa ghi thành phần đoàn kiểm tra."),
    ],
)
def test_inspection_is_announced_with_a_day_to_come_and_its_people(world: World, written, reason):
    if written.get("planned_on"):
        written = {"planned_on": today() + written["planned_on"] * DAY}
    found = machine.begin(world)
    machine.write(world, found, **machine.planned(**written))

    with pytest.raises(NotAllowed, match=reason):
        inspections.announce(found, actor=world.office_reviewer)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ({"findings": ""}, "Chưa ghi kết quả kiểm tra."),
        ({"to_mend": ""}, "Chưa ghi yêu cầu khắc phục."),
        ({"mend_by": None}, "Chưa ghi hạn khắc phục."),
        ({"mend_by": -1}, "đã qua; hãy ghi hạn mới."),
    ],
)
def test_unit_is_asked_to_mend_what_was_found_by_a_day_to_come(world: World, written, reason):
    if written.get("mend_by"):
        written = {"mend_by": today() + written["mend_by"] * DAY}
    found = in_state(world, "announced")
    whole = machine.FOUND | {"to_mend": "Bổ sung (hư cấu).", "mend_by": today()}
    machine.write(world, found, **whole | written)

    with pytest.raises(NotAllowed, match=reason):
        inspections.record_findings(found, actor=world.office_reviewer)


def test_nothing_is_found_before_the_day_of_the_inspection(world: World):
    found = machine.begin(world)
    machine.write(world, found, **machine.planned(planned_on=today() + DAY))
    inspections.announce(found, actor=world.office_reviewer)
    machine.nothing_to_mend(world, found)

    with pytest.raises(NotAllowed, match="chưa tới"):
        inspections.settle(found, actor=world.office_reviewer)


def test_what_is_to_be_mended_is_not_concluded_unmended(world: World):
    found = in_state(world, "announced")
    machine.to_mend(world, found)

    with pytest.raises(NotAllowed, match="hãy yêu cầu đơn vị khắc phục rồi mới kết luận"):
        inspections.settle(found, actor=world.office_reviewer)


def test_unit_says_what_it_has_mended(world: World):
    with pytest.raises(NotAllowed, match="Chưa ghi kết quả khắc phục"):
        inspections.mend(in_state(world, "to_mend"), actor=world.unit_head)


def test_more_is_asked_with_time_left_to_mend(world: World):
    found = in_state(world, "mended")
    machine.write(world, found, mend_by=today() - DAY, lessons="")

    with pytest.raises(NotAllowed, match="hãy ghi hạn mới"):
        inspections.ask_more(found, actor=world.office_reviewer, reason="Chưa đủ (hư cấu).")


def test_officer_of_the_unit_does_not_say_that_it_has_mended(world: World):
    found = in_state(world, "to_mend")
    machine.followed_up(world, found)

    with pytest.raises(NotPermitted):
        inspections.mend(found, actor=world.unit_officer)


def test_who_mended_for_the_unit_does_not_conclude(world: World):
    found = in_state(world, "mended")
    appoint(world.unit_head, Role.OFFICE_HEAD, world.root)

    with pytest.raises(NotPermitted, match="Người đã báo cáo khắc phục"):
        inspections.settle(found, actor=world.unit_head)


# Writing


def test_what_is_not_ones_turn_is_not_written(world: World):
    found = in_state(world, "to_mend")

    with pytest.raises(NotAllowed):
        inspections.write(
            found, machine.FOUND, actor=world.office_reviewer, seen=(found.version, found.content_hash)
        )  # fmt: skip


def test_form_of_an_earlier_state_writes_nothing(world: World):
    found = machine.begin(world)
    inspections.announce(found, actor=world.office_reviewer)

    with pytest.raises(NotAllowed):
        machine.write(world, found, **machine.planned(matter="Khác (hư cấu)"))


def test_words_of_another_are_not_overwritten_unseen(world: World):
    found = machine.begin(world)
    before = (found.version, found.content_hash)
    machine.write(world, found, **machine.planned(matter="Khác (hư cấu)"))

    with pytest.raises(StaleContent):
        inspections.write(found, machine.planned(), actor=world.office_head, seen=before)


def test_refused_day_stays_on_the_form_as_it_was_typed(world: World):
    found = machine.begin(world)
    form = seen(found, matter="Khác", planned_on="31/2/2013", inspectors="")

    answer = signed_in(world.office_reviewer).post(reverse("inspection_edit", args=[found.pk]), form)

    assert (answer.status_code, 'value="31/2/2013"' in answer.content.decode()) == (422, True)


# Who reads what


FIRST, FOUND = ["matter", "planned_on", "inspectors"], ["findings", "to_mend", "mend_by"]


@pytest.mark.parametrize(
    ("state", "office", "unit"),
    [
        ("planned", [*FOUND, "lessons"], ["follow_up"]),
        ("announced", [*FOUND, "lessons"], ["follow_up"]),
        ("to_mend", [*FOUND, "lessons"], [*FOUND, "follow_up"]),
        ("mended", [*FOUND, "follow_up", "lessons"], [*FOUND, "follow_up"]),
        ("settled", [*FOUND, "follow_up", "lessons"], [*FOUND, "follow_up", "lessons"]),
    ],
)
def test_what_a_side_still_writes_the_other_does_not_read(world: World, state, office, unit):
    found, at = in_state(world, state), clock.now()

    read = [open_to(roles_of(one, at), found) for one in (world.office_reviewer, world.unit_officer)]

    assert read == [[*FIRST, *office], [*FIRST, *unit]]


def test_unit_does_not_meet_an_inspection_that_is_only_planned(world: World):
    assert signed_in(world.unit_head).get(machine.begin(world).get_absolute_url()).status_code == 404


def test_findings_that_are_still_written_stand_on_no_page_of_the_unit(world: World):
    found = in_state(world, "announced")
    machine.to_mend(world, found)

    read = [machine.FOUND["findings"] in page(world, found, who) for who in ("office_head", "unit_head")]
    assert read == [True, False]


def test_unit_reads_why_it_has_to_mend_more(world: World):
    found = in_state(world, "mended")
    inspections.ask_more(found, actor=world.office_head, reason="Thiếu biên bản (hư cấu).")

    said = words(page(world, found, "unit_officer"))

    assert "Văn phòng yêu cầu khắc phục tiếp Thiếu biên bản (hư cấu)." in said


def test_inspection_waits_on_the_first_page_of_whose_turn_it_is(world: World):
    waits = {}
    for state in ("to_mend", "mended"):
        url = in_state(world, state).get_absolute_url()
        waits[state] = [
            url in signed_in(world.people[who]).get("/").content.decode() for who in ("unit_head", "office_head")
        ]

    assert waits == {"to_mend": [True, False], "mended": [False, True]}


# The list, the dashboard, the report


def overdue(world: World) -> Inspection:
    found = in_state(world, "to_mend")
    Inspection.objects.filter(pk=found.pk).update(mend_by=today() - DAY)
    return found


def test_overdue_mending_is_marked_in_words(world: World):
    overdue(world)

    assert '<span class="chip tone-bad">Quá hạn khắc phục' in " ".join(all_of(world, "office_head").split())


def test_mending_on_its_last_day_is_not_overdue(world: World):
    found = in_state(world, "to_mend")
    Inspection.objects.filter(pk=found.pk).update(mend_by=today())

    assert "Quá hạn khắc phục" not in all_of(world, "office_head")


def test_list_of_the_overdue_holds_just_them(world: World):
    late, other = overdue(world), in_state(world, "to_mend")

    shown = all_of(world, "office_head", show="overdue")

    assert [one.get_absolute_url() in shown for one in (late, other)] == [True, False]


def test_unit_lists_its_own_announced_ones(world: World):
    told, planned = in_state(world, "announced"), machine.begin(world)
    inspections.plan(world.campaign, world.units[1:], machine.planned(), actor=world.office_reviewer)
    others = Inspection.objects.get(unit=world.units[1])
    inspections.announce(others, actor=world.office_reviewer)

    shown = all_of(world, "unit_officer")

    assert [one.get_absolute_url() in shown for one in (told, planned, others)] == [True, False, False]


def test_dashboard_counts_the_inspections(world: World):
    in_state(world, "settled")
    overdue(world)
    in_state(world, "to_mend")

    answer = signed_in(world.director).get(reverse("dashboard", args=[world.campaign.pk]))

    assert [(one["label"], one["value"]) for one in answer.context["inspections"]] == [
        ("Đã kết luận", 1), ("Đang phải khắc phục", 2), ("Quá hạn khắc phục", 1),
    ]  # fmt: skip


def test_report_to_the_director_counts_the_inspections(world: World):
    overdue(world)
    in_state(world, "called_off")

    lines = dict(lines_of(figures_of(world.campaign)))["Kiểm tra đơn vị"]

    assert [(one.label, one.value) for one in lines] == [
        ("Cuộc kiểm tra đã lập", "1"), ("Đã kết luận", "0"), ("Đang phải khắc phục", "1"), ("Quá hạn khắc phục", "1"),
    ]  # fmt: skip


def test_report_frozen_before_there_were_inspections_is_still_read(world: World):
    figures = figures_of(world.campaign)
    del figures["inspections"]

    assert "Kiểm tra đơn vị" not in dict(lines_of(figures))


def test_list_costs_the_same_for_one_and_for_three():
    costs = {}
    for rows in (1, 3):
        world = make_world()
        for _ in range(rows):
            in_state(world, "to_mend")
        costs[rows] = queries(signed_in(world.office_head), reverse("campaign_inspections", args=[world.campaign.pk]))

    assert costs[3] == costs[1]


def test_first_page_costs_the_same_for_one_and_for_three():
    costs = {}
    for rows in (1, 3):
        world = make_world()
        for _ in range(rows):
            in_state(world, "to_mend")
        costs[rows] = queries(signed_in(world.unit_head), "/")

    assert costs[3] == costs[1]


# Messages


def told_of(world: World, who: str) -> list[str]:
    for entry in OutboxEntry.objects.filter(effect__contains="tell_inspect").order_by("pk"):
        registry[entry.effect](entry)
    found = Message.objects.filter(recipient=world.people[who]).order_by("pk")
    return [message.kind.removeprefix("nominations.") for message in found if "inspect" in message.thread]


def test_unit_hears_of_each_answer_and_the_office_that_it_was_mended(world: World):
    found = in_state(world, "mended")
    inspections.settle(found, actor=world.office_head)

    assert (told_of(world, "unit_head"), told_of(world, "office_reviewer")) == (["inspected"] * 3, ["mended"])


@pytest.mark.parametrize(("state", "told"), [("planned", []), ("announced", ["inspected"] * 2)])
def test_unit_hears_that_an_inspection_is_off_if_it_knew_of_it(world: World, state, told):
    inspections.call_off(in_state(world, state), actor=world.office_head, reason="Hoãn (hư cấu).")

    assert told_of(world, "unit_head") == told


# Several at once


def three(world: World) -> list[Inspection]:
    written = {"matter": "Việc phát động (hư cấu)", "planned_on": today(), "inspectors": "Đoàn (hư cấu)"}
    return inspections.plan(world.campaign, world.units, written, actor=world.office_reviewer)


def tick(world: World, *found: Inspection, who: str = "office_reviewer"):
    picked = [f"{one.pk}-{one.version}-{one.content_hash}" for one in found]
    url = reverse("announce_inspections", args=[world.campaign.pk])
    return signed_in(world.people[who]).post(url, {"picked": picked})


def test_ticked_inspections_are_announced_in_one_act():
    world = make_world(3)
    first, second, third = three(world)
    tick(world, first, second)

    acts = set(AuditEvent.objects.filter(verb="announce").values_list("act_id", flat=True))
    assert ([now(one).state for one in (first, second, third)], len(acts)) == (["announced", "announced", "planned"], 1)


def test_each_unit_hears_of_its_own_inspection(world: World):
    tick(world, *three(world))
    registry["campaigns.tell_inspected"](OutboxEntry.objects.get(effect="campaigns.tell_inspected"))

    told = Message.objects.filter(recipient__in=[world.unit_head, world.people["unit_head_2"]]).order_by("pk")
    assert [one.url for one in told] == [one.get_absolute_url() for one in Inspection.objects.order_by("pk")]


def test_none_is_announced_while_one_lacks_its_day(world: World):
    first, second = three(world)
    Inspection.objects.filter(pk=second.pk).update(planned_on=None)
    page = tick(world, first, second).content.decode()

    assert (f"{second.unit}: Chưa ghi ngày kiểm tra." in page, now(first).state) == (True, "planned")


def test_stale_tick_announces_nothing(world: World):
    first, second = three(world)
    written = {"matter": "Khác", "planned_on": today(), "inspectors": "Khác"}
    seen_now = (second.version, second.content_hash)
    inspections.write(second, written, actor=world.office_reviewer, seen=seen_now)
    answer = tick(world, first, second)

    assert (answer.status_code, now(first).state) == (412, "planned")


def test_nothing_ticked_is_told(world: World):
    assert "Hãy chọn ít nhất một cuộc kiểm tra." in all_after(world, tick(world))


def all_after(world: World, answer) -> str:
    return signed_in(world.office_reviewer).get(answer["Location"]).content.decode() + str(
        [str(one) for one in get_messages(answer.wsgi_request)]
    )


def test_planned_ones_are_ticked_on_their_tab(world: World):
    three(world)

    assert all_of(world, "office_reviewer", show="planned").count("data-pick ") == 2


def test_auditor_ticks_nothing(world: World):
    three(world)

    assert "data-pick " not in all_of(world, "auditor", show="planned")
