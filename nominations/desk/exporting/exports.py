"""What a list shows, as a file: at once, or ordered, watched while the worker makes it, and taken away within a day."""

from collections.abc import Mapping

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.models import Campaign
from campaigns.selectors import campaigns_for
from nominations.exports import making
from nominations.exports.lists import LISTS, OF_ALL, OF_CAMPAIGNS, Listed
from nominations.exports.sheets import MEDIA, sent
from nominations.models import Export
from organisation.downloads import saved_as
from workflows import work

PLACES = ("before", "onward", "after")  # which part of the list the page showed


@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, what: str, form: str) -> HttpResponseBase:
    return _sent(request, OF_ALL, what, form)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_export(request: HttpRequest, pk: int, what: str, form: str) -> HttpResponseBase:
    return _sent(request, OF_CAMPAIGNS, what, form, get_object_or_404(campaigns_for(request.roles), pk=pk))


def asked_of(request: HttpRequest) -> dict[str, str]:
    """What the page's address asks, but for the part of the list that it shows."""
    return {name: value for name, value in request.GET.items() if value and name not in PLACES}


def _sent(
    request: HttpRequest, lists: Mapping[str, Listed], what: str, form: str, campaign: Campaign | None = None
) -> HttpResponseBase:
    """The file; where it would be long, a page that offers to make it in the background. POST orders it."""
    if what not in lists or form not in MEDIA:
        raise Http404
    listed, asked = lists[what], asked_of(request)
    rows = listed.rows(request.roles, asked, request.now, campaign)
    if rows is None:
        raise Http404
    count = rows.order_by().count()
    too_long = making.too_long() if making.is_too_long(count, form) else ""
    if request.method == "POST" and not too_long:
        return redirect("export_made", making.order(what, form, asked, campaign, request.user).pk)
    if not too_long and making.is_short(count, form):
        return sent(listed.sheet(rows, request.roles, campaign or request.user), form)
    context = {
        "listed": listed, "count": count, "form": form, "too_long": too_long, "what": what, "campaign": campaign,
        "back": _page_of(listed, campaign, asked),
    }  # fmt: skip
    return render(request, "exports/large.html", context, status=409 if request.method == "POST" else 200)


def _page_of(listed: Listed, campaign: Campaign | None, asked: Mapping[str, str]) -> str:
    here = reverse(listed.page, args=[campaign.pk] if campaign else [])
    return f"{here}?{urlencode(asked)}" if asked else here


@require_http_methods(["GET", "HEAD", "POST"])
def export_made(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Where the work stands, and a button that stops it; then the file."""
    found = _own(request, pk)
    if request.method == "POST":
        work.cancel(found)
        return redirect("export_made", pk)
    listed = LISTS[found.what]
    context = {
        "export": found, "listed": listed, "back": _page_of(listed, found.campaign, found.asked),
        "until": found.done_at + making.KEPT if found.done_at else None,
    }  # fmt: skip
    return render(request, "exports/export.html", context)


@require_safe
def export_file(request: HttpRequest, pk: int, what: str, form: str) -> FileResponse:
    """To who ordered it, as long as the list is open to that account."""
    found = _own(request, pk)
    listed = LISTS[found.what]
    open_still = listed.rows(request.roles, found.asked, request.now, found.campaign) is not None
    if not found.file or (what, form) != (found.what, found.form) or not open_still:
        raise Http404
    answer = FileResponse(found.file.open("rb"), content_type=MEDIA[form])
    return saved_as(answer, f"{listed.name}-{localdate(found.done_at):%Y-%m-%d}.{form}")


def _own(request: HttpRequest, pk: int) -> Export:
    return get_object_or_404(Export.objects.filter(ordered_by=request.user).select_related("campaign"), pk=pk)
