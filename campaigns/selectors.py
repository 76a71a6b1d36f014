"""Which campaigns, tasks and reports an account meets."""

from django.db.models import Count, Q, QuerySet

from campaigns.models import Assignment, Campaign, CampaignReport, Evidence, Inspection, ProgressReport
from campaigns.permissions import LEADERS, OFFICE, OVERSEERS, UNIT, Roles
from campaigns.states import AssignmentKind, CampaignReportState, CampaignState, InspectionState, ProgressState
from organisation.states import Role

UNSIGNED = (CampaignState.DRAFT, CampaignState.SUBMITTED)  # what no leader has signed yet concerns no unit
ABOVE = tuple(role for role in OVERSEERS if role != Role.AUDITOR)
PICTURES = ("image/jpeg", "image/png")
BODY = {"unit__parent": None, "unit__is_external": False}  # the organisation itself


def campaigns_for(roles: Roles) -> QuerySet[Campaign]:
    """The campaigns one's units take part in, and those of the organisations one works for."""
    mine = Q(participations__unit_id__in=roles.unit_ids(*UNIT)) & ~Q(state__in=UNSIGNED)
    over = Q(organisation_id__in=roles.organisation_ids(*Role.values)) | Q(pk__in=roles.campaign_ids(*Role.values))
    return Campaign.objects.filter(mine | over).distinct()


def campaigns_run_for(roles: Roles) -> QuerySet[Campaign]:
    """Those whose plan the account drafts, or that it leads: to anybody else their verbs are missing."""
    over = Q(organisation_id__in=roles.organisation_ids(*OFFICE, *LEADERS))
    return Campaign.objects.filter(over | Q(pk__in=roles.campaign_ids(*OFFICE, *LEADERS)))


def overlapping_with(campaign: Campaign, roles: Roles) -> QuerySet[Campaign]:
    """The body's other campaigns that some of the same units are called on in for some of the same days.

    Each has `shared`: how many units. One whose days are not known overlaps with none.
    """
    beside = campaigns_for(roles).filter(
        organisation=campaign.organisation_id, starts_on__lte=campaign.ends_on, ends_on__gte=campaign.starts_on
    ) if campaign.starts_on and campaign.ends_on else Campaign.objects.none()  # fmt: skip
    units = campaign.participations.values("unit")
    return (
        Campaign.objects.filter(pk__in=beside.exclude(pk=campaign.pk).values("pk"), participations__unit__in=units)
        .exclude(state__in=(CampaignState.CONCLUDED, CampaignState.ARCHIVED, CampaignState.CANCELLED))
        .annotate(shared=Count("participations"))
        .defer("plan")
        .order_by("starts_on", "pk")
    )


def plans_to_sign_for(roles: Roles) -> QuerySet[Campaign]:
    """Submitted to the leaders, who have not answered yet."""
    over = Q(organisation_id__in=roles.organisation_ids(*LEADERS)) | Q(pk__in=roles.campaign_ids(*LEADERS))
    return Campaign.objects.filter(over, state=CampaignState.SUBMITTED).defer("plan", "settings")


def _over(roles: Roles, *wanted: str, through: str = "") -> Q:
    organisations, campaigns = roles.organisation_ids(*wanted), roles.campaign_ids(*wanted)
    return Q(**{f"{through}organisation_id__in": organisations}) | Q(campaign_id__in=campaigns)


def assignments_for(roles: Roles) -> QuerySet[Assignment]:
    """What one's units have to do, once the plan is approved; for those who oversee the campaign, everything."""
    mine = Q(unit_id__in=roles.unit_ids(*UNIT)) & ~Q(campaign__state__in=UNSIGNED)
    return Assignment.objects.filter(mine | _over(roles, *OVERSEERS, through="campaign__"))


def own_assignments_for(roles: Roles) -> QuerySet[Assignment]:
    """What one reports on: one's units' tasks, and, in the office, those of the issuing body itself and of owners whom
    the register does not know."""
    mine = Q(unit_id__in=roles.unit_ids(*UNIT))
    outside = Q(unit=None) & ~Q(owner="")
    bodys = _over(roles, *OFFICE, through="campaign__") & (Q(unit__isnull=False, **BODY) | outside)
    return Assignment.objects.filter(mine | bodys, stands=True).exclude(campaign__state__in=UNSIGNED)


