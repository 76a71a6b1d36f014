"""When the office's reports to the Director fall due, and with which earlier one each is compared."""

from datetime import date, datetime, timedelta

from django.utils.timezone import localtime

from campaigns.models import Campaign, CampaignReport, ReportInterval
from campaigns.states import CampaignReportKind, CampaignReportState, CampaignState

BEGUN = (CampaignState.LAUNCHED, CampaignState.NOMINATIONS_CLOSED, CampaignState.CONCLUDED)


def interval_of(campaign: Campaign) -> ReportInterval | None:
    """The setting in force."""
    return campaign.report_intervals.order_by("-pk").first()


def next_due(campaign: Campaign) -> date | None:
    """The day on which the next interim report falls due: so long after the last one, or after the first day."""
    interval = interval_of(campaign)
    if interval is None or not interval.days:
        return None
    last = campaign.reports.exclude(presented_at=None).order_by("-presented_at").first()
    first = localtime(last.presented_at).date() if last and last.presented_at else campaign.starts_on
    return (first or localtime(interval.written_at).date()) + timedelta(days=interval.days)


def lacks_review(campaign: Campaign, now: datetime) -> bool:
    """Is the campaign over, and no final review noted? Such a campaign is not finished (plan, part III)."""
    if campaign.state not in BEGUN or not campaign.ends_on or localtime(now).date() <= campaign.ends_on:
        return False
    return not campaign.reports.filter(kind=CampaignReportKind.FINAL, state=CampaignReportState.NOTED).exists()


def report_before(report: CampaignReport) -> CampaignReport | None:
    """The last report that a leader noted before this one was presented, to compare with."""
    noted = report.campaign.reports.filter(state=CampaignReportState.NOTED).exclude(pk=report.pk)
    if report.presented_at:
        noted = noted.filter(presented_at__lt=report.presented_at)
    return noted.order_by("-presented_at", "-pk").first()
