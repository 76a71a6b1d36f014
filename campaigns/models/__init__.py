from campaigns.models.assignment import Assignment
from campaigns.models.award_form import AwardForm
from campaigns.models.campaign import Campaign, Participation
from campaigns.models.grant import CampaignGrant
from campaigns.models.progress_report import Evidence, ProgressReport
from campaigns.models.reminder import ReminderRule
from campaigns.models.round import Round

__all__ = [
    "Assignment", "AwardForm", "Campaign", "CampaignGrant", "Evidence", "Participation", "ProgressReport",
    "ReminderRule", "Round",
]  # fmt: skip
