"""A campaign's own reminder rules: the head of its office sets them, all at once."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from campaigns.models import Campaign, ReminderRule
from campaigns.permissions import capacity_on
from organisation.models import User
from organisation.states import Role
from workflows import clock
from workflows.canonical import canonical_json, sha256_hex
from workflows.engine import lock
from workflows.errors import NotPermitted, StaleContent
from workflows.models import Deed
from workflows.queues import record
from workflows.rules import roles_of


def mark_of(rules: Iterable[ReminderRule]) -> str:
    """Equal as long as the rules say the same."""
    said = [[str(rule.days), rule.audience, rule.wording] for rule in rules]
    return sha256_hex(canonical_json(sorted(said)))


def replace(campaign: Campaign, rules: Sequence[ReminderRule], *, actor: User, seen: str) -> bool:
    """From now on these are the campaign's own; none: it follows the installation's or the usual ones again.

    `seen` is `mark_of` the campaign's own rules as they stood on the screen. False when they say the same already.
    Who set what and when is a row of Upkeep, for rules are rows that fill a queue, without a state of their own.
    Raises NotPermitted for anybody but the head of the campaign's office, StaleContent when another one was faster.
    """
    with transaction.atomic():
        locked = lock(campaign)
        roles = roles_of(actor, clock.now())
        if not capacity_on(roles, locked.pk, locked.organisation_id, Role.OFFICE_HEAD):
            raise NotPermitted
        own = list(locked.reminder_rules.all())
        if seen != mark_of(own):
            raise StaleContent(locked, seen)
        if mark_of(rules) == seen:
            return False
        locked.reminder_rules.all().delete()
        for rule in rules:
            rule.campaign = locked
        ReminderRule.objects.bulk_create(rules)
        words = "; ".join(f"{rule}: “{rule.wording}”" if rule.wording else str(rule) for rule in rules)
        deed = Deed.SET_RULES if rules else Deed.USUAL_RULES
        record(deed, ReminderRule, actor=actor, reason=words, count=len(rules), object_id=str(locked.pk))
    return True
