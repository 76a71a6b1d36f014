"""What the public may learn of a decision: no more than the paper in its hands says, and whether it still holds."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nominations.models import Decision, Original
from nominations.selectors import ISSUED_ONCE
from nominations.states import DecisionState
from workflows.audit import history_of
from workflows.models import AuditEvent
from workflows.seals.proofs import is_sealed

SHORTEST = 16  # figures of the hash that name one event: 64 bits, which nobody guesses
WHOLE = 64
ENDED = {DecisionState.REVOKED: "revoke", DecisionState.REPLACED: "replace"}


@dataclass(frozen=True)
class Standing:
    """A decision as the public sees it. `ended_at` is when it lost force, None while it is in force."""

    decision: Decision
    issuer: str
    subject: str
    signer: str
    position: str
    ended_at: datetime | None
    sealed: bool
    amendments: list[Decision]  # the issued decisions that revoke some or all of what it grants, or replace it

    @property
    def replaced_by(self) -> Decision | None:
        return next((one for one in self.amendments if one.is_replacement), None)

    @property
    def tone(self) -> str:
        return {DecisionState.ISSUED: "ok", DecisionState.SIGNED: "warn"}.get(self.decision.state, "bad")


def typed_code(text: str) -> str:
    """What was typed or scanned, without spaces and in small letters; "" when it cannot name a signature."""
    code = "".join(text.split()).lower()
    sound = SHORTEST <= len(code) <= WHOLE and all(char in "0123456789abcdef" for char in code)
    return code if sound else ""


def decision_of(code: str) -> Decision | None:
    """The signed decision on whose paper the hash of the signature begins with `code`."""
    if not typed_code(code):
        return None
    signatures = AuditEvent.objects.filter(object_type=Decision.object_type(), verb="sign", hash__startswith=code)
    found = list(signatures.values_list("object_id", flat=True)[:2])
    return Decision.objects.select_related("organisation").filter(pk=found[0]).first() if len(found) == 1 else None


def files_of(decision: Decision) -> set[str]:
    """The hashes of the files on record: the print, and the electronic original as it stands."""
    originals = Original.objects.filter(decision=decision).values_list("sha256", flat=True)
    return {decision.pdf_sha256, *originals} - {""}


def standing_of(decision: Decision) -> Standing:
    paper: dict[str, Any] = decision.paper
    verb = ENDED.get(decision.state)
    ended = history_of(decision).filter(verb=verb).order_by("-seq").first() if verb else None
    return Standing(
        decision=decision,
        issuer=paper["issuer"],
        subject=paper["subject"],
        signer=paper["signature"]["name"],
        position=" – ".join(
            line for line in (paper["signature"]["authority"], *paper["signature"]["position"]) if line
        ),
        ended_at=ended.at if ended else None,
        sealed=is_sealed(decision),
        amendments=list(decision.amendments.filter(state__in=ISSUED_ONCE).defer("paper").order_by("pk")),
    )
