"""The auditor's desk: she finds, reads in order, compares, and checks; she changes nothing."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from campaigns.models import Campaign
from nominations.desk.trail import auditing
from nominations.desk.trail.auditing import audited_object, for_auditors, keyset_page
from nominations.desk.trail.finding import IN_CAMPAIGNS, KINDS, audited, events_for, narrowed, search
from nominations.desk.trail.forms import SearchForm
from nominations.desk.trail.reading import above, faults_of, history, in_words, named_after, since_then, with_objects
from workflows.audit import events_of
from workflows.models import AuditEvent
from workflows.verification import Tally, verify

OFFERED = 8  # objects of one kind shown above the events


@for_auditors
def trail(request: HttpRequest) -> HttpResponse:
    """All events she may see, newest first, and above them the objects that a search found."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = narrowed(events_for(request.roles), wanted, request.roles) if form.is_valid() else AuditEvent.objects.none()
    events, pages = keyset_page(request, found)
    context = {
        **pages,
        "form": form,
        "rows": with_objects(events),
        "matches": _offered(wanted.get("q", ""), request) if not pages["newer"] else [],
        "filtered": any(wanted.values()),
        "campaigns": audited(Campaign, request.roles).order_by("-pk"),
    }
    return render(request, "trail/trail.html", context)


def _offered(words: str, request: HttpRequest) -> list[Any]:
    """The objects that the words name, newest first, a few of each kind."""
    groups = search(words, request.roles).objects if words else []
    return [
        {"object": found, "label": found.object_type(), "kind": found._meta.verbose_name}
        for group in groups
        for found in group.select_related(*named_after(group.model)).order_by("-pk")[:OFFERED]
    ]


@for_auditors
def trail_object(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """One object's whole history: what stood on the screen each time, what changed, and whether the chain holds."""
    subject = audited_object(request, label, pk)
    events = list(events_of(label, pk))
    context = {
        "subject": subject,
        "label": label,
        "kind": KINDS[label]._meta.verbose_name,
        "opens": auditing.has_page(label),
        "above": [{"object": found, "label": found.object_type()} for found in above(subject)],
        "history": history(events),
        "since": since_then(subject, events),
        "faults": [in_words(fault) for fault in faults_of(subject, events)],
    }
    return render(request, "trail/object.html", context)


@for_auditors
def trail_act(request: HttpRequest, act_id: UUID) -> HttpResponse:
    """Every object that one act moved, as far as she may see them."""
    found = events_for(request.roles).filter(act_id=act_id)
    events, pages = keyset_page(request, found)
    if not events:
        raise Http404
    moved = found.order_by().values("object_type", "object_id").distinct()
    context = {**pages, "rows": with_objects(events), "count": moved.count(), "act_id": act_id}
    return render(request, "trail/act.html", context)


@for_auditors
def trail_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Checks every chain of a campaign: its own, its dossiers', nominations', lists' and decisions'."""
    campaign = get_object_or_404(audited(Campaign, request.roles), pk=pk)
    tallies = [(model._meta.verbose_name, verify(_of(campaign, model))) for model in IN_CAMPAIGNS.values()]
    total = sum((tally for _name, tally in tallies), Tally())
    context = {
        "campaign": campaign,
        "tallies": tallies,
        "total": total,
        "faults": [in_words(total.first)] if total.first else [],
    }
    return render(request, "trail/check.html", context)


def _of(campaign: Campaign, model: Any) -> QuerySet[Any]:
    return model._default_manager.filter(**{"pk" if model is Campaign else "campaign": campaign.pk})
