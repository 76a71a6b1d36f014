"""The letters of a campaign: written for all units at once, looked through, sent one by one or together."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from campaigns.models import Campaign, Round
from campaigns.permissions import OFFICE
from nominations.desk.acting import new_key, tell_errors
from nominations.desk.paging import before_of
from nominations.exports import finding
from nominations.models import Decision, UnitLetter
from nominations.selectors import letter_campaigns_for, letters_for
from nominations.services import letters as services
from nominations.states import DecisionState, LetterState, Occasion
from workflows.engine import Seen

PAGE = 50
TABS = (LetterState.DRAFTED, LetterState.RELEASED, LetterState.DROPPED)


class PrepareForm(forms.Form):
    """On what occasion to write: a round that is still open to urging, or a decision in force."""

    occasion = forms.ChoiceField(label=gettext_lazy("Thư về việc"))

    def __init__(self, *args: Any, campaign: Campaign, **more: Any) -> None:
        super().__init__(*args, **more)
        decisions = Decision.objects.filter(campaign=campaign, state=DecisionState.ISSUED).defer("paper")
        self.found: dict[str, Round | Decision] = {
            **{f"urging-{one.pk}": one for one in campaign.rounds.all() if one.takes_nominations},
            **{f"result-{one.pk}": one for one in decisions.order_by("-pk")},
        }
        labels = dict(Occasion.choices)
        choices = [(key, f"{labels[key.split('-')[0]]}: {one}") for key, one in self.found.items()]
        self.fields["occasion"].choices = choices  # type: ignore[attr-defined]


class ReleaseForm(forms.Form):
    """The ticked letters, each with the version and content hash that stood on the screen: `pk:version:hash`."""

    key = forms.CharField(max_length=64, required=False)

    def __init__(self, *args: Any, letters: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.letters: list[UnitLetter] = []
        self._known = letters

    def clean(self) -> None:
        self.seen_of: dict[int, Seen] = {}
        for word in self.data.getlist("ids"):
            pk, _colon, rest = word.partition(":")
            version, _colon, content_hash = rest.partition(":")
            if not (pk.isdecimal() and version.isdecimal() and content_hash):
                raise forms.ValidationError(_("Trang thiếu thông tin về nội dung đã xem. Hãy tải lại trang."))
            self.seen_of[int(pk)] = (int(version), content_hash)
        self.letters = list(self._known.filter(pk__in=self.seen_of))
        if not self.letters or len(self.letters) != len(self.seen_of):
            raise forms.ValidationError(_("Chưa chọn thư nào."))


@require_safe
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = _found(request, pk)
    return render(request, "letters/letters.html", _page_of(request, campaign, PrepareForm(campaign=campaign)))


def prepare(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft for each unit that the occasion is about; a second click writes no second one."""
    campaign = _to_write_in(request, pk)
    if request.method != "POST":
        return redirect("letters", pk=pk)
    form = PrepareForm(request.POST, campaign=campaign)
    if not form.is_valid():
        return render(request, "letters/letters.html", _page_of(request, campaign, form))
    made = services.prepare(form.found[form.cleaned_data["occasion"]], actor=request.user)
    words = ngettext("Đã soạn %(count)s thư.", "Đã soạn %(count)s thư.", len(made)) % {"count": len(made)}
    messages.success(request, words if made else _("Không có đơn vị nào cần soạn thư mới."))
    return redirect("letters", pk=pk)


def release(request: HttpRequest, pk: int) -> HttpResponse:
    """The ticked letters go out in one act, or none does."""
    campaign = _to_write_in(request, pk)
    if request.method != "POST":
        return redirect("letters", pk=pk)
    form = ReleaseForm(request.POST, letters=letters_for(request.roles).filter(campaign=campaign))
    if not form.is_valid():
        tell_errors(request, form)
        return redirect("letters", pk=pk)
    knock = {"actor": request.user, "key": form.cleaned_data["key"] or None}
    services.release_all(form.letters, form.seen_of, **knock)
    count = len(form.letters)
    messages.success(request, ngettext("Đã gửi %(count)s thư.", "Đã gửi %(count)s thư.", count) % {"count": count})
    return redirect("letters", pk=pk)


def _found(request: HttpRequest, pk: int) -> Campaign:
    return get_object_or_404(letter_campaigns_for(request.roles).select_related("organisation"), pk=pk)


def _writes(request: HttpRequest, campaign: Campaign) -> bool:
    return bool(request.roles.on_campaign(campaign.pk, campaign.organisation_id, *OFFICE))


def _to_write_in(request: HttpRequest, pk: int) -> Campaign:
    campaign = _found(request, pk)
    if not _writes(request, campaign):
        raise Http404
    return campaign


def _page_of(request: HttpRequest, campaign: Campaign, form: PrepareForm) -> dict[str, Any]:
    """Newest first, in keyset pages of one state and of one kind or all."""
    states = [state.value for state in TABS]
    show = request.GET.get("show", "") if request.GET.get("show") in states else LetterState.DRAFTED.value
    kind = request.GET.get("kind", "") if request.GET.get("kind") in Occasion.values else ""
    of_kind = letters_for(request.roles).filter(campaign=campaign, **({"kind": kind} if kind else {}))
    found = finding.letters(request.roles, request.GET, request.now, campaign)
    if before := before_of(request):
        found = found.filter(pk__lt=before)
    page = list(found[: PAGE + 1])
    counts = {state.value: of_kind.filter(state=state).count() for state in TABS}
    here = reverse("letters", args=[campaign.pk])
    return {
        "campaign": campaign, "form": form, "page": page[:PAGE], "show": show, "key": new_key(),
        "writes": _writes(request, campaign),
        "tabs": [
            {"url": _url(here, state.value, kind), "label": state.label, "count": counts[state.value],
             "current": state.value == show}
            for state in TABS
        ],
        "kinds": [
            {"url": _url(here, show, value), "label": label, "current": value == kind}
            for value, label in (("", _("Mọi loại thư")), *Occasion.choices)
        ],
        "older": _url(here, show, kind, page[PAGE - 1].pk) if len(page) > PAGE else "",
        "newer": _url(here, show, kind) if before else "",
    }  # fmt: skip


def _url(here: str, show: str, kind: str, before: int | None = None) -> str:
    asked = {"show": show, "kind": kind, "before": before or ""}
    return f"{here}?{urlencode({name: value for name, value in asked.items() if value})}"
