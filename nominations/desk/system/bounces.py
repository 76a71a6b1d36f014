"""Addresses whose mail comes back: the administrator notes one, and says when it works again."""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from nominations.desk.acting import tell_errors
from nominations.desk.paging import before_of
from nominations.desk.system.queues import PAGE, for_administrators
from nominations.desk.system.shown import why
from notifications.models import UndeliverableAddress
from notifications.services import bounces as services
from organisation.formfields import CleanCharField
from organisation.selectors import accounts_for
from workflows import clock


class BounceForm(forms.Form):
    address = forms.EmailField(label=gettext_lazy("Địa chỉ thư điện tử"), max_length=254)
    reason = CleanCharField(
        label=gettext_lazy("Lý do"), max_length=500,
        help_text=gettext_lazy("Ví dụ: thư báo lỗi của máy chủ nhận, ngày 05/08."),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def bounces(request: HttpRequest) -> HttpResponse:
    """The accounts of one's organisations whose mail comes back, newest account first."""
    for_administrators(request)
    if request.method == "POST":
        return _confirmed(request) if "confirm" in request.POST else _noted(request)
    rows = services.bounced(accounts_for(request.roles)).order_by("-pk")
    if before := before_of(request):
        rows = rows.filter(pk__lt=before)
    page = list(rows[: PAGE + 1])
    notes = UndeliverableAddress.objects.in_bulk([account.email for account in page])
    context = {
        "rows": [(account, *_words(notes.get(account.email))) for account in page[:PAGE]],
        "older": f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else "",
        "newer": "?" if before else "",
        "form": BounceForm(),
    }
    return render(request, "system/bounces.html", context)


def _words(note: UndeliverableAddress | None) -> tuple[datetime | None, str]:
    """Since when and why; nothing where somebody confirmed it meanwhile."""
    if note is None:
        return None, ""
    words = _(note.reason) if note.reason == services.BY_HAND else why(note.reason)
    return note.noted_at + clock.offset(), words


def _noted(request: HttpRequest) -> HttpResponse:
    form = BounceForm(request.POST)
    if form.is_valid():
        account = accounts_for(request.roles).filter(email=form.cleaned_data["address"]).first()
        if account is None:
            messages.error(request, _("Không có tài khoản nào của cơ quan dùng địa chỉ này."))
        else:
            services.note_by_hand(account, actor=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("Đã ghi; không gửi thư tới địa chỉ này cho đến khi được xác nhận."))
    else:
        tell_errors(request, form)
    return redirect("bounces")


def _confirmed(request: HttpRequest) -> HttpResponse:
    wanted = request.POST["confirm"]
    account = get_object_or_404(accounts_for(request.roles), pk=int(wanted) if wanted.isdecimal() else 0)
    if services.confirm(account, actor=request.user):
        messages.success(request, _("Thư lại được gửi tới %(email)s.") % {"email": account.email})
    return redirect("bounces")
