"""What a unit types. Nothing is compulsory while drafting: what is missing is listed beside it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from campaigns.models import AwardForm
from campaigns.states import SubjectKind
from nominations.models import Dossier, Nomination
from nominations.models.nomination import EDITABLE_FIELDS, LIMITS
from nominations.states import AttachmentKind
from organisation.formfields import CleanCharField, DateField
from organisation.states import Honorific
from workflows import clock
from workflows.canonical import digest

NOTE_LIMIT = 4_000
LETTER = ("letter_number", "letter_date", "letter_note")
ACCEPTED = ".pdf,.docx,.xlsx,.jpg,.jpeg,.png"

FIELDS_OF = {
    SubjectKind.INDIVIDUAL: ("honorific", "full_name", "position", "sub_unit", "is_leader"),
    SubjectKind.COLLECTIVE: ("full_name", "head_count"),
    SubjectKind.HOUSEHOLD: ("full_name", "sub_unit"),
}
NAME_LABELS = {
    SubjectKind.INDIVIDUAL: _("Họ và tên"),
    SubjectKind.COLLECTIVE: _("Tên tập thể"),
    SubjectKind.HOUSEHOLD: _("Tên hộ gia đình"),
}
OVERVIEW_HINTS = {
    SubjectKind.INDIVIDUAL: _("Năm sinh, quê quán, trình độ; chức vụ, nhiệm vụ được giao; thuận lợi, khó khăn."),
    SubjectKind.COLLECTIVE: _("Đặc điểm, tình hình; số lượng cán bộ, người lao động; chức năng, nhiệm vụ được giao."),
    SubjectKind.HOUSEHOLD: _("Chủ hộ, nơi ở, số nhân khẩu; hoàn cảnh, nghề nghiệp."),
}


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Any number of files, as a list; each is judged by its bytes when it is attached."""

    widget = ManyFilesInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list:  # noqa: ARG002 - Django's signature
        return data if isinstance(data, list) else [data] if data else []


class OpenForm(forms.Form):
    round = forms.IntegerField(min_value=1)
    unit = forms.IntegerField(min_value=1)


class KindForm(forms.Form):
    kind = forms.ChoiceField()

    def __init__(self, *args: Any, kinds: Sequence[SubjectKind]) -> None:
        super().__init__(*args)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]


