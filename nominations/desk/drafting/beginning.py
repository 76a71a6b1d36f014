"""A new campaign: from a file, from an older one, or from nothing but a name and a period."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from campaigns.models import Campaign
from campaigns.permissions import OFFICE
from campaigns.plan import PlanError
from campaigns.services.beginnings import copied_plan, empty_plan
from campaigns.services.drafting import begin
from nominations.desk.drafting.forms import BlankForm, EarlierForm, FileForm
from nominations.desk.drafting.mistakes import lines_of

STARTS = ("blank", "earlier", "file")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def campaign_new(request: HttpRequest) -> HttpResponse:
    """What was typed or uploaded stays on the page until it is sound."""
    if request.user.organisation_id not in request.roles.organisation_ids(*OFFICE):
        raise Http404
    chosen = request.POST.get("start") if request.method == "POST" else None
    if request.method == "POST" and chosen not in STARTS:
        raise Http404
    started = {name: _form(request, name, chosen == name) for name in STARTS}
    mistakes: list[tuple[str, str]] = []
    if chosen and (form := started[chosen]).is_valid():
        try:
            made = begin(request.user.organisation, *_written(request, form), actor=request.user)
        except PlanError as error:
            mistakes = list(lines_of(error))
        else:
            messages.success(request, _("Đã lập dự thảo kế hoạch. Hãy soạn tiếp từng phần rồi trình lãnh đạo."))
            return redirect("campaign_draft", made.pk)
    context = {"forms": started, "chosen": chosen, "mistakes": mistakes}
    return render(request, "drafting/new.html", context, status=422 if chosen else 200)


def _form(request: HttpRequest, name: str, is_bound: bool) -> forms.Form:
    data: dict[str, Any] = {"prefix": name}
    if is_bound:
        data |= {"data": request.POST, "files": request.FILES}
    if name == "file":
        return FileForm(**data)
    if name == "blank":
        return BlankForm(**data)
    earlier = (
        Campaign.objects.filter(organisation_id=request.user.organisation_id)
        .exclude(plan={})
        .defer("plan", "settings")
        .order_by("-pk")
    )
    return EarlierForm(**data, campaigns=earlier)


def _written(request: HttpRequest, form: forms.Form) -> tuple[str, str]:
    """The plan's text, and the text it was read from."""
    if isinstance(form, FileForm):
        return form.cleaned_data["text"], form.cleaned_data["source"]
    if isinstance(form, EarlierForm):
        return copied_plan(form.cleaned_data["campaign"], form.beginning()), ""
    assert isinstance(form, BlankForm)
    return empty_plan(request.user.organisation, form.beginning()), ""
