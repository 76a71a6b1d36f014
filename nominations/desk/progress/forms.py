"""What a unit types of its progress. A refused value stays as it was typed."""

from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.figures import as_text
from campaigns.guards import why_not_as_of
from campaigns.models import PARTICULARS, Assignment, ProgressReport
from campaigns.plan.schema.work import Asks
from campaigns.services.progress import OPTIONAL, ROWS
from campaigns.shown.progress import LABELS, part_name
from campaigns.states import Progress
from nominations.desk.acting import VerbForm
from nominations.desk.filing.forms import FilesField
from nominations.desk.progress.rows import (
    CAME,
    OWN,
    FigureField,
    attendance_fields,
    attendance_written,
    indicator_fields,
    indicators_written,
    takes_attendance,
    takes_indicators,
)
from organisation.formfields import CleanCharField, DateField
from workflows import clock

WORDS_LIMIT = 6_000
PART = "part-"


class ProgressForm(VerbForm):
    """A target asks for its figure, or for that of each part; a duty for how far it has come."""

    use_required_attribute = False

    as_of = DateField(
        label=gettext_lazy("Số liệu tính đến ngày"), help_text=gettext_lazy("Ngày/tháng/năm."),
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    progress = forms.ChoiceField(
        label=gettext_lazy("Tiến độ"), choices=Progress.choices, widget=forms.RadioSelect, required=False
    )
    number = CleanCharField(label=gettext_lazy("Số, ký hiệu kế hoạch"), max_length=60, required=False)
    held_on = DateField(
        label=gettext_lazy("Ngày phát động"), help_text=gettext_lazy("Ngày/tháng/năm."), required=False,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    place = CleanCharField(label=gettext_lazy("Địa điểm phát động"), max_length=300, required=False)
    participants = forms.IntegerField(
        label=gettext_lazy("Số người tham gia"), min_value=1, max_value=1_000_000, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Hãy ghi số người bằng chữ số, không có dấu chấm.")},
    )  # fmt: skip
    manner = CleanCharField(
        label=gettext_lazy("Hình thức phát động"), max_length=300, required=False,
        help_text=gettext_lazy("Ví dụ: hội nghị toàn đơn vị, họp giao ban, gửi văn bản."),
    )  # fmt: skip
    programme = CleanCharField(
        label=gettext_lazy("Chương trình"), max_length=WORDS_LIMIT, multiline=True, required=False,
        widget=forms.Textarea(attrs={"rows": 6}), help_text=gettext_lazy("Mỗi dòng một mục, ghi giờ ở đầu dòng."),
    )  # fmt: skip
    words = CleanCharField(
        label=gettext_lazy("Thuyết minh"), max_length=WORDS_LIMIT, multiline=True, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Đã làm gì, kết quả cụ thể, vướng mắc và cách giải quyết, bài học rút ra."),
    )  # fmt: skip
    files = FilesField(
        label=gettext_lazy("Thêm minh chứng"), required=False,
        help_text=gettext_lazy("PDF, Word, Excel hoặc ảnh; chọn được nhiều tệp."),
    )  # fmt: skip
    plan = FilesField(
        label=gettext_lazy("Kế hoạch chi tiết, gửi các đơn vị"), required=False,
        help_text=gettext_lazy("Văn phòng xác nhận xong, mọi đơn vị tham gia được báo và mở được tệp này."),
    )  # fmt: skip
    drop = forms.MultipleChoiceField(
        label=gettext_lazy("Bỏ minh chứng đã gửi"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, report: ProgressReport, **kwargs: Any) -> None:
        self.report, self.task = report, report.assignment
        super().__init__(*args, initial=_stored(report), **kwargs)
        if self.task.is_target:
            del self.fields["progress"]
        if self.task.asks != Asks.EVENT:
            del self.fields["plan"]
        asked = PARTICULARS.get(self.task.asks, ())
        for name in set(OPTIONAL).difference(asked, ROWS):
            del self.fields[name]
        for name in asked:
            self.fields[name].label = LABELS[self.task.asks][name]
        self.fields |= dict(_figures(self.task)) | attendance_fields(report)
        self.fields |= indicator_fields(report, self.data if self.is_bound else None)
        self.fields["drop"].choices = [(str(file.pk), file.name) for file in report.evidence.all()]  # type: ignore[attr-defined]

    @property
    def are_unnamed(self) -> bool:
        """Does the plan count the parts without naming them?"""
        return any(not name for _code, name in self.task.parts)

    @property
    def figures(self) -> list[Any]:
        return [self[name] for name, _field in _figures(self.task)]

    @property
    def particulars(self) -> list[Any]:
        """What the task asks for beside how far it has come, as fields."""
        return [self[name] for name in PARTICULARS.get(self.task.asks, ())]

    @property
    def attendance(self) -> list[Any]:
        """How many of each unit came, as fields."""
        return [self[name] for name in self.fields if name.startswith(CAME)]

    @property
    def indicators(self) -> list[list[Any]]:
        """The unit's own indicators, three fields a row."""
        own = [self[name] for name in self.fields if name.startswith(OWN)]
        return [own[start : start + 3] for start in range(0, len(own), 3)]

    def clean(self) -> None:
        super().clean()
        self.own = indicators_written(self)

    def clean_as_of(self) -> Any:
        day = self.cleaned_data["as_of"]
        if reasons := list(why_not_as_of(self.task, day, localtime(clock.now()).date())):
            raise forms.ValidationError(reasons)
        return day

    def written(self) -> dict[str, Any]:
        """What is kept of it."""
        named = {name.removeprefix(PART): self.cleaned_data[name] for name, _field in _figures(self.task)}
        return {
            "as_of": self.cleaned_data["as_of"],
            "value": named.get("value") if not self.task.parts else None,
            "part_values": {code: as_text(one) for code, one in named.items() if one is not None and self.task.parts},
            "progress": self.cleaned_data.get("progress", ""),
            "words": self.cleaned_data["words"],
            **{name: self.cleaned_data[name] for name in PARTICULARS.get(self.task.asks, ())},
            **self._rows(),
        }  # fmt: skip

    def _rows(self) -> dict[str, list[Any]]:
        rows = {}
        if takes_attendance(self.report):
            rows["attendance"] = attendance_written(self.fields, self.cleaned_data)
        if takes_indicators(self.report):
            rows["indicators"] = self.own
        return rows


def _figures(task: Assignment) -> list[tuple[str, FigureField]]:
    """A field for the figure, or for each part's."""
    if not task.is_target:
        return []
    measure = f" ({task.measure})" if task.measure else ""
    if not task.parts:
        return [("value", FigureField(ceiling=task.ceiling, label=_("Kết quả") + measure))]
    return [
        (f"{PART}{code}", FigureField(ceiling=task.ceiling, label=part_name(code, name) + measure))
        for code, name in task.parts
    ]


def _stored(report: ProgressReport) -> dict[str, Any]:
    shown = {f"{PART}{code}": text.replace(".", ",") for code, text in report.part_values.items()}
    return shown | {
        "as_of": report.as_of or localtime(clock.now()).date(),
        "value": as_text(report.value).replace(".", ","),
        "progress": report.progress,
        "words": report.words,
        **{name: getattr(report, name) for name in PARTICULARS.get(report.assignment.asks, ())},
    }
