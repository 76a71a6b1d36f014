"""The calendar of one's own deadlines, read by the address alone."""

import pytest
from django.core import signing
from icalendar import Calendar

from campaigns.models import Round
from nominations.deadlines import deadlines_of
from nominations.services import dossiers, nominations
from notifications import feed
from notifications.models import Mailbox
from organisation.calendar import VIETNAM
from tests.factories import make_world, submitted
from tests.nominations.desk import signed_in
from workflows import clock
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def fed(client, token) -> list[str]:
    """The titles of the feed's entries."""
    answer = client.get(f"/calendar/{token}.ics")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return [str(event["summary"]) for event in Calendar.from_ical(answer.content).walk("VEVENT")]


def test_feed_names_what_the_unit_has_to_file(world, client):
    token = feed.open_feed(world.unit_head)

    assert fed(client, token) == [f"Hạn nộp danh sách đề nghị: {world.units[0].name}"]


def test_deadline_met_leaves_the_feed(world, client):
    token = feed.open_feed(world.unit_head)
    submitted(world)

    assert fed(client, token) == []


def test_returned_list_comes_back_to_the_feed(world, client):
    token = feed.open_feed(world.unit_head)
    dossier = submitted(world)
    dossiers.receive(dossier, actor=world.office_reviewer)
    knock = {"actor": world.office_reviewer, "reason": "Thiếu biên bản họp (hư cấu)."}
    for nomination in dossier.nominations.all():
        nominations.send_back(nomination, **knock)
    dossiers.send_back(dossier, **knock)

    assert fed(client, token) == [f"Hạn nộp danh sách đề nghị: {world.units[0].name}"]


def test_office_sees_its_rounds(world, client):
    token = feed.open_feed(world.office_head)

    rounds = Round.objects.filter(campaign=world.campaign, closes_at__isnull=False)
    assert fed(client, token) == [f"Hết hạn: {one.name}" for one in rounds]


def test_entry_is_the_whole_day_of_the_deadline(world, client):
    token = feed.open_feed(world.unit_head)
    (event,) = Calendar.from_ical(client.get(f"/calendar/{token}.ics").content).walk("VEVENT")

    closes_at = Round.objects.get(campaign=world.campaign, kind="nomination").closes_at
    assert event["dtstart"].dt == closes_at.astimezone(VIETNAM).date()


def test_feed_speaks_the_language_of_the_mailbox(world, client):
    token = feed.open_feed(world.unit_head)
    Mailbox.objects.filter(owner=world.unit_head).update(language="en")

    assert fed(client, token) == [f"List of nominations due: {world.units[0].name}"]


def test_new_address_ends_the_old_one(world, client):
    old, new = feed.open_feed(world.unit_head), feed.open_feed(world.unit_head)

    found = [client.get(f"/calendar/{token}.ics").status_code for token in (old, new)]
    assert found == [404, 200]


def test_address_taken_back_is_missing(world, client):
    token = feed.open_feed(world.unit_head)
    signed_in(world.unit_head).post("/messages/calendar/", {"close": "1"})

    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_address_of_a_closed_account_is_missing(world, client):
    token = feed.open_feed(world.unit_head)
    type(world.unit_head).objects.filter(pk=world.unit_head.pk).update(is_active=False)

    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_token_without_the_sites_secret_is_missing(world, client):
    feed.open_feed(world.unit_head)
    nonce = Mailbox.objects.get(owner=world.unit_head).calendar_nonce
    forged = signing.Signer(key="another", salt=feed.SALT).sign_object([world.unit_head.pk, nonce])

    assert client.get(f"/calendar/{forged}.ics").status_code == 404


def test_page_shows_the_address_that_it_made(world, client):
    page = signed_in(world.unit_head).post("/messages/calendar/", follow=True).content.decode()

    token = feed.token_of(Mailbox.objects.get(owner=world.unit_head))
    assert f"http://testserver/calendar/{token}.ics" in page


def test_deadlines_of_many_cost_as_much(world, django_assert_num_queries):
    """One query a role: for units, and for the office."""
    for place in (1, 2):
        Round.objects.create(
            campaign=world.campaign, code=f"them-{place}", name=f"Đợt thêm {place}", closes_at=clock.now()
        )
    for holder in (world.unit_head, world.office_head):
        roles = roles_of(holder, clock.now())
        with django_assert_num_queries(1):
            deadlines_of(roles)
