"""The page of the one box: what was found by kind, what was asked before, and how to ask."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from nominations.desk.paging import before_of
from organisation.text import UncleanText, clean
from search.asking import LONGEST, Asked, read
from search.finding import MOST, PAGE, Found, kind_named, overview, page_of, unread
from search.kinds import Kind
from search.matching import planned_anew
from search.models import SavedSearch

RECENT = "searched"  # in the session: what somebody looked for may be a name, and goes with the session
MOST_RECENT = 10


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Everything found, by kind; `?kind=` one kind in pages. A slip is forgiven when nothing is found as typed."""
    typed, wrong = typed_of(request)
    asked, kind = read(typed), kind_named(request.GET.get("kind", ""))
    found, slip, older = answer_of(request, asked, kind)
    _remember(request, typed, worth=bool(asked))
    context: dict[str, Any] = {
        "typed": typed, "asked": asked, "found": found, "slip": slip, "kind": kind, "most": MOST,
        "told": [wrong] if wrong else unread(asked),
        "older": f"?{urlencode({'q': typed, 'kind': kind.name, 'before': older})}" if kind and older else "",
        "newer": f"?{urlencode({'q': typed, 'kind': kind.name})}" if kind and before_of(request) else "",
        "recent": [one for one in request.session.get(RECENT, []) if one != typed],
        "saved": list(SavedSearch.objects.filter(account=request.user).order_by("name", "pk")),
    }  # fmt: skip
    return render(request, "search/search.html", context)


def typed_of(request: HttpRequest) -> tuple[str, str]:
    """What was typed, and what is wrong with it."""
    typed = request.GET.get("q", "")
    try:
        return clean(typed, limit=LONGEST), ""
    except UncleanText as error:
        return "", str(error)


def answer_of(
    request: HttpRequest, asked: Asked, kind: Kind | None, size: int = PAGE
) -> tuple[list[Found], bool, int | None]:
    """What was found, whether a slip had to be forgiven, and of one kind the key where its next page begins."""
    for slip in (False, True) if asked.words else (False,) if asked else ():
        with planned_anew():
            found, older = _found(request, asked, kind, slip=slip, size=size)
        if found:
            return found, slip, older
    return [], False, None


def _found(
    request: HttpRequest, asked: Asked, kind: Kind | None, *, slip: bool, size: int
) -> tuple[list[Found], int | None]:
    if kind is None:
        return overview(asked, request.roles, request.now, slip=slip), None
    one, older = page_of(kind, asked, request.roles, request.now, before_of(request), slip=slip, size=size)
    return [one] if one.hits else [], older


def _remember(request: HttpRequest, typed: str, *, worth: bool) -> None:
    before = request.session.get(RECENT, [])
    if worth and before[:1] != [typed]:
        request.session[RECENT] = [typed, *(one for one in before if one != typed)][:MOST_RECENT]
