"""What an auditor's pages may be asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.desk.trail.finding import KINDS
from nominations.desk.trail.looks import SHOWN
from organisation.formfields import CleanCharField, DateField
from workflows.models import How
from workflows.verbs import verbs_of

DAY = {"placeholder": _("ngày/tháng/năm")}
ALL = ("", _("Tất cả"))


def _verbs() -> list[tuple[str, Any]]:
    """Each verb once; it may be called otherwise on another kind of object."""
    labels: dict[str, dict[str, None]] = {}
    for model in KINDS.values():
        for verb in verbs_of(model).values():
            labels.setdefault(verb.name, {})[str(verb.label)] = None
    return [ALL, *((name, " / ".join(known)) for name, known in labels.items())]


def _kinds() -> list[tuple[str, Any]]:
    return [ALL, *((label, model._meta.verbose_name) for label, model in KINDS.items())]


def _shown_kinds() -> list[tuple[str, Any]]:
    return [ALL, *((label, model._meta.verbose_name) for label, model in SHOWN.items())]


class PeriodForm(forms.Form):
    """Words for an object, a person, and days."""

    q = CleanCharField(
        label=_("Tên, mã HS-…, TN-…, số quyết định, mã việc"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    actor = CleanCharField(label=_("Người thực hiện"), max_length=120, required=False)
    since = DateField(label=_("Từ ngày"), required=False, widget=forms.TextInput(attrs=DAY))
    until = DateField(label=_("Đến hết ngày"), required=False, widget=forms.TextInput(attrs=DAY))


class SearchForm(PeriodForm):
    unit = CleanCharField(label=_("Đơn vị"), max_length=120, required=False)
    verb = forms.ChoiceField(label=_("Thao tác"), choices=_verbs, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=_kinds, required=False)


class LookForm(PeriodForm):
    how = forms.ChoiceField(label=_("Cách"), choices=[ALL, *How.choices], required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=_shown_kinds, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].label = _("Tên, mã HS-…, TN-…, số quyết định")
        self.fields["actor"].label = _("Người xem")
