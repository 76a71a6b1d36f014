"""What a person is asked on the way of a file into the list."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.sheets.headings import LABELS, OFTEN, Field, key_of
from nominations.sheets.legacy import Encoding
from nominations.sheets.reading import ListFile
from nominations.sheets.tables import Table

ACCEPTED = ".xlsx,.xls,.ods,.csv,.txt,.docx"
CALLED = {Encoding.TCVN3: "TCVN3 (ABC, .VnTime)", Encoding.VNI: "VNI"}


class UploadForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label=_("Tệp danh sách"), widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("Excel (.xlsx, .xls), LibreOffice (.ods), CSV, hoặc bảng trong Word (.docx); tối đa 5 MB."),
        error_messages={"required": _("Hãy chọn tệp danh sách."), "empty": _("Tệp rỗng, không có nội dung.")},
    )  # fmt: skip


class ColumnsForm(forms.Form):
    """A choice for each column of each list, and what to do with letters of an old font."""

    use_required_attribute = False
    labels = LABELS

    def __init__(self, *args: Any, read: ListFile, chosen: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.read = read
        if read.asks:
            self.fields["encoding"] = forms.ChoiceField(
                label=_("Chữ trong tệp"), widget=forms.RadioSelect, initial=chosen or None,
                choices=[
                    (read.seems.value, _("Chuyển từ %(font)s sang Unicode") % {"font": CALLED[read.seems]}),
                    (Encoding.UNICODE.value, _("Giữ nguyên như trong tệp")),
                ],
                error_messages={"required": _("Hãy chọn chuyển sang Unicode hay giữ nguyên.")},
            )  # fmt: skip
        choices = [(field.value, label) for field, label in self.labels.items()]
        for name, heading, field in self._columns():
            self.fields[name] = forms.ChoiceField(label=heading, choices=choices, initial=field.value)

    def _columns(self) -> Iterator[tuple[str, str, Field]]:
        for number, table in enumerate(self.read.tables):
            for place, (heading, field) in enumerate(zip(table.headings, table.fields, strict=True)):
                yield f"c-{number}-{place}", heading, field

    def shown(self) -> list[dict[str, Any]]:
        """Each list with its columns: what it is taken for, and what stands in its first rows."""
        return [
            {
                "table": table,
                "columns": [
                    (self[f"c-{number}-{place}"], _examples(table, place)) for place in range(len(table.headings))
                ],
            }
            for number, table in enumerate(self.read.tables)
        ]

    def clean(self) -> None:
        for number, table in enumerate(self.read.tables):
            chosen = [self.cleaned_data.get(f"c-{number}-{place}") for place in range(len(table.headings))]
            twice = {Field(one) for one in chosen if one and chosen.count(one) > 1} - OFTEN
            if Field.FULL_NAME not in chosen:
                self.add_error(None, _("Bảng ở dòng %(row)s: chưa chọn cột tên.") % {"row": table.heading_row})
            for field in sorted(twice):
                words = _("Bảng ở dòng %(row)s: hai cột cùng là “%(what)s”. Hãy giữ một.")
                self.add_error(None, words % {"row": table.heading_row, "what": self.labels[field]})

    def encoding(self) -> Encoding:
        return Encoding(self.cleaned_data.get("encoding") or Encoding.UNICODE.value)

    def headings(self) -> dict[str, str]:
        return {key_of(heading): self.cleaned_data[name] for name, heading, _field in self._columns()}


def _examples(table: Table, place: int) -> list[str]:
    texts = (line.texts[place] for line in table.lines if place < len(line.texts))
    return [text[:60] for text, _turn in zip(filter(None, texts), range(3), strict=False)]


class ChoiceForm(forms.Form):
    """Which rows: of the new ones those to leave out, of the likely ones those to take all the same."""

    seen_version = forms.IntegerField(min_value=1)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.take, self.leave = set(data.getlist("take")), set(data.getlist("leave"))
