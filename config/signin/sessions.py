"""How long a session lasts, and what it has proved of its person.

Times are the real ones: the installation's clock may stand in 2013 (workflows.clock), sessions never do.
"""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse

from organisation.services import end_sessions, living
from organisation.services.safety import BEGAN, SEEN

PROVED = "proved"
NOTED_EVERY = 60  # seconds: a session is not written at every click
Handler = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    """Ends a session that was left alone, or that is too old however busy."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            keep_or_end(request, time.time())
        return self.get_response(request)


def keep_or_end(request: HttpRequest, now: float) -> None:
    session = request.session
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began >= settings.SESSION_LONGEST or now - seen >= settings.SESSION_IDLE:
        logout(request)
        return
    if BEGAN not in session or now - seen >= NOTED_EVERY:
        session[BEGAN], session[SEEN] = began, now


def begin(request: HttpRequest) -> None:
    """Somebody has just signed in here."""
    request.session[BEGAN] = request.session[SEEN] = time.time()
    prove(request)


def prove(request: HttpRequest) -> None:
    """The person has just shown again who they are."""
    request.session[PROVED] = time.time()


def is_fresh(request: HttpRequest) -> bool:
    """Has the person shown who they are within the last minutes (ASVS 5.0 V7.5.3)?"""
    return time.time() - request.session.get(PROVED, 0) < settings.FRESH_FOR


def sessions_of(request: HttpRequest) -> list[UserSession]:
    """The account's sessions that still live, each with the time of its last use."""
    return living(UserSession.objects.filter(user=request.user).select_related("user").order_by("-pk"))


def end_other_sessions(request: HttpRequest) -> None:
    """Every session of the account but this one ends with its next request."""
    end_sessions(request.user)
    update_session_auth_hash(request, request.user)
    UserSession.objects.create_from_request(request)
