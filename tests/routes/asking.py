"""Asking a route as somebody, leaving no trace: every request is undone, so that one world serves a whole module."""

import re
from collections.abc import Callable, Iterator
from functools import cache
from http.cookies import SimpleCookie
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern, URLResolver

from nominations.desk import verbs
from nominations.desk.filing.forms import letter_mark
from nominations.models import Attachment, Nomination
from tests.nominations.desk import signed_in, typed
from tests.nominations.reviewing import seen
from tests.routes.table import Row
from tests.routes.world import Stage

KINDS = {
    "campaigns": "campaign", "dossiers": "dossier", "nominations": "nomination", "attachments": "file",
    "lists": "list", "decisions": "decision", "trail": "campaign",
}  # fmt: skip
VERBS = {
    "dossier_verb": verbs.DOSSIER, "nomination_verb": verbs.NOMINATION, "list_verb": verbs.LIST,
    "decision_verb": verbs.DECISION,
}  # fmt: skip
OF_OBJECTS = {"trail_object", "trail_object_looks", "trail_object_export"}
EXPORTED = {
    "trail_export": ["events", "csv"], "trail_campaign_export": ["stages", "csv"],
    "trail_object_export": ["history", "csv"],
}  # fmt: skip
NOWHERE = "/nowhere/"
NOBODYS = {"message_open": [0], "unsubscribe": ["made-up"]}  # whose objects are each person's own: tested beside them
TOKEN = re.compile(rb"""(?<=name="csrfmiddlewaretoken" value=")\w+|(?<="X-CSRFToken": ")\w+""")


class Forgiving:
    """Middleware: what the door refuses spoils no more of the transaction than the request, which is undone anyway."""

    def __init__(self, get_response: Callable) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        transaction.set_rollback(False)


def routes() -> dict[str, str]:
    """Every named route with its pattern; one whose last segment is a verb stands once for each verb it takes."""
    found = {}
    for name, pattern in _walk(get_resolver()):
        for verb in VERBS.get(name, [""]):
            if not verb:
                found[name] = pattern
            elif resolve(f"/{pattern}".replace("<int:pk>", "1").replace("<slug:verb>", verb)).url_name == name:
                found[f"{name}:{verb}"] = pattern
    return found


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield entry.name or path, path
        else:
            yield from _walk(entry, path)


ROUTES = routes()


class Asker:
    """Everybody's browser; `ask` undoes what the request did."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.client = Client()
        self.cookies = {name: signed_in(user).cookies for name, user in stage.people.items()}
        self.cookies["anonymous"] = SimpleCookie()

    def ask(self, person: str, method: str, url: str, data: Any = None, **more: Any) -> HttpResponse:
        with transaction.atomic():
            answer = self.send(person, method, url, data, **more)
            transaction.set_rollback(True)
        return answer

    def send(self, person: str, method: str, url: str, data: Any = None, **more: Any) -> HttpResponse:
        """The same, and what it did stays."""
        self.client.cookies = self.jar(person)
        answer = getattr(self.client, method)(url, data, **more) if data else getattr(self.client, method)(url, **more)
        answer.body = answer.getvalue()  # also of a file, before its storage goes
        return answer

    def jar(self, person: str) -> SimpleCookie:
        """A browser's cookies right after signing in."""
        return SimpleCookie(self.cookies[person].output(header="", sep=";"))

    def told(self, person: str, method: str, row: Row) -> int | str:
        """The status; "sign-in" where a visitor is asked to; words where a refusal looks other than it should."""
        url = self.url(row)
        answer = self.ask(person, method, url, self.sent(row) if method == "post" else None)
        if is_sign_in(answer):
            return "sign-in"
        if answer.status_code == 404 and steady(answer, url) != self.nowhere(person):
            return "404 that tells it from a missing page"
        if answer.status_code == 403 and b'role="alert"' not in answer.body:
            return "403 without words"
        return answer.status_code

    @cache  # noqa: B019 - one asker a module
    def nowhere(self, person: str) -> Any:
        """What the person is answered at an address where nothing ever was."""
        return steady(self.ask(person, "get", NOWHERE), NOWHERE)

    def subject(self, row: Row) -> Any:
        """What the row's route is asked about; None for a page that is about nothing in particular."""
        kind = KINDS.get(ROUTES[row.route].partition("/")[0], "")
        if row.route in OF_OBJECTS:
            kind = "nomination"
        return self.stage.objects.get(f"{kind} {row.name}")

    def url(self, row: Row) -> str:
        route, _colon, verb = row.route.partition(":")
        if row.route == "trail_act":
            return reverse(route, args=[self.stage.act.act_id])
        label = ["nominations.nomination"] if row.route in OF_OBJECTS else []
        key = NOBODYS.get(route, []) if row.name == "-" else [self.subject(row).pk]
        return reverse(route, args=[*label, *key, *([verb] if verb else []), *EXPORTED.get(row.route, [])])

    def sent(self, row: Row) -> dict[str, Any]:
        """A sound form, as the page of the route sends it."""
        subject, route = self.subject(row), row.route
        if subject is None:
            world = self.stage.world
            return {"unit": world.units[0].pk, "round": self.stage.objects["dossier draft"].round_id}
        if isinstance(subject, Attachment):
            return {}
        if isinstance(subject, Nomination) and route.startswith("nomination_") and ":" not in route:
            return typed(subject, overview="Sơ lược khác (hư cấu).")
        form = seen(subject, reason="Lý do (hư cấu).", codes=["other"], note="Ý kiến khác (hư cấu).", kind="individual")
        if route == "dossier_letter":
            return {"letter_number": "99/CV", "seen": letter_mark(subject)}
        if route in ("mark_all_eligible", "set_aside", "strike", "restore"):
            form["ids"] = list(subject.nominations.values_list("pk", flat=True))
        return form


def is_sign_in(answer: HttpResponse) -> bool:
    """The way there, or at once the page, with the form that was sent waiting on it."""
    if answer.status_code == 200:
        return b'name="kept"' in answer.body
    return answer.status_code == 302 and answer["Location"].startswith(f"{reverse(settings.LOGIN_URL)}?next=")


def steady(answer: HttpResponse, url: str) -> tuple[dict[str, str], bytes]:
    """Headers and body without what differs at every request, and without the address that was asked for."""
    headers = {name: value for name, value in answer.items() if name not in ("X-Request-Id", "Content-Length")}
    return headers, TOKEN.sub(b"", answer.body.replace(url.encode(), b""))
