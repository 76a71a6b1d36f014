from campaigns.models.award_form import AwardForm
from campaigns.models.campaign import Campaign, Participation
from campaigns.models.grant import CampaignGrant
from campaigns.models.reminder import ReminderRule
from campaigns.models.round import Round

__all__ = ["AwardForm", "Campaign", "CampaignGrant", "Participation", "ReminderRule", "Round"]
