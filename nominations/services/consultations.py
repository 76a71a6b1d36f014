"""The public's say on a list: preparing the period, opening and ending it, and what people write in it."""

from collections.abc import Mapping
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from nominations.consulting import can_prepare_consulting, why_not_asked_about
from nominations.models import Comment, ConsolidatedList, Consultation, Nomination
from nominations.states import ConsultationState as S
from organisation.models import User
from organisation.services.machine import machine_account
from workflows import clock, content
from workflows.engine import Act, Knock, lock, perform
from workflows.errors import NotAllowed, NotPermitted
from workflows.rules import roles_of

WRITTEN = ("question", "working_days", "holds_signing")


def prepare(consolidated: ConsolidatedList, written: Mapping[str, Any], *, actor: User) -> Consultation:
    """A period that nobody outside sees before it is opened.

    Raises NotPermitted, NotAllowed for a list that is decided, empty, or asked about already.
    """
    with transaction.atomic():
        target: ConsolidatedList = lock(consolidated)
        at = clock.now()
        if can_prepare_consulting(Act("consult", actor, at, roles=roles_of(actor, at)), target) is None:
            raise NotPermitted
        reasons = list(why_not_asked_about(target))
        if target.consultations.filter(state__in=(S.DRAFTED, S.OPEN)).exists():
            reasons.append(_("Danh sách này đang có một đợt lấy ý kiến; hãy dùng đợt đó."))
        if reasons:
            raise NotAllowed(reasons, subject=target)
        made = Consultation(
            organisation_id=target.organisation_id, campaign_id=target.campaign_id, consolidated_list=target,
            created_at=at, created_by=actor, **{name: written[name] for name in WRITTEN},
        )  # fmt: skip
        return content.create(made)


def consult(consultation: Consultation, **knock: Unpack[Knock]) -> Act:
    """Everybody may read the list and comment, from now until the last of the working days."""
    return perform(consultation, "consult", **knock)


def end_consulting(consultation: Consultation, **knock: Unpack[Knock]) -> Act:
    """The time is over; the leaders hear that the list can be decided."""
    return perform(consultation, "end_consulting", **knock)


def call_off(consultation: Consultation, **knock: Unpack[Knock]) -> Act:
    """The public is not asked, or no longer, for the reason told; what came so far stays."""
    return perform(consultation, "call_off", **knock)


def hand_in(
    consultation: Consultation, nomination: Nomination | None, written: Mapping[str, str], *, code: str
) -> Comment:
    """Takes a comment from the public form; the same code again is the same comment.

    Raises NotAllowed once the period is over.
    """
    with transaction.atomic():
        lock(consultation)  # so that of two equal requests the second finds the first
        if known := Comment.objects.filter(code=code).first():
            return known
        made = content.create(
            Comment(
                organisation_id=consultation.organisation_id, campaign_id=consultation.campaign_id,
                consultation=consultation, nomination=nomination, code=code, **written,
            )
        )  # fmt: skip
        perform(made, "hand_in", actor=machine_account())
        return made


def consider(comment: Comment, **knock: Unpack[Knock]) -> Act:
    """The office has looked into it; the reason says what it found."""
    return perform(comment, "consider", **knock)
