"""What becomes of each row, and which are taken; then what came of it, and the way back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from nominations.desk.importing.access import own_import
from nominations.desk.importing.forms import ChoiceForm
from nominations.importing.fates import Fate, Preview, facts_of
from nominations.models import ListImport
from nominations.services.imports import apply_list, brought, fates_of, undo
from workflows.errors import StaleContent

MOST_SHOWN = 500  # rows of each fate; the rest is counted


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def list_import(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_import(request, pk)
    if found.applied_at:
        return _done(request, found)
    if not found.is_settled:
        return redirect("import_columns", pk)
    if request.method != "POST":
        return _preview(request, found)
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        words = _("Trang thiếu thông tin về danh sách đã xem. Hãy xem lại rồi nhập.")
        return _preview(request, found, form, [words], 422)
    if found.dossier.is_editable and not fates_of(found).taken(take=form.take, leave=form.leave):
        return _preview(request, found, form, [_("Chưa chọn dòng nào để nhập.")], 422)
    seen = form.cleaned_data["seen_version"]
    try:
        apply_list(found, actor=request.user, take=form.take, leave=form.leave, seen_version=seen)
    except StaleContent:
        words = _("Danh sách của đơn vị vừa thay đổi; các dòng được so sánh lại. Hãy xem lại rồi nhập.")
        return _preview(request, own_import(request, pk), form, [words], 412)
    return redirect(found)


def _preview(
    request: HttpRequest, found: ListImport, form: ChoiceForm | None = None, reasons: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    preview = fates_of(found)
    context = {
        "found": found, "dossier": found.dossier, "counts": preview.counts, "reasons": reasons or [],
        "take": form.take if form else (), "leave": form.leave if form else (), "can_edit": found.dossier.is_editable,
        **_parts(preview),
    }  # fmt: skip
    return render(request, "importing/preview.html", context, status=status)


def _parts(preview: Preview) -> dict[str, Any]:
    """The rows of each fate, as many as a page holds, and how many more there are."""
    rows = {fate: preview.of(fate) for fate in Fate}
    return {
        "errors": rows[Fate.ERROR][:MOST_SHOWN],
        "likely": [(row, list(facts_of(row))) for row in rows[Fate.LIKELY][:MOST_SHOWN]],
        "same": rows[Fate.SAME][:MOST_SHOWN],
        "new": rows[Fate.NEW][:MOST_SHOWN],
        "beyond": {fate.value: max(len(found) - MOST_SHOWN, 0) for fate, found in rows.items()},
    }


def _done(request: HttpRequest, found: ListImport) -> HttpResponse:
    context = {"found": found, "dossier": found.dossier, "standing": brought(found)[:MOST_SHOWN]}
    return render(request, "importing/done.html", context)


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_import(request, pk)
    gone, left = undo(found, actor=request.user)
    words = ngettext("Đã hoàn tác: xóa %(n)s bản đang soạn.", "Đã hoàn tác: xóa %(n)s bản đang soạn.", gone)
    messages.success(request, words % {"n": gone})
    if left:
        words = ngettext(
            "%(n)s đề nghị đã được sửa hoặc đã nộp nên giữ lại; xóa từng đề nghị nếu cần.",
            "%(n)s đề nghị đã được sửa hoặc đã nộp nên giữ lại; xóa từng đề nghị nếu cần.",
            left,
        )
        messages.warning(request, words % {"n": left})
    return redirect(found.dossier)
