"""One file of past awards: each line's fate, both records side by side where they may be one person's, and choosing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from nominations.desk.acting import new_key, tell_errors
from nominations.desk.histories.forms import PREFIX, ChoicesForm
from nominations.desk.paging import key_of
from nominations.models import HistoryImport, Nomination, PastAward
from nominations.selectors import histories_for, own_histories_for
from nominations.services import histories as services
from nominations.shown import shown_events
from nominations.states import LineChoice, LineFate
from workflows.audit import history_of
from workflows.engine import offers
from workflows.errors import StaleContent

PAGE = 50
RELATED = ("organisation", "uploaded_by", "brought_by")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def history(request: HttpRequest, pk: int) -> HttpResponse:
    allowed = own_histories_for if request.method == "POST" else histories_for
    found = get_object_or_404(allowed(request.roles).select_related(*RELATED), pk=pk)
    if request.method == "POST":
        return _chosen(request, found)
    if found.is_open and not found.compared_at and own_histories_for(request.roles).filter(pk=pk).exists():
        return redirect("history_columns", pk)
    return _page(request, found)


def _page(
    request: HttpRequest, found: HistoryImport, said: Mapping[int, str] | None = None, status: int = 200
) -> HttpResponse:
    """One fate's lines after a key; `said` is what somebody chose and was too late to save."""
    asked = request.POST if request.method == "POST" else request.GET
    show = asked.get("show", "")
    show = show if show in LineFate.values else _first(found)
    onward = key_of(asked.get("onward", ""))
    lines = found.lines.filter(fate=show, **({"pk__gt": onward} if onward else {}))
    page = list(lines.select_related("unit").order_by("pk")[: PAGE + 1])
    for line in page:
        line.choice = (said or {}).get(line.pk, line.choice)
    context = _context(request, found, show, page, onward) | {"is_stale": said is not None}
    return render(request, "histories/history.html", context, status=status)


def _context(
    request: HttpRequest, found: HistoryImport, show: str, page: Sequence[PastAward], onward: int | None
) -> dict[str, Any]:
    offered = offers(found, request.user, roles=request.roles)
    return {
        "found": found, "show": show, "tabs": _tabs(found, show), "lines": _beside(page[:PAGE]), "offers": offered,
        "subject": found, "key": new_key(), "form": ChoicesForm(), "prefix": PREFIX,
        "choices": services.CHOICES[LineFate.LIKELY], "chooses": found.is_open and bool(offered),
        "events": shown_events(list(history_of(found).order_by("-seq"))),
        "onward": onward or "",
        "newer": f"?{urlencode({'show': show})}" if onward else "",
        "older": f"?{urlencode({'show': show, 'onward': page[PAGE - 1].pk})}" if len(page) > PAGE else "",
    }  # fmt: skip


def _first(found: HistoryImport) -> str:
    """What somebody has to look at comes first."""
    order = (LineFate.LIKELY, LineFate.NEW, LineFate.ERROR, LineFate.SAME)
    return next((fate.value for fate in order if found.fates.get(fate)), LineFate.NEW.value)


def _tabs(found: HistoryImport, show: str) -> list[dict[str, Any]]:
    return [
        {"url": f"?{urlencode({'show': fate.value})}", "label": fate.label, "count": found.fates.get(fate, 0),
         "current": fate == show}
        for fate in LineFate
    ]  # fmt: skip


def _beside(page: Sequence[PastAward]) -> list[dict[str, Any]]:
    """Each line with the record that it is alike to, whether that came from a file or was honoured here."""
    twins = {one.key: one for one in PastAward.objects.filter(key__in={one.twin for one in page} - {None})}
    keys = {one.twin_nomination for one in page} - {None}
    honoured = {one.pk: one for one in Nomination.objects.filter(pk__in=keys).select_related("unit", "award_form")}
    return [
        {"line": line, "twin": twins.get(line.twin), "honoured": honoured.get(line.twin_nomination)}
        for line in page
    ]  # fmt: skip


def _chosen(request: HttpRequest, found: HistoryImport) -> HttpResponse:
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return redirect(found)
    rest = form.cleaned_data["rest"] or LineChoice.NONE
    try:
        services.choose(found, form.choices(), actor=request.user, seen=form.seen(), rest=rest)
    except StaleContent:
        fresh = get_object_or_404(own_histories_for(request.roles).select_related(*RELATED), pk=found.pk)
        return _page(request, fresh, form.choices(), 412)
    messages.success(request, _("Đã lưu lựa chọn."))
    asked = {"show": request.POST.get("show", ""), "onward": key_of(request.POST.get("onward", "")) or ""}
    return redirect(f"{reverse('history', args=[found.pk])}?{urlencode({k: v for k, v in asked.items() if v})}")
