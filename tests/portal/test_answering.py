"""The same page for everybody, kept as long as nothing happened, 304 to whoever has it."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import make_world
from tests.nominations.desk import signed_in
from tests.portal.playing import issued, naming, published, read, revoke

pytestmark = pytest.mark.django_db
LOCAL = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "portal-tests"}}
PAGES = ("portal_front", "portal_campaigns", "portal_news", "portal_honoured")
FILES = (
    "portal_news_rss", "portal_news_atom", "portal_honoured_rss", "portal_honoured_atom", "portal_json",
    "portal_deadlines", "robots", "sitemap",
)  # fmt: skip


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def kept(settings):
    settings.CACHES = LOCAL
    cache.clear()
    yield
    cache.clear()


def queries(url: str) -> int:
    client = Client()
    client.get(url)
    with CaptureQueriesContext(connection) as found:
        client.get(url)
    return len(found)


@pytest.mark.parametrize("route", [*PAGES, *FILES])
def test_anybody_may_keep_a_page_for_a_minute(world, route):
    answer = read(reverse(route))

    assert (answer.status_code, answer["Cache-Control"], answer.get("Vary"), dict(answer.cookies)) == (
        200, "public, max-age=60", None, {},
    )  # fmt: skip


@pytest.mark.parametrize("route", [*PAGES, *FILES])
def test_who_has_the_page_is_told_so(world, route):
    etag = read(reverse(route))["ETag"]

    assert read(reverse(route), if_none_match=etag).status_code == 304


@pytest.mark.parametrize("route", PAGES)
def test_who_read_the_page_since_it_changed_is_told_so(world, route, kept):
    changed = read(reverse(route))["Last-Modified"]

    assert read(reverse(route), if_modified_since=changed).status_code == 304


def test_changed_page_is_sent_anew(world):
    etag = read(reverse("portal_news"))["ETag"]
    published(world)

    assert read(reverse("portal_news"), if_none_match=etag).status_code == 200


@pytest.mark.parametrize("route", PAGES)
def test_signed_in_reader_gets_what_a_stranger_gets(world, route):
    mine = signed_in(world.publisher).get(reverse(route))

    assert mine.content == read(reverse(route)).content


@pytest.mark.parametrize("route", PAGES)
def test_kept_page_asks_one_question(world, route, kept):
    assert queries(reverse(route)) == 1


def test_revoked_name_is_gone_from_a_kept_page_at_once(world, kept):
    naming(world)
    decision = issued(world, 1)
    name, url = decision.consolidated_list.nominations.get().full_name, reverse("portal_honoured")
    before = name in read(url).content.decode()
    revoke(world, decision)

    assert (before, name in read(url).content.decode()) == (True, False)


def test_news_is_on_a_kept_page_at_once(world, kept):
    read(reverse("portal_front"))
    published(world, title="Tin vừa đăng")

    assert "Tin vừa đăng" in read(reverse("portal_front")).content.decode()


def test_search_is_not_kept(world, kept):
    read(reverse("portal_news") + "?q=abc")

    assert cache._cache == {}


def test_page_speaks_english_by_its_address(world):
    answer = read(reverse("portal_news") + "?lang=en")

    assert (answer["Content-Language"], '<html lang="en">' in answer.content.decode()) == ("en", True)


def test_language_of_the_desk_changes_nothing_here(world):
    client = Client()
    client.cookies["django_language"] = "en"

    assert client.get(reverse("portal_news"))["Content-Language"] == "vi"


@pytest.mark.parametrize("lines", [1, 3])
def test_lists_ask_as_much_for_many_as_for_one(world, lines):
    naming(world)
    issued(world, lines)
    for _one in range(lines):
        published(world)

    assert [queries(reverse(route)) for route in (*PAGES, "portal_json", "sitemap")] == [8, 2, 2, 8, 5, 6]


def test_only_the_list_for_other_sites_may_be_framed(world):
    naming(world)
    decision = issued(world, 1)
    embed, page = (read(reverse(name, args=[decision.pk])) for name in ("portal_embed", "portal_decision"))

    assert [
        ("frame-ancestors *" in one["Content-Security-Policy"], one.get("X-Frame-Options")) for one in (embed, page)
    ] == [(True, None), (False, "DENY")]


def test_page_brings_no_script(world):
    assert "<script" not in read(reverse("portal_front")).content.decode()
