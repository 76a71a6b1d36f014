"""What a decision to revoke and one to replace have in common: laid before the leaders, signed and numbered, or not."""

from collections.abc import Callable
from typing import Any, Unpack

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from nominations.models import Decision
from nominations.papers.decision import SERIES, symbol_of
from nominations.papers.replacement import replacement_paper
from nominations.papers.revocation import revocation_paper
from nominations.services import originals
from nominations.services.numbers import next_number
from nominations.states import DecisionKind, DecisionState
from organisation.models import SigningAuthority, User
from workflows import clock, content
from workflows.engine import Act, Knock, lock, perform
from workflows.errors import NotAllowed

NOT_OPEN = (DecisionState.DROPPED, DecisionState.ISSUED, DecisionState.REVOKED, DecisionState.REPLACED)
PAPERS: dict[str, Callable[..., dict[str, Any]]] = {
    DecisionKind.REVOCATION: revocation_paper,
    DecisionKind.REPLACEMENT: replacement_paper,
}


def lay_before(decision: Decision, kind: DecisionKind, *, finding: str, actor: User, **said: Any) -> Decision:
    """A draft that amends the decision, laid before the leaders. One at a time for each decision.

    Raises NotAllowed with every reason; also when a draft waits already.
    """
    with transaction.atomic():
        amended = lock(decision)
        if waiting := Decision.objects.filter(amends=amended).exclude(state__in=NOT_OPEN).first():
            words = _("Đã có dự thảo hủy bỏ hoặc thay thế %(decision)s: ký hoặc bỏ dự thảo đó trước.")
            raise NotAllowed([words % {"decision": amended}], subject=waiting)
        draft = Decision(
            kind=kind, organisation_id=amended.organisation_id, campaign_id=amended.campaign_id, amends=amended,
            year=localtime(clock.now()).year, symbol=symbol_of(amended.organisation), finding=finding.strip(), **said,
        )  # fmt: skip
        content.create(draft)
        perform(draft, "propose", actor=actor, reason=finding)
        return draft


def turn_down(draft: Decision, **knock: Unpack[Knock]) -> Act:
    """It is not signed; the decision stands as it is."""
    return perform(draft, "turn_down", **knock)


def sign(draft: Decision, **knock: Unpack[Knock]) -> Act:
    """Signs the draft, numbered in the same transaction."""
    with transaction.atomic():
        act = perform(draft, "sign_amendment", **knock)
        if act.repeated:
            return act
        day = localtime(act.at).date()
        number = next_number(draft.organisation, year=day.year, series=SERIES)
        authority = SigningAuthority.objects.select_related("holder").get(pk=act.authority)
        draft.year, draft.paper = day.year, PAPERS[draft.kind](draft, authority=authority, number=number, day=day)
        content.store(draft, ["year", "paper"])
        perform(draft, "assign_number", actor=knock["actor"], data={"number": number}, within=act)
        perform(draft, "sign", actor=knock["actor"], within=act)
        originals.prepare(draft)
        return act
