"""An issued document goes to its recipients; who got it is seen, who is missing too, and a link ends."""

from datetime import date, timedelta

import pytest
from django.core import signing
from django.test import Client

from nominations.effects import distribute, tell_recipients
from nominations.models import Delivery
from nominations.recipients import recipients_of
from nominations.services import decisions, deliveries
from nominations.states import DeliveryState as S
from nominations.states import Purpose
from notifications.models import Message
from tests.factories import World, make_world, signed
from tests.nominations.desk import page, seen, signed_in
from tests.nominations.machines.delivery import begin, given, to
from tests.nominations.reviewing import queries, words
from workflows import content
from workflows.audit import history_of
from workflows.errors import NotAllowed, NotPermitted
from workflows.models import OutboxEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def issued(world: World):
    """A decision that honours the first unit, sent out twice by the outbox."""
    decision = signed(world, 1)
    decisions.issue(decision, actor=world.records_clerk)
    for _ in range(2):
        for entry in OutboxEntry.objects.filter(effect="nominations.distribute"):
            distribute(entry)
    return decision


def with_plan(world: World, *recipients: dict) -> None:
    """The campaign's plan names these, and one group of the first two units."""
    codes = [unit.code for unit in world.units]
    world.campaign.plan = {
        "recipients": [{"actor": "not_stated", "purpose": "not_stated", **row} for row in recipients],
        "actors": [{"id": "G"}, {"id": "H", "part_of": "G"}],
        "units": [{"code": codes[0], "actors": ["G"]}, {"code": codes[1], "actors": ["H"]}],
    }  # fmt: skip


def delivery_to(world: World, unit: int = 0) -> Delivery:
    """Of the plan, sent to the unit."""
    with_plan(world, {"phrase": "Các đơn vị", "actor": "G"})
    world.campaign.save()
    deliveries.prepare(world.campaign)
    return Delivery.objects.get(unit=world.units[unit])


def clerk(world: World) -> Client:
    return signed_in(world.records_clerk)


def test_decision_goes_to_the_units_that_it_honours_once(world):
    issued(world)

    found = Delivery.objects.filter(unit__isnull=False).values_list("unit", "state", "way")

    assert list(found) == [(world.units[0].pk, S.SENT, "system")]


def test_line_of_the_paper_waits_for_the_clerk(world):
    decision = signed(world, 1)
    decision.paper["recipients"] = ["Như Điều 2", "UBND tỉnh (b/c)", "Lưu: VT"]

    found = [(one.name, one.purpose) for one in recipients_of(decision)]

    assert found[1:] == [("UBND tỉnh (b/c)", Purpose.REPORT), ("Lưu: VT", Purpose.FILE)]


def test_line_of_a_plan_that_means_units_is_a_row_for_each(world):
    with_plan(world, {"phrase": "UBND tỉnh", "purpose": "report"}, {"phrase": "Các đơn vị", "actor": "G"})

    found = [(one.name, one.purpose, one.unit_id) for one in recipients_of(world.campaign)]

    a, b = world.units[:2]
    assert found == [("UBND tỉnh", "report", None), (a.name, "act", a.pk), (b.name, "act", b.pk)]


def test_what_is_not_issued_goes_to_nobody(world):
    decision = signed(world, 1)

    assert deliveries.prepare(decision) == []


def test_number_of_statements_does_not_depend_on_the_recipients(world, django_assert_max_num_queries):
    with_plan(world, *({"phrase": f"Nơi {number}"} for number in range(40)))
    world.campaign.save()

    with django_assert_max_num_queries(12):
        deliveries.prepare(world.campaign)


def test_unit_confirms_on_the_page(world):
    delivery = delivery_to(world)

    signed_in(world.unit_officer).post(f"/deliveries/{delivery.pk}/acknowledge/", seen(delivery))

    assert Delivery.objects.get(pk=delivery.pk).state == S.RECEIVED


def test_opening_the_page_confirms_nothing(world):
    delivery = delivery_to(world)

    page(signed_in(world.unit_officer), delivery.get_absolute_url())

    assert Delivery.objects.get(pk=delivery.pk).state == S.SENT


