"""Which units have launched the campaign among their people, and which enterprises have a plan of their own."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.launching import Counted, counted
from campaigns.models import Assignment
from campaigns.monitoring import standing, stands
from campaigns.plan.schema.work import Asks
from campaigns.standing import results_of
from nominations.desk.paging import key_of
from nominations.desk.progress.assignments import line_of
from nominations.selectors import boards_for

PAGE = 50
TABLES = {"launched": Asks.LAUNCH, "planned": Asks.PLAN}


@require_safe
def campaign_launches(request: HttpRequest, pk: int) -> HttpResponse:
    """Each unit that the plan asks, also who has told nothing, in keyset pages of each table; the figures are counted
    by the database. What waits for the office is provisional."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    found = stands(standing(campaign))
    asked = Assignment.objects.filter(campaign=campaign, stands=True).exclude(unit=None)
    context = {
        "campaign": campaign, "stats": stats_of(counted(found, Asks.LAUNCH), counted(found, Asks.PLAN)),
        **{name: _page(asked.filter(asks=asks), name, request) for name, asks in TABLES.items()},
    }  # fmt: skip
    return render(request, "progress/launches.html", context)


def _page(asked: QuerySet[Assignment], name: str, request: HttpRequest) -> dict[str, Any]:
    """One table's rows, and the ways on and back; the other table stays where it is."""
    here = {known: request.GET[known] for known in TABLES if key_of(request.GET.get(known, ""))}
    after = key_of(here.get(name, "")) or 0
    keys = list(asked.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[: PAGE + 1])
    rows = results_of(asked.filter(pk__in=keys[:PAGE])) if keys else []
    return {
        "lines": [line_of(one) for one in rows],
        "older": f"?{urlencode(here | {name: keys[PAGE - 1]})}" if len(keys) > PAGE else "",
        "newer": f"?{urlencode({known: key for known, key in here.items() if known != name})}" if after else "",
    }


def stats_of(launched: Counted, planned: Counted) -> list[dict[str, Any]]:
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


def _counted(label: str, one: Counted) -> dict[str, Any]:
    note = _("%(count)s đơn vị chờ xác nhận") % {"count": one.waiting} if one.waiting else ""
    return {"label": label, "value": f"{one.verified}/{one.units}", "note": note}
