"""The auditor's further pages: who looked, how long it took, what is worth a look; and every table as a file."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from campaigns.models import Campaign
from nominations.desk.trail import anomalies, looks, stages, tables
from nominations.desk.trail.auditing import audited_object, for_auditors, has_page, keyset_page
from nominations.desk.trail.finding import KINDS, audited
from nominations.desk.trail.forms import LookForm
from nominations.exports.sheets import MOST, TooLong, sent

ON_THE_PAGE = 50  # stays; the export has all
OF_ALL = {"events": (tables.events, "trail"), "looks": (tables.all_looks, "trail_looks")}
OF_CAMPAIGNS = {
    "stages": (tables.campaign_stages, "trail_stages"),
    "anomalies": (tables.campaign_anomalies, "trail_anomalies"),
}
OF_OBJECTS = {
    "history": (tables.object_history, "trail_object"),
    "looks": (tables.object_looks, "trail_object_looks"),
}


@for_auditors
def trail_looks(request: HttpRequest) -> HttpResponse:
    """Who opened, took away or was refused what, newest first."""
    form = LookForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = looks.looks_for(request.roles).select_related("actor")
    found = looks.narrowed(found, wanted, request.roles) if form.is_valid() else found.none()
    page, pages = keyset_page(request, found)
    context = {**pages, "form": form, "rows": looks.shown(page), "filtered": any(wanted.values())}
    return render(request, "trail/looks.html", context)


@for_auditors
def trail_object_looks(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The same of one object, with its files and what lies in it."""
    subject = audited_object(request, label, pk)
    page, pages = keyset_page(request, looks.looks_at(subject, request.roles).select_related("actor"))
    kind = KINDS[label]._meta.verbose_name
    context = {**pages, "subject": subject, "label": label, "kind": kind, "opens": has_page(label)}
    return render(request, "trail/object_looks.html", context | {"rows": looks.shown(page)})


@for_auditors
def trail_stages(request: HttpRequest, pk: int) -> HttpResponse:
    """How long each stage of a campaign took, by whom it waited, and the longest stays, open ones first."""
    campaign = get_object_or_404(audited(Campaign, request.roles), pk=pk)
    stays = stages.stays_of(campaign, request.now)
    context = {
        "campaign": campaign,
        "by_stage": stages.by_stage(stays),
        "by_holder": stages.by_holder(stays),
        "longest": stages.longest_first(stays)[:ON_THE_PAGE],
        "count": len(stays),
    }
    return render(request, "trail/stages.html", context)


@for_auditors
def trail_anomalies(request: HttpRequest, pk: int) -> HttpResponse:
    """What each rule lists of a campaign, with why; `?rule=`: everything that one rule lists, page by page."""
    campaign = get_object_or_404(audited(Campaign, request.roles), pk=pk)
    rule = anomalies.BY_NAME.get(request.GET.get("rule", ""))
    if rule is None:
        return render(request, "trail/anomalies.html", {"campaign": campaign, "found": anomalies.listed(campaign)})
    page, pages = keyset_page(request, rule.find(anomalies.events_in(campaign)), "key")
    (rows,) = anomalies.in_words([(rule, page)])
    one = anomalies.Listed(rule, len(rows), rows)
    return render(request, "trail/anomaly.html", {**pages, "campaign": campaign, "one": one})


@for_auditors
def trail_export(request: HttpRequest, what: str, form: str) -> HttpResponseBase:
    return _file(request, OF_ALL, what, form, [])


@for_auditors
def trail_campaign_export(request: HttpRequest, pk: int, what: str, form: str) -> HttpResponseBase:
    campaign = get_object_or_404(audited(Campaign, request.roles), pk=pk)
    return _file(request, OF_CAMPAIGNS, what, form, [pk], campaign)


@for_auditors
def trail_object_export(request: HttpRequest, label: str, pk: int, what: str, form: str) -> HttpResponseBase:
    return _file(request, OF_OBJECTS, what, form, [label, pk], audited_object(request, label, pk))


def _file(
    request: HttpRequest, known: dict[str, Any], what: str, form: str, args: list[Any], *about: Any
) -> HttpResponseBase:
    """The table as a file; where it is too long, back to its page, which says so."""
    if what not in known or form not in MOST:
        raise Http404
    table, page = known[what]
    try:
        return sent(replace(table(request, form, *about), whose=request.user), form)
    except TooLong as words:
        messages.warning(request, str(words))
        query = request.GET.urlencode()
        return redirect(f"{reverse(page, args=args)}{f'?{query}' if query else ''}")
