"""The periods in which the public was asked about a campaign's lists: all of them, a new one, one with its comments."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.models import Campaign
from campaigns.permissions import OFFICE, Roles
from nominations.consulting import WAITING
from nominations.desk.paging import before_of
from nominations.exports import finding
from nominations.exports.finding import CONSIDERING
from nominations.models import Comment, ConsolidatedList, Consultation
from nominations.models.consultation import QUESTION
from nominations.selectors import COMMENT_READERS, boards_for, consultations_for
from nominations.services import consultations as services
from nominations.shown import shown_events
from nominations.states import UNDECIDED
from organisation.formfields import CleanCharField
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers
from workflows.errors import NotAllowed

PAGE = 50
USUAL, LONGEST = 10, 60  # working days


class PeriodForm(forms.Form):
    consolidated_list = forms.ModelChoiceField(
        label=gettext_lazy("Danh sách"), queryset=None, empty_label=None,
        error_messages={"required": gettext_lazy("Hãy chọn danh sách."),
                        "invalid_choice": gettext_lazy("Danh sách này không lấy ý kiến được nữa. Hãy chọn lại.")},
    )  # fmt: skip
    question = CleanCharField(
        label=gettext_lazy("Nội dung lấy ý kiến"), multiline=True, max_length=QUESTION,
        help_text=gettext_lazy(
            "Hiện nguyên văn trên cổng công khai. Ví dụ: Ai biết thông tin cần xem xét về tập thể, cá nhân trong danh "
            "sách thì gửi ý kiến, ghi rõ sự việc."
        ),
    )  # fmt: skip
    working_days = forms.IntegerField(
        label=gettext_lazy("Số ngày làm việc lấy ý kiến"), min_value=1, max_value=LONGEST,
        help_text=gettext_lazy("Tính từ ngày làm việc sau ngày mở, đến hết ngày cuối."),
    )  # fmt: skip
    holds_signing = forms.BooleanField(
        label=gettext_lazy("Chưa cho ký quyết định khi chưa hết thời gian hoặc còn ý kiến chưa xem xét"),
        required=False, help_text=gettext_lazy("Không chọn: trang ký chỉ cảnh báo, lãnh đạo vẫn ký được."),
    )  # fmt: skip

    def __init__(self, *args: Any, lists: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["consolidated_list"].queryset = lists  # type: ignore[attr-defined]


@require_safe
def campaign_consultations(request: HttpRequest, pk: int) -> HttpResponse:
    """Newest first, each with how many comments came and how many wait."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    before = before_of(request)
    found = consultations_for(request.roles).filter(campaign=campaign)
    found = found.filter(pk__lt=before) if before else found
    counted = found.annotate(comment_count=Count("comments"), waiting=Count("comments", filter=WAITING))
    page = list(counted.select_related("consolidated_list").order_by("-pk")[: PAGE + 1])
    context = {
        "campaign": campaign, "page": page[:PAGE], "prepares": _prepares(request.roles, campaign),
        "reads": _reads(request.roles, campaign),
        "older": f"?before={page[PAGE - 1].pk}" if len(page) > PAGE else "", "newer": "?" if before else "",
    }  # fmt: skip
    return render(request, "consulting/consultations.html", context)


def _prepares(roles: Roles, campaign: Campaign) -> bool:
    return roles.on_campaign(campaign.pk, campaign.organisation_id, *OFFICE) is not None


@require_http_methods(["GET", "HEAD", "POST"])
def prepare_consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed stays on the page until it is sound."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    if not _prepares(request.roles, campaign):
        raise Http404
    lists = ConsolidatedList.objects.filter(campaign=campaign, state__in=UNDECIDED).order_by("-pk")
    form = PeriodForm(request.POST or None, lists=lists, initial={"working_days": USUAL})
    if form.is_bound and form.is_valid() and (made := _prepared(request, form)):
        messages.success(request, _("Đã chuẩn bị đợt lấy ý kiến. Chưa ai ngoài cơ quan thấy cho đến khi mở."))
        return redirect(made)
    context = {"campaign": campaign, "form": form, "lists": lists}
    return render(request, "consulting/consultation_form.html", context, status=422 if form.errors else 200)


def _prepared(request: HttpRequest, form: PeriodForm) -> Consultation | None:
    try:
        return services.prepare(form.cleaned_data["consolidated_list"], form.cleaned_data, actor=request.user)
    except NotAllowed as refusal:
        form.add_error("consolidated_list", refusal.reasons)
        return None


@require_safe
def consultation(request: HttpRequest, pk: int) -> HttpResponse:
    """The period; and, for those who may read them, its comments, newest first."""
    found = get_object_or_404(
        consultations_for(request.roles).select_related("campaign", "consolidated_list", "created_by"), pk=pk
    )
    campaign = found.campaign
    offered = offers(found, request.user, roles=request.roles)
    if any(offer.is_open for offer in offered):
        content.keep(found)
    reads, before = _reads(request.roles, campaign), before_of(request)
    show = finding.one_of(request.GET, "show", CONSIDERING)
    asked = {"consultation": str(pk), "show": show}
    some = finding.comments(request.roles, asked, request.now, campaign) if reads else Comment.objects.none()
    page = list((some.filter(pk__lt=before) if before else some)[: PAGE + 1])
    counts = found.comments.aggregate(
        every=Count("pk"), **{f"of_{one}": Count("pk", filter=Q(state=one)) for one in CONSIDERING}
    )
    context = {
        "consultation": found, "campaign": campaign, "offers": {one.verb.name: one for one in offered},
        "is_public": found.takes_comments(request.now), "counts": counts, "waiting": counts["of_received"],
        "reads": reads, "page": page[:PAGE], "tabs": _tabs(show, counts),
        "older": f"?{urlencode({'show': show, 'before': page[PAGE - 1].pk})}" if len(page) > PAGE else "",
        "newer": f"?{urlencode({'show': show})}" if before else "",
        "events": shown_events(list(history_of(found).order_by("-seq"))),
    }  # fmt: skip
    return render(request, "consulting/consultation.html", context)


def _reads(roles: Roles, campaign: Campaign) -> bool:
    return roles.on_campaign(campaign.pk, campaign.organisation_id, *COMMENT_READERS) is not None


def _tabs(show: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    states = ((one.value, one.label, counts[f"of_{one}"]) for one in CONSIDERING)
    choices = [("", _("Tất cả"), counts["every"]), *states]
    return [
        {"url": f"?{urlencode({'show': value})}", "label": label, "count": count, "current": value == show}
        for value, label, count in choices
    ]
