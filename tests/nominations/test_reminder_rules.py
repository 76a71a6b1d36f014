"""The office's page of reminder rules."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.urls import reverse

from campaigns.models import ReminderRule
from campaigns.services import reminder_rules as services
from nominations.reminders import rules_of
from organisation.models import User
from tests.factories import World, make_world
from tests.nominations.desk import page, signed_in
from tests.nominations.reviewing import queries, words
from tests.nominations.test_reminders import closing
from workflows.errors import NotPermitted, StaleContent
from workflows.models import Upkeep

pytestmark = pytest.mark.django_db


def url(world: World) -> str:
    return reverse("reminder_rules", args=[world.campaign.pk])


def own(world: World) -> list[tuple[int, str, str]]:
    return list(world.campaign.reminder_rules.values_list("days", "audience", "wording"))


def send(world: World, *rows: tuple[Any, ...], actor: User | None = None, **more: Any) -> HttpResponse:
    """Rows of days, audience, wording and, if it goes, "on"."""
    form = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    form["seen"] = services.mark_of(world.campaign.reminder_rules.all())
    for number, row in enumerate(rows):
        for name, value in zip(("days", "audience", "wording", "DELETE"), row, strict=False):
            form[f"form-{number}-{name}"] = value
    return signed_in(actor or world.office_head).post(url(world), form | more)


def refusals(answer: HttpResponse) -> list[str]:
    form = answer.context["form"]
    return [*form.non_form_errors(), *(word for one in form.errors for said in one.values() for word in said)]


def test_usual_rules_are_shown_with_the_working_days_they_fall_on():
    world = closing("10/08/2013 00:00")

    shown = words(page(signed_in(world.office_head), url(world)))

    assert "Trước hạn 5 ngày làm việc Cán bộ và thủ trưởng đơn vị 02/08/2013" in shown


def test_rules_of_the_head_replace_the_ones_in_force():
    world = make_world()

    send(world, (-2, "unit", "Xin gửi sớm."), (0, "office", ""))

    assert [(rule.days, rule.wording) for rule in rules_of(world.campaign)] == [(-2, "Xin gửi sớm."), (0, "")]


def test_row_that_is_ticked_or_blank_is_left_out():
    world = make_world()

    send(world, (-2, "unit", ""), (-1, "unit", "", "on"), ("", "", ""))

    assert own(world) == [(-2, "unit", "")]


def test_change_of_rules_is_kept_with_who_made_it():
    world = make_world()

    send(world, (-2, "unit", "Xin gửi sớm."))

    kept = Upkeep.objects.values_list("actor", "deed", "object_id", "reason").get()
    said = "Trước hạn 2 ngày làm việc – Cán bộ và thủ trưởng đơn vị: “Xin gửi sớm.”"
    assert kept == (world.office_head.pk, "rules", str(world.campaign.pk), said)


def test_auditor_reads_of_the_change():
    world = make_world()
    send(world, (-2, "unit", "Xin gửi sớm."))

    assert "Xin gửi sớm." in page(signed_in(world.auditor), reverse("trail_upkeep"))


def test_rules_that_say_the_same_leave_no_trace():
    world = make_world()
    send(world, (-2, "unit", ""))

    send(world, (-2, "unit", ""))

    assert Upkeep.objects.count() == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([(-2, "unit", ""), (-2, "unit", "Khác")],
         "Hai quy tắc trùng nhau: Trước hạn 2 ngày làm việc – Cán bộ và thủ trưởng đơn vị."),
        ([(-2, "unit", "", "on")],
         "Cần ít nhất một quy tắc; muốn bỏ quy tắc riêng, hãy trở về quy tắc thông thường."),
        ([(day, "unit", "") for day in range(21)], "Có nhiều nhất 20 quy tắc."),
        ([(31, "unit", "")], "Giá trị phải nhỏ hơn hoặc bằng 30."),
    ],
    ids=["twice", "none", "too many", "too far"],
)  # fmt: skip
def test_unsound_rules_are_refused_with_words(rows: list[tuple], said: str):
    world = make_world()

    answer = send(world, *rows)

    assert (refusals(answer)[0], own(world)) == (said, [])


def test_return_to_the_usual_rules_deletes_the_campaigns_own():
    world = make_world()
    send(world, (-2, "unit", ""))

    send(world, usual="yes")

    assert (own(world), Upkeep.objects.latest("pk").deed) == ([], "usual")


def test_rules_that_another_one_changed_meanwhile_are_not_overwritten():
    world = make_world()
    stale = services.mark_of([])
    send(world, (-2, "unit", ""))

    answer = send(world, (3, "office", ""), seen=stale)

    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert (told, own(world)) == (
        ["Có người vừa đổi các quy tắc này. Hãy tải lại trang để xem rồi hãy lưu."], [(-2, "unit", "")],
    )  # fmt: skip


def test_reviewer_reads_and_has_no_form():
    world = make_world()

    assert 'name="seen"' not in page(signed_in(world.office_reviewer), url(world))


def test_reviewer_sets_no_rules():
    world = make_world()

    with pytest.raises(NotPermitted):
        services.replace(world.campaign, [], actor=world.office_reviewer, seen=services.mark_of([]))


def test_service_refuses_a_stale_mark():
    world = make_world()

    with pytest.raises(StaleContent):
        services.replace(world.campaign, [], actor=world.office_head, seen="")


def test_page_costs_the_same_for_one_rule_and_for_three():
    costs = {}
    for count in (1, 3):
        world = make_world()
        rules = [ReminderRule(campaign=world.campaign, days=-day, audience="unit") for day in range(count)]
        ReminderRule.objects.bulk_create(rules)
        costs[count] = queries(signed_in(world.office_head), url(world))

    assert costs[3] == costs[1]
