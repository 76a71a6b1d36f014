"""Inspections of units: planning several at once, writing in one, and its verbs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from campaigns.guards import says_when_and_who_inspects, why_no_inspection
from campaigns.models import Campaign, Inspection
from campaigns.permissions import can_follow_up, can_inspect
from campaigns.states import InspectionState as S
from organisation.models import Unit, User
from workflows import clock, content
from workflows.engine import Act, Knock, Seen, lock, perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent
from workflows.rules import roles_of

PLANNED = ("matter", "planned_on", "inspectors")
BY_OFFICE = {  # what the office writes, by state; once the unit is to mend, it is the unit's turn
    S.PLANNED: PLANNED,
    S.ANNOUNCED: ("findings", "to_mend", "mend_by", "lessons"),
    S.MENDED: ("mend_by", "lessons"),
}
BY_UNIT = {S.TO_MEND: ("follow_up",)}


def written_by(inspection: Inspection, actor: User, roles: Any = None) -> tuple[str, ...]:
    """What the actor may write in it now; nothing where it is not their turn."""
    at = clock.now()
    act = Act("inspect", actor, at, roles=roles or roles_of(actor, at))
    office = BY_OFFICE.get(S(inspection.state), ()) if can_inspect(act, inspection) else ()
    return office + (BY_UNIT.get(S(inspection.state), ()) if can_follow_up(act, inspection) else ())


def plan(campaign: Campaign, units: Iterable[Unit], written: Mapping[str, Any], *, actor: User) -> list[Inspection]:
    """One inspection of each unit, with `PLANNED`; a unit that has the same one already gets no second one.

    Raises NotPermitted, NotAllowed while the campaign does not run.
    """
    with transaction.atomic():
        locked: Campaign = lock(campaign)
        at = clock.now()
        if can_inspect(Act("inspect", actor, at, roles=roles_of(actor, at)), locked) is None:
            raise NotPermitted
        if reasons := list(why_no_inspection(locked)):
            raise NotAllowed(reasons, subject=locked)
        same = {name: written[name] for name in PLANNED}
        known = set(locked.inspections.filter(state=S.PLANNED, **same).values_list("unit_id", flat=True))
        rows = [
            Inspection(
                organisation_id=locked.organisation_id, campaign=locked, unit=unit, created_at=at, created_by=actor,
                **same,
            )
            for unit in units if unit.pk not in known
        ]  # fmt: skip
        for row in rows:
            row.content_hash = row.compute_hash()
        made = Inspection.objects.bulk_create(rows)
        content.keep(*made)
        return made


def write(inspection: Inspection, written: Mapping[str, Any], *, actor: User, seen: Seen) -> None:
    """Writes what is the actor's to write now.

    Raises StaleContent when another one saved since `seen`, NotAllowed when it moved on meanwhile.
    """
    with transaction.atomic():
        locked: Inspection = lock(inspection)
        if (locked.version, locked.content_hash) != (int(seen[0] or 0), seen[1]):
            raise StaleContent(locked, seen[1] or "")
        names = written_by(locked, actor)
        if not names or set(written) != set(names):
            words = _("Cuộc kiểm tra đang ở trạng thái “%(state)s”, không ghi được nội dung này.")
            raise NotAllowed([words % {"state": locked.get_state_display()}], subject=locked)
        for name in names:
            setattr(locked, name, written[name])
        content.keep(content.store(locked, names))


def announce(inspection: Inspection, **knock: Unpack[Knock]) -> Act:
    """The unit is told when the office comes, who comes and what they look at."""
    return perform(inspection, "announce", **knock)


def announce_all(campaign: Campaign, picked: Sequence[tuple[int, int, str]], *, actor: User) -> int:
    """The same for several in one act, each with key, version and content hash as on the screen, or for none.

    Raises NotAllowed with the unit of each reason, StaleContent, NotPermitted.
    """
    seen = {key: (version, said) for key, version, said in picked}
    with transaction.atomic():
        chosen = Inspection.objects.select_for_update(of=("self",)).filter(campaign=campaign, pk__in=seen)
        locked = list(chosen.select_related("unit", "campaign").order_by("pk"))
        if len(locked) != len(seen) or not locked:
            raise NotPermitted
        for one in locked:
            if (one.version, one.content_hash) != seen[one.pk]:
                raise StaleContent(one, seen[one.pk][1])
        try:
            perform(locked, "announce", actor=actor)
        except NotAllowed as refusal:
            asked = Act("announce", actor, clock.now())
            named = [f"{one.unit}: {why}" for one in locked for why in says_when_and_who_inspects(one, asked)]
            raise NotAllowed(named or refusal.reasons, subject=locked[0]) from None
        return len(locked)


def record_findings(inspection: Inspection, **knock: Unpack[Knock]) -> Act:
    """The unit is told what was found, what it has to mend and by when."""
    return perform(inspection, "record_findings", **knock)


def mend(inspection: Inspection, **knock: Unpack[Knock]) -> Act:
    """The unit's head says that it has mended what was asked for."""
    return perform(inspection, "mend", **knock)


def ask_more(inspection: Inspection, **knock: Unpack[Knock]) -> Act:
    """It is not mended yet, for the reason told."""
    return perform(inspection, "ask_more", **knock)


def settle(inspection: Inspection, **knock: Unpack[Knock]) -> Act:
    """Concluded: there was nothing to mend, or it is mended."""
    return perform(inspection, "settle", **knock)


def call_off(inspection: Inspection, **knock: Unpack[Knock]) -> Act:
    """It does not take place, for the reason told."""
    return perform(inspection, "call_off", **knock)
