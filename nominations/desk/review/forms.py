"""What the office types: why a nomination goes back, and its words to the Director."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.desk.acting import VerbForm
from nominations.desk.verbs import SendBackForm
from nominations.models.nomination import EDITABLE_FIELDS
from nominations.shown import PARTS
from nominations.states import ReturnReason
from organisation.formfields import CleanCharField

MENDABLE = [(name, PARTS[name]) for name in (*EDITABLE_FIELDS, "attachments")]
ALIEN = {  # fields that a nominee of the kind does not have
    "individual": {"head_count"},
    "collective": {"honorific", "position", "is_leader", "sub_unit"},
    "household": {"honorific", "position", "is_leader", "head_count"},
}


class ReturnForm(SendBackForm):
    """Why a nomination goes back: at least one coded reason, and words that the unit can act on."""

    codes = forms.MultipleChoiceField(
        label=_("Lý do trả lại"), choices=ReturnReason.choices, widget=forms.CheckboxSelectMultiple
    )
    fields_to_mend = forms.MultipleChoiceField(
        label=_("Mục đơn vị cần sửa"), choices=MENDABLE, widget=forms.CheckboxSelectMultiple, required=False
    )
    reason = CleanCharField(
        label=_("Ý kiến cụ thể"), multiline=True, max_length=4000,
        help_text=_("Đơn vị đọc nguyên văn ý kiến này; hãy ghi rõ cần sửa gì, bổ sung gì."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: str = "", **kwargs: Any) -> None:
        """`kind` of nominee leaves out the fields that it does not have."""
        super().__init__(*args, **kwargs)
        alien = ALIEN.get(kind, set())
        self.fields["fields_to_mend"].choices = [(name, label) for name, label in MENDABLE if name not in alien]


class NoteForm(VerbForm):
    """The office's words to the Director; the same form sends the list off."""

    note = CleanCharField(
        label=_("Ý kiến của Văn phòng trình Giám đốc"), multiline=True, max_length=4000, required=False,
        help_text=_("Số liệu, hồ sơ nộp muộn, trường hợp không đưa vào danh sách và đề xuất của Văn phòng."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip


class PickForm(VerbForm):
    """Ticked rows of a table; what was seen is the document that they belong to."""

    ids = forms.TypedMultipleChoiceField(
        coerce=int,
        error_messages={
            "required": _("Chưa chọn đề nghị nào."),
            "invalid_choice": _("Chưa chọn đề nghị nào, hoặc đề nghị vừa được chuyển rồi."),
        },
    )

    def __init__(self, *args: Any, among: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ids"].choices = [(pk, pk) for pk in among]
