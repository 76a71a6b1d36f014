"""One electronic original: its file, what its signatures are worth, and a file that was signed elsewhere."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from documents.signing import checking, keyring
from documents.signing.faults import SigningFault
from nominations.desk.acting import VerbForm, new_key
from nominations.desk.signing.pdf import inline_pdf
from nominations.models import Original
from nominations.selectors import originals_for
from nominations.services import originals as service
from nominations.shown import shown_events
from nominations.states import OriginalState
from workflows.audit import history_of
from workflows.engine import offers

NEXT = {state: verb for verb, state in service.WAITING.items()}


class SignedFileForm(VerbForm):
    """The file that came out of the reader's own signing program."""

    file = forms.FileField(label=gettext_lazy("Tệp PDF đã ký số"))

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > checking.LARGEST:
            most = checking.LARGEST // 1024 // 1024
            raise forms.ValidationError(_("Tệp lớn quá %(most)d MB; văn bản này không lớn như vậy.") % {"most": most})
        return file


@require_http_methods(["GET", "HEAD", "POST"])
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """Where it stands and what the reader may do; a signed file is taken in here."""
    found = _found(request, pk)
    offered = {offer.verb.name: offer for offer in offers(found, request.user, roles=request.roles)}
    verb = NEXT.get(found.state)
    form = SignedFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and verb not in offered:
        raise Http404
    if request.method == "POST" and form.is_valid() and _taken_in(request, found, form, verb):
        return redirect(found)
    context = {
        "original": found, "decision": found.decision, "form": form, "verb": verb, "next": offered.get(verb),
        "waive": offered.get("waive_file"), "events": shown_events(list(history_of(found).order_by("-seq"))),
        "key": new_key(),
    }  # fmt: skip
    return render(request, "signing/original.html", context, status=422 if form.is_bound else 200)


def _taken_in(request: HttpRequest, found: Original, form: SignedFileForm, verb: Any) -> bool:
    try:
        knock = {"actor": request.user, "seen": form.seen()}
        service.take_in(found, form.cleaned_data["file"].read(), verb, **knock)
    except SigningFault as fault:
        form.add_error("file", str(fault))
        return False
    messages.success(request, _("Đã nhận tệp đã ký số."))
    return True


@require_safe
def original_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The file as it stands; before the first signature, the very bytes that will be signed."""
    found = _found(request, pk)
    service.store_file(found)
    return inline_pdf(service.bytes_of(found), f"{_name_of(found)}.pdf")


@require_safe
def original_to_seal(request: HttpRequest, pk: int) -> HttpResponse:
    """The file with number and date, for the body's own signing program."""
    found = _found(request, pk)
    if found.state != OriginalState.SIGNED:
        raise Http404
    return inline_pdf(service.to_be_sealed(found), f"{_name_of(found)}-de-ky.pdf")


@require_safe
def original_signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """What each signature on the file is worth, asked now."""
    found = _found(request, pk)
    if not found.file:
        raise Http404
    report = checking.check(service.bytes_of(found), keyring.roots(settings.SIGNING_ROOTS))
    context = {"original": found, "decision": found.decision, "report": report}
    return render(request, "signing/original_signatures.html", context)


def _found(request: HttpRequest, pk: int) -> Original:
    found = originals_for(request.roles).select_related("decision__amends", "decision__campaign", "organisation")
    return get_object_or_404(found, pk=pk)


def _name_of(found: Original) -> str:
    return f"quyet-dinh-{found.decision.number:02d}-{found.decision.year}-ban-goc"
