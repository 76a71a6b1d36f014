"""A person's own webhooks: made after showing again who one is, the secret shown once; off and on, again, the log."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from api.delivering.addresses import Unsuitable, target_of
from api.models import Webhook
from api.models.token import NAME
from api.models.webhook import LONGEST_URL
from api.rest.feed import BY_TYPE
from api.selectors import webhooks_for
from api.services.webhooks import make_webhook, tell_again, turn_off, turn_on
from nominations.desk.paging import before_of
from organisation.formfields import CleanCharField
from workflows.context import is_fresh
from workflows.errors import NotFresh
from workflows.verbs import verbs_of

MOST = 10  # webhooks of one account that are on
PAGE = 25  # calls on a page of the log
KINDS = [(kind.path, kind.label) for kind in BY_TYPE.values()]
VERBS = sorted({name for kind in BY_TYPE.values() for name in verbs_of(kind.model)})


class WebhookForm(forms.Form):
    name = CleanCharField(
        label=gettext_lazy("Dùng cho việc gì"), max_length=NAME,
        help_text=gettext_lazy("Ví dụ: Báo cho phần mềm nhân sự."),
    )  # fmt: skip
    url = CleanCharField(
        label=gettext_lazy("Địa chỉ nhận"), max_length=LONGEST_URL,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Bắt đầu bằng https://. Không gọi tới địa chỉ nội bộ và không theo chuyển hướng."),
    )  # fmt: skip
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Chỉ báo về"), choices=KINDS, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Không chọn thì báo về mọi loại mà ông/bà được xem."),
    )  # fmt: skip
    verbs = CleanCharField(
        label=gettext_lazy("Chỉ các thao tác"), max_length=1_000, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Tên như trong tài liệu API, cách nhau bằng dấu cách, ví dụ: submit receive issue."),
    )  # fmt: skip

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        try:
            target_of(url)
        except Unsuitable as error:
            raise ValidationError(str(error)) from error
        return url

    def clean_verbs(self) -> list[str]:
        names = list(dict.fromkeys(self.cleaned_data["verbs"].replace(",", " ").split()))
        if strange := [name for name in names if name not in VERBS]:
            words = _("Không có thao tác: %(names)s. Xem tên thao tác trong tài liệu API.")
            raise ValidationError(words % {"names": ", ".join(strange)})
        return names


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def webhooks(request: HttpRequest) -> HttpResponse:
    """The list and the form; after making one, its secret, this once."""
    form = WebhookForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid() and _has_room(request, form):
        if not is_fresh():
            raise NotFresh
        _webhook, secret = make_webhook(request.user, **form.cleaned_data)
        form = WebhookForm()
    rows = [shown(one) for one in webhooks_for(request.user)[:100]]
    return render(request, "api/webhooks.html", {"form": form, "secret": secret, "rows": rows})


def _has_room(request: HttpRequest, form: WebhookForm) -> bool:
    count = _on(request)
    if count >= MOST:
        form.add_error(None, _("Đã có %(count)s webhook đang bật. Hãy tắt bớt webhook không dùng.") % {"count": count})
    return form.is_valid()


def _on(request: HttpRequest) -> int:
    return webhooks_for(request.user).filter(off_at=None).count()


def shown(webhook: Webhook) -> dict[str, Any]:
    """One in words: where it stands, and what it tells of."""
    labels = dict(KINDS)
    return {
        "webhook": webhook,
        **_state(webhook),
        "kinds": [labels.get(path, path) for path in webhook.kinds],
        "next": webhook.due_at if webhook.failing_since and not webhook.off_at else None,
    }


def _state(webhook: Webhook) -> dict[str, Any]:
    if webhook.off_at:
        label = _("Hệ thống đã tắt") if webhook.failing_since else _("Đã tắt")
        return {"tone": "bad" if webhook.failing_since else "neutral", "label": label}
    if webhook.failing_since:
        return {"tone": "warn", "label": _("Đang thử lại")}
    return {"tone": "ok", "label": _("Đang bật")}


@require_http_methods(["GET", "HEAD", "POST"])
def webhook(request: HttpRequest, pk: int) -> HttpResponse:
    """One with the log of its calls; off, on, or told again from one of them on."""
    found = get_object_or_404(webhooks_for(request.user), pk=pk)
    if request.method == "POST":
        _do(request, found)
        return redirect("webhook", pk=pk)
    before = before_of(request)
    calls = list((found.log.filter(pk__lt=before) if before else found.log.all())[: PAGE + 1])
    older = f"?before={calls[PAGE - 1].pk}" if len(calls) > PAGE else ""
    context = {**shown(found), "calls": calls[:PAGE], "older": older, "newer": "?" if before else ""}
    return render(request, "api/webhook.html", context)


def _do(request: HttpRequest, found: Webhook) -> None:
    deed = request.POST.get("deed")
    if deed == "again":
        wanted = request.POST.get("call", "")
        call = get_object_or_404(found.log, pk=int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0)
        tell_again(found, call.after)
        messages.success(request, _("Mọi thay đổi kể từ lần gửi ấy sẽ được gửi lại trong ít phút."))
    elif deed == "off":
        turn_off(found)
        messages.success(request, _("Đã tắt webhook “%(name)s”.") % {"name": found.name})
    elif deed == "on" and _on(request) < MOST:
        turn_on(found)
        messages.success(request, _("Đã bật; gửi tiếp từ chỗ đã dừng."))
    else:
        messages.error(request, _("Chưa làm được: đã đủ số webhook đang bật, hoặc trang đã cũ. Hãy tải lại trang."))
