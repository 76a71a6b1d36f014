"""What an auditor may look into, and how she finds it: by name, code, number, act, person, verb or day."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import make_aware

from campaigns.models import Campaign, CampaignReport, Inspection, ProgressReport
from campaigns.permissions import Roles
from nominations.models import (
    Article,
    Comment,
    ConsolidatedList,
    Consultation,
    Decision,
    Delivery,
    Dossier,
    Erasure,
    HistoryImport,
    Nomination,
    Original,
    Override,
    Publication,
    Recovery,
    UnitLetter,
)
from organisation.models import Mandate, Unit, User
from organisation.states import Role
from organisation.text import fold
from workflows.models import AuditEvent, Subject

MODELS: tuple[type[Subject], ...] = (
    Campaign,
    Dossier,
    Nomination,
    ConsolidatedList,
    Decision,
    Original,
    Recovery,
    Delivery,
    Publication,
    Consultation,
    Comment,
    Article,
    UnitLetter,
    ProgressReport,
    CampaignReport,
    Inspection,
    HistoryImport,
    Override,
    Erasure,
    Mandate,
)
KINDS: dict[str, type[Subject]] = {model.object_type(): model for model in MODELS}
OF_THE_BODY = (Mandate, Article, HistoryImport)  # powers, news and past awards are the organisation's
IN_CAMPAIGNS = {label: model for label, model in KINDS.items() if model not in OF_THE_BODY}
MANY = 500  # objects: fewer are looked up by key
CODE = re.compile(r"(HS|TN)-?0*(\d{1,18})(?:/\d+)?", re.IGNORECASE)  # a nomination's code, a dossier's receipt number
NUMBER = re.compile(r"(?:số )?0*(\d{1,9})(/.+)?", re.IGNORECASE)  # of a decision, with or without its symbol


def is_auditor(roles: Roles) -> bool:
    """Is the account auditor of an organisation or of a campaign?"""
    return bool(roles.organisation_ids(Role.AUDITOR) or roles.campaign_ids(Role.AUDITOR))


def answers_for_all(roles: Roles) -> bool:
    """Is the account auditor of every organisation whose acts stand in the one sealed trail?"""
    own = roles.organisation_ids(Role.AUDITOR)
    return bool(own) and not Campaign.objects.exclude(organisation_id__in=own).exists()


def audited(model: type[Subject], roles: Roles) -> QuerySet[Any]:
    """The objects of a kind that the auditor answers for; none for everybody else."""
    theirs = Q(organisation_id__in=roles.organisation_ids(Role.AUDITOR))
    if model in IN_CAMPAIGNS.values():
        campaign = "pk" if model is Campaign else "campaign_id"
        theirs |= Q(**{f"{campaign}__in": roles.campaign_ids(Role.AUDITOR)})
    return model._default_manager.filter(theirs)


def events_for(roles: Roles) -> QuerySet[AuditEvent]:
    """The events of those objects. EXISTS, not IN: a page of the newest must not first list every object."""
    wanted = Q(pk=None)
    for label, model in KINDS.items():
        wanted |= Q(object_type=label) & Exists(audited(model, roles).filter(pk=OuterRef("object_id")))
    return AuditEvent.objects.filter(wanted).select_related("actor")


def narrowed(events: QuerySet[AuditEvent], wanted: dict[str, Any], roles: Roles) -> QuerySet[AuditEvent]:
    """The events that the search form asks for."""
    if wanted.get("q"):
        events = events.filter(search(wanted["q"], roles).condition())
    if wanted.get("actor"):
        events = events.filter(actor_id__in=[user.pk for user in people_named(wanted["actor"], roles)])
    if wanted.get("verb"):
        events = events.filter(verb=wanted["verb"])
    if wanted.get("kind"):
        events = events.filter(object_type=wanted["kind"])
    if wanted.get("unit"):
        events = events.filter(of_units(wanted["unit"], roles).of_objects())
    return events.filter(day_bounds(wanted))


def day_bounds(wanted: dict[str, Any]) -> Q:
    """From the first moment of one day to the last of the other."""
    bounds = Q()
    if wanted.get("since"):
        bounds &= Q(at__gte=make_aware(datetime.combine(wanted["since"], time.min)))
    if wanted.get("until"):
        bounds &= Q(at__lt=make_aware(datetime.combine(wanted["until"], time.min)) + timedelta(days=1))
    return bounds


@dataclass(frozen=True)
class Matches:
    """What the words in the search box may mean: objects by kind, people, an act."""

    objects: list[QuerySet[Any]] = field(default_factory=list)
    people: list[User] = field(default_factory=list)
    act_id: uuid.UUID | None = None

    def condition(self) -> Q:
        """The events of any of them."""
        wanted = Q(actor_id__in=[user.pk for user in self.people]) | self.of_objects()
        return wanted | Q(act_id=self.act_id) if self.act_id else wanted

    def of_objects(self) -> Q:
        """What is about any of the objects: few by their keys, which an index finds; many by a subquery.

        Of many, the newest rows are soon met; of few, a walk from the newest row would read the whole table.
        """
        wanted = Q(pk=None)
        for found in self.objects:
            keys = found.order_by().values_list("pk", flat=True)
            few = list(keys[: MANY + 1])
            wanted |= Q(object_type=found.model.object_type(), object_id__in=few if len(few) <= MANY else keys)
        return wanted


def search(words: str, roles: Roles) -> Matches:
    """A code, an act's id, a decision's number, or a name, accents aside."""
    if code := CODE.fullmatch(words):
        model = Nomination if code[1].upper() == "HS" else Dossier
        return Matches([audited(model, roles).filter(pk=int(code[2]))])
    if act_id := _act_id(words):
        return Matches(act_id=act_id)
    if number := NUMBER.fullmatch(words):
        return Matches([_decisions(int(number[1]), number[2] or "", roles)])
    folded = fold(words)
    units = _units(words, roles)
    return Matches(
        [
            audited(Campaign, roles).filter(pk__in=_named(audited(Campaign, roles), ("name", "code"), folded)),
            audited(Dossier, roles).filter(unit_id__in=units),
            audited(Nomination, roles).filter(Q(search_key__contains=folded) | Q(unit_id__in=units)),
        ],
        people_named(words, roles),
    )


def of_units(words: str, roles: Roles) -> Matches:
    """The dossiers and nominations of the units with that name."""
    units = _units(words, roles)
    return Matches([audited(model, roles).filter(unit_id__in=units) for model in (Dossier, Nomination)])


def _units(words: str, roles: Roles) -> list[int]:
    units = Unit.objects.filter(organisation_id__in=_organisations(roles))
    return _named(units, ("name", "short_name", "code"), fold(words))


def people_named(words: str, roles: Roles) -> list[User]:
    """The accounts of her organisations with that name, accents aside, or exactly that username."""
    accounts = User.objects.filter(organisation_id__in=_organisations(roles))
    known = accounts.filter(Q(pk__in=_named(accounts, ("full_name",), fold(words))) | Q(username=words))
    return list(known.order_by("full_name", "pk"))


def _act_id(words: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(words)
    except ValueError:
        return None


def _decisions(number: int, symbol: str, roles: Roles) -> QuerySet[Any]:
    decisions = audited(Decision, roles).filter(number=number)
    if not symbol:
        return decisions
    keys = [pk for pk, own in decisions.values_list("pk", "symbol") if fold(f"/{own}").startswith(fold(symbol))]
    return decisions.filter(pk__in=keys)


def _named(rows: QuerySet[Any], names: Iterable[str], folded: str) -> list[int]:
    """The keys of the rows with a name that contains the words; for tables of hundreds, which keep no search key."""
    found = rows.values_list("pk", *names)
    return [pk for pk, *texts in found if any(folded in fold(text) for text in texts)]


def _organisations(roles: Roles) -> set[int]:
    campaigns = Campaign.objects.filter(pk__in=roles.campaign_ids(Role.AUDITOR))
    return roles.organisation_ids(Role.AUDITOR) | set(campaigns.values_list("organisation_id", flat=True))
