"""Which rows a list shows to whom, as its address asks: the page shows a part of them, the file has all.

Each function takes roles, what the address asks, the present moment and, of a campaign's list, the campaign; None to
whom there is no such list. Nonsense in the address is passed over.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from campaigns.models import Assignment, Campaign, Inspection, Participation, ProgressReport, Round
from campaigns.permissions import OVERSEERS, Roles
from campaigns.selectors import campaigns_for, inspections_for, own_assignments_for, reports_to_check_for
from campaigns.shown.inspections import overdue
from campaigns.states import AssignmentKind, InspectionState, ProgressState, SubjectKind
from nominations.board import GROUPS, places_in, round_of
from nominations.models import (
    Article,
    Comment,
    Decision,
    Delivery,
    Nomination,
    Original,
    Override,
    PastAward,
    Publication,
    UnitLetter,
)
from nominations.permissions import DECIDERS
from nominations.selectors import (
    COMMENT_READERS,
    articles_for,
    boards_for,
    comments_for,
    decisions_for,
    deliveries_for,
    letter_campaigns_for,
    letters_for,
    nominations_for,
    originals_to_seal,
    originals_to_sign,
    overrides_for,
    past_awards_for,
    publications_for,
)
from nominations.states import CommentState, DeliveryState, LetterState, NominationState, Occasion, PublicationState
from organisation.models import Organisation, Unit, User
from organisation.selectors import accounts_for
from organisation.states import Role
from organisation.text import fold

LONGEST = 120  # characters that are looked for
LONGEST_KEY = 19  # digits: more is no key of the database
LATE = "overdue"
UNSENT = Q(state=DeliveryState.PREPARED)
OF_RECIPIENTS = {
    "": Q(),
    "unsent": UNSENT,
    "unconfirmed": Q(state=DeliveryState.SENT),
    "confirmed": Q(state__in=(DeliveryState.RECEIVED, DeliveryState.READ)),
}
CONSIDERING = (CommentState.RECEIVED, CommentState.CONSIDERED)
OF_LETTERS = (LetterState.DRAFTED, LetterState.RELEASED, LetterState.DROPPED)
Asked = Mapping[str, str]


def words_of(asked: Asked) -> str:
    return asked.get("q", "")[:LONGEST].strip()


def one_of(asked: Asked, name: str, known: Any, otherwise: str = "") -> str:
    """What is asked of a choice, if there is such a one."""
    value = asked.get(name, "")
    return value if value in known else otherwise


def key_of(asked: Asked, name: str) -> int | None:
    value = asked.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < LONGEST_KEY else None


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
    if asked.get("unit") == "none":
        found = found.filter(unit=None)
    elif unit := key_of(asked, "unit"):
        found = found.filter(unit=unit)
    return found.select_related("unit", "campaign").order_by("pk")


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
    """Of the campaign's plan, or of the decision that is named."""
    found = deliveries_for(roles).filter(campaign=campaign, decision=key_of(asked, "decision"))
    return found.filter(OF_RECIPIENTS[one_of(asked, "show", OF_RECIPIENTS)]).select_related("unit").order_by("pk")


def campaigns(roles: Roles, _asked: Asked, _now: datetime) -> QuerySet[Campaign]:
    return campaigns_for(roles).prefetch_related("rounds").order_by("-pk")


def own_assignments(roles: Roles, _asked: Asked, _now: datetime) -> QuerySet[Assignment]:
    """By campaign, the newest first, and unit."""
    found = own_assignments_for(roles).select_related("unit", "campaign")
    return found.order_by("-campaign", "unit__position", "unit", "position", "pk")


def progress_queue(roles: Roles, _asked: Asked, _now: datetime) -> QuerySet[ProgressReport]:
    """Oldest first."""
    found = reports_to_check_for(roles).select_related("unit", "assignment", "campaign", "reported_by")
    return found.order_by("submitted_at", "pk")


def accounts(roles: Roles, asked: Asked, _now: datetime) -> QuerySet[User] | None:
    """The people of the organisations that the reader administers; found without accents."""
    if not roles.organisation_ids(Role.ADMINISTRATOR):
        return None
    found = accounts_for(roles)
    if words := fold(words_of(asked)):
        names = found.values_list("pk", "full_name", "username", "email")
        found = found.filter(pk__in=[pk for pk, *texts in names if any(words in fold(text) for text in texts)])
    return found.select_related("mandate").prefetch_related("unitgrant_set__permission").order_by("-pk")


def overrides(roles: Roles, _asked: Asked, _now: datetime) -> QuerySet[Override] | None:
    if not roles.any_of(*DECIDERS, Role.AUDITOR, Role.OFFICE_REVIEWER):
        return None
    return overrides_for(roles).select_related("asker", "confirmer", "kind", "campaign").order_by("-pk")


def originals(roles: Roles, _asked: Asked, _now: datetime) -> QuerySet[Original]:
    """What waits for one's own signature, then for those of the bodies that one keeps the records of."""
    found = originals_to_sign(roles) | originals_to_seal(roles)
    found = found.select_related("decision__campaign", "organisation").defer("decision__paper")
    return found.order_by("state", "organisation", "pk")


def board(roles: Roles, asked: Asked, _now: datetime, campaign: Campaign) -> QuerySet[Participation] | None:
    """Of the round that is asked for, or the first."""
    if not boards_for(roles).filter(pk=campaign.pk).exists():
        return None
    round_, _rounds = round_of(campaign, asked.get("round", ""))
    return places(round_, asked) if round_ else Participation.objects.none()


def places(round_: Round, asked: Asked) -> QuerySet[Participation]:
    """The units in the plan's order, all or of one group, each with the key of the round as `in_round`."""
    every = places_in(round_).annotate(in_round=Value(round_.pk))
    chosen = next((one for one in GROUPS if one.name == asked.get("show")), None)
    return every.filter(chosen.condition) if chosen else every


def comments(roles: Roles, asked: Asked, _now: datetime, campaign: Campaign) -> QuerySet[Comment] | None:
    """Newest first, of all the periods or one; of one state or all."""
    if roles.on_campaign(campaign.pk, campaign.organisation_id, *COMMENT_READERS) is None:
        return None
    found = comments_for(roles).filter(campaign=campaign)
    if period := key_of(asked, "consultation"):
        found = found.filter(consultation=period)
    if show := one_of(asked, "show", CONSIDERING):
        found = found.filter(state=show)
    return found.select_related("nomination__unit", "consultation__consolidated_list").order_by("-pk")
