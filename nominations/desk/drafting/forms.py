"""What a new campaign is made from, and a part of a plan as it is typed."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.plan import PlanError
from campaigns.plan.nodes import SIZE_LIMIT, decoded
from campaigns.plan.reading import ID
from campaigns.services.beginnings import Beginning
from nominations.desk.acting import VerbForm
from nominations.desk.drafting.mistakes import lines_of
from organisation.formfields import CleanCharField, DateField

AREA = forms.Textarea(attrs={"rows": 24, "class": "code", "spellcheck": "false", "lang": "vi"})
TEXT_AREA = {"widget": AREA, "strip": False, "max_length": SIZE_LIMIT}


class BlankForm(forms.Form):
    """Code, name and period, whatever a plan starts from."""

    use_required_attribute = False

    code = forms.RegexField(
        ID, label=gettext_lazy("Mã phong trào"), max_length=60,
        help_text=gettext_lazy("Chữ không dấu, chữ số, gạch ngang. Ví dụ: thi-dua-2014. Đặt rồi không đổi được."),
        error_messages={"invalid": gettext_lazy("Chỉ dùng chữ không dấu, chữ số, gạch ngang, gạch dưới.")},
    )  # fmt: skip
    name = CleanCharField(label=gettext_lazy("Tên phong trào"), max_length=200)
    first = DateField(label=gettext_lazy("Từ ngày"))
    last = DateField(label=gettext_lazy("Đến hết ngày"))

    def clean(self) -> None:
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", _("Ngày kết thúc ở trước ngày bắt đầu."))

    def beginning(self) -> Beginning:
        return Beginning(*(self.cleaned_data[name] for name in ("code", "name", "first", "last")))


class EarlierForm(BlankForm):
    """The same, and the older campaign."""

    campaign = forms.ModelChoiceField(label=gettext_lazy("Phong trào trước đây"), queryset=None)
    field_order = ("campaign", "code", "name", "first", "last")

    def __init__(self, *args: Any, campaigns: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["campaign"].queryset = campaigns  # type: ignore[attr-defined]


class FileForm(forms.Form):
    """A plan as a file, or the text of one that was not taken, mended on the page."""

    use_required_attribute = False

    file = forms.FileField(
        label=gettext_lazy("Tệp kế hoạch (YAML)"), required=False,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,.txt"}),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Nội dung tệp, để sửa ngay tại đây"), required=False, **TEXT_AREA,
    )  # fmt: skip
    beside = forms.FileField(
        label=gettext_lazy("Nguyên văn kế hoạch (Markdown), nếu có"), required=False,
        widget=forms.FileInput(attrs={"accept": ".md,.txt"}),
        help_text=gettext_lazy("Khi kế hoạch ghi “source”, từng đoạn trích được đối chiếu với nguyên văn này."),
    )  # fmt: skip
    source = forms.CharField(
        label=gettext_lazy("Nguyên văn đã tải lên"), required=False, **TEXT_AREA,
    )  # fmt: skip

    def clean(self) -> None:
        """A file goes before what stands in the field; both are text afterwards, and stay on the page."""
        self.data = self.data.copy()
        for file, text in (("file", "text"), ("beside", "source")):
            if given := self.cleaned_data.get(file):
                self._take(given, file, text)
        if not self.errors and not self.cleaned_data["text"].strip():
            self.add_error("file", _("Hãy chọn tệp kế hoạch."))

    def _take(self, given: UploadedFile, file: str, text: str) -> None:
        try:
            self.cleaned_data[text] = decoded(given.read(4 * SIZE_LIMIT))
        except PlanError as error:
            self.add_error(file, " ".join(f"{where}: {words}" for where, words in lines_of(error)))
        self.data[self.add_prefix(text)] = self.cleaned_data[text]


class SeenForm(VerbForm):
    """What a part's page carries whichever way it is written; the rows of a form stand beside it."""

    use_required_attribute = False
    reason = None  # type: ignore[assignment] # a draft needs none


class PartForm(SeenForm):
    """A part of a plan as it is typed."""

    text = forms.CharField(label=gettext_lazy("Nội dung"), **TEXT_AREA)
