"""What a person is asked on the way of old decisions into the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.desk.acting import VerbForm
from nominations.desk.importing.forms import ColumnsForm
from nominations.services.histories import CHOICES
from nominations.sheets.awards import COLUMNS
from nominations.sheets.headings import Field
from nominations.states import LineChoice, LineFate

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt"
PREFIX = "line-"
MOST_DIGITS = 18  # of a key


class HistoryForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("Tệp hồ sơ khen thưởng cũ"), widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("Excel (.xlsx, .xls), LibreOffice (.ods) hoặc CSV; tối đa 16 MB, 60 nghìn dòng."),  # grid.YEARS
        error_messages={"required": _("Hãy chọn tệp."), "empty": _("Tệp rỗng, không có nội dung.")},
    )  # fmt: skip


class HistoryColumnsForm(ColumnsForm):
    """A choice for each column of each table; without name, award and year no line would be sound."""

    labels = COLUMNS

    def clean(self) -> None:
        super().clean()
        for number, table in enumerate(self.read.tables):
            chosen = {self.cleaned_data.get(f"c-{number}-{place}") for place in range(len(table.headings))}
            if Field.AWARD_FORM not in chosen:
                words = _("Bảng ở dòng %(row)s: chưa chọn cột hình thức khen thưởng.")
                self.add_error(None, words % {"row": table.heading_row})
            if not chosen & {Field.YEAR, Field.DECIDED_ON, Field.DECISION}:
                words = _("Bảng ở dòng %(row)s: chưa chọn cột năm hoặc cột ngày quyết định.")
                self.add_error(None, words % {"row": table.heading_row})


class ChoicesForm(VerbForm):
    """What becomes of the lines on the page, and of all likely ones of which nothing was said yet."""

    rest = forms.ChoiceField(
        label=_("Mọi dòng chưa chọn còn lại"), required=False,
        choices=[("", _("giữ là chưa chọn")), *((one.value, one.label) for one in CHOICES[LineFate.LIKELY])],
    )  # fmt: skip

    def choices(self) -> dict[int, str]:
        """By a line's key what was said of it; a new line is left out where it is ticked."""
        keys = map(_key, self.data.getlist("shown"))  # type: ignore[union-attr]
        left = {_key(key) for key in self.data.getlist("leave")}  # type: ignore[union-attr]
        said: dict[int, str] = {key: LineChoice.LEAVE if key in left else LineChoice.NONE for key in keys if key}
        for name, choice in self.data.items():
            if name.startswith(PREFIX) and (key := _key(name.removeprefix(PREFIX))):
                said[key] = str(choice)
        return said


def _key(text: Any) -> int:
    return int(text) if str(text).isascii() and str(text).isdecimal() and len(str(text)) <= MOST_DIGITS else 0
