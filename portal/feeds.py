"""What programs read of the public portal: Atom, RSS, JSON Feed, a calendar, the sitemap and robots.txt."""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.dateformat import format as formatted
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nominations.models import Article, Decision
from notifications.feed import Deadline, written
from organisation.calendar import VIETNAM
from portal.answering import public
from portal.published import news, public_campaigns, public_deadlines, public_decisions

MOST = 30  # entries of a feed
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
MOST_PAGES = 10_000  # of each kind in the sitemap


def absolute(route: str, *args: Any) -> str:
    return f"{settings.SITE_URL}{reverse(route, args=args)}"


def title_of(decision: Decision) -> str:
    words = _("Danh sách khen thưởng theo Quyết định số %(notation)s ngày %(day)s")
    day = date_format(localtime(decision.signed_at), "SHORT_DATE_FORMAT")
    return words % {"notation": decision.notation, "day": day}


class NewsFeed(Feed):
    """The news, newest first."""

    feed_type = Rss201rev2Feed
    route, page = "portal_news_rss", "portal_news"

    def title(self) -> str:
        return _("Vinh Danh – Tin tức")

    def description(self) -> str:
        return _("Tin về các phong trào thi đua")

    subtitle = description

    def link(self) -> str:
        return absolute(self.page)

    def feed_url(self) -> str:
        return absolute(self.route)

    feed_guid = link

    def items(self) -> QuerySet[Any]:
        return news()[:MOST]

    def item_title(self, item: Article) -> str:  # type: ignore[override]
        return item.title

    def item_description(self, item: Any) -> str:  # type: ignore[override]
        return item.summary

    def item_link(self, item: Any) -> str:  # type: ignore[override]
        return absolute("portal_article", item.pk)

    item_guid = item_link

    def item_pubdate(self, item: Any) -> datetime:
        return item.published_at

    item_updateddate = item_pubdate

    def item_author_name(self, item: Any) -> str:
        return item.organisation.name


class Atom(Atom1Feed):
    """A feed of nothing was never updated; Django would say that it is just now."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


class NewsAtom(NewsFeed):
    feed_type = Atom
    route = "portal_news_atom"


class HonouredFeed(NewsFeed):
    """The decisions in force with their lists, newest first."""

    route, page = "portal_honoured_rss", "portal_honoured"

    def title(self) -> str:
        return _("Vinh Danh – Danh sách khen thưởng")

    def description(self) -> str:
        return _("Các quyết định khen thưởng đang có hiệu lực")

    subtitle = description

    def items(self) -> QuerySet[Any]:
        return public_decisions()[:MOST]

    def item_title(self, item: Any) -> str:
        return title_of(item)

    def item_description(self, item: Any) -> str:
        return str(item.campaign)

    def item_link(self, item: Any) -> str:
        return absolute("portal_decision", item.pk)

    item_guid = item_link

    def item_pubdate(self, item: Any) -> datetime:
        return item.issued_at

    item_updateddate = item_pubdate


class HonouredAtom(HonouredFeed):
    feed_type = Atom
    route = "portal_honoured_atom"


news_rss, news_atom = public(NewsFeed()), public(NewsAtom())
honoured_rss, honoured_atom = public(HonouredFeed()), public(HonouredAtom())


@public
def json_feed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """News and decisions in one JSON Feed (version 1.1), newest first."""
    feeds = (NewsFeed(), HonouredFeed())
    items = [
        {
            "id": feed.item_link(one), "url": feed.item_link(one), "title": feed.item_title(one),
            "content_text": feed.item_description(one),
            "date_published": formatted(feed.item_pubdate(one), "c"),
            "authors": [{"name": feed.item_author_name(one)}],
        }
        for feed in feeds for one in feed.items()
    ]  # fmt: skip
    said = {
        "version": "https://jsonfeed.org/version/1.1", "title": "Vinh Danh", "language": "vi",
        "home_page_url": absolute("portal_front"), "feed_url": absolute("portal_json"),
        "items": sorted(items, key=lambda one: str(one["date_published"]), reverse=True)[:MOST],
    }  # fmt: skip
    answer = JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Type"] = "application/feed+json; charset=utf-8"
    return answer


@public
def deadlines(request: HttpRequest) -> HttpResponse:
    """The public deadlines as a calendar. Its stamp is of the day, so that what did not change stays the same."""
    today = localtime(request.now).replace(hour=0, minute=0, second=0, microsecond=0)
    entries = [_deadline(one) for one in public_deadlines()]
    body = written(entries, today, name=_("Vinh Danh – hạn của các phong trào"))
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


def _deadline(round_: Any) -> Deadline:
    until = _("Đến %(moment)s.") % {"moment": date_format(localtime(round_.closes_at), "SHORT_DATETIME_FORMAT")}
    host = settings.SITE_URL.partition("://")[2]
    return Deadline(
        f"public-round-{round_.pk}@{host}", round_.closes_at.astimezone(VIETNAM).date(),
        _("Hết hạn: %(round)s") % {"round": round_.name}, f"{round_.campaign}\n{until}",
        absolute("portal_campaign", round_.campaign_id),
    )  # fmt: skip


class Pages(Sitemap):
    """Every page of the portal, with the moment of its last change where that is known."""

    limit = 40_000

    def items(self) -> list[tuple[str, Any]]:
        found: list[tuple[str, Any]] = [
            (reverse(route), None) for route in ("portal_front", "portal_campaigns", "portal_news", "portal_honoured")
        ]
        campaigns = public_campaigns().select_related(None).values_list("pk", flat=True)
        found += [(reverse("portal_campaign", args=[pk]), None) for pk in campaigns[:MOST_PAGES]]
        for route, rows in (
            ("portal_article", news().values_list("pk", "published_at")),
            ("portal_decision", public_decisions().values_list("pk", "issued_at")),
        ):
            found += [(reverse(route, args=[pk]), at) for pk, at in rows[:MOST_PAGES]]
        return found

    def location(self, item: tuple[str, Any]) -> str:  # type: ignore[override]
        return item[0]

    def lastmod(self, item: tuple[str, Any]) -> Any:
        return item[1]


class Here:
    """The site as sitemaps want it: absolute by SITE_URL, whatever name the request came under."""

    @property
    def domain(self) -> str:
        return settings.SITE_URL.partition("://")[2]


@public
def sitemap(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    urls = Pages().get_urls(site=Here(), protocol=settings.SITE_URL.partition("://")[0])
    return HttpResponse(render_to_string("sitemap.xml", {"urlset": urls}), content_type="application/xml")


@public
def robots(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Search engines read the portal, and nothing of the desk."""
    lines = (
        "User-agent: *",
        "Allow: /portal/",
        "Allow: /static/",
        "Disallow: /",
        "",
        f"Sitemap: {absolute('sitemap')}",
    )
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
