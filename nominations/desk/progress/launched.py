"""Which units have launched the campaign among their people, and which enterprises have a plan of their own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.launching import Counted, Launches, launches, own_plans
from campaigns.models import Assignment
from campaigns.standing import results_of
from nominations.desk.progress.assignments import line_of
from nominations.selectors import boards_for


@require_safe
def campaign_launches(request: HttpRequest, pk: int) -> HttpResponse:
    """Each unit that the plan asks, also who has told nothing; what waits for the office is provisional."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    results = results_of(Assignment.objects.filter(campaign=campaign, stands=True).exclude(asks=""))
    launched, planned = launches(results), own_plans(results)
    context = {
        "campaign": campaign,
        "stats": stats_of(launched, planned),
        "launched": [line_of(one) for one in launched.results],
        "planned": [line_of(one) for one in planned.results],
    }
    return render(request, "progress/launches.html", context)


def stats_of(launched: Launches | Counted, planned: Launches | Counted) -> list[dict[str, Any]]:
    """Only what the plan asks for; what waits for the office stands beside it."""
    found = []
    if launched.units:
        found += [
            _counted(_("Đơn vị đã phát động"), launched),
            {
                "label": _("Người tham gia lễ phát động"),
                "value": launched.participants,
                "note": _("kể cả số tạm tính: %(count)s") % {"count": launched.said},
            },
        ]
    return found + ([_counted(_("Đơn vị có kế hoạch riêng"), planned)] if planned.units else [])


def _counted(label: str, one: Launches | Counted) -> dict[str, Any]:
    note = _("%(count)s đơn vị chờ xác nhận") % {"count": one.waiting} if one.waiting else ""
    return {"label": label, "value": f"{one.verified}/{one.units}", "note": note}
