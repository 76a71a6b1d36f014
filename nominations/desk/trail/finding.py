"""What an auditor may look into, and how she finds it: by name, code, person, verb or day."""

import re
import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import make_aware

from campaigns.models import Campaign
from campaigns.permissions import Roles
from nominations.models import ConsolidatedList, Decision, Dossier, Nomination
from organisation.models import User
from organisation.states import Role
from organisation.text import fold
from workflows.models import AuditEvent, Subject

MODELS: dict[str, type[Subject]] = {
    model.object_type(): model for model in (Campaign, Dossier, Nomination, ConsolidatedList, Decision)
}
CODE = re.compile(r"^(HS|TN)-0*(\d+)(?:/\d+)?$", re.IGNORECASE)


def audited(model: type[Subject], roles: Roles) -> QuerySet:
    """The objects of a kind that the auditor answers for; none for everybody else."""
    campaign = "pk" if model is Campaign else "campaign_id"
    theirs = Q(**{f"{campaign}__in": roles.campaign_ids(Role.AUDITOR)})
    return model._default_manager.filter(theirs | Q(organisation_id__in=roles.organisation_ids(Role.AUDITOR)))


def events_for(roles: Roles) -> QuerySet[AuditEvent]:
    wanted = Q(pk=None)
    for label, model in MODELS.items():
        wanted |= Q(object_type=label, object_id__in=audited(model, roles).values("pk"))
    return AuditEvent.objects.filter(wanted).select_related("actor")


def narrowed(events: QuerySet[AuditEvent], wanted: dict[str, Any], roles: Roles) -> QuerySet[AuditEvent]:
    """The events that the search form asks for."""
    if wanted.get("q"):
        events = events.filter(_matching(wanted["q"], roles))
    if wanted.get("verb"):
        events = events.filter(verb=wanted["verb"])
    if wanted.get("kind"):
        events = events.filter(object_type=wanted["kind"])
    if wanted.get("since"):
        events = events.filter(at__gte=make_aware(datetime.combine(wanted["since"], time.min)))
    if wanted.get("until"):
        events = events.filter(at__lt=make_aware(datetime.combine(wanted["until"], time.min)) + timedelta(days=1))
    return events


def _matching(words: str, roles: Roles) -> Q:
    """A code, an act, a decision's number, or a name of a nominee, a unit or an acting person, accents aside."""
    code = CODE.match(words.strip())
    if code:
        label = Nomination.object_type() if code[1].upper() == "HS" else Dossier.object_type()
        return Q(object_type=label, object_id=int(code[2]))
    try:
        return Q(act_id=uuid.UUID(words.strip()))
    except ValueError:
        pass
    folded = fold(words)
    named = audited(Nomination, roles).filter(search_key__contains=folded)
    of_unit = audited(Dossier, roles).filter(unit__name__icontains=words.strip())
    numbered = audited(Decision, roles).filter(number=int(folded)) if folded.isdecimal() else Decision.objects.none()
    people = [user.pk for user in User.objects.only("full_name") if folded in fold(user.full_name)]
    return (
        Q(object_type=Nomination.object_type(), object_id__in=named.values("pk"))
        | Q(object_type=Dossier.object_type(), object_id__in=of_unit.values("pk"))
        | Q(object_type=Decision.object_type(), object_id__in=numbered.values("pk"))
        | Q(actor_id__in=people)
    )
