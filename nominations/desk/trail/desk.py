"""The auditor's desk: she finds, reads in order, compares, and checks; she changes nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from nominations.desk.paging import before_of
from nominations.desk.trail.finding import KINDS, audited, events_for, is_auditor, narrowed, search
from nominations.desk.trail.reading import above, faults_of, history, in_words, named_after, since_then, with_objects
from organisation.formfields import CleanCharField, DateField
from workflows.audit import events_of
from workflows.models import AuditEvent
from workflows.verbs import verbs_of
from workflows.verification import Tally, verify

PAGE = 25
OFFERED = 8  # objects of one kind shown above the events
DAY = {"placeholder": _("ngày/tháng/năm")}
View = Callable[..., HttpResponse]


def _verbs() -> list[tuple[str, Any]]:
    """Each verb once; it may be called otherwise on another kind of object."""
    labels: dict[str, dict[str, None]] = {}
    for model in KINDS.values():
        for verb in verbs_of(model).values():
            labels.setdefault(verb.name, {})[str(verb.label)] = None
    return [("", _("Tất cả")), *((name, " / ".join(known)) for name, known in labels.items())]


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("Tất cả")), *((label, model._meta.verbose_name) for label, model in KINDS.items())]


class SearchForm(forms.Form):
    q = CleanCharField(
        label=_("Tên, mã HS-…, TN-…, số quyết định, mã việc"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    actor = CleanCharField(label=_("Người thực hiện"), max_length=120, required=False)
    verb = forms.ChoiceField(label=_("Thao tác"), choices=_verbs, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=_kinds, required=False)
    since = DateField(label=_("Từ ngày"), required=False, widget=forms.TextInput(attrs=DAY))
    until = DateField(label=_("Đến hết ngày"), required=False, widget=forms.TextInput(attrs=DAY))


def for_auditors(view: View) -> View:
    """To everybody else the page does not exist; to an auditor it can only be read."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_auditor(request.roles):
            raise Http404
        return require_safe(view)(request, *args, **kwargs)

    return guarded


@for_auditors
def trail(request: HttpRequest) -> HttpResponse:
    """All events she may see, newest first, and above them the objects that a search found."""
    form = SearchForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = narrowed(events_for(request.roles), wanted, request.roles) if form.is_valid() else AuditEvent.objects.none()
    events, pages = _page(request, found)
    context = {
        **pages,
        "form": form,
        "rows": with_objects(events),
        "matches": _offered(wanted.get("q", ""), request) if not pages["newer"] else [],
        "filtered": any(wanted.values()),
        "campaigns": audited(Campaign, request.roles).order_by("-pk"),
    }
    return render(request, "trail/trail.html", context)


def _page(request: HttpRequest, events: QuerySet[AuditEvent]) -> tuple[list[AuditEvent], dict[str, str]]:
    """One page, newest first, with the addresses of the next one and of the first."""
    before = before_of(request)
    if before:
        events = events.filter(pk__lt=before)
    page = list(events.order_by("-pk")[: PAGE + 1])
    query = request.GET.copy()
    query.pop("before", None)
    first = f"?{query.urlencode()}" if before else ""
    query["before"] = str(page[PAGE - 1].pk) if len(page) > PAGE else ""
    return page[:PAGE], {"older": f"?{query.urlencode()}" if query["before"] else "", "newer": first}


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
    if label not in KINDS:
        raise Http404
    subject = get_object_or_404(audited(KINDS[label], request.roles), pk=pk)
    events = list(events_of(label, pk))
    context = {
        "subject": subject,
        "kind": KINDS[label]._meta.verbose_name,
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
    events, pages = _page(request, found)
    if not events:
        raise Http404
    moved = found.order_by().values("object_type", "object_id").distinct()
    context = {**pages, "rows": with_objects(events), "count": moved.count(), "act_id": act_id}
    return render(request, "trail/act.html", context)


@for_auditors
def trail_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Checks every chain of a campaign: its own, its dossiers', nominations', lists' and decisions'."""
    campaign = get_object_or_404(audited(Campaign, request.roles), pk=pk)
    tallies = [(model._meta.verbose_name, verify(_of(campaign, model))) for model in KINDS.values()]
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
