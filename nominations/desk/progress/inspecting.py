"""What the office types to plan inspections, and what both sides type in one. A refused value stays as it was typed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from campaigns.models import Campaign, Inspection
from campaigns.services.inspections import PLANNED
from campaigns.shown.inspections import label_of
from nominations.desk.acting import VerbForm
from organisation.formfields import CleanCharField, DateField
from organisation.models import Unit

WORDS_LIMIT = 6_000
HELP = {
    "planned_on": gettext_lazy("Ngày/tháng/năm. Có thể để trống khi chưa định ngày."),
    "inspectors": gettext_lazy("Mỗi dòng một người: họ tên, chức vụ, nhiệm vụ trong đoàn."),
    "to_mend": gettext_lazy("Để trống nếu không có gì phải khắc phục; khi đó kết luận luôn."),
    "mend_by": gettext_lazy("Ngày/tháng/năm; tính đến hết ngày đó."),
    "follow_up": gettext_lazy("Đã làm gì với từng yêu cầu, kết quả cụ thể, việc còn lại và lý do."),
    "lessons": gettext_lazy("Đơn vị đọc được khi cuộc kiểm tra kết thúc."),
}
ROWS = {"inspectors": 4, "lessons": 4}


def _field(name: str) -> forms.Field:
    about: dict[str, Any] = {"label": label_of(name), "help_text": HELP.get(name, ""), "required": name == "matter"}
    if name in ("planned_on", "mend_by"):
        typed = {"inputmode": "numeric", "autocomplete": "off"}
        return DateField(widget=forms.DateInput(format="%d/%m/%Y", attrs=typed), **about)
    words = forms.Textarea(attrs={"rows": ROWS.get(name, 6), "lang": "vi"})
    return CleanCharField(max_length=WORDS_LIMIT, multiline=True, widget=words, **about)


class PlanForm(forms.Form):
    """Which units, and what is looked at in each of them."""

    use_required_attribute = False

    units = forms.MultipleChoiceField(
        label=gettext_lazy("Đơn vị được kiểm tra"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chọn được nhiều đơn vị; mỗi đơn vị một cuộc kiểm tra."),
        error_messages={"required": gettext_lazy("Hãy chọn ít nhất một đơn vị.")},
    )  # fmt: skip

    def __init__(self, *args: Any, campaign: Campaign, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = campaign.participations.select_related("unit")
        self.known: dict[str, Unit] = {str(row.unit_id): row.unit for row in rows}
        self.fields["units"].choices = [(key, unit.name) for key, unit in self.known.items()]  # type: ignore[attr-defined]
        self.fields |= {name: _field(name) for name in PLANNED}

    def chosen(self) -> list[Unit]:
        return [self.known[key] for key in self.cleaned_data["units"]]

    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in PLANNED}


class InspectionForm(VerbForm):
    """What is the reader's to write now."""

    use_required_attribute = False

    def __init__(self, *args: Any, inspection: Inspection, names: tuple[str, ...], **more: Any) -> None:
        super().__init__(*args, initial={name: getattr(inspection, name) for name in names}, **more)
        self.names = names
        self.fields |= {name: _field(name) for name in names}

    @property
    def asked(self) -> list[Any]:
        return [self[name] for name in self.names]

    def written(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.names}
