"""The public's say before a decision: who opens the period and takes comments, why a step must wait, how it stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.permissions import OFFICE, Roles, capacity_on
from nominations.models import Comment, ConsolidatedList, Consultation
from nominations.states import CommentState, ConsultationState, NominationState
from organisation.states import Role
from workflows.rules import Capacity, moment

WAITING = Q(comments__state=CommentState.RECEIVED)


def can_prepare_consulting(act: Any, consolidated: ConsolidatedList) -> Capacity | None:
    """The office. To prepare a period is no verb: nobody outside sees it yet."""
    return capacity_on(act.roles, consolidated.campaign_id, consolidated.organisation_id, *OFFICE)


def can_consult(act: Any, consultation: Consultation) -> Capacity | None:
    """The head of the office answers for what the public is shown."""
    return capacity_on(act.roles, consultation.campaign_id, consultation.organisation_id, Role.OFFICE_HEAD)


def can_hand_in(act: Any, comment: Comment) -> Capacity | None:  # noqa: ARG001
    """The site itself, for whoever filled in the public form."""
    return Capacity("system") if act.actor.is_machine else None


def may_know_writer(roles: Roles, comment: Comment) -> bool:
    """Who wrote it, and how to reach them, is the office's alone to know."""
    return roles.on_campaign(comment.campaign_id, comment.organisation_id, *OFFICE) is not None


def why_not_asked_about(consolidated: ConsolidatedList) -> Iterator[str]:
    """After consolidation and before the decision, about a list that names somebody."""
    if not consolidated.awaits_decision:
        yield _("Danh sách đang ở trạng thái “%(state)s”, không lấy ý kiến công khai được nữa.") % {
            "state": consolidated.get_state_display()
        }
    elif not consolidated.nominations.exclude(state=NominationState.DECLINED).exists():
        yield _("Danh sách chưa có dòng nào để lấy ý kiến.")


def list_awaits_decision(consultation: Consultation, act: Any) -> Iterator[str]:  # noqa: ARG001
    yield from why_not_asked_about(consultation.consolidated_list)


def period_is_over(consultation: Consultation, act: Any) -> Iterator[str]:
    """Nobody shortens the time that the public was promised; once the list is decided, there is none left."""
    if consultation.takes_comments(act.at):
        yield _("Thời gian lấy ý kiến còn đến %(when)s; muốn dừng sớm thì hủy và ghi lý do.") % {
            "when": moment(consultation.closes_at or act.at)
        }


def comments_are_taken(comment: Comment, act: Any) -> Iterator[str]:
    if not comment.consultation.takes_comments(act.at):
        yield _("Đợt lấy ý kiến này đã kết thúc nên không nhận thêm ý kiến.")


def public_was_heard(consolidated: ConsolidatedList, act: Any) -> Iterator[str]:
    """Only where the office said so; everywhere else the signing page warns."""
    for heard in heard_on(consolidated):
        if heard.consultation.holds_signing:
            yield from heard.why_not_settled(act.at)


@dataclass(frozen=True)
class Heard:
    """What came of one period: how many comments, and how many of them nobody has considered."""

    consultation: Consultation
    comments: int
    waiting: int

    def why_not_settled(self, at: datetime) -> Iterator[str]:
        if self.consultation.takes_comments(at):
            yield _("Còn đang lấy ý kiến công khai, đến %(when)s.") % {
                "when": moment(self.consultation.closes_at or at)
            }
        if self.waiting:
            words = ngettext(
                "Còn %(count)s ý kiến công khai chưa xem xét.", "Còn %(count)s ý kiến công khai chưa xem xét.",
                self.waiting,
            )  # fmt: skip
            yield words % {"count": self.waiting}


def heard_on(consolidated: ConsolidatedList) -> list[Heard]:
    """The periods about a list in which the public was asked; one query."""
    asked = (ConsultationState.OPEN, ConsultationState.ENDED)
    found = Consultation.objects.filter(consolidated_list=consolidated, state__in=asked).order_by("pk")
    counted = found.annotate(every=Count("comments"), waiting=Count("comments", filter=WAITING))
    rows = [Heard(one, one.every, one.waiting) for one in counted]
    for row in rows:
        row.consultation.consolidated_list = consolidated
    return rows
