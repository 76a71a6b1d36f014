"""A forgotten password: a link by mail, if the account has an address. The answer tells nobody whether it has.

The second factor is still asked for afterwards; who lost that too goes to the administrator.
"""

import threading
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetDoneView, PasswordResetView
from django.contrib.messages.views import SuccessMessageMixin
from django.db import connection
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils import translation
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from config.signin.lockout import count_failure, refuse_locked

ASKING = "(reset)"  # counts as an account of its own in django-axes: so many letters an address may ask for


class AskForm(PasswordResetForm):
    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Beside the request, so that a known address takes no longer to answer than an unknown one."""
        threading.Thread(target=_send, args=(super().send_mail, translation.get_language(), args, kwargs)).start()


def _send(send_mail: Any, language: str, args: Any, kwargs: Any) -> None:
    with translation.override(language):
        send_mail(*args, **kwargs)
    connection.close()


@method_decorator(login_not_required, name="dispatch")
class AskForReset(PasswordResetView):
    form_class = AskForm
    template_name = "signin/reset.html"
    email_template_name = "mail/password_reset.txt"
    subject_template_name = "mail/password_reset_subject.txt"

    def form_valid(self, form: AskForm) -> HttpResponse:
        refuse_locked(self.request, ASKING)
        count_failure(self.request, ASKING)
        return super().form_valid(form)


@method_decorator(login_not_required, name="dispatch")
class ResetAsked(PasswordResetDoneView):
    template_name = "signin/reset_asked.html"


@method_decorator(login_not_required, name="dispatch")
class SetPassword(SuccessMessageMixin, PasswordResetConfirmView):
    """Signs nobody in: the second factor stands at the sign-in page. All sessions of the account end."""

    template_name = "signin/reset_confirm.html"
    success_url = reverse_lazy("account_login")
    success_message = _("Đã đặt mật khẩu mới. Hãy đăng nhập.")
