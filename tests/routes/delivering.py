"""A decision on its way to recipients, in every state: what was sent and received goes to the first unit."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils.timezone import localdate

from campaigns.models import Evidence
from campaigns.services import progress
from nominations.models import Decision, Delivery
from nominations.services import deliveries
from organisation.services.machine import machine_account
from tests.factories import World, make_assignment, make_report
from tests.nominations.desk import PDF
from tests.nominations.events import EVENT, HELD, PNG
from tests.nominations.machines.delivery import to
from workflows import clock, content
from workflows.engine import perform

WALKS = {
    "prepared": "", "sent": "send", "received": "send acknowledge", "read": "send mark_read", "stopped": "stop",
}  # fmt: skip
TO_THE_UNIT = ("sent", "received")


def sent_and_shown(stage: Any) -> dict[str, Any]:
    found = deliveries_of(stage.world, stage.objects["decision issued"], stage.family)
    picture = pictured(stage.world, stage.family)
    return found | {"proof pictured": picture, "proof planned": picture.report.evidence.get(is_plan=True)}


def deliveries_of(world: World, decision: Decision, family: str) -> dict[str, Delivery]:
    return {f"delivery {name}": _walked(world, decision, name, f"Nơi nhận {name} {family}") for name in WALKS}


def _walked(world: World, decision: Decision, name: str, recipient: str) -> Delivery:
    unit = world.units[0] if name in TO_THE_UNIT else None
    found = content.create(to(world, recipient, decision=decision, unit=unit))
    day = localdate(clock.now())
    for verb in WALKS[name].split():
        if verb == "send" and unit:
            perform(found, "send", actor=machine_account(), data={"day": day.isoformat(), "way": "system"})
        elif verb == "send":
            deliveries.send(found, day=day, way="post", actor=world.records_clerk)
        else:
            actor = world.unit_officer if unit else world.records_clerk
            getattr(deliveries, verb)(found, actor=actor, reason="Lý do (hư cấu).")
    return found


def pictured(world: World, family: str) -> Evidence:
    """A picture of an event of the first unit that was held, with its plan, and confirmed."""
    task = make_assignment(world, title=f"Sự kiện {family}", **EVENT)
    report = make_report(world, assignment=task, **HELD | {"words": f"Thuyết minh {family}."})
    picture = progress.attach(report, ContentFile(PNG, f"anh-{family.lower()}.png"), actor=world.unit_officer)
    plan = ContentFile(PDF + family.encode(), f"ke-hoach-{family.lower()}.pdf")
    progress.attach(report, plan, actor=world.unit_officer, is_plan=True)
    progress.submit(report, actor=world.unit_head)
    progress.accept(report, actor=world.office_reviewer)
    return picture
