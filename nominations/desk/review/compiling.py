"""The consolidated list while the office compiles it: lines, figures, the words to the Director, sending it off."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nominations.desk.acting import new_key, tell_errors
from nominations.desk.review.forms import NoteForm, PickForm
from nominations.desk.review.outside import outside
from nominations.models import ConsolidatedList, Nomination
from nominations.selectors import office_lists_for, totals, totals_by_unit
from nominations.services import lists
from nominations.shown import shown_events
from nominations.states import ListState
from workflows.audit import history_of
from workflows.engine import Seen, offers

IN_ORDER = ("unit__position", "unit_id", "kind", "sort_key", "pk")


@require_safe
def compiling(request: HttpRequest, pk: int) -> HttpResponse:
    target = get_object_or_404(office_lists_for(request.roles).select_related("campaign"), pk=pk)
    if not target.is_open:
        return redirect(target)
    return render(request, "review/compiling.html", page_of(target, request))


def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Saves the words to the Director; with `forward` in the form, sends the list off with them."""
    target = get_object_or_404(office_lists_for(request.roles).select_related("campaign"), pk=pk)
    if request.method != "POST":
        return redirect("compiling", pk=pk)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return render(request, "review/compiling.html", page_of(target, request) | {"note": form})
    target, seen = _saved(target, form, request)
    if "forward" not in request.POST:
        messages.success(request, _("Đã lưu ý kiến của Văn phòng."))
        return redirect("compiling", pk=pk)
    lists.forward(target, **form.knock(request.user) | {"seen": seen})
    messages.success(request, _("%(list)s: đã trình Giám đốc.") % {"list": target})
    return redirect(target)


def _saved(target: ConsolidatedList, form: NoteForm, request: HttpRequest) -> tuple[ConsolidatedList, Seen]:
    """The list with the words of the form, and what the writer has now seen of it."""
    words = form.cleaned_data["note"]
    if words == target.note:
        return target, form.seen()
    saved = lists.save_note(target, actor=request.user, note=words, seen=form.seen())
    return saved, (saved.version, saved.content_hash)


def consolidate(request: HttpRequest, pk: int) -> HttpResponse:
    """Puts ticked nominations on the list."""
    target = get_object_or_404(office_lists_for(request.roles).select_related("campaign"), pk=pk)
    waiting = lists.waiting_nominations(target.campaign)
    return _moved(request, target, waiting, lists.consolidate, _("Đã đưa %(count)s đề nghị vào danh sách."))


def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes ticked lines off the list."""
    target = get_object_or_404(office_lists_for(request.roles), pk=pk)
    lines = target.nominations.all()
    return _moved(request, target, lines, lists.set_aside, _("Đã đưa %(count)s đề nghị ra khỏi danh sách."))


def _moved(
    request: HttpRequest, target: ConsolidatedList, among: QuerySet[Nomination], service: Callable, done: str
) -> HttpResponse:
    """POST only, else back to the list. A second click finds its lines moved already and changes nothing."""
    if request.method != "POST":
        return redirect("compiling", pk=target.pk)
    form = PickForm(request.POST, among=list(among.values_list("pk", flat=True)))
    if form.is_valid():
        chosen = list(among.filter(pk__in=form.cleaned_data["ids"]).order_by("pk"))
        service(target, chosen, reason=form.cleaned_data["reason"], **form.knock(request.user))
        messages.success(request, done % {"count": len(chosen)})
    else:
        tell_errors(request, form)
    return redirect("compiling", pk=target.pk)


def page_of(target: ConsolidatedList, request: HttpRequest) -> dict[str, Any]:
    """Everything the page shows; the number of queries does not depend on the number of lines or units."""
    lines = list(target.nominations.select_related("unit", "award_form", "dossier").order_by(*IN_ORDER))
    waiting = lists.waiting_nominations(target.campaign).select_related("unit", "award_form")
    history = history_of(target).order_by("-seq")
    return {
        "list": target,
        "lines": lines,
        "twice": _twice(lines),
        "late": sum(line.dossier.is_late for line in lines),
        "totals": totals(target.nominations.all()),
        "by_unit": totals_by_unit(target.nominations.all()),
        "waiting": list(waiting.order_by(*IN_ORDER)),
        "note": NoteForm(initial={"note": target.note}),
        "offers": offers(target, request.user, roles=request.roles),
        "returned": shown_events(list(history[:1]))[0] if target.state == ListState.RETURNED else None,
        "key": new_key(),
        **outside(target.campaign, request.roles),
    }


def _twice(lines: Sequence[Nomination]) -> list[Nomination]:
    """The lines whose name stands more than once in the list."""
    names = Counter((line.kind, line.search_key) for line in lines)
    return [line for line in lines if names[line.kind, line.search_key] > 1]
