"""The publisher's queue: what is lined up, noted as posted, left out, and reminded of."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from campaigns.models import Campaign
from nominations.models import Publication, PublicationRule
from nominations.publishing import newest
from nominations.services import publications
from notifications.models import Message
from tests.factories import make_world
from tests.nominations.desk import signed_in
from tests.nominations.reviewing import seen
from tests.portal.playing import PORTALS, issued, naming, revoke, with_portals
from workflows import clock, outbox
from workflows.engine import perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent

pytestmark = pytest.mark.django_db
ADDRESS = "https://cong.example/tin/1"


@pytest.fixture
def world():
    world = make_world()
    with_portals(world)
    return world


def settle() -> None:
    while outbox.drain():
        pass


def lined_up(kind: str) -> list[str]:
    return list(Publication.objects.filter(kind=kind, state="due").order_by("pk").values_list("channel", flat=True))


def news(world, channel: str = PORTALS[0]) -> Publication:
    return publications.note_news(world.campaign, channel=channel, title="Tin hư cấu", actor=world.publisher)


def posted(world, **more: Any) -> Publication:
    row = news(world)
    said = {"day": localdate(clock.now()), "address": ADDRESS, "audience": "Cả ngành"}
    publications.publish(row, actor=world.publisher, **said | more)
    return row


def days_later(days: int):
    return clock.moved_to(clock.now() + timedelta(days=days))


def test_issued_decision_is_lined_up_on_each_portal_of_the_plan(world):
    issued(world)
    settle()

    assert lined_up("decision") == list(PORTALS)


def test_revocation_is_lined_up_too(world):
    revoke(world, issued(world))
    settle()

    assert lined_up("revocation") == list(PORTALS)


def test_results_are_lined_up_once_the_campaign_is_concluded(world):
    perform(world.campaign, "conclude", actor=world.office_head)
    settle()

    assert lined_up("results") == list(PORTALS)


def test_what_stands_in_line_is_not_put_there_again(world):
    decision = issued(world)
    settle()
    publications.line_up(decision, "issue", since=clock.now())

    assert lined_up("decision") == list(PORTALS)


def test_readers_are_those_whom_the_plan_names(world):
    issued(world)
    settle()

    assert Publication.objects.earliest("pk").audience == f"Người đọc {PORTALS[0]}"


def test_publisher_is_led_to_the_queue(world):
    issued(world)
    settle()

    told = Message.objects.filter(recipient=world.publisher)
    assert {message.url for message in told} == {reverse("publications")}


def test_log_says_when_where_for_whom_and_by_whom(world):
    row = posted(world)

    row = Publication.objects.get(pk=row.pk)
    assert (row.state, row.posted_on, row.address, row.audience, row.posted_by) == (
        "published", localdate(clock.now()), ADDRESS, "Cả ngành", world.publisher,
    )  # fmt: skip


@pytest.mark.parametrize("days", [-1, 1])
def test_day_before_there_was_something_or_still_to_come_is_refused(world, days):
    with pytest.raises(NotAllowed):
        posted(world, day=localdate(clock.now()) + timedelta(days=days))


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "cong.example"])
def test_address_that_no_browser_opens_is_refused(world, address):
    with pytest.raises(NotAllowed):
        posted(world, address=address)


def test_form_keeps_what_was_typed(world):
    row = news(world)
    form = seen(row, day="hôm qua", address=ADDRESS)

    page = signed_in(world.publisher).post(reverse("publication_verb", args=[row.pk, "publish"]), form)

    assert (page.status_code, 'value="hôm qua"' in page.content.decode(), ADDRESS in page.content.decode()) == (
        422, True, True,
    )  # fmt: skip


def test_portal_that_the_plan_does_not_name_takes_no_news(world):
    with pytest.raises(NotAllowed):
        news(world, "Trang khác")


def test_nobody_but_the_publisher_adds_news(world):
    with pytest.raises(NotPermitted):
        publications.note_news(world.campaign, channel=PORTALS[0], title="Tin", actor=world.office_head)


def reminded(world, days: int) -> int:
    with days_later(days):
        publications.remind_all(clock.now())
    return Message.objects.filter(recipient=world.publisher, kind="nominations.unpublished").count()


@pytest.mark.parametrize(("days", "messages"), [(3, 0), (4, 1), (5, 0), (7, 1)])
def test_publisher_is_reminded_at_the_interval_of_the_office(world, days, messages):
    naming(world, days=3)
    news(world)

    assert reminded(world, days) == messages


def test_reminder_of_a_day_is_told_once(world):
    naming(world, days=3)
    news(world)
    reminded(world, 4)

    assert reminded(world, 4) == 1


def test_what_is_posted_is_not_overdue_until_the_interval_is_over(world):
    naming(world, days=3)
    posted(world)

    assert [reminded(world, 3), reminded(world, 4)] == [0, 1]


def test_interval_of_the_plans_file_holds_while_the_office_sets_none(world):
    Campaign.objects.update(settings={"publication_interval": "daily"})
    news(world)

    assert [reminded(world, 1), reminded(world, 2)] == [0, 1]


def test_left_out_is_not_reminded_of(world):
    row = news(world)
    publications.leave_out(row, actor=world.publisher, reason="Không cần (hư cấu).")

    assert reminded(world, 8) == 0


def test_rule_is_the_head_of_the_offices_to_set(world):
    rule = PublicationRule(campaign=world.campaign, days=3, names_honoured=True)

    with pytest.raises(NotPermitted):
        publications.write_rule(rule, actor=world.office_reviewer, seen="")


def test_rule_that_changed_meanwhile_is_not_overwritten(world):
    naming(world)
    rule = PublicationRule(campaign=world.campaign, days=3, names_honoured=True)

    with pytest.raises(StaleContent):
        publications.write_rule(rule, actor=world.office_head, seen="")


def test_stale_page_of_the_rule_says_so_and_keeps_what_was_typed(world):
    naming(world)
    url = reverse("publication_rule", args=[world.campaign.pk])

    page = signed_in(world.office_head).post(url, {"days": "12", "seen": ""})

    assert (page.status_code, 'value="12"' in page.content.decode(), newest(world.campaign).days) == (422, True, 7)


@pytest.mark.parametrize("show", ["due", "published"])
def test_queue_asks_as_much_for_many_as_for_one(world, show):
    client, counts = signed_in(world.publisher), []
    for rows in (1, 2):
        for _row in range(rows):
            news(world) if show == "due" else posted(world)
        client.get(reverse("publications"))
        with CaptureQueriesContext(connection) as found:
            client.get(reverse("publications"), {"show": show})
        counts.append(len(found))

    assert counts[0] == counts[1]
