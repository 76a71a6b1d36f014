"""What waits to be done (effects) or sent (letters), and the administrator's two deeds: again, or never."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from nominations.desk.acting import tell_errors
from nominations.desk.paging import before_of
from nominations.desk.system.shown import named, shown
from nominations.selectors import effects_for, mails_for
from notifications.services.post import QUEUE as LETTERS
from organisation.formfields import CleanCharField
from organisation.states import Role
from workflows import outbox, queues
from workflows.models import Upkeep
from workflows.models.queue import QueueState as S
from workflows.queues import Queue

PAGE = 25


@dataclass(frozen=True)
class Shelf:
    """One queue on the desk; `one` is the route of a row."""

    queue: Queue
    rows: Callable[[Any], QuerySet]
    one: str
    title: Any
    lead: Any


SHELVES = {
    "effects": Shelf(
        outbox.QUEUE, effects_for, "effect", gettext_lazy("Hàng đợi việc nền"),
        gettext_lazy("Việc hệ thống làm tiếp sau mỗi quyết định, nộp, trả lại: lập văn bản, gửi thông báo."),
    ),
    "mails": Shelf(
        LETTERS, mails_for, "mail", gettext_lazy("Hàng đợi gửi thư"),
        gettext_lazy("Thư điện tử gửi tới người dùng; chỉ thấy địa chỉ và loại thư, không thấy nội dung."),
    ),
}  # fmt: skip


class DeedForm(forms.Form):
    deed = forms.ChoiceField(choices=[("retry", ""), ("drop", "")])
    reason = CleanCharField(
        label=gettext_lazy("Lý do"), max_length=500, multiline=True, required=False,
        help_text=gettext_lazy("Kiểm tra viên đọc được và không ai xóa được; đừng ghi dữ liệu cá nhân."),
    )  # fmt: skip

    def clean(self) -> None:
        if self.cleaned_data.get("deed") == "drop" and not self.cleaned_data.get("reason"):
            self.add_error("reason", _("Bỏ một việc hay một thư thì phải ghi lý do."))


def for_administrators(request: HttpRequest) -> None:
    """To everybody else the desk does not exist."""
    if not request.roles.organisation_ids(Role.ADMINISTRATOR):
        raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def shelf(request: HttpRequest, name: str) -> HttpResponse:
    """The rows in one state, newest first; a form sends all dead ones of a kind again."""
    for_administrators(request)
    found = SHELVES[name]
    rows = found.rows(request.roles)
    if request.method == "POST":
        return _again(request, name, rows)
    state = S(request.GET["state"]) if request.GET.get("state") in S.values else S.DEAD
    some = rows.filter(found.queue.state(state))
    if found.queue is LETTERS:
        some = some.select_related("recipient")
    page, older = _page(request, some, found.queue)
    dead = rows.filter(found.queue.state(S.DEAD)).values_list(found.queue.kind).annotate(Count("pk"))
    context = {
        "name": name, "shelf": found, "state": state, "one": found.one,
        "rows": [shown(found.queue, row) for row in page],
        "kinds": [(kind, named(kind), count) for kind, count in dead.order_by(found.queue.kind)],
        "tabs": _tabs(name, rows, found.queue, state),
        "older": f"?{urlencode({'state': state, 'before': older})}" if older else "",
        "newer": f"?state={state}" if request.GET.get("before") else "",
    }  # fmt: skip
    return render(request, "system/shelf.html", context)


def _again(request: HttpRequest, name: str, rows: QuerySet) -> HttpResponse:
    queue, kind = SHELVES[name].queue, request.POST.get("kind", "")[:64]
    count = queues.retry(queue, rows.filter(**{queue.kind: kind}), actor=request.user, kind=kind) if kind else 0
    if count:
        messages.success(request, ngettext("Đã xếp lại %(n)s việc.", "Đã xếp lại %(n)s việc.", count) % {"n": count})
    else:
        messages.warning(request, _("Không có gì gửi lại được: không còn dòng nào bị dừng, hoặc địa chỉ trả lại thư."))
    return redirect(name)


def _page(request: HttpRequest, rows: QuerySet, queue: Queue) -> tuple[list[Any], str]:
    """One page and the key of the next; letters have no number, so theirs is the moment and the id."""
    if queue is not LETTERS:
        before = before_of(request)
        found = list((rows.filter(pk__lt=before) if before else rows).order_by("-pk")[: PAGE + 1])
        return found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else ""
    moment, _separator, pk = request.GET.get("before", "").rpartition("_")
    try:
        at, key = datetime.fromisoformat(moment), rows.model._meta.pk.to_python(pk)
        if at.tzinfo is not None:
            rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=key))
    except (ValueError, ValidationError):
        pass  # nonsense means the first page
    found = list(rows.order_by("-created_at", "-pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.created_at.isoformat()}_{last.pk}" if last else ""


def _tabs(name: str, rows: QuerySet, queue: Queue, current: str) -> list[dict[str, Any]]:
    """What is done is not counted: it only grows."""
    counts: dict[str, int] = {}
    for together in ((S.WAITING, S.RETRYING), (S.DEAD, S.DROPPED)):
        either = queue.state(together[0]) | queue.state(together[1])
        each = {str(state): Count("pk", filter=queue.state(state)) for state in together}
        counts |= rows.filter(either, **{queue.done: None}, dead_at__isnull=S.WAITING in together).aggregate(**each)
    here = reverse(name)
    return [
        {"url": f"{here}?state={state}", "label": state.label, "count": counts.get(state), "current": state == current}
        for state in (S.DEAD, S.RETRYING, S.WAITING, S.DONE, S.DROPPED)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, name: str, pk: Any) -> HttpResponse:
    """One row: what it is, why it was given up, what was done about it; again, or never."""
    for_administrators(request)
    found = SHELVES[name]
    rows = found.rows(request.roles).filter(pk=pk)
    one = get_object_or_404(rows.select_related("recipient") if found.queue is LETTERS else rows)
    form = DeedForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            _do(request, found.queue, rows, one, **form.cleaned_data)
        else:
            tell_errors(request, form)
        return redirect(found.one, pk=pk)
    deeds = Upkeep.objects.filter(queue=found.queue.model._meta.label_lower, object_id=str(pk)).select_related("actor")
    facts = shown(found.queue, one)
    context = {
        "name": name, "shelf": found, "form": form, **facts, "deeds": deeds.order_by("-pk")[:PAGE],
        "may_retry": facts["state"] == S.DEAD, "may_drop": facts["state"] not in (S.DONE, S.DROPPED),
    }  # fmt: skip
    return render(request, "system/row.html", context)


def _do(request: HttpRequest, queue: Queue, rows: QuerySet, one: Any, *, deed: str, reason: str) -> None:
    act = queues.retry if deed == "retry" else queues.drop
    if act(queue, rows, actor=request.user, reason=reason, kind=getattr(one, queue.kind), pk=one.pk):
        done = _("Đã xếp lại để gửi ngay.") if deed == "retry" else _("Đã bỏ; việc này không được làm nữa.")
        messages.success(request, done)
    else:
        messages.warning(
            request, _("Chưa làm được: đang được xử lý, đã xong, hoặc địa chỉ trả lại thư. Hãy xem lại sau một phút.")
        )
