"""How the public portal answers: the same page for everybody, in the language that the address names.

No session, no cookie, nothing of the reader: so a page may be kept by everybody on the way, and is kept here as long as
nothing has happened. Reasons: docs/decisions/public-portal.md.
"""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date
from django.views.decorators.http import require_http_methods, require_safe

from workflows.models import AuditEvent

FRESH = 60  # seconds for which anybody may keep a page
PREFIXES = ("/portal/", "/robots.txt", "/sitemap.xml")
KEPT_BY = {"lang", "onward", "before"}  # the questions whose answers are kept; a search is answered each time
LAST_EVENT = f'SELECT max(id) FROM "{AuditEvent._meta.db_table}"'
View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page of the portal: read only, without signing in, in the language of `?lang=`."""

    @login_not_required
    @require_safe
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            answer = view(request, *args, **named)
        answer["Content-Language"] = language
        answer["Cache-Control"] = f"public, max-age={FRESH}"
        answer.is_public = True  # type: ignore[attr-defined]
        return answer

    return answered


def private(view: View) -> View:
    """A page beside the portal that somebody writes on: kept by nobody, shown to no search engine."""

    @login_not_required
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        with translation.override(language_of(request)):
            answer = view(request, *args, **named)
        answer["Content-Language"] = language_of(request)
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return answered


def language_of(request: HttpRequest) -> str:
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """The template without anything of the reader: no context processor runs, no session is asked."""
    return HttpResponse(render_to_string(template, frame_of(request) | context))


def form_page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The same frame around a form, with the token that Django asks for when it comes back."""
    frame = frame_of(request) | context | {"csrf_token": get_token(request)}
    return HttpResponse(render_to_string(template, frame), status=status)


def frame_of(request: HttpRequest) -> dict[str, Any]:
    """What every page of the portal shows around its own."""
    language = language_of(request)
    others = [code for code, _name in settings.LANGUAGES if code != language]
    return {
        "lang": "" if language == settings.LANGUAGE_CODE else f"?lang={language}",
        "language": language,
        "other": {"code": others[0], "url": _in_language(request, others[0])},
        "canonical": f"{settings.SITE_URL}{request.path}",
        "site": settings.SITE_URL,
        "here": request.resolver_match.url_name if request.resolver_match else "",
    }


def linked(request: HttpRequest, **query: Any) -> str:
    """The query of a page beside this one, in the same language."""
    language = language_of(request)
    more = {"lang": language} if language != settings.LANGUAGE_CODE else {}
    return f"?{urlencode({name: value for name, value in query.items() if value} | more)}"


def _in_language(request: HttpRequest, language: str) -> str:
    query = {name: value for name, value in request.GET.items() if name in (*KEPT_BY, "q") and name != "lang"}
    query |= {"lang": language} if language != settings.LANGUAGE_CODE else {}
    return f"{request.path}?{urlencode(query)}" if query else request.path


class PortalCache:
    """Answers what was answered before while the trail has no newer event, and 304 to whoever has it already.

    Every act that changes what the public sees is an event of the trail, in whatever process it is done: so nothing
    needs to be told, and what is revoked is gone at once. The one question to the database is for the last event.
    """

    def __init__(self, get_response: View) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or not request.path.startswith(PREFIXES):
            return self.get_response(request)
        request.get_host()  # refuses a host that is not ours
        key = _key_of(request)
        stamp = last_event()
        kept = cache.get(key) if key else None
        if kept is None or kept["stamp"] != stamp:
            answer = self.get_response(request)
            if not getattr(answer, "is_public", False):
                return answer
            kept = _kept(answer, stamp, kept)
            if key:
                cache.set(key, kept, FRESH)
        return _answer(request, kept)


def last_event() -> int | None:
    """The key of the newest event of the trail; in plain SQL, for it is all that a kept page costs the database."""
    with connection.cursor() as cursor:
        cursor.execute(LAST_EVENT)
        return cursor.fetchone()[0]


def _key_of(request: HttpRequest) -> str:
    """Equal for requests that are answered alike; empty for one whose answer is not kept."""
    if set(request.GET) - KEPT_BY:
        return ""
    return f"portal/{sha256(request.get_full_path().encode()).hexdigest()}"


def _kept(answer: HttpResponse, stamp: int | None, before: dict[str, Any] | None) -> dict[str, Any]:
    """The answer as it is kept; the moment of the last change stays while the body does."""
    body = answer.content
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {name: value for name, value in answer.items() if name not in ("Vary", "X-Request-Id", "Content-Length")}
    same = before is not None and before["etag"] == etag
    changed = before["changed"] if before and same else http_date(datetime.now(UTC).timestamp())
    return {"stamp": stamp, "body": body, "etag": etag, "changed": changed, "headers": headers}


def _answer(request: HttpRequest, kept: dict[str, Any]) -> HttpResponse:
    answer = HttpResponse(kept["body"], headers=kept["headers"])
    answer["ETag"], answer["Last-Modified"] = kept["etag"], kept["changed"]
    answer["Content-Length"] = str(len(kept["body"]))
    answer["X-Request-Id"] = uuid.uuid4().hex
    changed = int(parse_http_date(kept["changed"]))
    return get_conditional_response(request, kept["etag"], changed, answer) or answer
