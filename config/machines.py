"""Programs at /api/v1/: they bring a token, and whatever cookies come along count for nothing.

So a page of another site can't act with somebody's session there, and a fresh sign-in of a browser never stands for a
token's. The request's id carries the token's prefix into the trail.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language_from_request

Handler = Callable[[HttpRequest], HttpResponse]
ROOT = "/api/v1/"
MARK = re.compile(r"Bearer vd_([a-z2-7]{8})_", re.IGNORECASE)


class MachineMiddleware:
    """Takes the cookies off what comes to a program's address, before anybody looks into them."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_for_programs(request):
            request.COOKIES = {}
        return self.get_response(request)


def is_for_programs(request: HttpRequest) -> bool:
    return request.path_info.startswith(ROOT)


def wanted_by_machine(request: HttpRequest) -> str:
    """`?lang=`, else Accept-Language, else Vietnamese."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else get_language_from_request(request)


def token_mark(request: HttpRequest) -> str:
    """What the request's id says of its token. An event is written only once the token was checked."""
    found = MARK.match(request.headers.get("Authorization", "")) if is_for_programs(request) else None
    return f".{found[1].lower()}" if found else ""
