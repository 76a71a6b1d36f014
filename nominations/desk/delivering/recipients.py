"""The recipients of a plan or a decision: who got it, when, and who is missing; the records clerk adds one."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.models import Campaign
from campaigns.permissions import OVERSEERS
from campaigns.selectors import campaigns_for
from nominations.desk.delivering.delivery import Sending
from nominations.desk.paging import onward_of
from nominations.distribution import UNISSUED
from nominations.exports.finding import OF_RECIPIENTS, UNSENT
from nominations.models import Decision, Delivery
from nominations.models.delivery import NAME
from nominations.selectors import ISSUED_ONCE, decisions_for, deliveries_for
from nominations.services import deliveries
from nominations.states import Purpose
from organisation.formfields import CleanCharField
from organisation.states import Role
from workflows.errors import NotAllowed

PAGE = 100
LABELS = {
    "": gettext_lazy("Tất cả"), "unsent": pgettext_lazy("văn bản", "Chưa gửi"),
    "unconfirmed": gettext_lazy("Chưa xác nhận đã nhận"), "confirmed": gettext_lazy("Đã nhận, đã đọc"),
}  # fmt: skip
SHOWS: dict[str, tuple[Any, Q]] = {name: (LABELS[name], which) for name, which in OF_RECIPIENTS.items()}


class SendForm(Sending):
    """The same day and way for several, each as it stood on the screen."""

    picked = forms.MultipleChoiceField(
        label=gettext_lazy("Nơi nhận"), error_messages={"required": gettext_lazy("Hãy chọn ít nhất một nơi nhận.")}
    )

    def __init__(self, *args: Any, waiting: Sequence[Delivery], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["picked"].choices = [(value_of(one), one.recipient) for one in waiting]  # type: ignore[attr-defined]

    def chosen(self) -> list[tuple[int, int, str]]:
        parts = (value.split("-") for value in self.cleaned_data["picked"])
        return [(int(pk), int(version), content_hash) for pk, version, content_hash in parts]

    def ticked(self) -> list[str]:
        """As they were sent; all of a page that was not sent yet."""
        every = [value for value, _label in self.fields["picked"].choices]  # type: ignore[attr-defined]
        return self.data.getlist("picked") if self.is_bound else every


def value_of(delivery: Delivery) -> str:
    return f"{delivery.pk}-{delivery.version}-{delivery.content_hash}"


class RecipientForm(forms.Form):
    """One more place outside the register."""

    use_required_attribute = False

    recipient = CleanCharField(
        label=gettext_lazy("Tên nơi nhận"), max_length=NAME,
        widget=forms.TextInput(attrs={"lang": "vi", "autocomplete": "off"}),
        help_text=gettext_lazy("Tên cơ quan, tổ chức; đơn vị trong sổ được gửi tự động khi ban hành."),
        error_messages={"required": gettext_lazy("Hãy ghi tên nơi nhận.")},
    )  # fmt: skip
    purpose = forms.ChoiceField(
        label=gettext_lazy("Gửi để làm gì"), choices=Purpose.choices, initial=Purpose.KNOW,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_recipients(request: HttpRequest, pk: int) -> HttpResponse:
    """Of the plan, once it is approved."""
    campaign = get_object_or_404(campaigns_for(request.roles).exclude(state__in=UNISSUED), pk=pk)
    return _page(request, campaign, campaign, deliveries_for(request.roles).filter(campaign=campaign, decision=None))


@require_http_methods(["GET", "HEAD", "POST"])
def decision_recipients(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a decision that was issued."""
    found = decisions_for(request.roles).filter(state__in=ISSUED_ONCE).select_related("campaign")
    decision = get_object_or_404(found.defer("paper", "campaign__plan"), pk=pk)
    return _page(request, decision, decision.campaign, deliveries_for(request.roles).filter(decision=decision))


def _page(
    request: HttpRequest, document: Campaign | Decision, campaign: Campaign, found: QuerySet[Delivery]
) -> HttpResponse:
    """A unit meets its own line; what was typed stays on the page until it is sound. The clerk sends several."""
    on_campaign = (campaign.pk, campaign.organisation_id)
    distributes = request.roles.on_campaign(*on_campaign, Role.RECORDS_CLERK) is not None
    if request.method == "POST" and not distributes:
        raise Http404
    sends = request.method == "POST" and "sends" in request.POST
    form = RecipientForm(request.POST if request.method == "POST" and not sends else None)
    if form.is_bound and form.is_valid() and _added(request, document, form):
        return redirect(request.path)
    waiting = list(found.filter(UNSENT, unit=None).order_by("pk")[:PAGE]) if distributes else []
    sending = SendForm(request.POST if sends else None, waiting=waiting, initial={"day": localdate(request.now)})
    if sending.is_bound and sending.is_valid() and _sent(request, sending):
        return redirect(request.path)
    asked = "unsent" if sends else request.GET.get("show", "")
    show = asked if asked in SHOWS else ""
    rows = found.filter(SHOWS[show][1], pk__gt=onward_of(request) or 0).select_related("unit").order_by("pk")
    page = list(rows[: PAGE + 1])
    context = {
        "document": document, "campaign": campaign, "is_plan": document is campaign, "form": form, "sending": sending,
        "picks": distributes and show == "unsent" and bool(waiting), "ticked": set(sending.ticked()),
        "rows": [(one, value_of(one)) for one in page[:PAGE]], "tabs": _tabs(show, found), "distributes": distributes,
        "oversees": request.roles.on_campaign(*on_campaign, *OVERSEERS) is not None,
        "older": f"?{urlencode({'show': show, 'onward': page[PAGE - 1].pk})}" if len(page) > PAGE else "",
        "newer": f"?{urlencode({'show': show})}" if onward_of(request) else "",
    }  # fmt: skip
    return render(request, "delivering/recipients.html", context, status=422 if form.errors or sending.errors else 200)


def _sent(request: HttpRequest, form: SendForm) -> bool:
    day, way = form.cleaned_data["day"], form.cleaned_data["way"]
    try:
        count = deliveries.send_all(form.chosen(), day=day, way=way, actor=request.user)
    except NotAllowed as refusal:
        form.add_error(None, refusal.reasons)
        return False
    words = ngettext("Đã ghi gửi %(count)s nơi.", "Đã ghi gửi %(count)s nơi.", count)
    messages.success(request, words % {"count": count})
    return True


def _added(request: HttpRequest, document: Campaign | Decision, form: RecipientForm) -> bool:
    try:
        made = deliveries.add(document, actor=request.user, **form.cleaned_data)
    except NotAllowed as refusal:
        form.add_error("recipient", refusal.reasons)
        return False
    messages.success(request, _("Đã thêm nơi nhận “%(name)s”.") % {"name": made.recipient})
    return True


def _tabs(show: str, found: QuerySet[Delivery]) -> list[dict[str, Any]]:
    counts = found.aggregate(**{f"of_{name}": Count("pk", filter=which) for name, (_label, which) in SHOWS.items()})
    return [
        {"url": f"?{urlencode({'show': name})}", "label": label, "count": counts[f"of_{name}"], "current": name == show}
        for name, (label, _which) in SHOWS.items()
    ]
