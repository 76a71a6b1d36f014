"""The office's reports to the Director: beginning one, writing in it, how often, and its verbs."""

from collections.abc import Mapping
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.guards import why_no_campaign_report
from campaigns.models import Campaign, CampaignReport, ReportInterval
from campaigns.permissions import can_draft_report, capacity_on
from campaigns.reporting import interval_of
from campaigns.states import CampaignReportKind, CampaignReportState
from nominations.campaign_figures import figures_of
from organisation.models import User
from organisation.states import Role
from workflows import clock, content
from workflows.engine import Act, Knock, Seen, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of

WRITTEN = ("kind", "assessment", "difficulties", "lessons", "proposals")
MOST_DAYS = 366


def begin(campaign: Campaign, kind: str, *, actor: User) -> CampaignReport:
    """The report that is open in the campaign, or a new one of that kind.

    Raises NotPermitted, NotAllowed where the campaign has not begun, or is closed.
    """
    with transaction.atomic():
        locked: Campaign = lock(campaign)
        _may_write(locked, actor)
        known = locked.reports.exclude(state=CampaignReportState.NOTED).first()
        if known:
            return known
        if reasons := list(why_no_campaign_report(locked, kind)):
            raise NotAllowed(reasons, subject=locked)
        report = CampaignReport(
            organisation_id=locked.organisation_id, campaign=locked, kind=CampaignReportKind(kind),
            created_at=clock.now(),
        )  # fmt: skip
        return content.create(report)


def write(report: CampaignReport, written: Mapping[str, str], *, actor: User, seen: Seen) -> None:
    """Writes `WRITTEN`. Raises StaleContent when another one saved since `seen`, NotAllowed once it is presented."""
    with transaction.atomic():
        locked: CampaignReport = lock(report)
        _may_write(locked, actor)
        if not locked.is_editable:
            words = _("Báo cáo đang ở trạng thái “%(state)s”, không sửa được nữa.")
            raise NotAllowed([words % {"state": locked.get_state_display()}], subject=locked)
        if (locked.version, locked.content_hash) != (int(seen[0] or 0), seen[1]):
            raise StaleContent(locked, seen[1] or "")
        for name in WRITTEN:
            setattr(locked, name, written[name])
        content.store(locked, WRITTEN)


def present(report: CampaignReport, **knock: Unpack[Knock]) -> Act:
    """The head of the office presents it; its figures are those of this moment from now on."""
    return perform(report, "present", data={"figures": figures_of(report.campaign)}, **knock)


def take_back(report: CampaignReport, **knock: Unpack[Knock]) -> Act:
    """The office takes it back, as long as no leader has answered."""
    return perform(report, "take_back", **knock)


def note(report: CampaignReport, **knock: Unpack[Knock]) -> Act:
    """A leader takes note of it, with or without directions."""
    return perform(report, "note", **knock)


def hand_back(report: CampaignReport, **knock: Unpack[Knock]) -> Act:
    """Back to the office, with the reason."""
    return perform(report, "hand_back", **knock)


def set_interval(campaign: Campaign, days: int, *, actor: User, seen: str) -> None:
    """From now on a report falls due so many days after the last one; 0: none does.

    `seen` is the key of the row that stood on the screen, "" for none. Raises NotPermitted for anybody but the head of
    the campaign's office, StaleContent when another one was faster.
    """
    with transaction.atomic():
        locked: Campaign = lock(campaign)
        now = clock.now()
        if not capacity_on(roles_of(actor, now), locked.pk, locked.organisation_id, Role.OFFICE_HEAD):
            raise NotPermitted
        last = interval_of(locked)
        if seen != str(last.pk if last else ""):
            raise StaleContent(locked, seen)
        if not last or last.days != days:
            ReportInterval.objects.create(campaign=locked, days=days, written_by=actor, written_at=now)


def _may_write(subject: Campaign | CampaignReport, actor: User) -> None:
    at = clock.now()
    if can_draft_report(Act("draft_report", actor, at, roles=roles_of(actor, at)), subject) is None:
        raise NotPermitted
