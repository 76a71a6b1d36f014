from datetime import timedelta

from django.utils.timezone import localdate

from campaigns.models import Inspection
from campaigns.services import inspections
from tests.factories import World
from workflows import clock

STATES = """
planned     announce → announced, call_off → called_off
announced   record_findings → to_mend, settle → settled, call_off → called_off
to_mend     mend → mended
mended      ask_more → to_mend, settle → settled
settled
called_off
"""

MAY = """
                 UO UH OR OH CS CM CC DI DD RC PU AU AD  NB SU EL OU OF EX NY  CR CO  duties
announce         .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
record_findings  .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
mend             .  +  .  .  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   .  .
ask_more         .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .   mended_by
settle           .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .   mended_by
call_off         .  .  +  +  .  .  .  .  .  .  .  .  .   .  .  .  .  .  .  .   +  .
"""
FOUND = {"findings": "Hai điểm chưa đạt (hư cấu).", "to_mend": "", "mend_by": None, "lessons": ""}


def begin(world: World) -> Inspection:
    """Of the first unit, today."""
    (made,) = inspections.plan(world.campaign, world.units[:1], planned(), actor=world.office_reviewer)
    return made


def planned(**more: object) -> dict:
    said = {"matter": "Việc tổ chức phát động (hư cấu).", "inspectors": "Người Hư Cấu, trưởng đoàn"}
    return {**said, "planned_on": localdate(clock.now()), **more}


def write(world: World, inspection: Inspection, **written: object) -> None:
    """By whose turn it is."""
    fresh = Inspection.objects.get(pk=inspection.pk)
    actor = world.unit_officer if fresh.state == "to_mend" else world.office_reviewer
    inspections.write(fresh, written, actor=actor, seen=(fresh.version, fresh.content_hash))


def to_mend(world: World, inspection: Inspection) -> None:
    wanted = {"to_mend": "Bổ sung biên bản (hư cấu).", "mend_by": localdate(clock.now()) + timedelta(days=7)}
    write(world, inspection, **FOUND | wanted)


def nothing_to_mend(world: World, inspection: Inspection) -> None:
    write(world, inspection, **FOUND)


def followed_up(world: World, inspection: Inspection) -> None:
    write(world, inspection, follow_up="Đã bổ sung biên bản (hư cấu).")


BEGINNINGS = {"planned": begin}
READY = {
    ("announced", "record_findings"): to_mend,
    ("announced", "settle"): nothing_to_mend,
    ("to_mend", "mend"): followed_up,
}
