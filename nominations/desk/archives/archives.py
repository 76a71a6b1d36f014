"""The package of a campaign: what goes into it and how long it is kept, ordered at one press, taken away."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.models import Campaign
from nominations.archive import packing
from nominations.archive.contents import folders_of
from nominations.archive.names import plain_name
from nominations.archive.retention import RULES, ended_on, handed_over_by
from nominations.desk.trail.bundles import VERDICTS
from nominations.models import Archive
from nominations.selectors import archived_campaigns_for
from organisation.downloads import saved_as
from workflows import work

SHOWN = 10


@require_http_methods(["GET", "HEAD", "POST"])
def archives(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be filed, in which files, kept how long; a button; the last packages."""
    campaign = _campaign(request, pk)
    if request.method == "POST":
        return redirect("archive", pk=pk, made=packing.order(campaign, request.user).pk)
    ended = ended_on(campaign)
    made = Archive.objects.filter(campaign=campaign).select_related("ordered_by").order_by("-pk")[:SHOWN]
    context = {
        "campaign": campaign, "ended": ended, "handed_over_by": handed_over_by(ended), "source": RULES["source"],
        "folders": [(folder, folder.retention.until(ended)) for folder in folders_of(campaign)], "made": made,
    }  # fmt: skip
    return render(request, "archives/archives.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def archive(request: HttpRequest, pk: int, made: int) -> HttpResponse:
    """Where the packing stands, and a button that stops it; then the file."""
    found = _found(request, pk, made)
    if request.method == "POST":
        work.cancel(found)
        return redirect("archive", pk=pk, made=made)
    tone, verdict, _meaning = VERDICTS.get(found.exit_code, ("info", "", ""))
    context = {"archive": found, "campaign": found.campaign, "tone": tone, "verdict": verdict, "step": _step(found)}
    return render(request, "archives/archive.html", context)


def _step(made: Archive) -> str:
    """What is being done now, in words."""
    if made.done == 0:
        return _("Xuất và kiểm tra nhật ký của phong trào")
    if made.done >= made.total - 1:
        return _("Lưu tệp")
    return _("Đóng từng hồ sơ")


@require_safe
def archive_file(request: HttpRequest, pk: int, made: int) -> FileResponse:
    found = _found(request, pk, made)
    if not found.file:
        raise Http404
    answer = FileResponse(found.file.open("rb"), content_type="application/zip")
    return saved_as(answer, f"ho-so-luu-tru-{plain_name(found.campaign.code)}-{found.pk}.zip")


def _campaign(request: HttpRequest, pk: int) -> Campaign:
    return get_object_or_404(archived_campaigns_for(request.roles).select_related("organisation"), pk=pk)


def _found(request: HttpRequest, pk: int, made: int) -> Archive:
    """Every page of a package asks again: who lost the office since has lost the package."""
    found = Archive.objects.filter(campaign=_campaign(request, pk))
    return get_object_or_404(found.select_related("campaign", "ordered_by"), pk=made)
