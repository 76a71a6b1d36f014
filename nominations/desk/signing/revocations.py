"""Proposing that awards are taken back, and the draft of the decision that does it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nominations.desk.acting import VerbForm, new_key
from nominations.desk.signing.lines import by_kind
from nominations.desk.signing.list_page import authority_for
from nominations.desk.signing.pdf import inline_pdf
from nominations.papers.replacement import draft_of_replacement
from nominations.papers.revocation import draft_of_revocation
from nominations.selectors import amendable_for, amendments_for, granted_in
from nominations.services import revocations
from nominations.states import Ground, NominationState
from organisation.formfields import CleanCharField
from workflows.errors import StaleContent


class ProposalForm(VerbForm):
    """Which awards, on what ground, and what was found."""

    lines = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Trường hợp bị hủy bỏ"), coerce=int,
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một trường hợp.")},
    )  # fmt: skip
    ground = forms.ChoiceField(
        label=gettext_lazy("Căn cứ"), choices=Ground.choices, widget=forms.RadioSelect,
        help_text=gettext_lazy("Điều 93 khoản 2 Luật Thi đua, khen thưởng năm 2022."),
        error_messages={"required": gettext_lazy("Hãy chọn một căn cứ.")},
    )  # fmt: skip
    reason = CleanCharField(
        label=gettext_lazy("Kết luận"), multiline=True, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ai kết luận, ngày nào, sự việc gì; câu này được ghi trong quyết định."),
        error_messages={"required": gettext_lazy("Hãy ghi kết luận.")},
    )  # fmt: skip

    def __init__(self, *args: Any, lines: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].choices = [(pk, pk) for pk in lines]

    def picked(self) -> list[str]:
        """The keys that were ticked, as they were sent."""
        return self.data.getlist("lines") if self.is_bound else []


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The office says which awards of a decision in force are to be revoked, and lays the draft before the leaders."""
    found = get_object_or_404(amendable_for(request.roles).select_related("campaign", "organisation"), pk=pk)
    granted = granted_in(found).filter(state=NominationState.AWARDED)
    form = ProposalForm(request.POST or None, lines=list(granted.values_list("pk", flat=True)))
    if request.method == "POST" and form.is_valid():
        if form.seen() != (found.version, found.content_hash):
            raise StaleContent(found, form.seen()[1])
        told = form.cleaned_data
        draft = revocations.propose(
            found, told["lines"], ground=told["ground"], finding=told["reason"], actor=request.user
        )
        messages.success(request, _("Đã lập dự thảo quyết định hủy bỏ và trình lãnh đạo."))
        return redirect(draft)
    context = {"decision": found, "form": form, "groups": by_kind(granted), "key": new_key()}
    return render(request, "signing/propose_revocation.html", context, status=422 if form.is_bound else 200)


@require_safe
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft, without number and date, as this reader would sign it now; once signed, the decision itself."""
    found = get_object_or_404(amendments_for(request.roles).select_related("campaign", "organisation", "amends"), pk=pk)
    if found.number:
        return redirect("decision_pdf", pk=pk)
    drawn = draft_of_replacement if found.is_replacement else draft_of_revocation
    made = drawn(found, authority=authority_for(found, request))
    return inline_pdf(made, f"du-thao-quyet-dinh-{'thay-the' if found.is_replacement else 'huy-bo'}-{pk}.pdf")
