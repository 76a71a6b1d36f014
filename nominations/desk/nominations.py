"""The list of nominations an account may see: filters, search without accents, keyset pages."""

from datetime import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from campaigns.permissions import Roles
from campaigns.states import SubjectKind
from nominations.desk.paging import before_of
from nominations.exports import finding
from nominations.models import Nomination
from nominations.states import NominationState
from organisation.formfields import CleanCharField

PAGE = 25
LISTED = (
    "pk", "full_name", "honorific", "kind", "position", "state", "is_leader", "event_seq", "edited_at",
    "unit__name", "award_form__name",
)  # fmt: skip


class FilterForm(forms.Form):
    q = CleanCharField(label=_("Tìm theo tên"), max_length=120, required=False)
    state = forms.ChoiceField(
        label=_("Trạng thái"), choices=[("", _("Tất cả")), *NominationState.choices], required=False
    )
    kind = forms.ChoiceField(label=_("Đối tượng"), choices=[("", _("Tất cả")), *SubjectKind.choices], required=False)


@require_safe
def nominations(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    before = before_of(request)
    page, older = page_of(request.roles, wanted, before, request.now)
    query = request.GET.copy()
    query["before"] = str(older or "")
    context = {
        "form": form,
        "page": page,
        "older": f"?{query.urlencode()}" if older else "",
        "newer": "?" if before else "",
        "filtered": any(wanted.values()),
    }
    return render(request, "desk/nominations.html", context)


def page_of(roles: Roles, wanted: dict, before: int | None, now: datetime) -> tuple[list[Nomination], int | None]:
    """One page, newest first, and the key before which the next page begins, if there is one."""
    found = finding.nominations(roles, wanted, now)
    if before:
        found = found.filter(pk__lt=before)
    page = list(found.only(*LISTED, "organisation_id")[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None
