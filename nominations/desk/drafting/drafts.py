"""The plan in draft: its parts, what it still lacks, and one part at a time to write in."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.guards import says_what_units_do
from campaigns.models import Campaign
from campaigns.permissions import OFFICE
from campaigns.plan.filling import form_of
from campaigns.plan.parts import PARTS
from campaigns.plan.stated import NOT_STATED
from campaigns.selectors import campaigns_for, overlapping_with
from campaigns.shown.labels import SECTIONS
from campaigns.states import CampaignState
from nominations.desk.acting import new_key
from nominations.desk.drafting.parts import TEXT, part_as_text, section_as_form
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
    """A section as a form, or the part as text (`?section=text`). What was typed stays there until it is sound."""
    found = _found(request, pk)
    if part not in PARTS:
        raise Http404
    saves = request.method == "POST" and request.POST.get("do", "save") == "save"
    if found.state != CampaignState.DRAFT and not saves:
        return redirect(found)
    sections = [name for name in PARTS[part] if form_of(name)]
    chosen = TEXT if "text" in request.POST else request.POST.get("section") or request.GET.get("section")
    chosen = chosen or (sections[0] if sections else TEXT)
    context = {
        "campaign": found, "subject": found, "part": part, "key": new_key(), "chosen": chosen, "title": TITLES[part],
        "tabs": _tabs(found, part, sections, chosen),
        "sections": [(name, SECTIONS.get(name, "")) for name in PARTS[part]],
    }  # fmt: skip
    if chosen == TEXT:
        return part_as_text(request, found, part, context)
    if chosen not in sections:
        raise Http404
    return section_as_form(request, found, chosen, context)


def _shown(campaign: Campaign, part: str) -> dict[str, Any]:
    """The part with how much each of its sections holds."""
    sections = [(name, SECTIONS[name], _held(campaign.plan.get(name))) for name in PARTS[part] if name in SECTIONS]
    return {"name": part, "title": TITLES[part], "sections": sections}


def _tabs(campaign: Campaign, part: str, sections: list[str], chosen: str) -> list[dict[str, Any]]:
    url = reverse("campaign_part", args=[campaign.pk, part])
    named = [(name, SECTIONS[name], _held(campaign.plan.get(name))) for name in sections]
    return [
        {"url": f"{url}?section={name}", "label": label, "count": held, "current": name == chosen}
        for name, label, held in [*named, (TEXT, _("Sửa dạng văn bản"), None)]
    ]


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
