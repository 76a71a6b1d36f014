"""A unit begins a report and writes in it; nothing is overwritten unseen, nothing typed is lost."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.models import Evidence, ProgressReport
from campaigns.selectors import own_assignments_for, own_reports_for
from campaigns.services import progress
from nominations.desk.acting import new_key
from nominations.desk.progress.forms import ProgressForm
from organisation.uploads import RefusedUpload
from workflows.errors import NotAllowed

RELATED = ("unit", "assignment__unit", "assignment__campaign", "campaign", "organisation")


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """The report that is open on it, or a new one; a double click begins one."""
    task = get_object_or_404(own_assignments_for(request.roles), pk=pk)
    report = progress.begin(task, actor=request.user)
    return redirect("progress_edit", pk=report.pk) if report.is_editable else redirect(report)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed stays on the page until it is sound."""
    report = get_object_or_404(own_reports_for(request.roles).select_related(*RELATED), pk=pk)
    if request.method != "POST":
        if not report.is_editable:
            return redirect(report)
        return _page(request, report, ProgressForm(report=report), 200)
    form = ProgressForm(request.POST, request.FILES, report=report)
    if not report.is_editable:
        raise NotAllowed([_("Báo cáo đã nộp, không sửa được nữa. Muốn sửa, hãy rút báo cáo về.")], subject=report)
    if form.is_valid():
        progress.write(report, form.written(), actor=request.user, seen=form.seen())
        _keep_files(request, report, form)
    if form.errors:
        return _page(request, ProgressReport.objects.select_related(*RELATED).get(pk=pk), form, 422)
    messages.success(request, _("Đã lưu báo cáo."))
    return redirect(report)


def _keep_files(request: HttpRequest, report: ProgressReport, form: ProgressForm) -> None:
    """A refused file leaves its reason on the form; the others are kept."""
    for evidence in Evidence.objects.filter(report=report, pk__in=form.cleaned_data["drop"]):
        progress.detach(evidence, actor=request.user)
    for name in ("plan", "files"):
        for file in form.cleaned_data.get(name, ()):
            try:
                progress.attach(report, file, actor=request.user, is_plan=name == "plan")
            except RefusedUpload as refusal:
                form.add_error(name, f"{file.name}: {refusal}")


def _page(request: HttpRequest, report: ProgressReport, form: ProgressForm, status: int) -> HttpResponse:
    context = {
        "report": report, "subject": report, "task": report.assignment, "form": form, "key": new_key(),
        "files": report.evidence.all(),
    }  # fmt: skip
    return render(request, "progress/report_form.html", context, status=status)
