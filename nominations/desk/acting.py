"""How a page performs a verb: a form that carries what was seen and a key, and one view a kind of object.

The form is drawn by `{% include "desk/verb_form.html" with offer=offer subject=subject %}`.
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
from workflows.engine import Seen
from workflows.models import Subject
from workflows.verbs import verbs_of


class VerbForm(forms.Form):
    """What every verb's form carries. The key is made with the page, so a double click is one act."""

    key = forms.CharField(max_length=64, required=False)
    version = forms.IntegerField(required=False)
    content_hash = forms.CharField(max_length=64, required=False)
    reason = CleanCharField(multiline=True, max_length=4000, required=False)
    next = forms.CharField(max_length=300, required=False)

    def seen(self) -> Seen | None:
        data = self.cleaned_data
        return (data["version"], data["content_hash"]) if data["version"] and data["content_hash"] else None


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
        for problems in form.errors.values():
            for problem in problems:
                messages.error(request, problem)
        return HttpResponseRedirect(subject.get_absolute_url())
    described = verbs_of(type(subject))[verb]
    services[verb](subject, actor=request.user, **_knock(form, described))
    messages.success(request, _("%(what)s: %(past)s.") % {"what": subject, "past": described.past})
    return HttpResponseRedirect(_after(request, form, subject))


def _knock(form: VerbForm, described: Any) -> dict[str, Any]:
    """The keyword arguments that the form gives to a service."""
    wanted: dict[str, Any] = {"key": form.cleaned_data["key"] or None, "seen": form.seen()}
    if described.reason or form.cleaned_data["reason"]:
        wanted["reason"] = form.cleaned_data["reason"]
    return wanted | getattr(form, "more", dict)()


def _after(request: HttpRequest, form: VerbForm, subject: Subject) -> str:
    wanted = form.cleaned_data["next"]
    if wanted and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}):
        return wanted
    return subject.get_absolute_url()
