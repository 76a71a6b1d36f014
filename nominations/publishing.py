"""What a plan and its office ask of the portals: where to publish, how often, and what is overdue there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from campaigns.models import Campaign
from campaigns.plan.schema.work import Interval
from campaigns.states import CampaignState
from nominations.models import Publication, PublicationRule
from nominations.states import PublicationState

DAYS = {
    Interval.DAILY: 1, Interval.WEEKLY: 7, Interval.MONTHLY: 30, Interval.QUARTERLY: 90, Interval.YEARLY: 365,
}  # fmt: skip
USUAL = 7  # days, where neither plan nor office says how often
RUNNING = (CampaignState.APPROVED, CampaignState.LAUNCHED, CampaignState.NOMINATIONS_CLOSED)


@dataclass(frozen=True)
class Overdue:
    """A thing that waits too long for being published; without one, a portal on which nothing was posted for long."""

    campaign: Campaign
    channel: str
    publication: Publication | None
    since: date
    days: int  # that the office leaves

    def waits(self, today: date) -> int:
        """Days since it was to be there."""
        return (today - self.since).days - self.days


def channels_of(campaign: Campaign) -> dict[str, str]:
    """The portals that the plan names, in its order, each with the readers it names."""
    found: dict[str, str] = {}
    for one in campaign.plan.get("publications", ()):
        found.setdefault(one["channel"], one.get("audience") or "")
    return found


def newest(campaign: Campaign) -> PublicationRule | None:
    return campaign.publication_rules.select_related("written_by").first()


def rule_of(campaign: Campaign, last: PublicationRule | None) -> PublicationRule:
    """The office's newest rule, or what the settings of the plan's file come to; then it has no key."""
    settings = campaign.settings
    return last or PublicationRule(
        campaign=campaign,
        days=DAYS.get(settings.get("publication_interval", ""), USUAL),
        names_honoured=bool(settings.get("results_published", False)),
    )


def rules_of(campaigns: Iterable[Campaign]) -> dict[int, PublicationRule]:
    """The rule in force of each campaign; one query."""
    found = {one.pk: one for one in campaigns}
    rows = PublicationRule.objects.filter(campaign__in=found).order_by("pk")
    last = {row.campaign_id: row for row in rows}
    return {pk: rule_of(campaign, last.get(pk)) for pk, campaign in found.items()}


def overdue_among(campaigns: QuerySet[Campaign], today: date) -> Iterator[Overdue]:
    """Everything that is overdue in the campaigns; the number of statements does not depend on how much that is."""
    found = list(campaigns.select_related("organisation"))
    rules = rules_of(found)
    waiting: dict[int, list[Publication]] = {}
    for row in Publication.objects.filter(campaign__in=found, state=PublicationState.DUE).order_by("since", "pk"):
        waiting.setdefault(row.campaign_id, []).append(row)
    posted = Publication.objects.filter(campaign__in=found, state=PublicationState.PUBLISHED)
    last = {(pk, channel): day for pk, channel, day in posted.values_list("campaign", "channel").annotate(
        Max("posted_on")).order_by()}  # fmt: skip
    for campaign in found:
        rows, days = waiting.get(campaign.pk, []), rules[campaign.pk].days
        every = [Overdue(campaign, row.channel, row, localdate(row.since), days) for row in rows]
        if campaign.state in RUNNING:
            busy = {row.channel for row in rows}
            quiet = [name for name in channels_of(campaign) if name not in busy and (campaign.pk, name) in last]
            every += [Overdue(campaign, name, None, last[campaign.pk, name], days) for name in quiet]
        yield from (one for one in every if one.waits(today) > 0)


def is_reminded_of(one: Overdue, today: date) -> bool:
    """On the first day after the time that the office leaves, and again each time as long has passed."""
    return (today - one.since - timedelta(days=1)).days % one.days == 0
