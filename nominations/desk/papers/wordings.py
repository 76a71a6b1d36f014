"""The office's own words for its papers: which there are, and one to edit."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.permissions import OFFICE
from documents.wording import LONGEST, SECTIONS, BadWording
from nominations.models import Wording
from nominations.papers.kinds import PAPERS
from nominations.papers.samples import BLOCKS, VALUES, tried
from nominations.papers.wordings import default_wording, wording_of
from nominations.services.wordings import newest, write
from organisation.models import Organisation
from organisation.states import Role
from workflows.errors import StaleContent

WORDED = tuple(name for name in PAPERS if name in VALUES)


class WordingForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Lời văn"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 24, "lang": "vi"}),
        strip=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        try:
            tried(self.kind, text)
        except BadWording as fault:
            raise ValidationError(str(fault)) from fault
        return text


@require_safe
def wordings(request: HttpRequest) -> HttpResponse:
    """Every paper whose words may be edited, and since when the organisation has its own."""
    organisation = _organisation(request, *OFFICE)
    own: dict[str, Wording] = {}
    for row in Wording.objects.filter(organisation=organisation).select_related("written_by"):
        own.setdefault(row.kind, row)
    rows = [(name, PAPERS[name].label, own.get(name)) for name in WORDED]
    return render(request, "papers/wordings.html", {"organisation": organisation, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def wording(request: HttpRequest, kind: str) -> HttpResponse:
    """The office reads, its head writes; what was typed stays on the page until it can be used."""
    writer = request.method == "POST"
    organisation = _organisation(request, *((Role.OFFICE_HEAD,) if writer else OFFICE))
    if kind not in WORDED:
        raise Http404
    last = newest(organisation, kind)
    initial = {"text": wording_of(organisation, kind), "seen": str(last.pk if last else "")}
    form = WordingForm(request.POST if writer else None, initial=initial, kind=kind)
    usual = writer and "usual" in request.POST
    if writer and (usual or form.is_valid()) and _saved(request, organisation, kind, "" if usual else form):
        return redirect("wordings")
    context = {
        "organisation": organisation, "kind": kind, "label": PAPERS[kind].label, "form": form, "last": last,
        "own": bool(last and last.text), "writes": organisation.pk in request.roles.organisation_ids(Role.OFFICE_HEAD),
        "values": sorted(VALUES[kind].items()), "blocks": sorted(BLOCKS.get(kind, {})), "sections": SECTIONS,
        "default": default_wording(kind),
    }  # fmt: skip
    return render(request, "papers/wording.html", context, status=422 if form.errors else 200)


def _saved(request: HttpRequest, organisation: Organisation, kind: str, form: WordingForm | str) -> bool:
    text = form.cleaned_data["text"] if isinstance(form, WordingForm) else ""
    try:
        write(organisation, kind, text, actor=request.user, seen=request.POST.get("seen", ""))
    except StaleContent:
        messages.error(request, _("Có người vừa sửa mẫu này. Hãy tải lại trang để xem rồi hãy lưu."))
        return False
    messages.success(request, _("Đã lưu mẫu lời văn.") if text else _("Đã trở về mẫu của hệ thống."))
    return True


def _organisation(request: HttpRequest, *roles: Role) -> Organisation:
    """The reader's own, where the reader has one of the roles for the whole of it."""
    found = Organisation.objects.filter(pk__in=request.roles.organisation_ids(*roles))
    return get_object_or_404(found, pk=request.user.organisation_id)
