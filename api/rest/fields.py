"""What a program may write of a nominee: the desk's form, which refuses in words what it would leave out on a page."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from campaigns.models import AwardForm
from campaigns.states import SubjectKind
from nominations.desk.filing.forms import NominationForm
from nominations.desk.filing.sheet import kinds_named_by
from nominations.models import Nomination

LEADERS = {True: "leader", False: "direct", None: ""}


class NomineeForm(NominationForm):
    """Filled from JSON. The award forms are given, so that a thousand rows ask the database for none."""

    is_new = False

    @classmethod
    def of(
        cls,
        nomination: Nomination,
        sent: dict[str, Any],
        *,
        award_forms: Sequence[AwardForm] | None = None,
        is_new: bool = False,
    ) -> "NomineeForm":
        known = list(nomination.campaign.award_forms.all()) if award_forms is None else award_forms
        form = cls(_typed(sent), nomination=nomination, award_forms=known)
        form.is_new, form.kind_of_nominee, form.known_forms = is_new, SubjectKind(nomination.kind), known
        suiting = {str(one.pk): one for one in known if one.suits(nomination.kind)}
        form.fields["award_form"] = forms.TypedChoiceField(
            choices=[(key, key) for key in suiting], coerce=suiting.get, empty_value=None, required=False
        )
        return form

    def faults(self) -> list[dict[str, str]]:
        """Everything that stands against writing it."""
        self.is_valid()
        found = [{"field": name, "message": str(words)} for name, said in self.errors.items() for words in said]
        alien = _("Loại đối tượng này không có mục đó.")
        found += [{"field": name, "message": alien} for name in self.data if name not in self.fields]
        if "full_name" in self.data and not self.cleaned_data.get("full_name") and "full_name" not in self.errors:
            found.append({"field": "full_name", "message": _("Không được để trống.")})
        if self.is_new and self.kind_of_nominee not in kinds_named_by(self.known_forms):
            found.append({"field": "kind", "message": _("Phong trào không khen đối tượng này.")})
        return found


def _typed(sent: dict[str, Any]) -> dict[str, Any]:
    """JSON's values as a form sends them."""
    typed = {name: "" if value is None else value for name, value in sent.items()}
    if "is_leader" in typed:
        typed["is_leader"] = LEADERS[sent["is_leader"]]
    return typed
