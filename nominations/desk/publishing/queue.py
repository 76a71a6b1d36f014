"""What waits for being posted on each portal, what was posted there, and one thing with its log."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from campaigns.models import Campaign
from nominations.desk.acting import VerbForm, new_key
from nominations.desk.paging import before_of
from nominations.exports import finding
from nominations.models import Publication
from nominations.models.publication import ADDRESS
from nominations.publishing import channels_of, overdue_among, rules_of
from nominations.selectors import publications_for, publishing_campaigns_for
from nominations.services import publications as services
from nominations.shown import shown_events
from nominations.states import PublicationState
from organisation.formfields import CleanCharField, DateField
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers

PAGE = 50
MOST_CAMPAIGNS = 20  # running at once, for which news can be noted here


class PostedForm(VerbForm):
    """When and where something was posted, and for whom."""

    day = DateField(label=gettext_lazy("Ngày đăng"), error_messages={"required": gettext_lazy("Hãy ghi ngày đăng.")})
    address = forms.URLField(
        label=gettext_lazy("Địa chỉ tin"), max_length=ADDRESS, assume_scheme="https",
        help_text=gettext_lazy("Chép từ thanh địa chỉ của trình duyệt, ví dụ https://…"),
        error_messages={
            "required": gettext_lazy("Hãy ghi địa chỉ tin đã đăng."),
            "invalid": gettext_lazy("Địa chỉ không đúng. Hãy chép lại từ thanh địa chỉ của trình duyệt."),
        },
    )  # fmt: skip
    audience = CleanCharField(label=gettext_lazy("Người đọc"), max_length=300, required=False)

    def more(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("day", "address", "audience")}


class NewsForm(forms.Form):
    """Something of the publisher's own, on one of the portals."""

    title = CleanCharField(label=gettext_lazy("Nội dung đăng"), max_length=300)
    channel = forms.ChoiceField(label=gettext_lazy("Nơi đăng"))

    def __init__(self, *args: Any, campaign: Campaign, **more: Any) -> None:
        super().__init__(*args, auto_id=f"news-{campaign.pk}-%s", **more)
        self.fields["channel"].choices = [(name, name) for name in channels_of(campaign)]  # type: ignore[attr-defined]


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """In line by default, else the log; on all portals or on one."""
    return render(request, "publishing/publications.html", _queue(request))


@require_POST
def note_news(request: HttpRequest, pk: int) -> HttpResponse:
    """A new line in the queue; what was typed stays on the page until it is sound."""
    campaign = get_object_or_404(publishing_campaigns_for(request.roles), pk=pk)
    form = NewsForm(request.POST, campaign=campaign)
    if not form.is_valid():
        return render(request, "publishing/publications.html", _queue(request, form, campaign), status=422)
    return redirect(services.note_news(campaign, actor=request.user, **form.cleaned_data))


@require_safe
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(
        publications_for(request.roles).select_related("campaign", "organisation", "posted_by", "decision").defer(
            "decision__paper"), pk=pk
    )  # fmt: skip
    return page_of(request, found)


def page_of(request: HttpRequest, found: Publication, form: PostedForm | None = None) -> HttpResponse:
    """The thing with its log; a form that was not sound keeps what was typed."""
    offered = offers(found, request.user, roles=request.roles)
    if form is None and offered:
        content.keep(found)  # so that a stale form can be shown what changed
    rule = rules_of([found.campaign])[found.campaign_id]
    today = localdate(request.now)
    begun = {"day": f"{today:%d/%m/%Y}", "address": found.address, "audience": found.audience}
    context = {
        "publication": found, "subject": found, "key": new_key(), "offers": offered, "rule": rule,
        "waits": (today - localdate(found.since)).days - rule.days if found.state == PublicationState.DUE else 0,
        "form": form or PostedForm(initial=begun),
        "events": shown_events(list(history_of(found).order_by("-seq"))),
    }  # fmt: skip
    return render(request, "publishing/publication.html", context, status=422 if form and form.errors else 200)


def posted(request: HttpRequest, pk: int) -> HttpResponse | None:
    """A sound form goes on to the verb; another one is shown again as it was typed, with what is wrong."""
    form = PostedForm(request.POST)
    found = publications_for(request.roles).select_related("campaign", "organisation").filter(pk=pk).first()
    if found is None or form.is_valid() or found.state != PublicationState.DUE:
        return None
    return page_of(request, found, form)


def _queue(request: HttpRequest, form: NewsForm | None = None, about: Campaign | None = None) -> dict[str, Any]:
    show = request.GET.get("show", "")
    show = show if show in PublicationState.values else PublicationState.DUE.value
    mine = publications_for(request.roles)
    channels = list(mine.order_by("channel").values_list("channel", flat=True).distinct()[:20])
    channel = request.GET.get("channel", "")
    channel = channel if channel in channels else ""
    before = before_of(request)
    found = finding.publications(request.roles, request.GET, request.now)
    page = list((found.filter(pk__lt=before) if before else found)[: PAGE + 1])
    older = {"show": show, "channel": channel, "before": page[PAGE - 1].pk} if len(page) > PAGE else None
    today = localdate(request.now)
    rules = rules_of({row.campaign_id: row.campaign for row in page}.values())
    campaigns = list(publishing_campaigns_for(request.roles).order_by("-pk")[:MOST_CAMPAIGNS])
    return {
        "show": show,
        "rows": [(row, (today - localdate(row.since)).days - rules[row.campaign_id].days) for row in page[:PAGE]],
        "tabs": _tabs("show", show, PublicationState.choices, channel=channel),
        "channels": _tabs("channel", channel, [("", _("Mọi nơi đăng")), *((one, one) for one in channels)], show=show),
        "quiet": [
            (one, one.waits(today)) for one in overdue_among(publishing_campaigns_for(request.roles), today)
            if one.publication is None
        ],
        "forms": [
            (one, form if form and about == one else NewsForm(campaign=one)) for one in campaigns if channels_of(one)
        ],
        "older": f"?{urlencode(older)}" if older else "",
        "newer": f"?{urlencode({'show': show, 'channel': channel})}" if before else "",
    }  # fmt: skip


def _tabs(name: str, now: str, choices: Any, **more: str) -> list[dict[str, Any]]:
    return [
        {"url": f"?{urlencode({**more, name: value})}", "label": label, "current": value == now}
        for value, label in choices
    ]
