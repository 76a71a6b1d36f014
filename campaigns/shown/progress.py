"""A duty or target, and what was reported on it, in words."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.figures import as_text
from campaigns.models import PARTICULARS, Assignment, ProgressReport
from campaigns.plan.schema.work import Asks, Timing
from campaigns.shown.words import amount, number, said
from organisation.calendar import is_working_day

NOBODY = gettext_lazy("Kế hoạch không nêu ai thực hiện")
OUTSIDE = gettext_lazy("chưa có đơn vị trong sổ")


def figure(value: Decimal | None, measure: str) -> str:
    """A value with its unit of measure: "85,5 %"."""
    return f"{number(as_text(value))} {measure}".strip() if value is not None else ""


def wanted(task: Assignment) -> str:
    """What the plan asks for: "trên 80 %"; "" where it names no figure."""
    return amount(task.operator, as_text(task.threshold), task.measure) if task.threshold is not None else ""


def holder(task: Assignment) -> str:
    """Who has it: the unit, or whom the plan names and the register does not know."""
    if task.unit:
        return task.unit.name
    return f"{task.owner} ({OUTSIDE})" if task.owner else str(NOBODY)


def timing(task: Assignment) -> str:
    return str(said(Timing, task.timing)) if task.timing else ""


def said_of(report: ProgressReport, task: Assignment) -> str:
    """The figure of a target, or how far a duty has come."""
    return figure(report.value, task.measure) if task.is_target else report.get_progress_display()


def parts_of(report: ProgressReport, task: Assignment) -> list[tuple[str, str]]:
    """Each part of a target that is counted over several, with its figure; in the plan's order."""
    figures = report.figures
    return [(part_name(code, name), figure(figures.get(code), task.measure)) for code, name in task.parts]


LABELS: dict[str, dict[str, Any]] = {  # of what a report states beside how far, by what its task asks for
    Asks.LAUNCH: {
        "held_on": gettext_lazy("Ngày phát động"), "place": gettext_lazy("Địa điểm phát động"),
        "participants": gettext_lazy("Số người tham gia"), "manner": gettext_lazy("Hình thức phát động"),
    },
    Asks.EVENT: {
        "held_on": gettext_lazy("Ngày tổ chức"), "place": gettext_lazy("Địa điểm"),
        "number": gettext_lazy("Kế hoạch chi tiết (số, ngày)"), "programme": gettext_lazy("Chương trình"),
        "participants": gettext_lazy("Số người tham gia"),
    },
    Asks.PLAN: {
        "number": gettext_lazy("Số, ký hiệu kế hoạch"), "held_on": gettext_lazy("Ngày ban hành kế hoạch"),
    },
}  # fmt: skip


def particulars_of(report: ProgressReport) -> list[tuple[Any, str]]:
    """What its task asks for beside how far it has come, as pairs of label and value."""
    asks = report.assignment.asks
    return [(LABELS[asks][name], _worded(getattr(report, name))) for name in PARTICULARS.get(asks, ())]


def _worded(value: date | int | str | None) -> str:
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    return str(value) if isinstance(value, int) else value or ""


def attendance_of(report: ProgressReport) -> list[tuple[str, int]]:
    """Which units came to an event, with how many people; 0: nobody."""
    return [(name, count) for _code, name, count in report.attendance]


def indicators_of(report: ProgressReport) -> list[tuple[str, str]]:
    """A unit's own indicators under a target that names none, each with its figure."""
    return [(name, f"{number(value)} {measure}".strip()) for name, measure, value in report.indicators]


def part_name(code: str, name: str) -> str:
    """As the plan names it, or by its code alone."""
    return f"{code}. {name}" if name else code


def rest_day(task: Assignment) -> str:
    """Words where the last day is one of rest; the time limit stays what it is."""
    if task.due_at is None or is_working_day(localtime(task.due_at).date()):
        return ""
    return _("Hạn rơi vào ngày nghỉ; kế hoạch không cho lùi hạn.")


def facts_of(task: Assignment) -> list[tuple[Any, str]]:
    """Everything that the plan states of it, as pairs of label and value."""
    pairs = [
        (_("Giao cho"), holder(task)),
        (_("Nguyên văn"), task.phrase),
        (_("Khi nào"), timing(task)),
        (_("Theo văn bản của cấp trên"), "; ".join(phrase for _code, phrase in task.ordered_by)),
        (_("Mức cần đạt"), wanted(task)),
        (_("Tính trên"), task.out_of),
        (_("Tổng số"), figure(task.total, "")),
        (_("Gốc so sánh"), figure(task.baseline, task.measure)),
        (_("Địa bàn"), task.place),
    ]
    return [(label, value) for label, value in pairs if value]
