"""A part of the plan in draft written anew: as text, or one of its sections as a form. One save is one version."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.plan import PlanError
from campaigns.plan.parts import PARTS
from campaigns.plan.writing import written
from campaigns.services.drafting import revise
from nominations.desk.drafting.forms import PartForm, SeenForm
from nominations.desk.drafting.mistakes import lines_of
from nominations.desk.drafting.rows import Rows
from workflows.engine import Seen
from workflows.errors import StaleContent

TEXT = "text"


def part_as_text(request: HttpRequest, campaign: Campaign, part: str, context: dict[str, Any]) -> HttpResponse:
    """Every shape that the format has."""
    form = PartForm(request.POST or None, initial={"text": written(campaign.plan, PARTS[part])})
    mistakes: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _saved(request, campaign, part, form.cleaned_data["text"], form.seen())
        except PlanError as error:
            mistakes = list(lines_of(error))
    context |= {"form": form, "mistakes": mistakes}
    return render(request, "drafting/part.html", context, status=422 if mistakes or form.errors else 200)


def section_as_form(request: HttpRequest, campaign: Campaign, section: str, context: dict[str, Any]) -> HttpResponse:
    """A button of a row changes the page and saves nothing."""
    if request.method != "POST":
        return _rows_page(request, context, Rows(campaign.plan, section))
    form = SeenForm(request.POST)
    rows = Rows(campaign.plan, section, request.POST)
    if not form.is_valid():
        return _rows_page(request, context | {"form": form}, rows, status=422)
    version, content_hash = form.seen()
    if (campaign.version, campaign.content_hash) != (int(version or 0), content_hash):
        raise StaleContent(campaign, content_hash or "")
    act = request.POST.get("do", "save")
    if act != "save":
        rows.do(act)
        return _rows_page(request, context, rows)
    if not rows.is_valid():
        return _rows_page(request, context, rows, status=422)
    typed = rows.typed()
    try:
        return _saved(request, campaign, context["part"], typed, form.seen())
    except PlanError as error:
        elsewhere = rows.place(error, typed)
        context |= {"mistakes": list(lines_of(PlanError(elsewhere)))}
    return _rows_page(request, context, rows, status=422)


def _rows_page(request: HttpRequest, context: dict[str, Any], rows: Rows, status: int = 200) -> HttpResponse:
    return render(request, "drafting/rows.html", context | {"rows": rows}, status=status)


def _saved(request: HttpRequest, campaign: Campaign, part: str, typed: str, seen: Seen) -> HttpResponse:
    """Raises PlanError."""
    changed = revise(campaign, part, typed, actor=request.user, seen=seen)
    messages.success(request, _("Đã lưu một bản mới.") if changed else _("Không có gì thay đổi."))
    return redirect("campaign_draft", campaign.pk)
