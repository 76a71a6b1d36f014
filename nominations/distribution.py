"""Who may do what with a document that is sent to its recipients, and why a step must wait."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from campaigns.permissions import OFFICE, UNIT, capacity_on
from campaigns.states import CampaignState
from nominations.models import Decision, Delivery
from nominations.states import DecisionState, Way
from organisation.states import Role
from workflows.rules import Capacity

MACHINE = Capacity("system")
OUTSIDE = tuple(way for way in Way if way not in (Way.SYSTEM, Way.LINK))  # the ways that the records clerk notes
UNISSUED = (CampaignState.DRAFT, CampaignState.SUBMITTED, CampaignState.CANCELLED)
Document = Any  # a campaign, which stands for its plan, or a decision


def can_distribute(act: Any, document: Document) -> Capacity | None:
    """The records clerk. To add a recipient is no verb: nothing is sent yet."""
    campaign_id = document.campaign_id if isinstance(document, Decision | Delivery) else document.pk
    return capacity_on(act.roles, campaign_id, document.organisation_id, Role.RECORDS_CLERK)


def can_send(act: Any, delivery: Delivery) -> Capacity | None:
    """To a unit the site itself, the moment the document is issued."""
    if act.actor.is_machine:
        return None if delivery.goes_outside else MACHINE
    return can_distribute(act, delivery)


can_give_link = can_end_link = can_remind = can_stop = can_distribute


def can_acknowledge(act: Any, delivery: Delivery) -> Capacity | None:
    """The unit's people, of the body's own the office; of a recipient outside whoever holds the link that works, or the
    records clerk to whom the recipient said so."""
    if act.actor.is_machine:
        held = act.data.get("link", "")
        return MACHINE if held and held == delivery.link_hash else None
    if delivery.unit is None:
        return can_distribute(act, delivery)
    role = act.roles.on_unit(delivery.unit_id, *UNIT)
    if role:
        return Capacity(role)
    if not delivery.unit.is_body:
        return None
    return capacity_on(act.roles, delivery.campaign_id, delivery.organisation_id, *OFFICE)


can_mark_read = can_acknowledge


def why_not_out(document: Document) -> Iterator[str]:
    """Only what is issued goes to anybody."""
    if isinstance(document, Decision):
        if document.state not in (DecisionState.ISSUED, DecisionState.REVOKED, DecisionState.REPLACED):
            yield _("Quyết định chưa ban hành nên chưa gửi được.")
    elif document.state in UNISSUED:
        yield _("Kế hoạch chưa được phê duyệt hoặc đã hủy nên không gửi được.")


def is_out(delivery: Delivery, act: Any) -> Iterator[str]:  # noqa: ARG001
    yield from why_not_out(delivery.decision or delivery.campaign)


def sending_is_sound(delivery: Delivery, act: Any) -> Iterator[str]:
    """From the day of issue until today, in a way that fits the recipient."""
    ways = OUTSIDE if delivery.goes_outside else (Way.SYSTEM,)
    if act.data.get("way") not in ways:
        yield _("Hãy chọn cách gửi.")
    try:
        day = date.fromisoformat(act.data.get("day", ""))
    except ValueError:
        yield _("Hãy ghi ngày gửi.")
        return
    issued, today = delivery.decision and delivery.decision.issued_at, localdate(act.at)
    if day > today:
        yield _("Ngày gửi %(day)s chưa tới.") % {"day": f"{day:%d/%m/%Y}"}
    elif issued and day < localdate(issued):
        yield _("Ngày gửi không thể trước ngày ban hành (%(day)s).") % {"day": f"{localdate(issued):%d/%m/%Y}"}


def recipient_is_outside(delivery: Delivery, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not delivery.goes_outside:
        yield _("Đơn vị này mở văn bản bằng tài khoản của mình, không cần đường dẫn.")


def recipient_is_a_unit(delivery: Delivery, act: Any) -> Iterator[str]:  # noqa: ARG001
    if delivery.goes_outside:
        yield _("Nơi nhận này không có tài khoản; hãy liên hệ trực tiếp.")


def has_a_link(delivery: Delivery, act: Any) -> Iterator[str]:  # noqa: ARG001
    if not delivery.link_hash:
        yield _("Không có đường dẫn nào đang dùng được.")
