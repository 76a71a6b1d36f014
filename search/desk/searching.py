"""The page of the one box: what was found by kind, what was asked before, and how to ask."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from nominations.desk.paging import before_of
from organisation.text import UncleanText, clean
from search.asking import LONGEST, Asked, read
from search.finding import MOST, Found, kind_named, overview, page_of, unread
from search.models import SavedSearch

RECENT = "searched"  # in the session: what somebody looked for may be a name, and goes with the session
MOST_RECENT = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything found, by kind; `?kind=` one kind in pages. A slip is forgiven when nothing is found as typed."""
    typed, wrong = _typed(request)
    asked = read(typed)
    found, slip, older = _answer(request, asked) if asked else ([], False, None)
    _remember(request, typed, worth=bool(asked))
    kind = request.GET.get("kind", "") if kind_named(request.GET.get("kind", "")) else ""
    context: dict[str, Any] = {
        "typed": typed, "asked": asked, "found": found, "slip": slip, "kind": kind, "most": MOST,
        "told": [wrong] if wrong else unread(asked),
        "older": f"?{urlencode({'q': typed, 'kind': kind, 'before': older})}" if older else "",
        "newer": f"?{urlencode({'q': typed, 'kind': kind})}" if before_of(request) else "",
        "recent": [one for one in request.session.get(RECENT, []) if one != typed],
        "saved": list(SavedSearch.objects.filter(account=request.user).order_by("name", "pk")),
    }  # fmt: skip
    return render(request, "search/search.html", context)


def _typed(request: HttpRequest) -> tuple[str, str]:
    """What was typed, and what is wrong with it."""
    typed = request.GET.get("q", "")
    try:
        return clean(typed, limit=LONGEST), ""
    except UncleanText as error:
        return "", str(error)


def _answer(request: HttpRequest, asked: Asked) -> tuple[list[Found], bool, int | None]:
    kind = kind_named(request.GET.get("kind", ""))
    for slip in (False, True) if asked.words else (False,):
        if kind:
            one, older = page_of(kind, asked, request.roles, request.now, before_of(request), slip=slip)
            found = [one] if one.hits else []
        else:
            found, older = overview(asked, request.roles, request.now, slip=slip), None
        if found:
            return found, slip, older
    return [], False, None


def _remember(request: HttpRequest, typed: str, *, worth: bool) -> None:
    before = request.session.get(RECENT, [])
    if worth and before[:1] != [typed]:
        request.session[RECENT] = [typed, *(one for one in before if one != typed)][:MOST_RECENT]
