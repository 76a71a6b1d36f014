"""Proposing that a decision is replaced because its words are wrong: first which lines, then how they should read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.states import SubjectKind
from nominations.desk.acting import VerbForm, new_key
from nominations.desk.signing.lines import by_kind
from nominations.models import Decision, Nomination
from nominations.models.nomination import CORRECTABLE_FIELDS, LIMITS
from nominations.selectors import amendable_for, granted_in
from nominations.services import replacements
from nominations.states import NominationState
from organisation.formfields import CleanCharField
from organisation.states import Honorific
from workflows.errors import StaleContent

MOST = 100  # lines put right by one decision: each has some fields on the page
OF_PEOPLE = ("honorific", "position")


@dataclass(frozen=True)
class Corrected:
    """A line that was ticked, with the fields that say how it should read."""

    line: Nomination
    fields: list[BoundField]


class ReplacementForm(VerbForm):
    """How the ticked lines should read, and why the decision is replaced."""

    reason = CleanCharField(
        label=gettext_lazy("Lý do thay thế"), multiline=True, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Nội dung nào ghi sai, căn cứ vào đâu; câu này được ghi trong quyết định."),
        error_messages={"required": gettext_lazy("Hãy ghi lý do thay thế.")},
    )  # fmt: skip

    def __init__(self, *args: Any, lines: list[Nomination], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            for name in _correctable(line):
                self.fields[f"{name}-{line.pk}"] = _field(line, name)

    def corrected(self) -> Iterator[Corrected]:
        for line in self.lines:
            yield Corrected(line, [self[f"{name}-{line.pk}"] for name in _correctable(line)])

    def words(self) -> dict[int, dict[str, str]]:
        """By key of the line, the fields as they should read."""
        said = self.cleaned_data
        return {line.pk: {name: said[f"{name}-{line.pk}"] for name in _correctable(line)} for line in self.lines}


def _correctable(line: Nomination) -> list[str]:
    is_person = line.kind == SubjectKind.INDIVIDUAL
    return [name for name in CORRECTABLE_FIELDS if is_person or name not in OF_PEOPLE]


def _field(line: Nomination, name: str) -> forms.Field:
    label, now = Nomination._meta.get_field(name).verbose_name, getattr(line, name)
    if name == "honorific":
        return forms.ChoiceField(label=label, choices=Honorific.choices, initial=now)
    label = label[:1].upper() + label[1:]
    missing = {"required": _("Hãy ghi họ và tên, tên tập thể.")}
    return CleanCharField(
        label=label, max_length=LIMITS[name], initial=now, required=name == "full_name", error_messages=missing
    )


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, pk: int) -> HttpResponse:
    """The office says what a decision in force should read, and lays the draft before the leaders.

    The address names the ticked lines; without one the decision is replaced for another reason than a name.
    """
    found = get_object_or_404(amendable_for(request.roles).select_related("campaign", "organisation"), pk=pk)
    granted = granted_in(found).filter(state=NominationState.AWARDED)
    picked = [int(key) for key in request.GET.getlist("lines") if key.isdecimal()][: MOST + 1]
    lines = list(granted.filter(pk__in=picked).select_related("unit").defer(*Nomination.bulky).order_by("pk")[:MOST])
    form = ReplacementForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        return _proposed(request, found, form)
    context = {
        "decision": found, "form": form, "groups": by_kind(granted), "picked": {line.pk for line in lines},
        "too_many": len(picked) > MOST, "most": MOST, "key": new_key(), "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "signing/propose_replacement.html", context, status=422 if form.is_bound else 200)


def _proposed(request: HttpRequest, found: Decision, form: ReplacementForm) -> HttpResponse:
    if form.seen() != (found.version, found.content_hash):
        raise StaleContent(found, form.seen()[1])
    draft = replacements.propose(found, form.words(), finding=form.cleaned_data["reason"], actor=request.user)
    messages.success(request, _("Đã lập dự thảo quyết định thay thế và trình lãnh đạo."))
    return redirect(draft)
