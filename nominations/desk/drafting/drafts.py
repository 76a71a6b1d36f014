"""The plan in draft: its parts, what it still lacks, and one part at a time to write in."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.guards import says_what_units_do
from campaigns.models import Campaign
from campaigns.permissions import OFFICE
from campaigns.plan import PlanError
from campaigns.plan.parts import PARTS
from campaigns.plan.stated import NOT_STATED
from campaigns.plan.writing import written
from campaigns.selectors import campaigns_for, overlapping_with
from campaigns.services.drafting import revise
from campaigns.shown.labels import SECTIONS
from campaigns.states import CampaignState
from nominations.desk.acting import new_key
from nominations.desk.drafting.forms import PartForm
from nominations.desk.drafting.mistakes import lines_of
from workflows.engine import offers

TITLES = {
    "document": gettext_lazy("Văn bản, tên gọi"),
    "bases": gettext_lazy("Căn cứ"),
    "aims": gettext_lazy("Mục đích, yêu cầu, chủ đề"),
    "period": gettext_lazy("Thời gian, phạm vi"),
    "people": gettext_lazy("Cơ quan, đơn vị, đối tượng"),
    "work": gettext_lazy("Nhiệm vụ, chỉ tiêu, sự kiện"),
    "reports": gettext_lazy("Báo cáo, đăng tin"),
    "awards": gettext_lazy("Đợt đề nghị, khen thưởng"),
    "recipients": gettext_lazy("Nơi nhận, người ký"),
    "settings": gettext_lazy("Do cơ quan đặt"),
}


@require_safe
def campaign_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The desk's overview; once the plan is submitted, its page is the campaign's own."""
    found = _found(request, pk)
    if found.state != CampaignState.DRAFT:
        return redirect(found)
    context = {
        "campaign": found, "parts": [_shown(found, name) for name in PARTS],
        "lacks": list(says_what_units_do(found, None)), "overlaps": list(overlapping_with(found, request.roles)),
        "offers": [one for one in offers(found, request.user, roles=request.roles) if one.verb.name == "submit"],
    }  # fmt: skip
    return render(request, "drafting/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def campaign_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """What was typed stays on the page until it is sound."""
    found = _found(request, pk)
    if part not in PARTS:
        raise Http404
    if request.method != "POST" and found.state != CampaignState.DRAFT:
        return redirect(found)
    form = PartForm(request.POST or None, initial={"text": written(found.plan, PARTS[part])})
    mistakes: list[tuple[str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            changed = revise(found, part, form.cleaned_data["text"], actor=request.user, seen=form.seen())
        except PlanError as error:
            mistakes = list(lines_of(error))
        else:
            messages.success(request, _("Đã lưu một bản mới.") if changed else _("Không có gì thay đổi."))
            return redirect("campaign_draft", found.pk)
    context = {
        "campaign": found, "subject": found, "form": form, "key": new_key(), "mistakes": mistakes,
        "title": TITLES[part], "sections": [(name, SECTIONS.get(name, "")) for name in PARTS[part]],
    }  # fmt: skip
    return render(request, "drafting/part.html", context, status=422 if mistakes or form.errors else 200)


def _shown(campaign: Campaign, part: str) -> dict[str, Any]:
    """The part with how much each of its sections holds."""
    sections = [(SECTIONS[name], _held(campaign.plan.get(name))) for name in PARTS[part] if name in SECTIONS]
    return {"name": part, "title": TITLES[part], "sections": sections}


def _held(value: Any) -> int | None:
    """How many items; None: not stated."""
    if value in (None, NOT_STATED.value):
        return None
    return len(value) if isinstance(value, list) else 1


def _found(request: HttpRequest, pk: int) -> Campaign:
    """A campaign of the office's own; another one looks missing."""
    found = get_object_or_404(campaigns_for(request.roles), pk=pk)
    if not request.roles.on_campaign(found.pk, found.organisation_id, *OFFICE):
        raise Http404
    return found
