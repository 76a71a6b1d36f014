"""Who an account is, right now, and what that lets it do to a campaign."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Assignment, Campaign, CampaignReport, Inspection, ProgressReport
from organisation.models import User
from organisation.selectors import authority_of
from organisation.states import Role
from workflows.errors import NotPermitted
from workflows.models import AuditEvent
from workflows.rules import Capacity

OFFICE = (Role.OFFICE_REVIEWER, Role.OFFICE_HEAD)
LEADERS = (Role.DIRECTOR, Role.DEPUTY_DIRECTOR)
UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
OVERSEERS = (*OFFICE, *LEADERS, Role.COUNCIL_SECRETARY, Role.RECORDS_CLERK, Role.AUDITOR)


@dataclass(frozen=True)
class Roles:
    """The grants of one account at one moment, by role: unit ids, organisation ids (root unit), campaign ids."""

    user_id: int
    person_id: int
    at: datetime
    accounts: set[int] = field(default_factory=set)  # of the same person: duties are separated between people
    units: dict[str, set[int]] = field(default_factory=dict)
    organisations: dict[str, set[int]] = field(default_factory=dict)
    campaigns: dict[str, set[int]] = field(default_factory=dict)

    def on_unit(self, unit_id: int, *roles: str) -> str | None:
        """The first of the roles that the account holds on the unit."""
        return next((role for role in roles if unit_id in self.units.get(role, ())), None)

    def on_campaign(self, campaign_id: int, organisation_id: int, *roles: str) -> str | None:
        """The first of the roles that the account holds on the campaign or on its whole organisation."""
        return next(
            (
                role
                for role in roles
                if organisation_id in self.organisations.get(role, ()) or campaign_id in self.campaigns.get(role, ())
            ),
            None,
        )

    def unit_ids(self, *roles: str) -> set[int]:
        return set().union(*(self.units.get(role, ()) for role in roles))

    def organisation_ids(self, *roles: str) -> set[int]:
        return set().union(*(self.organisations.get(role, ()) for role in roles))

    def campaign_ids(self, *roles: str) -> set[int]:
        return set().union(*(self.campaigns.get(role, ()) for role in roles))

    def any_of(self, *roles: str) -> bool:
        """Does the account hold one of the roles anywhere?"""
        return any(self.units.get(role) or self.campaigns.get(role) for role in roles)


GRANTS = """
SELECT p.codename, g.content_object_id, u.organisation_id, u.parent_id IS NULL AND NOT u.is_external, 'unit',
       g.valid_from, g.valid_to
  FROM organisation_unitgrant g
  JOIN auth_permission p ON p.id = g.permission_id
  JOIN organisation_unit u ON u.id = g.content_object_id
  JOIN organisation_user a ON a.id = g.user_id
 WHERE g.user_id = %s AND a.is_active
UNION ALL
SELECT p.codename, g.content_object_id, NULL, FALSE, 'campaign', g.valid_from, g.valid_to
  FROM campaigns_campaigngrant g
  JOIN auth_permission p ON p.id = g.permission_id
  JOIN organisation_user a ON a.id = g.user_id
 WHERE g.user_id = %s AND a.is_active
UNION ALL
SELECT '', a.id, NULL, FALSE, 'account', NULL, NULL
  FROM organisation_user me
  JOIN organisation_user a ON COALESCE(me.same_person_as_id, me.id) IN (a.id, a.same_person_as_id)
 WHERE me.id = %s
