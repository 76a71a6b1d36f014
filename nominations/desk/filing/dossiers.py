"""A unit's dossier: opening it, the page of its list, and its letter."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from campaigns.models import Round
from campaigns.selectors import campaigns_for
from nominations.desk.filing.access import own_dossiers, readable_dossiers
from nominations.desk.filing.dossier_page import dossier_page
from nominations.desk.filing.forms import LetterForm, OpenForm, letter_mark, letter_of
from nominations.desk.filing.writing import take_files
from nominations.desk.taken_back import tells_what_was_taken_back
from nominations.models import Dossier
from nominations.selectors import units_to_file_for
from nominations.services import dossiers
from workflows.errors import NotAllowed, StaleContent


@require_POST
def open_dossier(request: HttpRequest) -> HttpResponse:
    """The unit's dossier of a round; begun when it does not stand yet."""
    form = OpenForm(request.POST)
    if not form.is_valid():
        raise Http404
    unit = get_object_or_404(units_to_file_for(request.roles), pk=form.cleaned_data["unit"])
    rounds = Round.objects.filter(campaign__in=campaigns_for(request.roles)).select_related("campaign")
    found = get_object_or_404(rounds, pk=form.cleaned_data["round"])
    return redirect(dossiers.open_dossier(found, unit, actor=request.user))


@require_safe
@never_cache
@tells_what_was_taken_back
def dossier(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(readable_dossiers(request.roles), pk=pk)
    return render(request, "filing/dossier.html", dossier_page(request, found, LetterForm.of(found)))


@require_POST
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Saves the letter and takes its files; what could not be kept comes back as it was typed."""
    found = get_object_or_404(own_dossiers(request.roles), pk=pk)
    form = LetterForm(request.POST, request.FILES)
    status = _write(request, found, form) if form.is_valid() else 200
    take_files(form, found, None, actor=request.user)
    if not form.errors:
        messages.success(request, _("Đã lưu văn bản đề nghị."))
        return redirect(f"{reverse('dossier', args=[pk])}#letter")
    now = get_object_or_404(own_dossiers(request.roles), pk=pk)
    return render(request, "filing/dossier.html", dossier_page(request, now, form), status=status)


def _write(request: HttpRequest, found: Dossier, form: LetterForm) -> int:
    """The status of the answer; what stood against writing is left on the form."""
    letter = form.letter()
    if letter == letter_of(found):
        return 200
    if form.cleaned_data["seen"] != letter_mark(found):
        return _changed_meanwhile(form)
    try:
        dossiers.save_letter(found, actor=request.user, seen_version=found.version, **letter)
    except StaleContent:
        return _changed_meanwhile(form)
    except NotAllowed as refusal:
        form.add_error(None, " ".join(refusal.reasons))
        return 409
    return 200


def _changed_meanwhile(form: LetterForm) -> int:
    form.add_error(
        None, _("Có người vừa sửa hồ sơ này. Nội dung ông/bà gõ vẫn ở đây; lưu lần nữa sẽ thay bản đang lưu.")
    )
    return 412
