"""Certified copies (sao y) of a decision in force, for the records clerk: on paper, and of the electronic original."""

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from documents.pdf import render_pdf
from documents.signing import keyring
from documents.signing.faults import SigningFault
from nominations.desk.signing.pdf import inline_pdf
from nominations.models import Decision, Original
from nominations.papers.awards import certified_copy as copied
from nominations.papers.decision import signature_of
from nominations.papers.kinds import rendered
from nominations.selectors import copied_decisions_for, originals_for
from nominations.services.originals import certified_copy_of
from nominations.states import OriginalState
from organisation.formfields import CleanCharField, DateField
from organisation.models import SigningAuthority
from organisation.selectors import certifiers_of
from workflows.context import is_fresh
from workflows.errors import NotFresh

KEPT = re.compile(r"[-–\s]*lưu\s*:", re.IGNORECASE)  # the paper ends its recipients with that line itself


class CopyForm(forms.Form):
    """Who certifies, on what day, under which number of the register of copies, for whom."""

    signer = forms.ChoiceField(label=gettext_lazy("Người ký bản sao"), widget=forms.RadioSelect(attrs={"lang": "vi"}))
    day = DateField(label=gettext_lazy("Ngày sao"))
    number = forms.IntegerField(
        label=gettext_lazy("Số bản sao"), required=False, min_value=1, max_value=99_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 6}),
        help_text=gettext_lazy("Theo sổ đăng ký bản sao của cơ quan trong năm. Để trống: chừa chỗ ghi bằng bút."),
    )  # fmt: skip
    recipients = CleanCharField(
        label=gettext_lazy("Nơi nhận"), multiline=True, max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "vi"}),
        help_text=gettext_lazy("Mỗi nơi một dòng; dòng “Lưu: VT” được ghi thêm ở cuối."),
    )  # fmt: skip

    def __init__(self, *args: Any, decision: Decision, now: datetime, **more: Any) -> None:
        super().__init__(*args, **more)
        self.decision, self.today = decision, localdate(now)
        found = certifiers_of(decision.organisation_id, at=now).order_by("document_type", "pk")
        self.authorities = {str(one.pk): one for one in {one.holder_id: one for one in reversed(found)}.values()}
        self.fields["signer"].choices = [(key, self._named(one)) for key, one in self.authorities.items()]
        self.fields["day"].initial = f"{self.today:%d/%m/%Y}"
        if len(self.authorities) == 1:
            self.fields["signer"].initial = next(iter(self.authorities))

    def _named(self, authority: SigningAuthority) -> str:
        block = signature_of(self.decision.organisation, authority)
        return ", ".join([block["name"], *filter(None, [block["authority"], *block["position"]])])

    def clean_day(self) -> date:
        day, issued = self.cleaned_data["day"], localdate(self.decision.issued_at)
        if not issued <= day <= self.today:
            words = _("Ngày sao phải từ ngày ban hành quyết định (%(first)s) đến hôm nay (%(last)s).")
            raise forms.ValidationError(words % {"first": f"{issued:%d/%m/%Y}", "last": f"{self.today:%d/%m/%Y}"})
        return day

    def clean(self) -> None:
        authority, day = self.authorities.get(self.cleaned_data.get("signer", "")), self.cleaned_data.get("day")
        if authority and day and day < localdate(authority.valid_from):
            words = _("Quyền ký bản sao của %(who)s (%(basis)s) chỉ có hiệu lực từ ngày %(day)s.")
            first = f"{localdate(authority.valid_from):%d/%m/%Y}"
            self.add_error("day", words % {"who": authority.holder, "basis": authority.basis, "day": first})

    def made(self) -> bytes:
        said = self.cleaned_data
        lines = [line for line in said["recipients"].splitlines() if line.strip() and not KEPT.match(line)]
        paper = copied(
            self.decision, self.authorities[said["signer"]], day=said["day"], number=said["number"], recipients=lines
        )
        return rendered(lambda: render_pdf(paper), self.decision)


class ElectronicForm(forms.Form):
    """What opens the body's key."""

    passphrase = forms.CharField(
        label=gettext_lazy("Mật khẩu khóa ký số của cơ quan (mã PIN)"), strip=False, max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Chỉ dùng cho lần ký này, không được lưu lại."),
    )  # fmt: skip


@require_safe
def certified_copy(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    return _page(request, found, CopyForm(decision=found, now=request.now))


@require_safe
def certified_copy_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The copy to be printed, signed and sealed by hand; the form again, as it was typed, where something is wrong."""
    found = _found(request, pk)
    if not request.GET:
        return redirect("certified_copy", pk=pk)
    form = CopyForm(request.GET, decision=found, now=request.now)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    return inline_pdf(form.made(), f"sao-y-quyet-dinh-{found.number:02d}-{found.year}.pdf")


@require_POST
def electronic_copy_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The electronic original as a certified copy, signed by the body's key now; the page again where it cannot be."""
    found = _found(request, pk)
    original = get_object_or_404(_sealed(request, found).select_related("decision", "organisation"))
    form = ElectronicForm(request.POST)
    if not is_fresh():
        raise NotFresh
    if form.is_valid():
        try:
            secret = form.cleaned_data["passphrase"]
            with keyring.opened(settings.SIGNING_KEYS, found.organisation.code, secret) as key:
                made = certified_copy_of(original, key)
        except SigningFault as fault:
            form.add_error("passphrase", str(fault))
        else:
            return inline_pdf(made, f"sao-y-dien-tu-quyet-dinh-{found.number:02d}-{found.year}.pdf")
    return _page(request, found, CopyForm(decision=found, now=request.now), status=422, electronic=form)


def _page(
    request: HttpRequest, decision: Decision, form: CopyForm, status: int = 200, electronic: forms.Form | None = None
) -> HttpResponse:
    context = {
        "decision": decision, "form": form, "electronic": electronic or ElectronicForm(),
        "original": _sealed(request, decision).first(),
        "signs_here": keyring.where(settings.SIGNING_KEYS, decision.organisation.code).here,
    }  # fmt: skip
    return render(request, "papers/certified_copy.html", context, status=status)


def _sealed(request: HttpRequest, decision: Decision) -> QuerySet[Original]:
    return originals_for(request.roles).filter(decision=decision, state=OriginalState.SEALED)


def _found(request: HttpRequest, pk: int) -> Decision:
    return get_object_or_404(copied_decisions_for(request.roles).select_related("organisation"), pk=pk)
