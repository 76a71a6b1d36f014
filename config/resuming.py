"""What was typed survives a session that ended: it travels with the sign-in page and is sent again afterwards."""

from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.csrf import csrf_failure as plain_csrf_failure

from nominations.shown import PARTS

SALT = "config.resuming"
WAITING = "waiting_form"  # in the session
NOT_TYPED = ("csrfmiddlewaretoken", "next", "passphrase")  # what opens a key is kept nowhere


def kept_of(request: HttpRequest) -> str:
    """The form as it was sent (files aside), signed, so that only this site's own pages can hand it on."""
    fields = [(name, text) for name, texts in request.POST.lists() for text in texts if name not in NOT_TYPED]
    return signing.dumps([request.get_full_path(), fields], salt=SALT, compress=True)


def keep(request: HttpRequest) -> None:
    """The form waits in the session until its person has done what is asked first."""
    request.session[WAITING] = kept_of(request)


def waiting_form(request: HttpRequest) -> HttpResponse | None:
    """The page that sends the waiting form again, once."""
    kept = request.session.pop(WAITING, "")
    return resumed(request, kept) if kept else None


def resumed(request: HttpRequest, kept: str) -> HttpResponse | None:
    """The page that sends a kept form again; None when there is none, or it is too old or not ours."""
    try:
        path, fields = signing.loads(kept, salt=SALT, max_age=settings.SESSION_COOKIE_AGE)
    except signing.BadSignature:
        return None
    return _page(request, path, fields, status=200)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page from before the last sign-in may send its form again; a form from another site may not."""
    stale = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not stale or not request.user.is_authenticated or any("password" in name for name in request.POST):
        return plain_csrf_failure(request, reason)
    path, fields = signing.loads(kept_of(request), salt=SALT)
    return _page(request, path, fields, status=403)


def _page(request: HttpRequest, path: str, fields: list[list[str]], *, status: int) -> HttpResponse:
    shown = [(PARTS[name], text) for name, text in fields if text and name in PARTS and name != "kind"]
    context: dict[str, Any] = {"path": path, "fields": fields, "shown": shown}
    return render(request, "registration/resume.html", context, status=status)