def reports_for(roles: Roles) -> QuerySet[ProgressReport]:
    """One's own units' reports; for the office and above, what was handed in; for the auditor, everything."""
    handed_in = _over(roles, *ABOVE) & ~Q(state=ProgressState.DRAFT)
    return ProgressReport.objects.filter(_own(roles) | handed_in | _over(roles, Role.AUDITOR))


def own_reports_for(roles: Roles) -> QuerySet[ProgressReport]:
    """Those that the account writes."""
    return ProgressReport.objects.filter(_own(roles))


def _own(roles: Roles) -> Q:
    return Q(unit_id__in=roles.unit_ids(*UNIT)) | (_over(roles, *OFFICE) & Q(**BODY))


def reports_to_write_for(roles: Roles) -> QuerySet[ProgressReport]:
    """Begun, or sent back to be mended."""
    return own_reports_for(roles).filter(state__in=(ProgressState.DRAFT, ProgressState.RETURNED))


def reports_to_check_for(roles: Roles) -> QuerySet[ProgressReport]:
    """The office's queue."""
    return ProgressReport.objects.filter(_over(roles, *OFFICE), state=ProgressState.SUBMITTED)


def evidence_for(roles: Roles) -> QuerySet[Evidence]:
    return Evidence.objects.filter(report__in=reports_for(roles))


def pictures_for(roles: Roles) -> QuerySet[Evidence]:
    """Those of events, for everybody whom the campaign reaches."""
    return _of_events(roles).filter(content_type__in=PICTURES)


def event_plans_for(roles: Roles) -> QuerySet[Evidence]:
    """The detailed plans of events, for the same readers."""
    return _of_events(roles).filter(is_plan=True)


def _of_events(roles: Roles) -> QuerySet[Evidence]:
    """Files of events that stand, once the office has confirmed them."""
    return Evidence.objects.filter(
        report__state=ProgressState.ACCEPTED, report__assignment__kind=AssignmentKind.EVENT,
        report__assignment__stands=True, report__campaign__in=campaigns_for(roles).values("pk"),
    )  # fmt: skip


def campaign_reports_for(roles: Roles) -> QuerySet[CampaignReport]:
    """For the office and the auditor every report; for those above, what was presented and not taken back."""
    shown = _over(roles, *ABOVE) & ~Q(state=CampaignReportState.DRAFT)
    return CampaignReport.objects.filter(_over(roles, *OFFICE, Role.AUDITOR) | shown)


def own_campaign_reports_for(roles: Roles) -> QuerySet[CampaignReport]:
    """Those that the account writes."""
    return CampaignReport.objects.filter(_over(roles, *OFFICE))


def reports_to_answer_for(roles: Roles) -> QuerySet[CampaignReport]:
    """Presented to the leaders, who have not answered yet."""
    return CampaignReport.objects.filter(_over(roles, *LEADERS), state=CampaignReportState.PRESENTED)


def inspections_for(roles: Roles) -> QuerySet[Inspection]:
    """Of one's own units what was announced to them; for those who oversee the campaign, everything."""
    return Inspection.objects.filter(_inspected(roles) | _over(roles, *OVERSEERS))


def own_inspections_for(roles: Roles) -> QuerySet[Inspection]:
    """Those that the account writes in, one time or another."""
    return Inspection.objects.filter(_inspected(roles) | _over(roles, *OFFICE))


def _inspected(roles: Roles) -> Q:
    return Q(unit_id__in=roles.unit_ids(*UNIT), announced_at__isnull=False)


def inspections_to_handle_for(roles: Roles) -> QuerySet[Inspection]:
    """What waits for the unit to mend, and for the office to conclude."""
    mine = _inspected(roles) & Q(state=InspectionState.TO_MEND)
    return Inspection.objects.filter(mine | (_over(roles, *OFFICE) & Q(state=InspectionState.MENDED)))