def test_unit_does_not_meet_the_delivery_to_another(world):
    delivery = delivery_to(world)

    assert signed_in(world.unit_officer_2).get(delivery.get_absolute_url()).status_code == 404


def test_clerk_does_not_confirm_for_a_unit(world):
    with pytest.raises(NotPermitted):
        deliveries.acknowledge(delivery_to(world), actor=world.records_clerk)


def test_home_of_a_unit_names_what_came(world):
    delivery_to(world)

    assert "Văn bản đến chờ xác nhận" in page(signed_in(world.unit_officer), "/")


def test_unit_is_reminded(world):
    deliveries.remind(delivery_to(world), actor=world.records_clerk)
    for entry in OutboxEntry.objects.filter(effect="nominations.tell_recipients"):
        tell_recipients(entry)

    found = Message.objects.filter(kind="nominations.came").order_by("recipient")
    assert {message.recipient for message in found} == {world.unit_officer, world.unit_head}


def test_clerk_notes_when_and_how_it_went_out(world):
    delivery = begin(world)

    clerk(world).post(f"/deliveries/{delivery.pk}/send/", seen(delivery, day="01/08/2013", way="post"))

    found = Delivery.objects.get(pk=delivery.pk)
    assert (found.state, found.sent_on, found.way) == (S.SENT, date(2013, 8, 1), "post")


def test_sending_that_is_not_sound_keeps_what_was_typed(world):
    delivery = begin(world)

    answer = clerk(world).post(f"/deliveries/{delivery.pk}/send/", seen(delivery, day="hôm kia", way="post"))

    assert (answer.status_code, 'value="hôm kia"' in answer.content.decode()) == (422, True)


def test_sending_of_a_day_to_come_is_refused(world):
    with pytest.raises(NotAllowed, match="chưa tới"):
        deliveries.send(begin(world), day=date(9999, 1, 1), way="post", actor=world.records_clerk)


def picked(*rows: Delivery) -> dict:
    return {"sends": "1", "picked": [f"{one.pk}-{one.version}-{one.content_hash}" for one in rows], "way": "axis"}


def test_clerk_notes_several_at_once(world):
    rows = [content.create(to(world, f"Nơi {number}")) for number in range(3)]

    clerk(world).post(f"/campaigns/{world.campaign.pk}/recipients/", picked(*rows[:2]) | {"day": "01/08/2013"})

    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == [S.SENT, S.SENT, S.PREPARED]


def test_several_without_a_day_stay_ticked(world):
    rows = [content.create(to(world, f"Nơi {number}")) for number in range(2)]

    answer = clerk(world).post(f"/campaigns/{world.campaign.pk}/recipients/", picked(rows[1]) | {"day": ""})

    assert (answer.status_code, answer.context["ticked"]) == (422, {picked(rows[1])["picked"][0]})


def test_clerk_adds_a_recipient(world):
    clerk(world).post(f"/campaigns/{world.campaign.pk}/recipients/", {"recipient": "Ban  TĐKT tỉnh", "purpose": "know"})

    assert Delivery.objects.get().recipient == "Ban TĐKT tỉnh"


def test_recipient_that_stands_there_is_not_added_again(world):
    content.create(to(world, "Ban TĐKT tỉnh"))
    sent = {"recipient": "Ban TĐKT tỉnh", "purpose": "know"}

    answer = clerk(world).post(f"/campaigns/{world.campaign.pk}/recipients/", sent)

    assert (answer.status_code, "đã có trong nơi nhận" in answer.content.decode()) == (422, True)


def test_page_tells_who_is_missing(world):
    for unit in (0, 1):
        delivery_to(world, unit)
    deliveries.mark_read(Delivery.objects.get(unit=world.units[0]), actor=world.unit_officer)

    said = words(page(clerk(world), f"/campaigns/{world.campaign.pk}/recipients/?show=unconfirmed"))

    assert (world.units[0].name in said, world.units[1].name in said) == (False, True)


