"""The certificates of a long list: ordered at one press, watched while the worker makes them, taken away."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nominations import printing
from nominations.desk.papers.overprinting import OverprintForm, shown
from nominations.models import Decision, PrintRun
from nominations.selectors import honouring_decisions_for
from nominations.states import PrintForm
from organisation.downloads import saved_as
from workflows import work

SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def print_runs(request: HttpRequest, pk: int) -> HttpResponse:
    """In which form they are made, a button each; the last runs. Onto stock as far as the address says."""
    decision = _decision(request, pk)
    given = request.POST if request.method == "POST" else request.GET
    stock = OverprintForm(given if "right" in given else None)
    if request.method == "POST":
        form = request.POST.get("form", "")
        if form not in PrintForm.values or (form == PrintForm.STOCK and not stock.is_valid()):
            return redirect("overprint", pk=pk) if form == PrintForm.STOCK else redirect("print_runs", pk=pk)
        shift = _shift(stock) if form == PrintForm.STOCK else None
        return redirect("print_run", pk=pk, made=printing.order(decision, form, request.user, shift).pk)
    made = PrintRun.objects.filter(decision=decision).select_related("ordered_by").order_by("-pk")[:SHOWN]
    context = {
        "decision": decision, "count": printing.count_of(decision), "part": printing.PART, "made": made,
        "forms": [PrintForm.PDF, PrintForm.DOCX, PrintForm.PROOF], "stock": _typed(stock),
    }  # fmt: skip
    return render(request, "papers/print_runs.html", context)


def _shift(stock: OverprintForm) -> dict[str, Any]:
    said = stock.cleaned_data
    return {"right": str(said["right"]), "down": str(said["down"]), "borne": sorted(said["borne"])}


def _typed(stock: OverprintForm) -> dict[str, Any] | None:
    """How far the print moves, to be shown and sent; None where the address says nothing sound of it."""
    if not stock.is_bound or not stock.is_valid():
        return None
    said = stock.cleaned_data
    return {"right": shown(said["right"]), "down": shown(said["down"]), "borne": said["borne"]}


@require_http_methods(["GET", "HEAD", "POST"])
def print_run(request: HttpRequest, pk: int, made: int) -> HttpResponse:
    """Where the work stands, and a button that stops it; then the file."""
    found = _found(request, pk, made)
    if request.method == "POST":
        work.cancel(found)
        return redirect("print_run", pk=pk, made=made)
    step = _("Lưu tệp") if found.done >= found.total - 1 else _("In từng phần")
    return render(request, "papers/print_run.html", {"run": found, "decision": found.decision, "step": step})


@require_safe
def print_run_file(request: HttpRequest, pk: int, made: int) -> FileResponse:
    found = _found(request, pk, made)
    if not found.file:
        raise Http404
    answer = FileResponse(found.file.open("rb"), content_type="application/zip")
    return saved_as(answer, f"giay-khen-{found.decision.number:02d}-{found.decision.year}-{found.pk}.zip")


def _decision(request: HttpRequest, pk: int) -> Decision:
    return get_object_or_404(honouring_decisions_for(request.roles), pk=pk)


def _found(request: HttpRequest, pk: int, made: int) -> PrintRun:
    """Every page of a run asks again: who lost the office since has lost the certificates."""
    found = PrintRun.objects.filter(decision=_decision(request, pk))
    return get_object_or_404(found.select_related("decision", "ordered_by"), pk=made)
