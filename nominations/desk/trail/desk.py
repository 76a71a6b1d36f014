"""The auditor's desk: she finds, reads in order, compares, and checks; she changes nothing."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from nominations.desk.trail.finding import MODELS, audited, events_for, narrowed
from nominations.shown import shown_content, shown_events, shown_parts
from organisation.formfields import CleanCharField, DateField
from organisation.states import Role
from workflows.audit import Finding, check_chain, check_head, check_words, events_of
from workflows.content import parts
from workflows.models import AuditEvent, ContentSnapshot, Subject
from workflows.verbs import verbs_of

PAGE = 50
VERBS = {verb.name: verb.label for model in MODELS.values() for verb in verbs_of(model).values()}


class SearchForm(forms.Form):
    q = CleanCharField(label=_("Tên, mã hồ sơ, số quyết định, mã việc"), max_length=120, required=False)
    verb = forms.ChoiceField(label=_("Thao tác"), choices=[("", _("Tất cả")), *VERBS.items()], required=False)
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[("", _("Tất cả")), *((label, model._meta.verbose_name) for label, model in MODELS.items())],
        required=False,
    )
    since = DateField(label=_("Từ ngày"), required=False)
    until = DateField(label=_("Đến ngày"), required=False)


def _auditor(request: HttpRequest) -> None:
    if not request.roles.any_of(Role.AUDITOR):
        raise Http404


def trail(request: HttpRequest) -> HttpResponse:
    """All events she may see, newest first, in keyset pages."""
    _auditor(request)
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = narrowed(events_for(request.roles), wanted, request.roles).order_by("-pk")
    before = request.GET.get("before", "")
    if before.isdecimal():
        found = found.filter(pk__lt=int(before))
    page = list(found[: PAGE + 1])
    query = request.GET.copy()
    query["before"] = str(page[PAGE - 1].pk) if len(page) > PAGE else ""
    context = {
        "form": form,
        "rows": _with_objects(page[:PAGE]),
        "older": f"?{query.urlencode()}" if query["before"] else "",
        "newer": "?" if before else "",
        "filtered": any(wanted.values()),
        "campaigns": audited(Campaign, request.roles),
    }
    return render(request, "trail/trail.html", context)


def _with_objects(page: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    """The events with the objects they are of: one query a kind."""
    known = {}
    for label, model in MODELS.items():
        keys = {event.object_id for event in page if event.object_type == label}
        related = [name for name in ("unit",) if name in {field.name for field in model._meta.fields}]
        objects = model._default_manager.select_related(*related) if related else model._default_manager.all()
        known |= {(label, pk): found for pk, found in objects.in_bulk(keys).items()}
    return [
        {**row, "object": known.get((row["event"].object_type, row["event"].object_id))} for row in shown_events(page)
    ]


def trail_object(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """One object's whole history: what stood on the screen each time, what changed, and whether the chain holds."""
    _auditor(request)
    if label not in MODELS:
        raise Http404
    subject = get_object_or_404(audited(MODELS[label], request.roles), pk=pk)
    events = list(events_of(label, pk))
    context = {"subject": subject, "label": label, "history": _history(events), "faults": _faults(subject, events)}
    return render(request, "trail/object.html", context)


def _history(events: Sequence[AuditEvent]) -> list[dict[str, Any]]:
    bodies = dict(
        ContentSnapshot.objects.filter(hash__in={event.content_hash for event in events}).values_list("hash", "body")
    )
    rows = shown_events(events)
    for row in rows:
        row["content"] = shown_content(bodies.get(row["event"].content_hash) or {})
    for (_earlier, earlier), (row, event) in pairwise(zip(rows, events, strict=True)):
        old, new = bodies.get(earlier.content_hash), bodies.get(event.content_hash)
        if old and new and old != new:
            row["parts"] = shown_parts([part for part in parts(old, new) if part.changed])
    return rows


def _faults(subject: Subject, events: Sequence[AuditEvent]) -> list[Finding]:
    return check_chain(events) + check_words(events) + check_head(subject, events)


def trail_act(request: HttpRequest, act_id: Any) -> HttpResponse:
    """Every object that one act moved."""
    _auditor(request)
    events = list(events_for(request.roles).filter(act_id=act_id).order_by("pk"))
    if not events:
        raise Http404
    return render(request, "trail/act.html", {"rows": _with_objects(events), "act_id": act_id})


def trail_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Checks every chain of a campaign: its own, its dossiers', nominations', lists' and decisions'."""
    _auditor(request)
    campaign = get_object_or_404(audited(Campaign, request.roles), pk=pk)
    faults, objects, count = [], 0, 0
    for label, model in MODELS.items():
        own = [campaign] if model is Campaign else audited(model, request.roles).filter(campaign=campaign).iterator()
        for subject in own:
            events = list(events_of(label, subject.pk))
            faults += _faults(subject, events)
            objects, count = objects + 1, count + len(events)
    context = {"campaign": campaign, "faults": faults, "objects": objects, "count": count}
    return render(request, "trail/check.html", context)
