"""A person's own tokens: made after showing again who one is, shown once, revoked at a click."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from api.models import Token
from api.models.token import NAME
from api.selectors import tokens_for
from api.services.tokens import make_token, revoke_token
from api.states import Scope
from organisation.formfields import CleanCharField
from workflows.context import is_fresh
from workflows.errors import NotFresh

MOST = 20  # tokens of one account that open something
ASKED_FOR = [(scope.value, scope.label) for scope in Scope if scope != Scope.READ]
DAYS = [(30, gettext_lazy("30 ngày")), (90, gettext_lazy("90 ngày")), (365, gettext_lazy("1 năm"))]


class TokenForm(forms.Form):
    name = CleanCharField(
        label=gettext_lazy("Dùng cho việc gì"), max_length=NAME,
        help_text=gettext_lazy("Ví dụ: Đồng bộ danh sách từ phần mềm nhân sự."),
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Ngoài quyền đọc, mã này được"), choices=ASKED_FOR, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chỉ chọn điều chương trình cần. Mã không bao giờ ký thay ông/bà."),
    )  # fmt: skip
    days = forms.TypedChoiceField(label=gettext_lazy("Có hiệu lực trong"), choices=DAYS, coerce=int, initial=90)


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """The list and the form; after making one, its secret, this once."""
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and _has_room(request, form):
        if not is_fresh():
            raise NotFresh
        _token, secret = make_token(request.user, **form.cleaned_data)
        form = TokenForm()
    return render(request, "api/tokens.html", {"form": form, "secret": secret, "rows": _rows(request)})


def _has_room(request: HttpRequest, form: TokenForm) -> bool:
    if not form.is_valid():
        return False
    open_now = tokens_for(request.user).filter(revoked_at=None, expires_at__gt=timezone.now()).count()
    if open_now >= MOST:
        form.add_error(
            None, _("Đã có %(count)s mã đang dùng được. Hãy thu hồi bớt mã không dùng.") % {"count": open_now}
        )
    return form.is_valid()


def _rows(request: HttpRequest) -> list[dict]:
    now = timezone.now()
    found: list[Token] = list(tokens_for(request.user)[:100])
    return [{
        "token": token, "is_open": token.opens_at(now),
        "scopes": [Scope(scope).label for scope in token.scopes],
    } for token in found]  # fmt: skip


@require_POST
def token_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    token = get_object_or_404(tokens_for(request.user), pk=pk)
    revoke_token(token)
    messages.success(request, _("Đã thu hồi mã “%(name)s”.") % {"name": token.name})
    return redirect("tokens")