def test_page_costs_the_same_for_one_recipient_and_for_three():
    costs = {}
    for rows in (1, 3):
        world = make_world()
        for number in range(rows):
            content.create(to(world, f"Nơi {number}"))
        costs[rows] = queries(clerk(world), f"/campaigns/{world.campaign.pk}/recipients/")

    assert costs[3] == costs[1]


# The link: a hash of it is kept, it is shown once, and it works until it is ended, replaced or too old.


def opened(token: str) -> str:
    return page(Client(), f"/received/{token}/")


def test_link_is_on_the_page_once(world):
    delivery = begin(world)

    answer = clerk(world).post(f"/deliveries/{delivery.pk}/give_link/", seen(delivery)).content.decode()

    assert ("/received/" in answer, "/received/" in page(clerk(world), delivery.get_absolute_url())) == (True, False)


@pytest.mark.parametrize(("stale", "status"), [({}, 200), ({"version": 99, "content_hash": "f" * 64}, 412)])
def test_link_is_made_only_of_what_was_seen(world, settings, stale, status):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "tests.routes.asking.Forgiving"]
    delivery = begin(world)

    answer = clerk(world).post(f"/deliveries/{delivery.pk}/give_link/", stale)

    assert (answer.status_code, Delivery.objects.get(pk=delivery.pk).link_hash) == (status, "")


def test_link_shows_what_the_document_is(world):
    _delivery, token = given(world)

    assert "UBND tỉnh Hư Cấu" in opened(token)


def test_link_opens_the_file(world):
    _delivery, token = given(world)

    answer = Client().get(f"/received/{token}/document.pdf")

    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")


def test_reading_by_the_link_writes_nothing(world):
    delivery, token = given(world)

    opened(token)

    assert Delivery.objects.get(pk=delivery.pk).state == S.SENT


@pytest.mark.parametrize(("verb", "state"), [("acknowledge", S.RECEIVED), ("mark_read", S.READ)])
def test_holder_of_the_link_confirms(world, verb, state):
    delivery, token = given(world)

    Client().post(f"/received/{token}/", {"verb": verb})

    assert Delivery.objects.get(pk=delivery.pk).state == state


def test_confirming_twice_is_one_act(world):
    delivery, token = given(world)

    for _ in range(2):
        Client().post(f"/received/{token}/", {"verb": "acknowledge"})

    assert history_of(delivery).filter(verb="acknowledge").count() == 1


def test_link_does_nothing_else(world):
    _delivery, token = given(world)

    assert Client().post(f"/received/{token}/", {"verb": "stop"}).status_code == 404


def test_ended_link_opens_nothing(world):
    delivery, token = given(world)
    deliveries.end_link(delivery, actor=world.records_clerk)

    assert "UBND tỉnh Hư Cấu" not in opened(token)


def test_new_link_takes_the_place_of_the_old_one(world):
    delivery, old = given(world)
    new = deliveries.give_link(delivery, actor=world.records_clerk)

    assert (deliveries.opened(old), deliveries.opened(new)) == (None, delivery)


def test_stopped_delivery_opens_nothing(world):
    delivery, token = given(world)
    deliveries.stop(delivery, actor=world.records_clerk, reason="Gửi nhầm (hư cấu).")

    assert deliveries.opened(token) is None


def test_old_link_opens_nothing(world, monkeypatch):
    _delivery, token = given(world)
    later = signing.time.time() + timedelta(days=deliveries.LINK_DAYS, seconds=1).total_seconds()
    monkeypatch.setattr(signing.time, "time", lambda: later)

    assert deliveries.opened(token) is None


def test_made_up_link_opens_nothing(world):
    forged = signing.dumps([begin(world).pk, ""], salt=deliveries.SALT)

    assert deliveries.opened(forged) is None


def test_link_is_not_in_the_database(world):
    delivery, token = given(world)

    assert token.split(":")[0] not in str(Delivery.objects.filter(pk=delivery.pk).values())


def test_unit_needs_no_link(world):
    with pytest.raises(NotAllowed, match="không cần đường dẫn"):
        deliveries.give_link(delivery_to(world), actor=world.records_clerk)
