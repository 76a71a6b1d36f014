"""The bundle at one press: ordered, packed in the background, checked, taken away with the checkpoint to keep."""

import base64
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from nominations.desk.trail.auditing import for_auditors
from nominations.desk.trail.finding import answers_for_all, is_auditor
from organisation.downloads import saved_as
from workflows import work
from workflows.models import Bundle
from workflows.seals import bundles

SHOWN = 10
VERDICTS = {
    0: ("ok", _("Nguyên vẹn"), _("Mọi phép kiểm tra đều đạt.")),
    1: ("bad", _("Đã bị can thiệp"), _("Nội dung không phải nội dung đã niêm phong. Giữ nguyên gói, lập biên bản.")),
    2: ("bad", _("Không khớp bản đối chiếu đã giữ"), _("Nhật ký kể lịch sử khác với bản đối chiếu lưu bên ngoài.")),
    3: ("warn", _("Chưa đầy đủ"), _("Thiếu tệp, hoặc phần cuối nhật ký chưa có bản đối chiếu.")),
    4: ("bad", _("Không đọc được"), _("Gói không đúng định dạng. Hãy đóng gói lại.")),
}  # fmt: skip


def trail_bundle(request: HttpRequest) -> HttpResponse:
    """What the bundle is, a button where the auditor may have it, and the last ones."""
    if not is_auditor(request.roles):
        raise Http404
    allowed = answers_for_all(request.roles)
    if request.method == "POST":
        if not allowed:
            raise Http404
        return redirect("trail_bundle_made", pk=bundles.order(request.user).pk)
    made = Bundle.objects.select_related("ordered_by").order_by("-pk")[:SHOWN] if allowed else []
    rows = [{"bundle": one, "verdict": VERDICTS.get(one.exit_code)} for one in made]
    return render(request, "trail/bundle.html", {"allowed": allowed, "rows": rows})


def _allowed(request: HttpRequest, pk: int) -> Bundle:
    """Every page of a bundle asks again: who lost the office since has lost the bundle."""
    if not answers_for_all(request.roles):
        raise Http404
    return get_object_or_404(Bundle.objects.select_related("checkpoint", "ordered_by"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def trail_bundle_made(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the packing stands, and a button that stops it; then the verdict, the file, and the checkpoint to keep."""
    made = _allowed(request, pk)
    if request.method == "POST":
        work.cancel(made)
        return redirect("trail_bundle_made", pk=pk)
    tone, verdict, meaning = VERDICTS.get(made.exit_code, ("info", "", ""))
    context = {
        "bundle": made,
        "tone": tone,
        "verdict": verdict,
        "meaning": meaning,
        "kept": _kept(made),
        "step": step_of(made),
    }
    return render(request, "trail/bundle_made.html", context)


def step_of(made: Bundle) -> Any:
    """What is being done now, in words."""
    return bundles.STEPS[min(made.done, len(bundles.STEPS) - 1)]


def _kept(made: Bundle) -> dict[str, Any] | None:
    """The checkpoint as the page spells it."""
    if made.checkpoint is None:
        return None
    note = made.checkpoint.note
    return {
        "origin": made.checkpoint.origin,
        "size": made.checkpoint.size,
        "root": base64.b64encode(bytes.fromhex(made.checkpoint.root)).decode(),
        "signature": [line for line in note.splitlines() if line.startswith("— ")],
        "note": note,
    }


@for_auditors
def trail_bundle_file(request: HttpRequest, pk: int) -> FileResponse:
    made = _allowed(request, pk)
    if not made.file:
        raise Http404
    return saved_as(FileResponse(made.file.open("rb"), content_type="application/zip"), f"goi-kiem-tra-{made.pk}.zip")


@for_auditors
def trail_bundle_checkpoint(request: HttpRequest, pk: int) -> HttpResponse:
    made = _allowed(request, pk)
    if made.checkpoint is None:
        raise Http404
    answer = HttpResponse(made.checkpoint.note, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="doi-chieu-{made.checkpoint.size}.note"'
    return answer
