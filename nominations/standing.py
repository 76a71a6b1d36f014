"""Where a nomination stands: the steps of its path with who and when, read from its trail; it asks nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from nominations.models import Nomination
from nominations.states import NominationState as N

Shown = dict[str, Any]  # an event as nominations.shown.shown_events gives it

LABELS = (
    _("Đơn vị nộp"),
    _("Văn phòng nhận"),
    _("Thẩm định"),
    _("Tổng hợp"),
    _("Trình Giám đốc"),
    _("Phê duyệt, ký"),
    _("Khen thưởng"),
)
DONE = {  # how many steps lie behind a nomination in that state
    N.DRAFT: 0, N.RETURNED: 0, N.SUBMITTED: 1, N.UNDER_REVIEW: 2, N.ON_HOLD: 2, N.ELIGIBLE: 3, N.CONSOLIDATED: 4,
    N.FORWARDED: 5, N.APPROVED: 6, N.AWARDED: 7, N.REVOKED: 7,
}  # fmt: skip
ENDED = {N.INELIGIBLE: 2, N.DECLINED: 5}  # the step that ended the path with a No
LEFT = {
    N.RETURNED: ("warn", _("Bị trả lại để đơn vị sửa")),
    N.ON_HOLD: ("warn", _("Đang tạm dừng xem xét")),
    N.INELIGIBLE: ("bad", _("Không đủ điều kiện")),
    N.DECLINED: ("bad", _("Không được phê duyệt")),
    N.WITHDRAWN: ("info", _("Đơn vị đã rút đề nghị")),
    N.REVOKED: ("bad", _("Quyết định khen thưởng đã bị hủy bỏ, thu hồi")),
}


@dataclass(frozen=True)
class Standing:
    """The stepper's steps, and, where the nomination has left the straight path, how and by which event."""

    steps: list[Shown]
    tone: str = ""
    title: str = ""
    event: Shown | None = None


def standing_of(nomination: Nomination, events: Sequence[Shown]) -> Standing:
    """`events` oldest first. A step that was undone (returned, taken back) is open again; what cannot follow is off."""
    done, behind, ended = _walk(events)
    steps = [{"label": label, **_step(place, behind, done, ended)} for place, label in enumerate(LABELS)]
    if not ended and done < len(steps):
        steps[done]["who"] = _awaited(nomination)
    tone, title = LEFT.get(N(nomination.state), ("", ""))
    return Standing(steps, tone, title, events[-1] if title and events else None)


def _walk(events: Sequence[Shown]) -> tuple[int, dict[int, Shown], bool]:
    """How many steps are done, the event that completed (or ended) each, and whether the path ended."""
    done, ended = 0, False
    behind: dict[int, Shown] = {}
    for event in events:
        target = N(event["event"].target)
        ended = target in ENDED or target == N.WITHDRAWN
        if target in ENDED:
            done = ENDED[target]
            behind[done] = event
        elif target != N.WITHDRAWN:
            done = DONE[target]
            behind = {place: known for place, known in behind.items() if place < done}
            behind.setdefault(done - 1, event)  # a hold and its end pass through: the first event stays
    return done, behind, ended


def _step(place: int, behind: dict[int, Shown], done: int, ended: bool) -> Shown:
    state = "done" if place < done else "off" if ended else "current" if place == done else "todo"
    event = behind.get(place)
    return {"state": state, "who": event["actor"], "when": event["at"]} if event else {"state": state}


def _awaited(nomination: Nomination) -> str:
    """Whom the open step waits for."""
    if nomination.state in (N.DRAFT, N.RETURNED):
        return nomination.unit.name
    if nomination.state in (N.UNDER_REVIEW, N.ON_HOLD) and nomination.dossier.reviewer:
        return nomination.dossier.reviewer.display_name
    if nomination.state == N.FORWARDED:
        return _("Giám đốc")
    if nomination.state == N.APPROVED:
        return _("Văn thư")
    return nomination.organisation.office_name or nomination.organisation.name
