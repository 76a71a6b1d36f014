"""What the door answers instead of opening. Each is worded for the person who knocked."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class NotPermitted(PermissionDenied):
    """The actor may not perform this verb on this object, now; the words, if any, say why (separation of duties).

    `rule` names the rule that forbids, for the access log: a refused act leaves no event, but the attempt is noted.
    """

    def __init__(self, *words: object, rule: str = "") -> None:
        super().__init__(*words)
        self.rule = rule


class NotFresh(Exception):
    """The person must show again who they are before this verb; then the same form is good."""


class NotAllowed(Exception):
    """The object cannot take this step now; `reasons` says why, all at once, in the reader's language."""

    def __init__(self, reasons: list[str], *, subject: object = None) -> None:
        super().__init__("; ".join(str(reason) for reason in reasons))
        self.reasons = reasons
        self.subject = subject


class StaleContent(Exception):
    """What was on the screen is no longer what would be decided on."""

    def __init__(self, subject: object, seen_hash: str) -> None:
        super().__init__(_("Nội dung đã thay đổi sau khi ông/bà mở trang."))
        self.subject = subject
        self.seen_hash = seen_hash


class KeyReused(Exception):
    """The idempotency key already stands for another request."""

    def __init__(self) -> None:
        super().__init__(_("Yêu cầu này trùng mã với một yêu cầu khác đã gửi. Hãy tải lại trang rồi thực hiện lại."))