class PapersForm(forms.Form):
    """Files to add, and what they are."""

    use_required_attribute = False
    kinds: Sequence[tuple[str, Any]] = ()

    files = FilesField(
        label=_("Chọn tệp"), required=False, help_text=_("Được chọn nhiều tệp, hoặc kéo tệp thả vào ô dưới đây.")
    )
    file_kind = forms.ChoiceField(label=_("Loại tệp"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file_kind"].choices = self.kinds

    def kind(self) -> str:
        return self.cleaned_data.get("file_kind") or self.kinds[0][0]


class LetterForm(PapersForm):
    """The unit's letter. `seen` tells whether somebody else wrote it meanwhile; the list itself may have changed."""

    kinds = [(kind.value, kind.label) for kind in (AttachmentKind.LETTER, AttachmentKind.MINUTES)]

    letter_number = CleanCharField(
        label=_("Số, ký hiệu văn bản"), max_length=60, required=False, help_text=_("Ví dụ: 45/TTr-VT.")
    )
    letter_date = DateField(
        label=_("Ngày văn bản"), required=False, help_text=_("Ngày/tháng/năm."),
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    letter_note = CleanCharField(
        label=_("Nội dung đề nghị (không bắt buộc)"), max_length=NOTE_LIMIT, multiline=True, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    seen = forms.CharField(required=False)

    @classmethod
    def of(cls, dossier: Dossier) -> "LetterForm":
        return cls(initial=letter_of(dossier))

    def clean_letter_date(self) -> date | None:
        day: date | None = self.cleaned_data["letter_date"]
        if day and day > localtime(clock.now()).date():
            raise forms.ValidationError(_("Ngày văn bản ở sau hôm nay; hãy kiểm tra lại ngày."))
        return day

    def letter(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in LETTER}


def letter_of(dossier: Dossier) -> dict[str, Any]:
    return {name: getattr(dossier, name) for name in LETTER}


def letter_mark(dossier: Dossier) -> str:
    """Equal as long as the letter says the same."""
    return digest({name: str(value or "") for name, value in letter_of(dossier).items()})


class NominationForm(PapersForm):
    """A nominee of one kind with the achievement report in its parts (báo cáo thành tích)."""

    kinds = [(kind.value, kind.label) for kind in (AttachmentKind.REPORT, AttachmentKind.EVIDENCE)]

    honorific = forms.ChoiceField(
        label=_("Ông/Bà"), choices=Honorific.choices, required=False, widget=forms.RadioSelect
    )
    full_name = CleanCharField(label=_("Họ và tên"), max_length=LIMITS["full_name"], required=False)
    position = CleanCharField(label=_("Chức vụ, công việc"), max_length=LIMITS["position"], required=False)
    sub_unit = CleanCharField(label=_("Phòng, tổ, đội (nếu có)"), max_length=LIMITS["sub_unit"], required=False)
    is_leader = forms.TypedChoiceField(
        label=_("Diện"), choices=[("leader", _("Lãnh đạo, quản lý")), ("direct", _("Người trực tiếp"))],
        coerce=lambda value: value == "leader", empty_value=None, required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    head_count = forms.IntegerField(
        label=_("Số người"), min_value=1, max_value=99_999, required=False, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    award_form = forms.ModelChoiceField(
        AwardForm.objects.none(), label=_("Hình thức khen thưởng đề nghị"), required=False, empty_label=_("– Chọn –")
    )
    overview = CleanCharField(
        label=_("I. Sơ lược"), max_length=LIMITS["overview"], multiline=True, required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    achievements = CleanCharField(
        label=_("II. Thành tích đạt được"), max_length=LIMITS["achievements"], multiline=True, required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Chỉ tiêu được giao và kết quả bằng số liệu; biện pháp, sáng kiến và hiệu quả; đóng góp cho phong trào. "
            "Thường 1–2 trang."
        ),
    )  # fmt: skip
    earlier_awards = CleanCharField(
        label=_("III. Các hình thức đã được khen thưởng"), max_length=LIMITS["earlier_awards"], multiline=True,
        required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Mỗi dòng một hình thức: tên, số và ngày quyết định, cơ quan quyết định. Chưa có thì ghi “Chưa”."),
    )  # fmt: skip

    version = forms.IntegerField(required=False)

    def __init__(self, *args: Any, nomination: Nomination, award_forms: Sequence[AwardForm], **kwargs: Any) -> None:
        super().__init__(*args, initial=_stored(nomination), **kwargs)
        kind = SubjectKind(nomination.kind)
        for name in {name for names in FIELDS_OF.values() for name in names} - {*FIELDS_OF[kind]}:
            del self.fields[name]
        self.fields["full_name"].label = NAME_LABELS[kind]
        self.fields["overview"].help_text = OVERVIEW_HINTS[kind]
        if kind == SubjectKind.HOUSEHOLD:
            self.fields["sub_unit"].label = _("Thôn, tổ dân phố")
        suiting = [form.pk for form in award_forms if form.suits(kind)]
        self.fields["award_form"].queryset = AwardForm.objects.filter(pk__in=suiting).order_by("pk")
        self.who = FIELDS_OF[kind]

    def written(self) -> dict[str, Any]:
        """What can be kept: each field that was sent and is sound. One that was not sent keeps what it holds."""
        sound = {name: value for name, value in self.cleaned_data.items() if name in EDITABLE_FIELDS}
        return {name: value for name, value in sound.items() if name in self.data}

    def seen_version(self) -> int:
        """The version that the page showed; 0, which is never current, when it did not say."""
        return self.cleaned_data.get("version") or 0


def _stored(nomination: Nomination) -> dict[str, Any]:
    shown = {name: getattr(nomination, name) for name in EDITABLE_FIELDS}
    return shown | {"is_leader": {True: "leader", False: "direct", None: ""}[nomination.is_leader]}
