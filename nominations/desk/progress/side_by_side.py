"""What overlapping campaigns, and the superiors behind them, ask of each unit, side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from campaigns.selectors import assignments_for, overlapping_with
from campaigns.shown.progress import wanted
from campaigns.side_by_side import Line, asked_of_units
from nominations.desk.paging import onward_of
from nominations.selectors import boards_for

DIFFERING = "differing"


@require_safe
def side_by_side(request: HttpRequest, pk: int) -> HttpResponse:
    """The units of this campaign with what it and those beside it ask of them, in pages of units."""
    campaign = get_object_or_404(boards_for(request.roles).defer("plan", "settings"), pk=pk)
    campaigns = {one.pk: one for one in [campaign, *overlapping_with(campaign, request.roles)]}
    show = DIFFERING if request.GET.get("show") == DIFFERING else ""
    after = onward_of(request)
    owners, onward = asked_of_units(
        list(campaigns.values()), assignments_for(request.roles), after=after, differing=bool(show)
    )
    context = {
        "campaign": campaign,
        "beside": list(campaigns.values())[1:],
        "owners": [
            {"unit": one.unit, "differing": one.differing, "lines": [_line(line, campaigns) for line in one.lines]}
            for one in owners
        ],
        "tabs": [
            {"url": f"?{urlencode({'show': value})}", "label": label, "current": value == show}
            for value, label in (("", _("Tất cả")), (DIFFERING, _("Chỉ việc khác nhau")))
        ],
        "first": f"?{urlencode({'show': show})}" if after else "",
        "next": f"?{urlencode({'show': show, 'onward': onward})}" if onward else "",
    }
    return render(request, "progress/side_by_side.html", context)


def _line(line: Line, campaigns: dict[int, Campaign]) -> dict[str, Any]:
    return {
        "line": line, "task": line.task, "campaign": campaigns[line.task.campaign_id], "wanted": wanted(line.task),
    }  # fmt: skip
