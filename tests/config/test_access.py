"""The access log: one row a look, with the object's place; what left the house each time; a refusal tells nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse

from config import access
from config.urls import urlpatterns
from tests.factories import make_world, signed, submitted
from tests.nominations.desk import seen, signed_in
from tests.nominations.machines.override import compiled_by_the_director
from workflows import clock
from workflows.models import Access

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
# As a site with one more page
urlpatterns = [*urlpatterns, path("brand-new/<int:pk>/", lambda _request, **_key: HttpResponse("x"), name="brand_new")]


def hows() -> list[str]:
    return list(Access.objects.order_by("pk").values_list("how", flat=True))


def test_row_says_where_the_object_belongs():
    world = make_world()
    dossier = submitted(world)

    signed_in(world.auditor).get(dossier.get_absolute_url())

    place = Access.objects.values_list("organisation", "campaign").get()
    assert place == (world.organisation.pk, world.campaign.pk)


def test_row_carries_the_request_and_the_installations_time():
    world = make_world()
    dossier, then = submitted(world), clock.now() + timedelta(days=3)

    with clock.moved_to(then):
        answer = signed_in(world.auditor).get(dossier.get_absolute_url())

    row = Access.objects.get()
    assert (row.request_id, row.at - then < MINUTE) == (answer["X-Request-Id"], True)


def test_second_look_soon_after_is_the_same_look():
    world = make_world()
    client, url = signed_in(world.auditor), submitted(world).get_absolute_url()

    client.get(url)
    client.get(url)

    assert hows() == ["read"]


def test_look_later_is_another():
    world = make_world()
    client, url = signed_in(world.auditor), submitted(world).get_absolute_url()

    for moment in (clock.now(), clock.now() + access.AGAIN + MINUTE):
        with clock.moved_to(moment):
            client.get(url)

    assert hows() == ["read", "read"]


def test_each_download_is_a_row():
    world = make_world()
    client, url = signed_in(world.auditor), reverse("decision_pdf", args=[signed(world).pk])

    client.get(url)
    client.get(url)

    assert hows() == ["download", "download"]


def statements(world, key: int) -> list[str]:
    """What the log asked of the database when an account of elsewhere knocked at a dossier."""
    client = signed_in(world.unit_officer)
    client.get(reverse("home"))
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse("dossier", args=[key])).status_code == 404
    return [query["sql"].replace(str(key), "KEY") for query in asked if "INSERT" in query["sql"]]


def test_refusal_asks_nothing_about_the_object():
    hidden = submitted(make_world())
    world = make_world()

    there, nowhere = statements(world, hidden.pk), statements(world, hidden.pk + 10_000)

    assert [len(there), len(nowhere), any("nominations_dossier" in sql for sql in there)] == [1, 1, False]


def test_refusal_is_kept_for_the_accounts_own_auditor():
    hidden, world = submitted(make_world()), make_world()

    signed_in(world.unit_officer).get(hidden.get_absolute_url())

    row = Access.objects.get()
    assert (row.how, row.organisation, row.campaign) == ("refused", world.organisation.pk, None)


def test_act_that_separation_of_duties_forbids_is_noted_with_the_rule():
    world = make_world()
    consolidated = compiled_by_the_director(world)
    client = signed_in(world.director)

    answer = client.post(f"/lists/{consolidated.pk}/sign/", seen(consolidated))

    row = Access.objects.values_list("how", "object_type", "object_id", "detail").last()
    assert (answer.status_code, row) == (
        403, ("refused", "nominations.consolidatedlist", consolidated.pk, "verb=sign&rule=created_by"),
    )  # fmt: skip


def test_free_words_of_a_search_are_not_kept():
    world = make_world()

    signed_in(world.auditor).get(reverse("trail"), {"q": "Nguyễn Thị Hòa", "verb": "sign"})

    assert Access.objects.get().detail == "q=*&verb=sign"


@pytest.mark.urls("tests.config.test_access")
def test_route_that_nobody_declared_is_logged_all_the_same():
    world = make_world()

    signed_in(world.auditor).get("/brand-new/7/")

    assert list(Access.objects.values_list("route", "object_id")) == [("brand_new", None)]


def test_page_is_not_sent_when_the_look_cannot_be_noted(monkeypatch: pytest.MonkeyPatch):
    world = make_world()
    client, url = signed_in(world.auditor), submitted(world).get_absolute_url()
    client.raise_request_exception = False
    monkeypatch.setattr(access, "INSERT", "INSERT INTO missing_table SELECT 1 FROM ({place}) place")

    assert client.get(url).status_code == 500
