"""One nominee of the unit's list: beginning, writing, saving by itself, leaving the list."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from nominations.desk.filing.access import gone_already, own_dossiers, own_nominations
from nominations.desk.filing.forms import KindForm, NominationForm
from nominations.desk.filing.nomination_page import nomination_page
from nominations.desk.filing.sheet import kinds_of, leaving_of
from nominations.desk.filing.writing import Kept, keep, take_files
from nominations.models import Nomination
from nominations.services.attachments import discard
from nominations.services.drafts import begin_nomination
from workflows.engine import offers


def nomination_new(request: HttpRequest, pk: int) -> HttpResponse:
    """First the kind; then a draft stands and its form opens."""
    dossier = get_object_or_404(own_dossiers(request.roles), pk=pk)
    kinds = kinds_of(dossier.campaign)
    form = KindForm(request.POST or None, kinds=kinds)
    if request.method == "POST" and form.is_valid():
        begun = begin_nomination(dossier, kind=form.cleaned_data["kind"], actor=request.user)
        return redirect("nomination_edit", begun.pk)
    return render(request, "filing/nomination_new.html", {"dossier": dossier, "kinds": kinds})


@never_cache
def nomination_edit(request: HttpRequest, pk: int) -> HttpResponse:
    nomination = get_object_or_404(own_nominations(request.roles), pk=pk)
    if request.method == "POST":
        return _saved(request, nomination)
    if not (nomination.is_editable and nomination.dossier.is_editable):
        messages.info(request, _("Đề nghị đã nộp, không sửa được nữa. Muốn sửa, hãy rút danh sách về."))
        return redirect(nomination)
    template = "filing/nomination_beside.html" if request.htmx else "filing/nomination_form.html"
    return render(request, template, nomination_page(request, Kept(nomination), _form(nomination)))


def _form(nomination: Nomination, *sent: Any) -> NominationForm:
    return NominationForm(*sent, nomination=nomination, award_forms=nomination.campaign.award_forms.all())


def _saved(request: HttpRequest, nomination: Nomination) -> HttpResponse:
    form = _form(nomination, request.POST, request.FILES)
    form.is_valid()
    kept = keep(nomination, form, actor=request.user)
    if kept.status != 409:
        take_files(form, nomination.dossier, nomination, actor=request.user)
    if kept.status == 200 and not form.errors:
        messages.success(request, _("Đã lưu."))
        return redirect(_next(request, nomination))
    kept.nomination = get_object_or_404(own_nominations(request.roles), pk=nomination.pk)
    context = nomination_page(request, kept, form)
    return render(request, "filing/nomination_form.html", context, status=kept.status)


def _next(request: HttpRequest, nomination: Nomination) -> str:
    """Where the pressed button leads: on with the list, another of the kind, or the same page."""
    wanted = request.POST.get("do")
    if wanted == "list":
        return nomination.dossier.get_absolute_url()
    if wanted == "another":
        another = begin_nomination(nomination.dossier, kind=nomination.kind, actor=request.user)
        return reverse("nomination_edit", args=[another.pk])
    return reverse("nomination_edit", args=[nomination.pk])


@require_POST
def nomination_autosave(request: HttpRequest, pk: int) -> JsonResponse:
    """Keeps what is sound, says what is not; docs/design-system.md has the answers."""
    nomination = get_object_or_404(own_nominations(request.roles), pk=pk)
    form = _form(nomination, request.POST)
    form.is_valid()
    kept = keep(nomination, form, actor=request.user)
    if kept.reasons:
        words = _("Nội dung ông/bà gõ vẫn ở trên trang này; bấm “Lưu” để so sánh.") if kept.status == 412 else ""
        return JsonResponse({"message": " ".join([*kept.reasons, words]).strip()}, status=kept.status)
    answer: dict[str, Any] = {"fields": {"version": str(kept.nomination.version)}}
    if form.errors:
        refused = [f"{form[name].label}: {' '.join(errors)}" for name, errors in form.errors.items()]
        return JsonResponse(answer | {"message": _("Chưa lưu mục %s") % "; ".join(refused)}, status=422)
    return JsonResponse(answer | {"saved_at": timezone.localtime(request.now).strftime("%H:%M")})


def nomination_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once; a draft goes with its files, a filed nominee is withdrawn with a reason and stays in the trail."""
    nomination = own_nominations(request.roles).filter(pk=pk).first()
    if nomination is None:
        return gone_already(request)
    if request.method == "POST":
        discard(nomination, actor=request.user)
        who = nomination.full_name or nomination.code
        messages.success(request, _("Đã xóa khỏi danh sách: %(who)s.") % {"who": who})
        return redirect(nomination.dossier)
    context = {
        "nomination": nomination,
        "dossier": nomination.dossier,
        "leaving": leaving_of(nomination, nomination.dossier),
        "offers": offers(nomination, request.user, roles=request.roles),
    }
    return render(request, "filing/nomination_remove.html", context)
