"""What everybody may read: campaigns whose plan is issued, news, decisions in force and whom they honour.

Of a person no more than name, unit and award. A list is public while its decision is in force and the office lets its
campaign name those honoured; what is revoked is gone with the next request.
"""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from campaigns.models import Campaign, Round
from campaigns.states import CampaignState
from nominations.models import Article, Consultation, Decision, Nomination
from nominations.publishing import rules_of
from nominations.selectors import GRANTING
from nominations.states import UNDECIDED, ArticleState, ConsultationState, DecisionState, NominationState
from organisation.text import fold
from workflows import clock

PAGE = 50
ISSUED = (
    CampaignState.APPROVED, CampaignState.LAUNCHED, CampaignState.NOMINATIONS_CLOSED, CampaignState.CONCLUDED,
    CampaignState.ARCHIVED,
)  # fmt: skip
LISTED = ("full_name", "honorific", "kind", "sort_key", "unit__name", "award_form__name", "consolidated_list")


def public_campaigns() -> QuerySet[Campaign]:
    """Newest first."""
    found = Campaign.objects.filter(state__in=ISSUED).select_related("organisation")
    return found.defer("plan").order_by("-starts_on", "-pk")


def naming_campaigns() -> list[int]:
    """Those of which the office lets the names of those honoured be read; two queries."""
    campaigns = public_campaigns().select_related(None).only("pk", "settings").order_by()
    return [pk for pk, rule in rules_of(campaigns).items() if rule.names_honoured]


def public_decisions() -> QuerySet[Decision]:
    """Awards in force, newest first."""
    found = in_force().filter(campaign__in=naming_campaigns()).select_related("campaign", "organisation")
    return found.defer("paper", "campaign__plan", "campaign__settings").order_by("-issued_at", "-pk")


def in_force() -> QuerySet[Decision]:
    """Those that grant: of a list the one decision that was not replaced."""
    return Decision.objects.filter(state=DecisionState.ISSUED, kind__in=GRANTING)


def honoured() -> QuerySet[Nomination]:
    """By given name, as the Vietnamese order people."""
    found = Nomination.objects.filter(
        state=NominationState.AWARDED, consolidated_list__in=in_force().values("consolidated_list"),
        campaign__in=naming_campaigns(),
    )  # fmt: skip
    decisions = Prefetch("consolidated_list__decisions", in_force().defer("paper"), to_attr="in_force")
    related = found.select_related("unit", "award_form", "consolidated_list").prefetch_related(decisions)
    return related.only(*LISTED, "consolidated_list__organisation").order_by("sort_key", "pk")


def named_like(found: QuerySet[Nomination], text: str) -> QuerySet[Nomination]:
    """Search without accents, by name or unit."""
    return found.filter(search_key__contains=fold(text)) if fold(text) else found


def page_of(found: QuerySet[Any], onward: int | None, size: int = PAGE) -> tuple[list[Any], int | None]:
    """One page of those honoured, and the key after which the next one begins, if there is one."""
    if onward:
        last = Nomination.objects.filter(pk=onward).values_list("sort_key", flat=True).first() or ""
        found = found.filter(sort_key__gte=last).exclude(sort_key=last, pk__lte=onward)
    page = list(found[: size + 1])
    return page[:size], page[size - 1].pk if len(page) > size else None


def news() -> QuerySet[Article]:
    """Newest first, without the body."""
    found = Article.objects.filter(state=ArticleState.PUBLISHED).select_related("organisation")
    return found.defer("body", "search_key").order_by("-published_at", "-pk")


def page_of_news(found: QuerySet[Article], before: int | None) -> tuple[list[Article], int | None]:
    if before:
        last = Article.objects.filter(pk=before).values_list("published_at", flat=True).first()
        older = Q(published_at__lt=last) | Q(published_at=last, pk__lt=before) if last else Q(pk=None)
        found = found.filter(older)
    page = list(found[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


def open_consultations() -> QuerySet[Consultation]:
    """The periods in which the public is asked now: by date, so that none stays open when nobody ends it."""
    found = Consultation.objects.filter(
        state=ConsultationState.OPEN, closes_at__gte=clock.now(), consolidated_list__state__in=UNDECIDED,
        campaign__state__in=ISSUED,
    ).select_related("campaign", "organisation", "consolidated_list")  # fmt: skip
    return found.defer("campaign__plan", "campaign__settings").order_by("closes_at", "pk")


def proposed_in(consultation: Consultation) -> QuerySet[Nomination]:
    """The lines of the list that were not struck, with no more of each than name, unit and award."""
    found = Nomination.objects.filter(consolidated_list=consultation.consolidated_list_id)
    found = found.exclude(state=NominationState.DECLINED).select_related("unit", "award_form")
    return found.only(*LISTED).order_by("sort_key", "pk")


def public_deadlines() -> QuerySet[Round]:
    """The last moments of what runs, soonest first."""
    running = (CampaignState.APPROVED, CampaignState.LAUNCHED)
    found = Round.objects.filter(campaign__state__in=running, closes_at__isnull=False)
    return found.select_related("campaign").defer("campaign__plan").order_by("closes_at", "pk")
