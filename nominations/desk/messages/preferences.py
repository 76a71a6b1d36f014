"""How a person wants to hear: a channel for each kind of message, quiet hours, and one click out of a kind of mail."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notifications.feed import token_of
from notifications.kinds import Kind, registry
from notifications.models import Mailbox, Preference
from notifications.services import bounces
from notifications.states import Channel
from notifications.unsubscribing import kinds_of, unsubscribe

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class MailboxForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=gettext_lazy("Ngôn ngữ của thư"),
        choices=[("vi", gettext_lazy("tiếng Việt")), ("en", gettext_lazy("tiếng Anh"))],
    )
    quiet_from = forms.TypedChoiceField(label=gettext_lazy("Không gửi thư từ"), choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(label=gettext_lazy("đến"), choices=HOURS, coerce=int)

    class Meta:
        model = Mailbox
        fields = ["language", "quiet_from", "quiet_until", "working_days_only"]


class ChannelsForm(forms.Form):
    """One choice a kind; legal notices are not asked."""

    def __init__(self, data: Any, kinds: list[Kind], owner: Any) -> None:
        super().__init__(data)
        chosen = dict(Preference.objects.filter(owner=owner).values_list("kind", "channel"))
        self.owner = owner
        for kind in kinds:
            self.fields[kind.name] = forms.ChoiceField(
                label=kind.label, choices=Channel.choices, initial=chosen.get(kind.name, kind.channel)
            )

    def save(self) -> None:
        Preference.objects.bulk_create(
            [Preference(owner=self.owner, kind=kind, channel=channel) for kind, channel in self.cleaned_data.items()],
            update_conflicts=True, unique_fields=["owner", "kind"], update_fields=["channel"],
        )  # fmt: skip


def preferences(request: HttpRequest) -> HttpResponse:
    """The reader's own choices; kinds that don't concern their work are not shown."""
    if "confirm_address" in request.POST:
        if bounces.confirm(request.user, actor=request.user):
            messages.success(request, _("Thư lại được gửi tới %(email)s.") % {"email": request.user.email})
        return redirect("preferences")
    known = list(_kinds(request))
    mailbox = Mailbox.objects.filter(owner=request.user).first() or Mailbox(owner=request.user)
    data = request.POST if request.method == "POST" else None
    form = MailboxForm(data, instance=mailbox)
    channels = ChannelsForm(data, [kind for kind in known if not kind.legal], request.user)
    if data is not None and form.is_valid() and channels.is_valid():
        with transaction.atomic():
            form.save()
            channels.save()
        messages.success(request, _("Đã lưu cách nhận thông báo."))
        return redirect("preferences")
    context = {"form": form, "channels": channels, "legal": [kind for kind in known if kind.legal],
               "returned": bounces.returned_from(request.user)}  # fmt: skip
    if token := token_of(mailbox):
        context["feed"] = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    return render(request, "messages/preferences.html", context)


def _kinds(request: HttpRequest) -> Iterator[Kind]:
    for kind in registry.values():
        if not kind.roles or request.roles.any_of(*kind.roles):
            yield kind


@csrf_exempt  # RFC 8058: a mail client sends it, without a session; the token is signed and can do nothing else
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    """Asks a reader, obeys a mail client's one click; the messages stay in the inbox."""
    try:
        kinds = unsubscribe(token) if request.method == "POST" else kinds_of(token)
    except BadSignature as error:
        raise Http404 from error
    labels = [registry[kind].label for kind in kinds if kind in registry]
    return render(request, "messages/unsubscribe.html", {"labels": labels, "done": request.method == "POST"})
