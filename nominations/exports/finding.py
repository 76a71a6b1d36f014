"""Which rows a list shows to whom, as its address asks: the page shows a part of them, the file has all.

Each function takes roles, what the address asks, the present moment and, of a campaign's list, the campaign; None to
whom there is no such list. Nonsense in the address is passed over.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.models import Assignment, Campaign, Inspection, ProgressReport
from campaigns.permissions import OVERSEERS, Roles
from campaigns.selectors import inspections_for
from campaigns.shown.inspections import overdue
from campaigns.states import AssignmentKind, InspectionState, ProgressState, SubjectKind
from nominations.models import Article, Decision, Delivery, Nomination, PastAward, Publication, UnitLetter
from nominations.selectors import (
    articles_for,
    boards_for,
    decisions_for,
    deliveries_for,
    letter_campaigns_for,
    letters_for,
    nominations_for,
    past_awards_for,
    publications_for,
)
from nominations.states import DeliveryState, LetterState, NominationState, Occasion, PublicationState
from organisation.models import Organisation, Unit
from organisation.states import Role
from organisation.text import fold

LONGEST = 120  # characters that are looked for
LATE = "overdue"
UNSENT = Q(state=DeliveryState.PREPARED)
OF_RECIPIENTS = {
    "": Q(),
    "unsent": UNSENT,
    "unconfirmed": Q(state=DeliveryState.SENT),
    "confirmed": Q(state__in=(DeliveryState.RECEIVED, DeliveryState.READ)),
}
OF_LETTERS = (LetterState.DRAFTED, LetterState.RELEASED, LetterState.DROPPED)
Asked = Mapping[str, str]


def words_of(asked: Asked) -> str:
    return asked.get("q", "")[:LONGEST].strip()


def one_of(asked: Asked, name: str, known: Any, otherwise: str = "") -> str:
    """What is asked of a choice, if there is such a one."""
    value = asked.get(name, "")
    return value if value in known else otherwise


def nominations(roles: Roles, asked: Asked, _now: datetime) -> QuerySet[Nomination]:
    found = nominations_for(roles)
    if words := words_of(asked):
        found = found.filter(search_key__contains=fold(words))
    for name, known in (("state", NominationState.values), ("kind", SubjectKind.values)):
        if value := one_of(asked, name, known):
            found = found.filter(**{name: value})
    return found.select_related("unit", "award_form").order_by("-pk")


def decisions(roles: Roles, _asked: Asked, _now: datetime) -> QuerySet[Decision]:
    return decisions_for(roles).select_related("campaign", "signer").defer("paper").order_by("-pk")


def past_awards(roles: Roles, asked: Asked, _now: datetime) -> QuerySet[PastAward] | None:
    if not roles.organisation_ids(*OVERSEERS):
        return None
    found, words = past_awards_for(roles), words_of(asked)
    found = found.filter(search_key__contains=fold(words)) if words else found
    return found.select_related("unit").order_by("-pk")


def register_of(roles: Roles) -> Organisation | None:
    """The body whose register of units the account writes or reads."""
    found = roles.organisation_ids(Role.ADMINISTRATOR) or roles.organisation_ids(Role.AUDITOR)
    return Organisation.objects.filter(pk__in=found).order_by("pk").first()


def units(roles: Roles, _asked: Asked, _now: datetime) -> QuerySet[Unit] | None:
    body = register_of(roles)
    return body.units.select_related("parent", "led_by", "merged_into") if body else None


def publications(roles: Roles, asked: Asked, _now: datetime) -> QuerySet[Publication]:
    """What is in line, unless the address asks for another state; on all portals or on one."""
    mine = publications_for(roles)
    found = mine.filter(state=one_of(asked, "show", PublicationState.values, PublicationState.DUE.value))
    if (channel := asked.get("channel", "")) and mine.filter(channel=channel).exists():
        found = found.filter(channel=channel)
    return found.select_related("campaign", "posted_by").order_by("-pk")


def articles(roles: Roles, _asked: Asked, _now: datetime) -> QuerySet[Article]:
    return articles_for(roles).select_related("campaign", "written_by").defer("body").order_by("-pk")


def assignments(roles: Roles, asked: Asked, _now: datetime, campaign: Campaign) -> QuerySet[Assignment] | None:
    if not boards_for(roles).filter(pk=campaign.pk).exists():
        return None
    found = Assignment.objects.filter(campaign=campaign, stands=True)
    if code := asked.get("code", ""):
        found = found.filter(code=code)
    if kind := one_of(asked, "kind", AssignmentKind.values):
        found = found.filter(kind=kind)
    if show := one_of(asked, "show", (ProgressState.SUBMITTED, ProgressState.RETURNED)):
        found = found.filter(Exists(ProgressReport.objects.filter(assignment=OuterRef("pk"), state=show)))
    unit = asked.get("unit", "")
    if unit == "none":
        found = found.filter(unit=None)
    elif unit.isascii() and unit.isdecimal() and len(unit) < 19:
        found = found.filter(unit=int(unit))
    return found.order_by("pk")


def inspections(roles: Roles, asked: Asked, now: datetime, campaign: Campaign) -> QuerySet[Inspection]:
    every = inspections_for(roles).filter(campaign=campaign)
    show = one_of(asked, "show", (*InspectionState.values, LATE))
    found = overdue(every, now) if show == LATE else every.filter(state=show) if show else every
    return found.select_related("unit").order_by("-pk")


def letters(roles: Roles, asked: Asked, _now: datetime, campaign: Campaign) -> QuerySet[UnitLetter] | None:
    """The drafts, unless the address asks for another state; of one kind or all."""
    if not letter_campaigns_for(roles).filter(pk=campaign.pk).exists():
        return None
    found = letters_for(roles).filter(campaign=campaign)
    if kind := one_of(asked, "kind", Occasion.values):
        found = found.filter(kind=kind)
    found = found.filter(state=one_of(asked, "show", OF_LETTERS, LetterState.DRAFTED.value))
    return found.select_related("unit", "prepared_by", "ended_by").order_by("-pk")


def recipients(roles: Roles, asked: Asked, _now: datetime, campaign: Campaign) -> QuerySet[Delivery]:
    """Of the campaign's plan."""
    found = deliveries_for(roles).filter(campaign=campaign, decision=None)
    return found.filter(OF_RECIPIENTS[one_of(asked, "show", OF_RECIPIENTS)]).select_related("unit").order_by("pk")
