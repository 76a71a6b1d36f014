"""The office's reports to the Director: those of a campaign, one of them, writing it, and how often one falls due."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns.models import Campaign, CampaignReport
from campaigns.permissions import OFFICE, Roles
from campaigns.reporting import interval_of, lacks_review, next_due, report_before
from campaigns.selectors import campaign_reports_for, own_campaign_reports_for
from campaigns.states import CampaignReportKind, CampaignReportState
from nominations.campaign_figures import figures_of, lines_of
from nominations.desk.acting import VerbForm, new_key
from nominations.selectors import boards_for
from nominations.services import campaign_reports as services
from nominations.shown import shown_events
from organisation.formfields import CleanCharField
from organisation.states import Role
from workflows import content
from workflows.audit import history_of
from workflows.engine import offers

WORDS_LIMIT = 10_000
RELATED = ("campaign", "organisation", "presented_by", "answered_by")


class ReportForm(VerbForm):
    """What the office writes; the figures beside it come by themselves."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("Loại báo cáo"), choices=CampaignReportKind.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, report: CampaignReport, **more: Any) -> None:
        super().__init__(*args, initial={name: getattr(report, name) for name in services.WRITTEN}, **more)
        for name in services.WRITTEN[1:]:
            label = CampaignReport._meta.get_field(name).verbose_name
            words = forms.Textarea(attrs={"rows": 6, "lang": "vi"})
            self.fields[name] = CleanCharField(
                label=str(label).capitalize(), max_length=WORDS_LIMIT, multiline=True, required=False, widget=words
            )

    def written(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in services.WRITTEN}


class IntervalForm(forms.Form):
    """How often; the key of the setting that stood on the screen."""

    days = forms.IntegerField(
        label=gettext_lazy("Số ngày giữa hai báo cáo"), min_value=0, max_value=services.MOST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
        help_text=gettext_lazy("Kế hoạch không nêu nhịp báo cáo; đây là nhịp Văn phòng tự đặt. Ghi 0 để không nhắc."),
        error_messages={"required": gettext_lazy("Hãy ghi số ngày, hoặc 0 để không nhắc.")},
    )  # fmt: skip
    seen = forms.CharField(max_length=20, required=False)


@require_safe
def campaign_reports(request: HttpRequest, pk: int) -> HttpResponse:
    return _all(request, get_object_or_404(boards_for(request.roles), pk=pk))


def _all(request: HttpRequest, campaign: Campaign, form: IntervalForm | None = None) -> HttpResponse:
    interval, found = interval_of(campaign), campaign_reports_for(request.roles).filter(campaign=campaign)
    rows = list(found.select_related(*RELATED).order_by("-created_at", "-pk"))
    due = next_due(campaign)
    context = {
        "campaign": campaign, "rows": rows, "interval": interval, "due": due, "kinds": CampaignReportKind,
        "is_due": due is not None and due <= localtime(request.now).date(),
        "lacks_review": lacks_review(campaign, request.now), "writes": _writes(request.roles, campaign),
        "open": next((one for one in rows if one.state != CampaignReportState.NOTED), None),
        "form": form or IntervalForm(initial={"days": interval.days if interval else 0}),
        "seen": form.data.get("seen", "") if form else str(interval.pk if interval else ""),
        "sets": request.roles.on_campaign(campaign.pk, campaign.organisation_id, Role.OFFICE_HEAD),
    }  # fmt: skip
    return render(request, "progress/campaign_reports.html", context, status=422 if form else 200)


def _writes(roles: Roles, campaign: Campaign) -> bool:
    return roles.on_campaign(campaign.pk, campaign.organisation_id, *OFFICE) is not None


@require_POST
def begin_campaign_report(request: HttpRequest, pk: int) -> HttpResponse:
    """The report that is open, or a new one; a double click begins one."""
    campaign = get_object_or_404(boards_for(request.roles), pk=pk)
    kind = request.POST.get("kind", "")
    wanted = kind if kind in CampaignReportKind.values else CampaignReportKind.INTERIM
    report = services.begin(campaign, wanted, actor=request.user)
    return redirect("campaign_report_edit", report.pk) if report.is_editable else redirect(report)


@require_POST
def report_interval(request: HttpRequest, pk: int) -> HttpResponse:
    campaign, form = get_object_or_404(boards_for(request.roles), pk=pk), IntervalForm(request.POST)
    if not form.is_valid():
        return _all(request, campaign, form)
    services.set_interval(
        campaign, form.cleaned_data["days"], actor=request.user, seen=form.cleaned_data["seen"]
    )  # fmt: skip
    messages.success(request, _("Đã lưu nhịp báo cáo."))
    return redirect("campaign_reports", pk)


@require_safe
def campaign_report(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(campaign_reports_for(request.roles).select_related(*RELATED), pk=pk)
    offered = offers(found, request.user, roles=request.roles)
    if any(offer.is_open for offer in offered):
        content.keep(found)  # so that a stale answer can be shown what changed
    before = report_before(found)
    figures = figures_of(found.campaign) if found.is_editable else found.figures
    context = {
        "report": found, "campaign": found.campaign, "offers": offered, "before": before,
        "is_live": found.is_editable, "sections": lines_of(figures, before.figures if before else None),
        "words": [(found._meta.get_field(name).verbose_name, getattr(found, name)) for name in services.WRITTEN[1:]],
        "can_edit": found.is_editable and _writes(request.roles, found.campaign),
        "events": shown_events(list(history_of(found).order_by("-seq"))),
    }  # fmt: skip
    return render(request, "progress/campaign_report.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def campaign_report_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed stays on the page until it is sound."""
    report = get_object_or_404(own_campaign_reports_for(request.roles).select_related(*RELATED), pk=pk)
    if not report.is_editable and request.method != "POST":
        return redirect(report)
    form = ReportForm(request.POST or None, report=report)
    if form.is_bound and form.is_valid():
        services.write(report, form.written(), actor=request.user, seen=form.seen())
        messages.success(request, _("Đã lưu báo cáo."))
        return redirect(report)
    context = {"report": report, "subject": report, "campaign": report.campaign, "form": form, "key": new_key()}
    return render(request, "progress/campaign_report_form.html", context, status=422 if form.errors else 200)
