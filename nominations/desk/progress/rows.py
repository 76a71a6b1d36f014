"""Rows of a report as fields of its form: who came to an event, and a unit's own indicators under a target."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from campaigns.figures import as_text, read_figure
from campaigns.models import ProgressReport
from campaigns.plan.schema.work import Asks
from organisation.formfields import CleanCharField

CAME, OWN = "came-", "own-"
COLUMNS = ("name", "measure", "value")
BLANK = 3  # rows that wait for more
MOST = 30  # indicators of one report


class FigureField(CleanCharField):
    """A figure as people type it, held to the most that the target can say."""

    def __init__(self, *, ceiling: Any = None, **options: Any) -> None:
        self.ceiling = ceiling
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=40, required=False, widget=widget, **options)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_figure(text, ceiling=self.ceiling)
        except ValueError as error:
            raise forms.ValidationError(str(error), code="figure") from error


def takes_attendance(report: ProgressReport) -> bool:
    return report.assignment.asks == Asks.EVENT


def takes_indicators(report: ProgressReport) -> bool:
    """Where the plan lists no parts, each unit may have its own."""
    return report.assignment.is_target and not report.assignment.parts


def attendance_fields(report: ProgressReport) -> dict[str, forms.Field]:
    """How many came, a field for each unit that takes part; blank where nobody said."""
    if not takes_attendance(report):
        return {}
    told = {code: count for code, _name, count in report.attendance}
    rows = report.campaign.participations.select_related("unit")
    return {f"{CAME}{row.unit.code}": _people(row.unit.name, told.get(row.unit.code)) for row in rows}


def _people(label: str, initial: int | None) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, initial=initial, min_value=0, max_value=1_000_000, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Hãy ghi số người bằng chữ số, không có dấu chấm.")},
    )  # fmt: skip


def attendance_written(fields: Mapping[str, forms.Field], cleaned: Mapping[str, Any]) -> list[list[Any]]:
    found = [(name, cleaned.get(name)) for name in fields if name.startswith(CAME)]
    return [[name.removeprefix(CAME), str(fields[name].label), count] for name, count in found if count is not None]


def indicator_fields(report: ProgressReport, typed: Mapping[str, Any] | None) -> dict[str, forms.Field]:
    """Three fields a row: as many rows as there are, or were typed, and some more."""
    if not takes_indicators(report):
        return {}
    told = report.indicators
    rows = len(told) + BLANK
    if typed is not None:
        rows = max([rows, *(number + 1 for number in range(MOST) if f"{OWN}{number}-name" in typed)])
    found: dict[str, forms.Field] = {}
    for number in range(min(rows, MOST)):
        name, measure, value = told[number] if number < len(told) else ("", "", "")
        start = f"{OWN}{number}-"
        found[f"{start}name"] = CleanCharField(
            label=_("Chỉ tiêu %(number)s") % {"number": number + 1}, max_length=300, required=False, initial=name
        )
        found[f"{start}measure"] = CleanCharField(
            label=_("Đơn vị tính"), max_length=60, required=False, initial=measure
        )
        found[f"{start}value"] = FigureField(label=_("Kết quả"), initial=value.replace(".", ","))
    return found


def indicators_written(form: forms.Form) -> list[list[str]]:
    """The rows that were filled in; of one that was begun, what it lacks becomes the form's error."""
    found = []
    for start in (name.removesuffix("name") for name in form.fields if name.startswith(OWN) and name.endswith("-name")):
        name, measure, value = (form.cleaned_data.get(f"{start}{column}") for column in COLUMNS)
        if not (name or measure or value is not None):
            continue
        if not name and f"{start}name" not in form.errors:
            form.add_error(f"{start}name", _("Hãy ghi tên chỉ tiêu."))
        if value is None and f"{start}value" not in form.errors:
            form.add_error(f"{start}value", _("Hãy ghi kết quả; chưa làm được thì ghi 0."))
        found.append([name or "", measure or "", as_text(value)])
    return found
