"""The book of swapped days: administrators write it, auditors read it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nominations.desk.paging import before_of
from organisation.formfields import CleanCharField, DateField
from organisation.models import SwappedDay
from organisation.services import working_days as services
from organisation.states import Role, Works

PAGE = 25


class SwapForm(forms.Form):
    day = DateField(label=gettext_lazy("Ngày"), help_text=gettext_lazy("Ví dụ 02/01/2026."))
    works = forms.ChoiceField(label=gettext_lazy("Cơ quan"), choices=Works.choices)
    document = CleanCharField(
        label=gettext_lazy("Theo văn bản"), max_length=200,
        help_text=gettext_lazy("Số, ký hiệu, ngày và cơ quan ban hành. Không ghi theo dự thảo."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def working_days(request: HttpRequest) -> HttpResponse:
    """Newest page first, in keyset pages; to an administrator with the form for the next one."""
    writes = request.roles.any_of(Role.ADMINISTRATOR)
    if not writes and not request.roles.any_of(Role.AUDITOR):
        raise Http404
    if request.method == "POST" and not writes:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    form = SwapForm(request.POST or None) if writes else None
    if request.method == "POST" and form and form.is_valid():
        noted = services.note(**form.cleaned_data, actor=request.user)
        messages.success(request, _("Đã ghi %(day)s.") % {"day": noted})
        return redirect("working_days")
    before = before_of(request)
    found = SwappedDay.objects.select_related("noted_by")
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    older = f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else ""
    context = {"form": form, "page": page[:PAGE], "older": older, "newer": "?" if before else ""}
    return render(request, "powers/working_days.html", context)
