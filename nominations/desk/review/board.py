"""The board of all units in a campaign: who has filed, who has not, who reviews, how long is left."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from campaigns.permissions import OFFICE
from nominations.board import GROUPS, Row, round_of, rows_of
from nominations.desk.acting import VerbForm, new_key, tell_errors
from nominations.selectors import boards_for, lists_for
from nominations.services.lists import compile_list, decided_elsewhere, waiting_nominations

TILES = ("late", "nil", "not_started", "drafting")


@require_safe
def board(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    round_, rounds = round_of(campaign, request.GET.get("round", ""))
    context = {"campaign": campaign, "round": round_, "rounds": rounds, "key": new_key(), **_lists(campaign, request)}
    if round_:
        rows = rows_of(round_, request.roles)
        context |= _figures(rows, round_.pk) | _filtered(rows, request.GET.get("show", ""), round_.pk)
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


def _figures(rows: list[Row], round_id: int) -> dict[str, Any]:
    """The tiles and the bars."""
    groups = {
        name: {"label": label, "value": sum(map(holds, rows)), "tone": tone, "url": _url(round_id, name)}
        for name, label, tone, holds in GROUPS
    }
    answered = sum(row.has_answered for row in rows)
    tiles = [
        {"label": _("Đơn vị tham gia"), "value": len(rows), "url": _url(round_id, "")},
        {"label": _("Đề nghị đã nộp"), "value": sum(row.figures["total"] for row in rows), "tone": "info"},
        *(groups[name] for name in TILES),
    ]
    return {
        "tiles": tiles,
        "units": len(rows),
        "answered": answered,
        "with_list": answered - groups["nil"]["value"],
        "checked": groups["checked"]["value"],
    }


def _filtered(rows: list[Row], show: str, round_id: int) -> dict[str, Any]:
    """The rows of the chosen group, and the tabs; an unknown group shows all."""
    groups = [("", _("Tất cả"), "", lambda row: True), *GROUPS]  # noqa: ARG005
    chosen = next((group for group in groups if group[0] == show), groups[0])
    tabs = [
        {
            "label": group[1],
            "url": _url(round_id, group[0]),
            "count": sum(map(group[3], rows)),
            "current": group is chosen,
        }
        for group in groups
    ]
    return {"tabs": tabs, "rows": [row for row in rows if chosen[3](row)]}


def _url(round_id: int, show: str) -> str:
    return f"?{urlencode({'round': round_id, 'show': show})}#units"
