"""Signing the list into a numbered decision, and issuing it."""

from datetime import datetime
from typing import Unpack

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from nominations.models import ConsolidatedList, Decision, Dossier
from nominations.papers.decision import SERIES, decision_paper, symbol_of
from nominations.services import originals, replacements
from nominations.services.numbers import next_number
from nominations.states import DecisionKind, DossierState
from nominations.states import NominationState as N
from organisation.models import SigningAuthority
from workflows import clock, content
from workflows.engine import Act, Knock, perform

UNSETTLED = (N.UNDER_REVIEW, N.ELIGIBLE, N.ON_HOLD, N.CONSOLIDATED, N.FORWARDED, N.APPROVED)


def sign(consolidated: ConsolidatedList, **knock: Unpack[Knock]) -> Decision:
    """Approves every line that is not struck and signs the decision, numbered in the same transaction."""
    with transaction.atomic():
        actor = knock["actor"]
        act = perform(consolidated, "sign", **knock)
        if act.repeated:
            return Decision.objects.get(consolidated_list=consolidated, kind=DecisionKind.AWARD)
        organisation = consolidated.organisation
        day = localtime(act.at).date()
        number = next_number(organisation, year=day.year, series=SERIES)
        authority = SigningAuthority.objects.select_related("holder").get(pk=act.authority)
        decision = Decision(
            organisation=organisation,
            campaign=consolidated.campaign,
            consolidated_list=consolidated,
            year=day.year,
            symbol=symbol_of(organisation),
            paper=decision_paper(consolidated, authority=authority, number=number, day=day),
        )
        content.create(decision)
        perform(decision, "assign_number", actor=actor, data={"number": number}, within=act)
        perform(decision, "sign", actor=actor, within=act)
        originals.prepare(decision)
        return decision


def issue(decision: Decision, **knock: Unpack[Knock]) -> Act:
    """The records clerk issues the decision: lines become awards, and dossiers with nothing left to decide close.

    One that replaces another grants nothing new: `replacements.issue`.
    """
    if decision.is_replacement:
        return replacements.issue(decision, **knock)
    consolidated, actor = decision.consolidated_list, knock["actor"]
    if consolidated is None:
        return perform(decision, "issue", **knock)  # refused in words: it awards nothing
    with transaction.atomic():
        dossiers = _dossiers_of(consolidated, at=clock.now())
        act = perform(consolidated, "issue", **(knock | {"seen": None}))
        if act.repeated:
            return act
        perform(decision, "issue", actor=actor, seen=knock.get("seen"), within=act)
        for dossier in dossiers.exclude(nominations__state__in=UNSETTLED).order_by("pk"):
            perform(dossier, "close", actor=actor, within=act)  # one by one: each unit hears of its own
        return act


def _dossiers_of(consolidated: ConsolidatedList, *, at: datetime) -> QuerySet[Dossier]:
    """The answered dossiers of the list's rounds, locked before its lines: reviewed, or nil once the round closed."""
    behind = Dossier.objects.filter(pk__in=consolidated.nominations.values("dossier_id"))
    closed = Q(state=DossierState.NIL) & (Q(round__closes_at=None) | Q(round__closes_at__lt=at))
    answered = Dossier.objects.filter(Q(state=DossierState.CHECKED) | closed, round__in=behind.values("round"))
    list(answered.select_for_update(of=("self",)).order_by("pk").values_list("pk"))
    return answered
