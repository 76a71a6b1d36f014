"""Requests carry an id into the trail; what the door refuses becomes a page that says what happened."""

import uuid
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from config.machines import is_for_programs, token_mark, wanted_by_machine
from config.signin.again import ask_again
from config.signin.sessions import is_fresh
from nominations.shown import for_reader, shown_events, shown_parts
from workflows import clock, content
from workflows.audit import history_of
from workflows.context import answering
from workflows.errors import KeyReused, NotAllowed, NotFresh, NotPermitted, StaleContent
from workflows.rules import roles_of

TITLES = {
    403: _("Không được phép"),
    409: _("Chưa thực hiện được"),
    412: _("Nội dung đã thay đổi"),
}
SPOKEN = ("GET", "HEAD", "POST")
SPOKEN_BY_MACHINES = (*SPOKEN, "PATCH", "DELETE")
Handler = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The language that was chosen with the switch, else Vietnamese: many an office's browser came in English.

    A program says in its request which one it wants.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        chosen = wanted_by_machine(request) if is_for_programs(request) else cookie
        request.LANGUAGE_CODE = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(request.LANGUAGE_CODE)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response


class RequestIdMiddleware:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = uuid.uuid4().hex + token_mark(request)
        with answering(request.id, lambda: is_fresh(request)):
            response = self.get_response(request)
        response["X-Request-Id"] = request.id
        return response


class NotStoredMiddleware:
    """Pages hold what is said of people: nothing on the way keeps one, unless its view says otherwise."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class MethodsMiddleware:
    """Pages are read and forms are sent; programs also mend and remove. Any other method is 405 at every address,
    before anything is looked up, so that the answer tells nobody what there is (ASVS 5.0, V4.1.4)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        spoken = SPOKEN_BY_MACHINES if is_for_programs(request) else SPOKEN
        return self.get_response(request) if request.method in spoken else HttpResponseNotAllowed(spoken)


class RolesMiddleware:
    """`request.now`, the present on the installation's clock, and `request.roles`, read once and only when asked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = clock.now()
        request.roles = SimpleLazyObject(lambda: roles_of(request.user, request.now))
        return self.get_response(request)


class DoorMiddleware:
    """NotAllowed and StaleContent are pages a person can act on; a forbidden object looks like a missing one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            if not str(exception):
                raise Http404 from exception
            request.forbidden_by = exception.rule
            return self._page(request, 403, reasons=[str(exception)])
        if isinstance(exception, NotFresh):
            return ask_again(request)
        if isinstance(exception, NotAllowed):
            return self._page(request, 409, reasons=exception.reasons, subject=exception.subject)
        if isinstance(exception, KeyReused):
            return self._page(request, 409, reasons=[str(exception)])
        if isinstance(exception, StaleContent):
            return self._page(
                request, 412, reasons=[str(exception)], subject=exception.subject, seen=exception.seen_hash
            )
        return None

    def _page(
        self, request: HttpRequest, status: int, *, reasons: list, subject: Any = None, seen: str = ""
    ) -> HttpResponse:
        context = {"reasons": reasons, "title": TITLES[status], "back_label": _("Về trang trước")}
        if subject is not None and hasattr(subject, "get_absolute_url"):
            context |= {"back_url": subject.get_absolute_url(), "back_label": subject}
            latest = shown_events(list(history_of(subject).order_by("-seq")[:3]))
            context["events"] = for_reader(latest, subject, request.roles)
        if seen:
            context["parts"] = shown_parts(content.changes_since(subject, seen) or [])
        return render(request, "errors/conflict.html", context, status=status)
