"""The board of all units in a campaign: who has filed, who has not, who reviews, how long is left."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Campaign, Round
from campaigns.permissions import OFFICE
from nominations.board import GROUPS, after, counts_of, filed_in, places_in, round_of, rows_of
from nominations.desk.acting import VerbForm, new_key, tell_errors
from nominations.desk.paging import onward_of
from nominations.exports import finding
from nominations.selectors import boards_for, lists_for
from nominations.services.lists import compile_list, decided_elsewhere, waiting_nominations

PAGE = 50
TILES = ("late", "nil", "not_started", "drafting")


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    round_, rounds = round_of(campaign, request.GET.get("round", ""))
    context = {"campaign": campaign, "round": round_, "rounds": rounds, "key": new_key(), **_lists(campaign, request)}
    if round_:
        context |= _of_round(request, round_)
    return render(request, "review/board.html", context)


def compile(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts every eligible nomination of a reviewed dossier on the open list; POST only, else back to the board."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    if request.method != "POST":
        return redirect("board", pk=pk)
    form = VerbForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return redirect("board", pk=pk)
    return redirect("compiling", pk=compile_list(campaign, **form.knock(request.user)).pk)


def _lists(campaign: Campaign, request: HttpRequest) -> dict[str, Any]:
    """The campaign's consolidated lists, and how many nominations wait for one."""
    lists = list(lists_for(request.roles).filter(campaign=campaign).order_by("number"))
    return {
        "lists": lists,
        "open_list": next((one for one in lists if one.is_open), None),
        "waiting": waiting_nominations(campaign).count(),
        "elsewhere": list(decided_elsewhere(campaign)),
        "words": campaign.organisation_id in request.roles.organisation_ids(*OFFICE),
        "compiles": request.roles.on_campaign(campaign.pk, campaign.organisation_id, *OFFICE),
    }


def _of_round(request: HttpRequest, round_: Round) -> dict[str, Any]:
    """The tiles, the bars, the tabs, and one page of the chosen group's units; an unknown group shows all."""
    counts = counts_of(places_in(round_))
    show, onward = finding.one_of(request.GET, "show", [one.name for one in GROUPS]), onward_of(request)
    page = list(after(finding.places(round_, {"show": show}), onward)[: PAGE + 1])
    filed = filed_in(round_, request.roles).count()
    return {
        "tabs": _tabs(counts, show, round_.pk), "rows": rows_of(round_, request.roles, page[:PAGE]),
        "older": _url(round_.pk, show, onward=page[PAGE - 1].pk) if len(page) > PAGE else "",
        "newer": _url(round_.pk, show) if onward else "",
        **_figures(counts, filed, round_.pk),
    }  # fmt: skip


def _figures(counts: dict[str, int], filed: int, round_id: int) -> dict[str, Any]:
    """The tiles and the bars."""
    groups = {
        one.name: {"label": one.label, "value": counts[one.name], "tone": one.tone, "url": _url(round_id, one.name)}
        for one in GROUPS
    }
    answered = counts["every"] - counts["silent"]
    tiles = [
        {"label": _("Đơn vị tham gia"), "value": counts["every"], "url": _url(round_id, "")},
        {"label": _("Đề nghị đã nộp"), "value": filed, "tone": "info"},
        *(groups[name] for name in TILES),
    ]
    return {
        "tiles": tiles,
        "units": counts["every"],
        "answered": answered,
        "with_list": answered - counts["nil"],
        "checked": counts["checked"],
    }


def _tabs(counts: dict[str, int], show: str, round_id: int) -> list[dict[str, Any]]:
    groups = [("", _("Tất cả"), counts["every"]), *((one.name, one.label, counts[one.name]) for one in GROUPS)]
    return [
        {"label": label, "url": _url(round_id, name), "count": count, "current": name == show}
        for name, label, count in groups
    ]


def _url(round_id: int, show: str, **more: int) -> str:
    return f"?{urlencode({'round': round_id, 'show': show, **more})}#units"
