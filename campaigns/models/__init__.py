from campaigns.models.assignment import Assignment
from campaigns.models.award_form import AwardForm
from campaigns.models.campaign import Campaign, Participation
from campaigns.models.campaign_report import CampaignReport, ReportInterval
from campaigns.models.grant import CampaignGrant
from campaigns.models.inspection import Inspection
from campaigns.models.progress_report import PARTICULARS, Evidence, ProgressReport
from campaigns.models.reminder import ReminderRule
from campaigns.models.round import Round

__all__ = [
    "PARTICULARS", "Assignment", "AwardForm", "Campaign", "CampaignGrant", "CampaignReport", "Evidence",
    "Inspection", "Participation", "ProgressReport", "ReminderRule", "ReportInterval", "Round",
]  # fmt: skip
