"""Revoking awards: proposed by the office, signed into a numbered decision, in force once the clerk issues it."""

from collections.abc import Sequence
from typing import Unpack

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nominations.models import Decision, Nomination
from nominations.papers.decision import SERIES, symbol_of
from nominations.papers.revocation import revocation_paper
from nominations.services import originals, recoveries
from nominations.services.numbers import next_number
from nominations.states import DecisionKind, DecisionState
from nominations.states import NominationState as N
from organisation.models import SigningAuthority, User
from workflows import clock, content
from workflows.engine import Act, Knock, lock, perform
from workflows.errors import NotAllowed

OVER = (DecisionState.DROPPED, DecisionState.ISSUED)


def propose(decision: Decision, lines: Sequence[int], *, ground: str, finding: str, actor: User) -> Decision:
    """A draft that revokes these awards of the decision, laid before the leaders. One at a time for each decision.

    Raises NotAllowed with every reason: an unknown ground, a line that is no award, a draft that waits already.
    """
    with transaction.atomic():
        amended = lock(decision)
        if waiting := Decision.objects.filter(amends=amended).exclude(state__in=OVER).first():
            words = _("Đã có dự thảo hủy bỏ đối với %(decision)s: ký hoặc bỏ dự thảo đó trước.")
            raise NotAllowed([words % {"decision": amended}], subject=waiting)
        draft = Decision(
            kind=DecisionKind.REVOCATION, organisation_id=amended.organisation_id, campaign_id=amended.campaign_id,
            amends=amended, year=localtime(clock.now()).year, symbol=symbol_of(amended.organisation),
            ground=ground, finding=finding.strip(), lines=sorted(set(lines)),
        )  # fmt: skip
        content.create(draft)
        perform(draft, "propose", actor=actor, reason=finding)
        return draft


def turn_down(draft: Decision, **knock: Unpack[Knock]) -> Act:
    """It is not signed; the awards stand."""
    return perform(draft, "turn_down", **knock)


def sign(draft: Decision, **knock: Unpack[Knock]) -> Act:
    """Signs the revocation, numbered in the same transaction."""
    with transaction.atomic():
        act = perform(draft, "sign_revocation", **knock)
        if act.repeated:
            return act
        day = localtime(act.at).date()
        number = next_number(draft.organisation, year=day.year, series=SERIES)
        authority = SigningAuthority.objects.select_related("holder").get(pk=act.authority)
        draft.year, draft.paper = day.year, revocation_paper(draft, authority=authority, number=number, day=day)
        content.store(draft, ["year", "paper"])
        perform(draft, "assign_number", actor=knock["actor"], data={"number": number}, within=act)
        perform(draft, "sign", actor=knock["actor"], within=act)
        originals.prepare(draft)
        return act


def enact(revocation: Decision, **knock: Unpack[Knock]) -> Act:
    """The records clerk issues it: its lines are awards no more, and a decision that has none left loses force.

    What went with the awards is asked back in the same act.
    """
    if revocation.amends is None:
        return perform(revocation, "enact", **knock)  # refused in words: it revokes nothing
    with transaction.atomic():
        amended = lock(revocation.amends)
        act = perform(revocation, "enact", **knock)
        if act.repeated:
            return act
        after = {"actor": knock["actor"], "data": {"decision": revocation.pk}, "within": act}
        lines = list(Nomination.objects.filter(pk__in=revocation.lines).order_by("pk"))
        perform(lines, "revoke", **after)
        recoveries.demand(revocation, amended, lines, **after)
        still = Nomination.objects.filter(consolidated_list=amended.consolidated_list_id, state=N.AWARDED)
        if not still.exists():
            perform(amended, "revoke", **after)
        return act
