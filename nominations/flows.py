"""Who must act next: one process a dossier, one a consolidated list. Each human task is finished by one verb.

Routes read the document's state, which the door has just set; a flow decides nothing itself.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _
from viewflow import this
from viewflow.workflow import Flow, flow

from campaigns.models import Round
from nominations.models import ConsolidatedList, Dossier, DossierProcess, ListProcess
from nominations.models.dossier import NOT_STATED
from nominations.states import DossierState, ListState
from workflows import clock, outbox
from workflows.worklist import LOCK, HumanTask


def overdue_at(round_: Round) -> datetime:
    """When the timer of an unfiled dossier rings, by the unmoved clock that timers go by."""
    return clock.real(round_.closes_at) if round_.closes_at else NOT_STATED


def _in_state(state: str) -> Any:
    return lambda activation: activation.process.document.state == state


class DossierFlow(Flow):
    """A unit's dossier, from the empty list to the end of the review."""

    process_class = DossierProcess
    process_title = _("Hồ sơ đề nghị của đơn vị")
    lock_impl = LOCK

    start = flow.StartHandle(this.open).Annotation(title=_("Mở hồ sơ")).Next(this.file)
    file = (
        HumanTask(verbs=("submit", "declare_nil"))
        .Annotation(title=_("Đơn vị lập và nộp danh sách"))
        .OnTimeout(this.deadline, then=this.note_overdue, interrupting=False, title=_("Hết hạn nộp"))
        .Next(this.filed)
    )
    note_overdue = flow.Function(this.queue_reminder).Annotation(title=_("Ghi nhận quá hạn")).Next(this.noted)
    noted = flow.End().Annotation(title=_("Đã nhắc"))
    filed = (
        flow.Switch()
        .Annotation(title=_("Báo không có đề nghị?"))
        .Case(this.nil_return, cond=_in_state(DossierState.NIL))
        .Default(this.receive)
    )
    nil_return = flow.End().Annotation(title=_("Không có đề nghị"))
    receive = (
        HumanTask(verbs=("receive", "withdraw")).Annotation(title=_("Văn phòng nhận thẩm định")).Next(this.received)
    )
    received = (
        flow.Switch()
        .Annotation(title=_("Đơn vị rút về?"))
        .Case(this.file, cond=_in_state(DossierState.DRAFT))
        .Default(this.review)
    )
    review = (
        HumanTask(verbs=("check_off", "send_back")).Annotation(title=_("Thẩm định từng đề nghị")).Next(this.reviewed)
    )
    reviewed = (
        flow.Switch()
        .Annotation(title=_("Phải sửa?"))
        .Case(this.file, cond=_in_state(DossierState.RETURNED))
        .Default(this.end)
    )
    end = flow.End().Annotation(title=_("Thẩm định xong"))

    def open(self, activation: Any, document: Dossier) -> Any:
        activation.process.document = document
        return activation.process

    def deadline(self, activation: Any) -> datetime:
        return overdue_at(activation.process.document.round)

    def queue_reminder(self, activation: Any) -> None:
        outbox.add("nominations.remind_overdue", activation.process.document)


class ListFlow(Flow):
    """A consolidated list, from compiling to the issued decision."""

    process_class = ListProcess
    process_title = _("Danh sách tổng hợp trình Giám đốc")
    lock_impl = LOCK

    start = flow.StartHandle(this.open).Annotation(title=_("Lập danh sách")).Next(this.compile)
    compile = (
        HumanTask(verbs=("forward", "cancel")).Annotation(title=_("Văn phòng tổng hợp và trình")).Next(this.compiled)
    )
    compiled = (
        flow.Switch()
        .Annotation(title=_("Hủy?"))
        .Case(this.dropped, cond=_in_state(ListState.CANCELLED))
        .Default(this.sign)
    )
    dropped = flow.End().Annotation(title=_("Đã hủy"))
    sign = HumanTask(verbs=("sign", "send_back")).Annotation(title=_("Giám đốc phê duyệt, ký")).Next(this.decided)
    decided = (
        flow.Switch()
        .Annotation(title=_("Trả lại?"))
        .Case(this.compile, cond=_in_state(ListState.RETURNED))
        .Default(this.issue)
    )
    issue = HumanTask(verbs=("issue",)).Annotation(title=_("Văn thư ban hành quyết định")).Next(this.end)
    end = flow.End().Annotation(title=_("Đã ban hành"))

    def open(self, activation: Any, document: ConsolidatedList) -> Any:
        activation.process.document = document
        return activation.process
