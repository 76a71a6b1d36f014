"""The public's say on lists of the campaign, in every state: the open one on the list that waits for a signature."""

from typing import Any

from nominations.models import Comment, Consultation
from nominations.services import consultations
from tests.nominations.machines import consultation as machine

WALKS = {  # by name: of which list, and how far it came
    "drafted": ("compiling", ""), "open": ("forwarded", "consult"), "ended": ("recalled", "consult end_consulting"),
    "called_off": ("compiling", "consult call_off"),
}  # fmt: skip
REASON = "Lý do (hư cấu)."


def asked_of_the_public(stage: Any) -> dict[str, Any]:
    """Nothing abroad but what is open, for that list alone stands there."""
    found: dict[str, Any] = {}
    for name, (which, verbs) in reversed(WALKS.items()):
        if f"list {which}" in stage.objects:
            found[f"consultation {name}"] = _walked(stage, name, which, verbs)
    period = found["consultation open"]
    line = period.consolidated_list.nominations.first()
    for name in ("received", "considered"):
        text = f"Ý kiến {name} {stage.family}"
        written = {"name": "Lý Thị Hư Cấu", "contact": "0900 000 000", "text": text}
        code = f"{name.upper()}{period.pk}"[:16]
        comment = consultations.hand_in(period, line, written, code=code)
        if name == "considered":
            consultations.consider(comment, actor=stage.world.office_head, reason=REASON)
        found[f"comment {name}"] = Comment.objects.get(pk=comment.pk)
    return found


def _walked(stage: Any, name: str, which: str, verbs: str) -> Consultation:
    world = stage.world
    found = machine.about(world, stage.objects[f"list {which}"], question=f"Lấy ý kiến {name} {stage.family}")
    for verb in verbs.split():
        if verb == "end_consulting":
            machine.over(world, found)
        getattr(consultations, verb)(found, actor=world.office_head, **({"reason": REASON} if "off" in verb else {}))
    return found
