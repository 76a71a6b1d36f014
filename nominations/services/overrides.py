"""Break-glass: asking that a duty is set aside once, confirming it, ending it."""

from datetime import timedelta
from typing import Unpack

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from nominations.duties import duty_in_the_way
from nominations.models import Override
from nominations.states import OverrideState
from organisation.models import User
from organisation.services.machine import machine_account
from workflows import clock, content
from workflows.engine import Act, Knock, perform
from workflows.errors import NotAllowed
from workflows.models import Subject
from workflows.rules import roles_of

WAITS = timedelta(hours=24)  # for somebody to confirm
OPEN = (OverrideState.REQUESTED, OverrideState.GRANTED)


def ask(subject: Subject, verb: str, *, actor: User, reason: str, hours: int) -> Override:
    """Asks for one act that a duty forbids the actor. Raises NotAllowed when none does, or the case is one's own."""
    with transaction.atomic():
        at = clock.now()
        duty = duty_in_the_way(Act(verb, actor, at, roles=roles_of(actor, at)), subject)
        if not duty:
            raise NotAllowed([_("Không có trách nhiệm nào đang ngăn thao tác này; không cần vượt quyền.")])
        override = Override(
            organisation_id=subject.organisation_id, campaign_id=subject.campaign_id, asker=actor,
            kind=ContentType.objects.get_for_model(subject), object_id=subject.pk, verb_name=verb, duty=duty,
            reason=reason, hours=hours, asked_at=at, expires_at=at + WAITS,
        )  # fmt: skip
        content.create(override)
        perform(override, "ask", actor=actor, reason=reason)
        return override


def confirm(override: Override, **knock: Unpack[Knock]) -> Act:
    """A second person who decides agrees; from now on the hours count."""
    return perform(override, "confirm", **knock)


def refuse(override: Override, **knock: Unpack[Knock]) -> Act:
    return perform(override, "refuse", **knock)


def end(override: Override, **knock: Unpack[Knock]) -> Act:
    """Nobody may use it any more."""
    return perform(override, "end", **knock)


def end_expired() -> int:
    """Ends what nobody confirmed or used in time; returns how many. Twice at once is harmless."""
    late = Override.objects.filter(state__in=OPEN, expires_at__lte=clock.now())
    return sum(_ended(override) for override in late.order_by("pk"))


def _ended(override: Override) -> bool:
    try:
        end(override, actor=machine_account())
    except NotAllowed:
        return False  # somebody was faster
    return True
