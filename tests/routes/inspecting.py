"""Inspections of the first unit in every state; the one that is off was announced before."""

from datetime import timedelta

from django.utils.timezone import localdate

from campaigns.models import Inspection
from campaigns.services import inspections
from tests.factories import World
from workflows import clock

WALKS = {
    "planned": "", "announced": "announce", "to_mend": "announce record_findings",
    "mended": "announce record_findings mend", "settled": "announce record_findings mend settle",
    "called_off": "announce call_off",
}  # fmt: skip


def inspections_of(world: World, family: str) -> dict[str, Inspection]:
    return {f"inspection {name}": _inspected(world, name, f"Kiểm tra {name} {family}") for name in WALKS}


def _inspected(world: World, name: str, matter: str) -> Inspection:
    today = localdate(clock.now())
    written = {"matter": matter, "planned_on": today, "inspectors": "Đoàn (hư cấu)"}
    (found,) = inspections.plan(world.campaign, world.units[:1], written, actor=world.office_reviewer)
    for verb in WALKS[name].split():
        actor = world.unit_head if verb == "mend" else world.office_reviewer
        getattr(inspections, verb)(found, actor=actor, reason="Lý do (hư cấu).")
        _write(world, Inspection.objects.get(pk=found.pk))
        found = Inspection.objects.get(pk=found.pk)
    return found


def _write(world: World, found: Inspection) -> None:
    """What the next step asks for."""
    day = localdate(clock.now()) + timedelta(days=1)
    written = {
        "announced": {"findings": "Hư cấu.", "to_mend": "Hư cấu.", "mend_by": day, "lessons": ""},
        "to_mend": {"follow_up": "Hư cấu."},
    }.get(found.state)  # fmt: skip
    actor = world.unit_head if found.state == "to_mend" else world.office_reviewer
    if written:
        inspections.write(found, written, actor=actor, seen=(found.version, found.content_hash))
