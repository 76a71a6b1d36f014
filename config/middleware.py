"""Requests carry an id into the trail; what the door refuses becomes a page that says what happened."""

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from workflows import clock, content
from workflows.context import begin_request
from workflows.errors import KeyReused, NotAllowed, NotPermitted, StaleContent

Handler = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.id = uuid.uuid4().hex
        begin_request(request.id)
        response = self.get_response(request)
        response["X-Request-Id"] = request.id
        return response


class DoorMiddleware:
    """NotAllowed and StaleContent are pages a person can act on; a forbidden object looks like a missing one."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = clock.now()
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotPermitted):
            if not str(exception):
                raise Http404 from exception
            return self._page(request, 403, reasons=[str(exception)])
        if isinstance(exception, NotAllowed):
            return self._page(request, 409, reasons=exception.reasons, subject=exception.subject)
        if isinstance(exception, KeyReused):
            return self._page(request, 409, reasons=[str(exception)])
        if isinstance(exception, StaleContent):
            changes = content.changes_since(exception.subject, exception.seen_hash)
            return self._page(request, 412, reasons=[str(exception)], subject=exception.subject, changes=changes)
        return None

    def _page(self, request: HttpRequest, status: int, **context: object) -> HttpResponse:
        return render(request, "errors/conflict.html", {"status": status, **context}, status=status)
