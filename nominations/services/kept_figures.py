"""Keeps the figures of large campaigns for their overview."""

import logging
from datetime import timedelta

from django.db.models import Exists, OuterRef

from campaigns.models import Assignment, Campaign
from campaigns.states import CampaignState
from nominations.models import KeptFigures
from nominations.overview import drawn
from workflows import clock

LIVE = 3_000  # tasks of units: up to here the page counts by itself, well within a blink
FRESH = timedelta(minutes=4)  # what was drawn since is not drawn again
OVER = (CampaignState.DRAFT, CampaignState.SUBMITTED, CampaignState.ARCHIVED, CampaignState.CANCELLED)

logger = logging.getLogger(__name__)


def keep_figures() -> int:
    """Draws those of each large campaign that runs, and forgets those of one that is large no more; how many it drew.

    May be repeated, run late or twice at once: each row is the whole of a campaign at one moment. What fails for one
    campaign leaves its older figures, with their date, and the others go on.
    """
    large = Assignment.objects.filter(campaign=OuterRef("pk"), stands=True).order_by()[LIVE : LIVE + 1]
    running = Campaign.objects.exclude(state__in=OVER).defer("plan", "settings")
    KeptFigures.objects.filter(campaign__in=running.filter(~Exists(large)).values("pk")).delete()
    waiting = running.filter(Exists(large)).exclude(kept_figures__drawn_at__gt=clock.now() - FRESH)
    return sum(_kept(campaign) for campaign in waiting.order_by("pk"))


def _kept(campaign: Campaign) -> bool:
    now = clock.now()
    try:
        KeptFigures.objects.update_or_create(
            campaign=campaign, defaults={"figures": drawn(campaign, now), "drawn_at": now}
        )
    except Exception:
        logger.exception("figures of campaign %s were not drawn", campaign.pk)
        return False
    return True
