"""Inspections: those of a campaign, planning them for several units, one of them, and writing in it."""

import re
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.guards import why_no_inspection
from campaigns.models import Campaign
from campaigns.permissions import OFFICE, OVERSEERS, Roles
from campaigns.selectors import campaigns_for, inspections_for, own_inspections_for
from campaigns.services import inspections as services
from campaigns.shown.inspections import counts_of, facts_of
from campaigns.states import InspectionState
from nominations.desk.acting import new_key
from nominations.desk.paging import before_of
from nominations.desk.progress.inspecting import InspectionForm, PlanForm
from nominations.exports import finding
from nominations.exports.finding import LATE
from nominations.shown import shown_events
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers

PAGE = 50
PICKED = re.compile(r"(\d{1,18})-(\d{1,9})-([0-9a-f]{64})")
RELATED = ("unit", "campaign", "organisation", "created_by", "mended_by")


@require_safe
def campaign_inspections(request: HttpRequest, pk: int) -> HttpResponse:
    """Newest first, in keyset pages of one state or all; a unit meets its own that were announced to it."""
    campaign = get_object_or_404(campaigns_for(request.roles), pk=pk)
    every = inspections_for(request.roles).filter(campaign=campaign)
    show = finding.one_of(request.GET, "show", (*InspectionState.values, LATE))
    found = finding.inspections(request.roles, request.GET, request.now, campaign)
    before = before_of(request)
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    picks = show == InspectionState.PLANNED and bool(page) and _plans(request.roles, campaign)
    if picks:
        content.keep(*page[:PAGE])  # so that a stale tick can be shown what changed
    context = {
        "campaign": campaign, "rows": page[:PAGE], "picks": picks, "tabs": _tabs(show, counts_of(every, request.now)),
        "plans": _plans(request.roles, campaign), "now": request.now,
        "oversees": request.roles.on_campaign(campaign.pk, campaign.organisation_id, *OVERSEERS) is not None,
        "older": f"?{urlencode({'show': show, 'before': page[PAGE - 1].pk})}" if len(page) > PAGE else "",
        "newer": f"?{urlencode({'show': show})}" if before else "",
    }  # fmt: skip
    return render(request, "progress/inspections.html", context)


@require_POST
def announce_inspections(request: HttpRequest, pk: int) -> HttpResponse:
    """The ticked ones in one act, or none of them; each as it stood on the screen."""
    campaign = get_object_or_404(campaigns_for(request.roles), pk=pk)
    if not _plans(request.roles, campaign):
        raise Http404
    back = f"{reverse('campaign_inspections', args=[pk])}?{urlencode({'show': InspectionState.PLANNED})}"
    picked = [found.groups() for text in request.POST.getlist("picked") if (found := PICKED.fullmatch(text))]
    if not picked:
        messages.error(request, _("Hãy chọn ít nhất một cuộc kiểm tra."))
        return redirect(back)
    chosen = [(int(key), int(version), said) for key, version, said in picked]
    count = services.announce_all(campaign, chosen, actor=request.user)
    words = ngettext("Đã thông báo %(count)s cuộc kiểm tra.", "Đã thông báo %(count)s cuộc kiểm tra.", count)
    messages.success(request, words % {"count": count})
    return redirect("campaign_inspections", pk)


def _tabs(show: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    """All, and of the others those that hold something; what is overdue last."""
    choices = [("", _("Tất cả"), "every"), *((one.value, one.label, one.value) for one in InspectionState)]
    choices.append((LATE, _("Quá hạn khắc phục"), LATE))
    return [
        {"url": f"?{urlencode({'show': value})}", "label": label, "count": counts[key], "current": value == show}
        for value, label, key in choices if counts[key] or value in ("", show)
    ]  # fmt: skip


def _plans(roles: Roles, campaign: Campaign) -> bool:
    return roles.on_campaign(campaign.pk, campaign.organisation_id, *OFFICE) is not None


@require_http_methods(["GET", "HEAD", "POST"])
def plan_inspections(request: HttpRequest, pk: int) -> HttpResponse:
    """One inspection for each chosen unit; what was typed stays on the page until it is sound."""
    campaign = get_object_or_404(campaigns_for(request.roles), pk=pk)
    if not _plans(request.roles, campaign):
        raise Http404
    form = PlanForm(request.POST or None, campaign=campaign)
    if form.is_bound and form.is_valid():
        count = len(services.plan(campaign, form.chosen(), form.written(), actor=request.user))
        words = ngettext("Đã lập %(count)s cuộc kiểm tra.", "Đã lập %(count)s cuộc kiểm tra.", count)
        messages.success(request, words % {"count": count} if count else _("Các cuộc kiểm tra này đã được lập."))
        return redirect("campaign_inspections", pk)
    context = {"campaign": campaign, "form": form, "why_not": list(why_no_inspection(campaign))}
    return render(request, "progress/inspections_plan.html", context, status=422 if form.errors else 200)


@require_safe
def inspection(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(inspections_for(request.roles).select_related(*RELATED), pk=pk)
    offered = offers(found, request.user, roles=request.roles)
    events = shown_events(list(history_of(found).order_by("-seq")))
    context = {
        "inspection": found, "campaign": found.campaign, "offers": offered,
        "facts": facts_of(request.roles, found), "sent_back": bool(events) and events[0]["event"].verb == "ask_more",
        "can_edit": bool(services.written_by(found, request.user, request.roles)),
        "events": events,
    }  # fmt: skip
    return render(request, "progress/inspection.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed stays on the page until it is sound; where it is the other side's turn, nothing is typed."""
    found = get_object_or_404(own_inspections_for(request.roles).select_related(*RELATED), pk=pk)
    names = services.written_by(found, request.user, request.roles)
    if not names and request.method != "POST":
        return redirect(found)
    form = InspectionForm(request.POST or None, inspection=found, names=names)
    if form.is_bound and form.is_valid():
        services.write(found, form.written(), actor=request.user, seen=form.seen())
        messages.success(request, _("Đã lưu cuộc kiểm tra."))
        return redirect(found)
    context = {
        "inspection": found, "subject": found, "campaign": found.campaign, "form": form, "key": new_key(),
        "facts": [fact for fact in facts_of(request.roles, found) if fact[0] not in {one.label for one in form.asked}],
    }  # fmt: skip
    return render(request, "progress/inspection_form.html", context, status=422 if form.errors else 200)


def figures(counts: dict[str, int], campaign: Campaign) -> list[dict[str, Any]]:
    """The figures of a campaign's inspections as tiles that lead to their lines."""
    here = reverse("campaign_inspections", args=[campaign.pk])
    wanted = (
        (_("Đã kết luận"), InspectionState.SETTLED.value, "ok"),
        (_("Đang phải khắc phục"), InspectionState.TO_MEND.value, "warn"),
        (_("Quá hạn khắc phục"), LATE, "bad"),
    )
    return [
        {"label": label, "value": counts[key], "url": f"{here}?{urlencode({'show': key})}",
         "tone": tone if counts[key] else "neutral"}
        for label, key, tone in wanted
    ]  # fmt: skip
