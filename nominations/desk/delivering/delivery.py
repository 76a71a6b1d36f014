"""One document on its way to one recipient: its steps, and the link, which is shown once."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from campaigns.permissions import OVERSEERS
from nominations.desk.acting import VerbForm, new_key, tell_errors
from nominations.distribution import OUTSIDE
from nominations.models import Delivery
from nominations.selectors import deliveries_for
from nominations.services import deliveries
from nominations.shown import shown_events
from nominations.states import DeliveryState
from organisation.formfields import DateField
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers

RELATED = ("unit", "campaign", "decision", "organisation")


class Sending(forms.Form):
    """On which day something went out, and how."""

    use_required_attribute = False

    day = DateField(
        label=gettext_lazy("Ngày gửi"), error_messages={"required": gettext_lazy("Hãy ghi ngày gửi.")},
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    way = forms.ChoiceField(
        label=gettext_lazy("Cách gửi"), choices=[(way.value, way.label) for way in OUTSIDE], widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Hãy chọn cách gửi.")},
    )  # fmt: skip


class SentForm(Sending, VerbForm):
    """The document, to one recipient."""

    def more(self) -> dict[str, Any]:
        return {"day": self.cleaned_data["day"], "way": self.cleaned_data["way"]}


@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


def noted(request: HttpRequest, pk: int) -> HttpResponse | None:
    """A sound form goes on to the verb; another one is shown again as it was typed, with what is wrong."""
    form = SentForm(request.POST)
    found = deliveries_for(request.roles).select_related(*RELATED).filter(pk=pk).first()
    if found is None or form.is_valid() or found.state != DeliveryState.PREPARED:
        return None
    return _page(request, found, form)


@require_POST
def give_link(request: HttpRequest, pk: int) -> HttpResponse:
    """The page with the link on it, this once; no copy of the page is kept on the way."""
    found = _found(request, pk)
    form = VerbForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return _page(request, found)
    token = deliveries.give_link(found, **form.knock(request.user))
    link = f"{settings.SITE_URL}{reverse('received', args=[token])}"
    answer = _page(request, _found(request, pk), link=link)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _found(request: HttpRequest, pk: int) -> Delivery:
    found = deliveries_for(request.roles).select_related(*RELATED).defer("decision__paper", "campaign__plan")
    return get_object_or_404(found, pk=pk)


def _page(request: HttpRequest, found: Delivery, form: SentForm | None = None, link: str = "") -> HttpResponse:
    offered = {offer.verb.name: offer for offer in offers(found, request.user, roles=request.roles)}
    if not found.goes_outside:
        offered.pop("send", None)
        offered.pop("give_link", None)
    else:
        offered.pop("remind", None)
    if form is not None and "send" not in offered:
        raise Http404
    if form is None and offered:
        content.keep(found)  # so that a stale form can be shown what changed
    if not found.link_hash:
        offered.pop("end_link", None)
    context = {
        "delivery": found, "subject": found, "key": new_key(), "offers": offered, "link": link,
        "lasts": deliveries.LINK_DAYS,
        "form": form or SentForm(initial={"day": localdate(request.now)}),
        "oversees": request.roles.on_campaign(found.campaign_id, found.organisation_id, *OVERSEERS) is not None,
        "events": shown_events(list(history_of(found).order_by("-seq"))),
    }  # fmt: skip
    return render(request, "delivering/delivery.html", context, status=422 if form and form.errors else 200)