"""  # one statement, because every act asks it behind its lock; dates are judged by the database's present, in `roles`


class GrantsReader:
    """Reads all grants of an account in one statement; none for an account that is switched off."""

    def statement(self, user: Any) -> tuple[str, list[Any]]:
        return GRANTS, [user.pk, user.pk, user.pk]

    def roles(self, user: Any, at: datetime, rows: Sequence[tuple]) -> Roles:
        roles = Roles(user.pk, user.person_id, at, accounts={user.pk, user.person_id})
        for role, object_id, organisation_id, is_root, level, valid_from, valid_to in rows:
            if not _holds(at, valid_from, valid_to):
                continue
            if level == "account":
                roles.accounts.add(object_id)
            elif level == "campaign":
                roles.campaigns.setdefault(role, set()).add(object_id)
            else:
                roles.units.setdefault(role, set()).add(object_id)
                if is_root:
                    roles.organisations.setdefault(role, set()).add(organisation_id)
        return roles


grants_reader = GrantsReader()


def _holds(at: datetime, valid_from: Any, valid_to: Any) -> bool:
    start, end = _aware(valid_from), _aware(valid_to)
    return (start is None or start <= at) and (end is None or at < end)


def _aware(bound: Any) -> datetime | None:
    """SQLite answers a raw statement with text, or a time without a zone, in UTC."""
    moment = datetime.fromisoformat(bound) if isinstance(bound, str) else bound
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def capacity_on(roles: Roles, campaign_id: int, organisation_id: int, *wanted: str) -> Capacity | None:
    role = roles.on_campaign(campaign_id, organisation_id, *wanted)
    return Capacity(role) if role else None


def signing_capacity(
    actor: User, roles: Roles, *, campaign_id: int, organisation_id: int, document_type: str
) -> Capacity | None:
    """May this leader sign this type of document now? Only by a dated authority (NĐ 30/2020, Điều 13)."""
    role = roles.on_campaign(campaign_id, organisation_id, *LEADERS)
    if role is None:
        return None
    authority = authority_of(actor, organisation_id=organisation_id, document_type=document_type, at=roles.at)
    return Capacity(role, authority.on_behalf_of, str(authority.pk)) if authority else None


# A plan: the office drafts, its head submits, a leader who did not submit it signs or sends it back.

SUBMITTED_BY = _("Người đã trình kế hoạch không được phê duyệt hoặc trả lại kế hoạch đó.")


def can_revise(act: Any, campaign: Campaign) -> Capacity | None:
    return capacity_on(act.roles, campaign.pk, campaign.organisation_id, *OFFICE)


def can_approve(act: Any, campaign: Campaign) -> Capacity | None:
    """By a dated authority to sign plans; never, under any account, who submitted it."""
    return _not_by_who_submitted(act, campaign, _signing_plans(act, campaign))


def _signing_plans(act: Any, campaign: Campaign) -> Capacity | None:
    return signing_capacity(
        act.actor, act.roles, campaign_id=campaign.pk, organisation_id=campaign.organisation_id, document_type="plan"
    )


def _sending_back(act: Any, campaign: Campaign) -> Capacity | None:
    capacity = capacity_on(act.roles, campaign.pk, campaign.organisation_id, *LEADERS)
    return _not_by_who_submitted(act, campaign, capacity)


def _not_by_who_submitted(act: Any, campaign: Campaign, capacity: Capacity | None) -> Capacity | None:
    if capacity and campaign.submitted_by_id in act.roles.accounts:
        raise NotPermitted(SUBMITTED_BY, rule="submitted_by")
    return capacity


def _by_office_head(act: Any, campaign: Campaign) -> Capacity | None:
    return capacity_on(act.roles, campaign.pk, campaign.organisation_id, Role.OFFICE_HEAD)


can_close_nominations = can_reopen_nominations = can_conclude = can_archive = _by_office_head


def can_launch(act: Any, campaign: Campaign) -> Capacity | None:
    """The head of the office, or a leader who may sign the plan."""
    return _by_office_head(act, campaign) or _signing_plans(act, campaign)


def can_cancel(act: Any, campaign: Campaign) -> Capacity | None:
    return capacity_on(act.roles, campaign.pk, campaign.organisation_id, Role.DIRECTOR)


# Reports on duties and targets: the unit writes, its head hands in, the office accepts what somebody else handed in.

REPORTED_BY = _("Người đã nộp báo cáo không được xác nhận hoặc trả lại báo cáo đó.")


def can_report(act: Any, subject: Assignment | ProgressReport) -> Capacity | None:
    """Writing a report, or beginning one: not a verb, the state stays."""
    return _in_the_unit(act, subject, UNIT, OFFICE)


def can_submit(act: Any, subject: Campaign | ProgressReport) -> Capacity | None:
    """A plan by the head of the office, a report by the head of the unit."""
    if isinstance(subject, Campaign):
        return _by_office_head(act, subject)
    return _in_the_unit(act, subject, (Role.UNIT_HEAD,), (Role.OFFICE_HEAD,))


def can_withdraw(act: Any, subject: Campaign | ProgressReport) -> Capacity | None:
    """Before anybody answered: a plan by the head of the office, a report by whoever may write it."""
    if isinstance(subject, Campaign):
        return _by_office_head(act, subject)
    return can_report(act, subject)


def can_accept(act: Any, report: ProgressReport) -> Capacity | None:
    """The office; never, under any account, who handed the report in, the last time or ever."""
    capacity = capacity_on(act.roles, report.campaign_id, report.organisation_id, *OFFICE)
    if capacity and (report.reported_by_id in act.roles.accounts or _ever_reported(act, report)):
        raise NotPermitted(REPORTED_BY, rule="reported_by")
    return capacity


def can_send_back(act: Any, subject: Campaign | ProgressReport) -> Capacity | None:
    """A plan by a leader, a report by the office; with the reason."""
    if isinstance(subject, Campaign):
        return _sending_back(act, subject)
    return can_accept(act, subject)


def _in_the_unit(
    act: Any, subject: Assignment | ProgressReport, roles: Sequence[str], office: Sequence[str]
) -> Capacity | None:
    """One of the roles on the unit; the issuing body's own tasks are its office's to report on, and so are those of an
    owner whom the register does not know."""
    unit = subject.unit
    if unit is None:
        campaign: Campaign = subject.campaign
        return capacity_on(act.roles, campaign.pk, campaign.organisation_id, *office) if subject.owner else None
    role = act.roles.on_unit(unit.pk, *roles)
    if role:
        return Capacity(role)
    return capacity_on(act.roles, subject.campaign_id, unit.organisation_id, *office) if unit.is_body else None


def _ever_reported(act: Any, report: ProgressReport) -> bool:
    handed_in = AuditEvent.objects.filter(
        object_type=report.object_type(), object_id=report.pk, verb="submit", actor_id__in=act.roles.accounts
    )
    return handed_in.exists()


# Reports to the Director: the office writes, its head presents, a leader who did not present it answers.

PRESENTED_BY = _("Người đã trình báo cáo không được ghi nhận hoặc trả lại báo cáo đó.")


def can_draft_report(act: Any, subject: Campaign | CampaignReport) -> Capacity | None:
    """Beginning a report, or writing in one: not a verb, the state stays."""
    campaign_id = subject.campaign_id if isinstance(subject, CampaignReport) else subject.pk
    return capacity_on(act.roles, campaign_id, subject.organisation_id, *OFFICE)


def can_present(act: Any, report: CampaignReport) -> Capacity | None:
    return capacity_on(act.roles, report.campaign_id, report.organisation_id, Role.OFFICE_HEAD)


can_take_back = can_present


def can_note(act: Any, report: CampaignReport) -> Capacity | None:
    """The Director or a deputy; never, under any account, who presented it."""
    capacity = capacity_on(act.roles, report.campaign_id, report.organisation_id, *LEADERS)
    if capacity and report.presented_by_id in act.roles.accounts:
        raise NotPermitted(PRESENTED_BY, rule="presented_by")
    return capacity


can_hand_back = can_note


# Inspections: the office plans, announces, finds and concludes; the unit mends, and its head says that it has.

MENDED_BY = _("Người đã báo cáo khắc phục không được kết luận hoặc yêu cầu khắc phục tiếp.")


def can_inspect(act: Any, subject: Campaign | Inspection) -> Capacity | None:
    """The office. To plan an inspection, or to write in one, is no verb: the state stays."""
    campaign_id = subject.campaign_id if isinstance(subject, Inspection) else subject.pk
    return capacity_on(act.roles, campaign_id, subject.organisation_id, *OFFICE)


can_announce = can_record_findings = can_call_off = can_inspect


def can_follow_up(act: Any, inspection: Inspection) -> Capacity | None:
    """Writing what the unit has done: not a verb, the state stays."""
    role = act.roles.on_unit(inspection.unit_id, *UNIT)
    return Capacity(role) if role else None


def can_mend(act: Any, inspection: Inspection) -> Capacity | None:
    role = act.roles.on_unit(inspection.unit_id, Role.UNIT_HEAD)
    return Capacity(role) if role else None


def can_settle(act: Any, inspection: Inspection) -> Capacity | None:
    """The office; never, under any account, who said for the unit that it has mended."""
    capacity = can_inspect(act, inspection)
    if capacity and inspection.mended_by_id in act.roles.accounts:
        raise NotPermitted(MENDED_BY, rule="mended_by")
    return capacity


can_ask_more = can_settle
