"""What lists share whose rows stand on the page as forms, to be corrected and ticked before anything is written."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy

from nominations.sheets.gate import LIMIT
from nominations.sheets.reading import read_list
from organisation.uploads import RefusedUpload

MOST = 100  # rows of one list
T = TypeVar("T")


def list_file(label: Any, help_text: Any) -> forms.FileField:
    return forms.FileField(
        label=label, help_text=help_text,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
        error_messages={"required": gettext_lazy("Hãy chọn tệp."),
                        "empty": gettext_lazy("Tệp rỗng, không có nội dung.")},
    )  # fmt: skip


def rows_in(
    file: UploadedFile, columns: Mapping[str, str], rows_of: Callable[..., Iterable[T]], too_many: str
) -> list[T]:
    """What `rows_of` finds in the tables of the file. Raises RefusedUpload; `too_many` has `count` and `most`."""
    read = read_list(file.read(LIMIT + 1), file.name or "", known=columns)
    rows = [row for table in read.tables for row in rows_of(table)]
    if len(rows) > MOST:
        raise RefusedUpload(too_many % {"count": len(rows), "most": MOST})
    return rows


def count_of(rows: str) -> int:
    """How many rows the page sent, as far as they are taken."""
    return min(int(rows), MOST) if rows.isdecimal() else 0


class TickedRow(forms.Form):
    """A row with a box `take`; where it is not ticked, the row is not judged."""

    use_required_attribute = False

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def is_taken(self) -> bool:
        return bool(self["take"].value())

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.is_taken:
            self._errors = ErrorDict()
