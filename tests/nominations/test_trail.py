"""The auditor reads everything of her organisation, in order, and changes nothing."""

import pytest
from django.test import Client
from django.urls import reverse

from nominations.desk.trail.finding import MODELS
from nominations.models import Decision, Nomination
from nominations.services import decisions
from tests.factories import make_world, signed
from tests.nominations.desk import seen
from workflows.models import AuditEvent
from workflows.verbs import subject_models

pytestmark = pytest.mark.django_db


def client_of(user) -> Client:
    client = Client()
    client.force_login(user, backend="organisation.backends.PersonBackend")
    return client


def pages(world) -> list[str]:
    nomination, act = Nomination.objects.first(), AuditEvent.objects.last().act_id
    return [
        reverse("trail"),
        reverse("trail_object", args=["nominations.nomination", nomination.pk]),
        reverse("trail_act", args=[act]),
        reverse("trail_check", args=[world.campaign.pk]),
    ]


def test_auditor_opens_every_page():
    world = make_world()
    signed(world)
    client = client_of(world.auditor)

    assert [client.get(url).status_code for url in pages(world)] == [200] * 4


def test_everybody_else_finds_nothing():
    world, other = make_world(), make_world()
    signed(world)
    strangers = [world.director, world.office_head, world.unit_head, world.administrator]

    assert {client_of(user).get(url).status_code for user in strangers for url in pages(world)} == {404}
    assert [client_of(other.auditor).get(url).status_code for url in pages(world)[1:]] == [404] * 3


def test_no_kind_is_out_of_the_auditors_sight():
    assert set(MODELS) == set(subject_models())


def test_trail_of_another_organisation_stays_out_of_the_list():
    world, other = make_world(), make_world()
    signed(world)

    page = client_of(other.auditor).get(reverse("trail")).content.decode()

    assert pages(world)[1] not in page


def test_search_finds_a_nominee_without_accents():
    world = make_world()
    signed(world)
    nomination = Nomination.objects.first()

    page = client_of(world.auditor).get(reverse("trail"), {"q": nomination.search_key}).content.decode()

    assert nomination.full_name in page


def test_search_finds_a_code():
    world = make_world()
    signed(world)
    first, second = Nomination.objects.order_by("pk")

    page = client_of(world.auditor).get(reverse("trail"), {"q": first.code}).content.decode()

    assert (first.full_name in page, second.full_name in page) == (True, False)


def test_object_page_says_that_the_chain_is_whole():
    world = make_world()
    decisions.issue(signed(world), actor=world.records_clerk)

    assert "Chuỗi sự kiện toàn vẹn" in client_of(world.auditor).get(pages(world)[1]).content.decode()


def test_check_page_counts_every_event():
    world = make_world()
    signed(world)

    assert (
        f"Đã kiểm tra {AuditEvent.objects.count()} sự kiện"
        in client_of(world.auditor).get(pages(world)[3]).content.decode()
    )


def test_map_and_bpmn_open_for_those_who_see_the_list():
    world = make_world()
    consolidated = signed(world).consolidated_list
    client = client_of(world.auditor)

    urls = [reverse(name, args=[consolidated.pk]) for name in ("list_map", "list_bpmn")]
    assert [client.get(url).status_code for url in urls] == [200, 200]


def test_auditor_may_post_nothing():
    world = make_world()
    decision = signed(world)
    before = AuditEvent.objects.count()

    answer = client_of(world.auditor).post(reverse("decision_verb", args=[decision.pk, "issue"]), seen(decision))

    assert (answer.status_code, AuditEvent.objects.count()) == (404, before)


def test_act_counts_the_objects_it_moved_not_their_events():
    world = make_world()
    decision = signed(world, count=2)
    act = AuditEvent.objects.filter(object_type=Decision.object_type(), object_id=decision.pk).latest("pk").act_id
    page = client_of(world.auditor).get(reverse("trail_act", args=[act])).content.decode()

    assert "4 đối tượng đã chuyển cùng lúc" in page  # the list, its two lines, the decision: numbered and signed
