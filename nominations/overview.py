"""The figures of a campaign's overview: counted at once where it is small, kept and dated where it is large.

A page of 10,000 units would count a hundred thousand rows each time it is opened. Such a campaign is counted by a
periodic job instead (`services.kept_figures`), and its page says as of when.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from campaigns.models import Campaign
from campaigns.monitoring import standing
from campaigns.shown.inspections import counts_of
from nominations.funnel import NOT_FILED, funnel
from nominations.models import KeptFigures, Nomination
from nominations.selectors import totals
from workflows import clock


@dataclass(frozen=True)
class Overview:
    """What the campaign had come to at a moment; `kept`: that moment is past."""

    figures: dict[str, Any]
    drawn_at: datetime
    kept: bool


def overview_of(campaign: Campaign) -> Overview:
    """For whoever watches the campaign as a whole: nothing in it depends on the reader."""
    kept = KeptFigures.objects.filter(campaign=campaign).first()
    if kept:
        return Overview(kept.figures, kept.drawn_at, True)
    now = clock.now()
    return Overview(drawn(campaign, now), now, False)


def drawn(campaign: Campaign, now: datetime) -> dict[str, Any]:
    """Counted by the database; as many queries for one row as for a hundred thousand."""
    filed = Nomination.objects.filter(campaign=campaign).exclude(state__in=NOT_FILED)
    return {
        **standing(campaign),
        "inspections": counts_of(campaign.inspections.all(), now),
        "funnel": funnel(filed),
        "people": totals(filed),
    }
