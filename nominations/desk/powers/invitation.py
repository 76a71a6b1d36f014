"""The link of an invitation: whoever holds it sets the account's password. Dead links answer alike."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import SetPasswordForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from organisation.selectors import invitation_of
from organisation.services import mandates as services
from workflows.errors import NotAllowed, NotPermitted

LONGEST = 100  # characters of a token


class AcceptForm(SetPasswordForm):
    """The password rules of the site, for the account that was invited."""

    new_password1 = forms.CharField(label=gettext_lazy("Mật khẩu mới"), strip=False, widget=forms.PasswordInput)
    new_password2 = forms.CharField(label=gettext_lazy("Nhập lại mật khẩu"), strip=False, widget=forms.PasswordInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "new-password"


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    mandate = invitation_of(token, request.now) if len(token) <= LONGEST else None
    if mandate is None:
        return render(request, "powers/invitation_over.html", status=410)
    form = AcceptForm(mandate.account, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.accept(mandate, password=form.cleaned_data["new_password1"])
        except (NotAllowed, NotPermitted):  # used or withdrawn between the page and now
            return render(request, "powers/invitation_over.html", status=410)
        messages.success(request, _("Đã đặt mật khẩu. Hãy đăng nhập bằng tên %s.") % mandate.account.username)
        return redirect("account_login")
    return render(request, "powers/invitation.html", {"form": form, "account": mandate.account, "mandate": mandate})
