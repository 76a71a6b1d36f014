"""How a page performs a verb: a form that carries what was seen and a key, and one view a kind of object.

A verb alone is drawn by `{% verb_form offer subject %}`; a form of another page includes desk/seen.html.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from organisation.formfields import CleanCharField
from workflows.engine import Knock, Seen
from workflows.models import Subject
from workflows.verbs import verbs_of


class VerbForm(forms.Form):
    """What every verb's form carries. The key is made with the page, so a double click is one act.

    Nobody decides on what was not on the screen: without version and content hash no form is valid.
    """

    key = forms.CharField(max_length=64, required=False)
    version = forms.IntegerField(required=False)
    content_hash = forms.CharField(max_length=64, required=False)
    reason = CleanCharField(multiline=True, max_length=4000, required=False)
    next = forms.CharField(max_length=300, required=False)

    def clean(self) -> None:
        if "version" in self.cleaned_data and "content_hash" in self.cleaned_data and not all(self.seen()):
            raise forms.ValidationError(
                _("Trang thiếu thông tin về nội dung đã xem. Hãy tải lại trang rồi thực hiện lại.")
            )

    def seen(self) -> Seen:
        return self.cleaned_data["version"], self.cleaned_data["content_hash"]

    def knock(self, actor: Any) -> Knock:
        """What every service hears: who, what was seen, and the request's key."""
        return {"actor": actor, "seen": self.seen(), "key": self.cleaned_data["key"] or None}


def new_key() -> str:
    return uuid.uuid4().hex


def act_on(
    request: HttpRequest,
    queryset: QuerySet,
    pk: int,
    verb: str,
    services: dict[str, Callable[..., Any]],
    form_class: type[VerbForm] = VerbForm,
) -> HttpResponse:
    """Performs a verb's service on an object the account may see; anything else is 404."""
    subject = get_object_or_404(queryset, pk=pk)
    if verb not in services or request.method != "POST":
        raise Http404
    form = form_class(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return HttpResponseRedirect(subject.get_absolute_url())
    carry_out(subject, verb, services, form, actor=request.user)
    past = verbs_of(type(subject))[verb].past
    messages.success(request, _("%(what)s: %(past)s.") % {"what": subject, "past": past})
    return HttpResponseRedirect(_after(request, form, subject))


def carry_out(
    subject: Subject, verb: str, services: dict[str, Callable[..., Any]], form: VerbForm, *, actor: Any
) -> None:
    """Performs the verb's service as a valid form says. Raises what the door refuses."""
    services[verb](subject, **form.knock(actor), **_words(form, verbs_of(type(subject))[verb]))


def tell_errors(request: HttpRequest, form: forms.Form) -> None:
    """The next page says what the form lacked."""
    for problems in form.errors.values():
        for problem in problems:
            messages.error(request, problem)


def _words(form: VerbForm, described: Any) -> dict[str, Any]:
    """What the form of some verbs gives to its service beside the knock."""
    reason = form.cleaned_data["reason"]
    return ({"reason": reason} if described.reason or reason else {}) | getattr(form, "more", dict)()


def _after(request: HttpRequest, form: VerbForm, subject: Subject) -> str:
    wanted = form.cleaned_data["next"]
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return subject.get_absolute_url()
