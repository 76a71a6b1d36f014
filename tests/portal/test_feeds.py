"""Feeds as a reader of feeds reads them."""

import json
import xml.etree.ElementTree as ET

import feedparser
import pytest
from django.conf import settings
from django.urls import reverse
from icalendar import Calendar

from tests.factories import make_world
from tests.portal.playing import drafted, issued, naming, published, read

pytestmark = pytest.mark.django_db
NEWS, HONOURED = ("portal_news_rss", "portal_news_atom"), ("portal_honoured_rss", "portal_honoured_atom")


@pytest.fixture
def world():
    return make_world()


def parsed(route: str):
    return feedparser.parse(read(reverse(route)).content)


@pytest.mark.parametrize(("route", "version"), list(zip((*NEWS, *HONOURED), ("rss20", "atom10") * 2, strict=True)))
def test_feed_is_well_formed(world, route, version):
    published(world, title="Tin & <chuyện>")

    assert (parsed(route).bozo, parsed(route).version) == (False, version)


@pytest.mark.parametrize("route", NEWS)
def test_feed_tells_the_news_and_no_draft(world, route):
    article = published(world, title="Tin & <chuyện>")
    drafted(world, title="Chưa đăng")

    entries = [(one.title, one.link, one.summary) for one in parsed(route).entries]

    assert entries == [("Tin & <chuyện>", f"{settings.SITE_URL}/portal/news/{article.pk}/", "Tóm tắt hư cấu")]


@pytest.mark.parametrize("route", NEWS)
def test_entry_has_an_id_that_stays_and_a_moment(world, route):
    article = published(world)
    entry = parsed(route).entries[0]

    assert (entry.id, entry.published_parsed[:5]) == (
        f"{settings.SITE_URL}/portal/news/{article.pk}/", article.published_at.utctimetuple()[:5],
    )  # fmt: skip


@pytest.mark.parametrize("route", HONOURED)
def test_feed_of_those_honoured_leads_to_the_decision(world, route):
    naming(world)
    decision = issued(world)

    assert [one.link for one in parsed(route).entries] == [f"{settings.SITE_URL}/portal/honoured/{decision.pk}/"]


@pytest.mark.parametrize("route", HONOURED)
def test_feed_of_those_honoured_is_empty_unless_the_office_lets_it(world, route):
    issued(world)

    assert parsed(route).entries == []


def test_json_feed_holds_news_and_decisions(world):
    naming(world)
    decision, article = issued(world), published(world)
    answer = read(reverse("portal_json"))
    said = json.loads(answer.content)

    places = [one["url"].removeprefix(settings.SITE_URL) for one in said["items"]]

    assert (answer["Content-Type"], said["version"], places) == (
        "application/feed+json; charset=utf-8", "https://jsonfeed.org/version/1.1",
        [f"/portal/news/{article.pk}/", f"/portal/honoured/{decision.pk}/"],
    )  # fmt: skip


def test_calendar_holds_the_public_deadlines(world):
    events = Calendar.from_ical(read(reverse("portal_deadlines")).content).walk("VEVENT")

    assert [str(one["url"]) for one in events] == [f"{settings.SITE_URL}/portal/campaigns/{world.campaign.pk}/"]


def test_sitemap_names_every_public_page(world):
    naming(world)
    decision, article = issued(world), published(world)
    drafted(world)
    found = ET.fromstring(read(reverse("sitemap")).content)
    places = {
        one.text.removeprefix(settings.SITE_URL)
        for one in found.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    }

    assert places == {
        "/portal/", "/portal/campaigns/", "/portal/news/", "/portal/honoured/",
        f"/portal/campaigns/{world.campaign.pk}/", f"/portal/news/{article.pk}/", f"/portal/honoured/{decision.pk}/",
    }  # fmt: skip


def test_robots_read_the_portal_alone(world):
    lines = read(reverse("robots")).content.decode().splitlines()

    assert lines == [
        "User-agent: *", "Allow: /portal/", "Allow: /static/", "Disallow: /", "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
    ]  # fmt: skip


def test_page_to_share_says_what_it_is_about(world):
    naming(world)
    decision = issued(world)
    page = read(reverse("portal_decision", args=[decision.pk])).content.decode()
    wanted = (
        f'<meta property="og:url" content="{settings.SITE_URL}/portal/honoured/{decision.pk}/">',
        f'<meta property="og:image" content="{settings.SITE_URL}/static/brand/share.png">',
        f"theo Quyết định số {decision.notation} ngày",
    )

    assert [words in page for words in wanted] == [True, True, True]
