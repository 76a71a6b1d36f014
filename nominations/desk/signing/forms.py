"""What a leader ticks and writes; every form is bound to the list that stood on the screen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nominations.desk.acting import VerbForm
from nominations.models import ConsolidatedList, Nomination
from organisation.formfields import CleanCharField


class LinesForm(VerbForm):
    """Ticked lines of a list, and words."""

    ids = forms.TypedMultipleChoiceField(
        label=_("Dòng đã chọn"), coerce=int,
        error_messages={"required": _("Hãy chọn ít nhất một dòng.")},
    )  # fmt: skip
    reason = CleanCharField(
        label=_("Lý do gạch"), multiline=True, max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), error_messages={"required": _("Hãy ghi lý do gạch.")},
    )  # fmt: skip

    def __init__(self, *args: Any, target: ConsolidatedList, with_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.target = target
        self.fields["ids"].choices = self._choices
        self.fields["reason"].required = with_reason

    def picked(self) -> list[str]:
        """The keys that were ticked, as they were sent."""
        return self.data.getlist("ids") if self.is_bound else []

    def lines(self) -> list[Nomination]:
        return list(self.target.nominations.filter(pk__in=self.cleaned_data["ids"]).order_by("pk"))

    def _choices(self) -> list[tuple[int, int]]:
        return [(pk, pk) for pk in self.target.nominations.values_list("pk", flat=True)]
