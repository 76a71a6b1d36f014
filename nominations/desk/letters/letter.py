"""One letter: as its reader will get it, with what may be done about it; and its words, while they may change."""

import re

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_safe

from nominations.desk.acting import VerbForm, new_key
from nominations.effects import letter_notice
from nominations.models import UnitLetter
from nominations.models.unit_letter import NAME
from nominations.selectors import granted_in, letters_for
from nominations.services import letters as services
from nominations.shown import shown_events
from nominations.states import LetterState
from notifications.models import Message
from notifications.writing import rendered
from organisation.formfields import CleanCharField
from organisation.models import User
from workflows.audit import history_of
from workflows.engine import offers

BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
STYLE = re.compile(r' style="[^"]*"')  # a page takes no inline style; its own stylesheet dresses the mail


class RewordForm(VerbForm):
    title = CleanCharField(label=gettext_lazy("Tiêu đề"), max_length=NAME)
    text = CleanCharField(label=gettext_lazy("Nội dung"), multiline=True, max_length=20000)


@require_safe
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = _found(request, pk)
    text, html = mail_of(found)
    context = {
        "letter": found, "text": text, "html": html,
        "offers": offers(found, request.user, roles=request.roles),
        "events": shown_events(list(history_of(found).order_by("-seq"))),
    }  # fmt: skip
    return render(request, "letters/letter.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def reword(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed stays on the page until it is sound."""
    found = _found(request, pk)
    offered = [one.verb.name for one in offers(found, request.user, roles=request.roles)]
    if "reword" not in offered and (request.method != "POST" or found.state == LetterState.DRAFTED):
        raise Http404
    form = RewordForm(request.POST or None, initial={"title": found.title, "text": found.text})
    if request.method == "POST" and form.is_valid():
        words = {name: form.cleaned_data[name] for name in ("title", "text")}
        services.reword(found, **words, **form.knock(request.user))
        messages.success(request, _("Đã lưu nội dung thư."))
        return redirect(found)
    return render(request, "letters/reword.html", {"letter": found, "subject": found, "form": form, "key": new_key()})


def mail_of(letter: UnitLetter) -> tuple[str, str]:
    """The mail as text and as the inside of an HTML page, by the mail's own templates; addressed to the unit.

    Each reader gets the frame in the language of their mailbox; the unit has none, and is shown the Vietnamese one.
    """
    open_to = set()
    if letter.decision and granted_in(letter.decision).filter(unit=letter.unit).exists():
        open_to = {(letter.unit_id, letter.decision.consolidated_list_id)}
    notice = letter_notice(letter, open_to)
    message = Message(
        kind=notice.kind, title=notice.title(), body=notice.body, url=notice.url, created_at=notice.at,
    )  # fmt: skip
    with override(settings.LANGUAGE_CODE):
        text, html = rendered([message], User(full_name=letter.unit.name, organisation=letter.organisation))
    inside = BODY.search(html)
    return text, STYLE.sub("", inside[1] if inside else "")


def _found(request: HttpRequest, pk: int) -> UnitLetter:
    related = ("unit", "campaign", "organisation", "decision", "round", "prepared_by", "ended_by")
    return get_object_or_404(letters_for(request.roles).select_related(*related), pk=pk)
