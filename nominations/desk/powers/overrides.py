"""Break-glass on the desk: asking, the list of what was asked, and one with its verbs."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from nominations.desk.acting import VerbForm, new_key
from nominations.desk.paging import before_of
from nominations.duties import DUTIES, duty_in_the_way
from nominations.exports import finding
from nominations.selectors import dossiers_for, lists_for, nominations_for, overrides_for
from nominations.services import overrides as services
from nominations.shown import shown_events
from organisation.formfields import CleanCharField
from workflows.audit import history_of
from workflows.engine import Act, offers
from workflows.errors import NotPermitted, StaleContent
from workflows.verbs import verbs_of

PAGE = 25
KINDS = {"dossier": dossiers_for, "nomination": nominations_for, "list": lists_for}


class AskForm(VerbForm):
    reason = CleanCharField(
        label=gettext_lazy("Lý do"), multiline=True, max_length=2000,
        help_text=gettext_lazy("Vì sao phải làm ngay và vì sao không có người khác làm được; ít nhất 20 chữ cái."),
    )  # fmt: skip
    hours = forms.IntegerField(
        label=gettext_lazy("Hiệu lực trong (giờ)"), min_value=1, max_value=24, initial=4,
        help_text=gettext_lazy("Tính từ lúc được xác nhận, tối đa 24 giờ; dùng được một lần."),
    )  # fmt: skip


@require_safe
def overrides(request: HttpRequest) -> HttpResponse:
    """Newest first, in keyset pages."""
    found = finding.overrides(request.roles, {}, request.now)
    if found is None:
        raise Http404
    before = before_of(request)
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    older = f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else ""
    context = {"page": page[:PAGE], "older": older, "newer": "?" if before else ""}
    return render(request, "powers/overrides.html", context)


@require_safe
def override(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(overrides_for(request.roles).select_related("asker", "confirmer", "kind"), pk=pk)
    kept = ("confirm", "refuse", "end")
    context = {
        "override": found,
        "object": found.subject,
        "duty": DUTIES[found.duty],
        "offers": [o for o in offers(found, request.user, roles=request.roles) if o.verb.name in kept],
        "events": shown_events(list(history_of(found).order_by("-seq"))),
    }
    return render(request, "powers/override.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, kind: str, pk: int, verb: str) -> HttpResponse:
    """Only for a verb that a duty forbids the reader on an object that the reader may see."""
    subject = get_object_or_404(KINDS[kind](request.roles), pk=pk) if kind in KINDS else None
    if subject is None or verb not in verbs_of(type(subject)):
        raise Http404
    duty = _duty(request, subject, verb)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.seen() != (subject.version, subject.content_hash):
            raise StaleContent(subject, form.seen()[1])
        told = {"reason": form.cleaned_data["reason"], "hours": form.cleaned_data["hours"]}
        made = services.ask(subject, verb, actor=request.user, **told)
        messages.success(request, _("Đã gửi yêu cầu vượt quyền; người có thẩm quyền khác phải xác nhận."))
        return redirect(made)
    context = {
        "form": form, "subject": subject, "verb": verbs_of(type(subject))[verb], "duty": DUTIES[duty], "key": new_key(),
    }  # fmt: skip
    return render(request, "powers/ask.html", context)


def _duty(request: HttpRequest, subject: Any, verb: str) -> str:
    """The duty that forbids it; without one, or without the role, the page does not exist."""
    try:
        duty = duty_in_the_way(Act(verb, request.user, request.now, roles=request.roles), subject)
    except NotPermitted:
        duty = ""
    if not duty:
        raise Http404
    return duty
