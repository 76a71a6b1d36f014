"""What stands beside the form of a nomination: what is missing, what to mend, who bears the same name."""

from typing import Any

from django.http import HttpRequest

from nominations.completeness import REPORT_PARTS
from nominations.desk.filing.dossier_page import shown_file
from nominations.desk.filing.forms import NominationForm
from nominations.desk.filing.returns import returns_of, to_mend
from nominations.desk.filing.sheet import leaving_of, missing_items
from nominations.desk.filing.writing import Kept
from nominations.desk.histories.register import honours_of, past_awards_of
from nominations.selectors import attachments_for, twins_of, unfinished_of


def nomination_page(request: HttpRequest, kept: Kept, form: NominationForm) -> dict[str, Any]:
    nomination = kept.nomination
    returned = returns_of([nomination]).get(nomination.pk)
    can_edit = nomination.is_editable and nomination.dossier.is_editable
    marks = to_mend(nomination, returned) if returned else {}
    files = attachments_for(request.roles).filter(nomination=nomination)
    return {
        "nomination": nomination,
        "dossier": nomination.dossier,
        "form": form,
        "kept": kept,
        "can_edit": can_edit,
        "missing": missing_items(nomination, nomination.campaign),
        "twins": list(twins_of(nomination, request.roles)) if nomination.search_key else [],
        "past_awards": past_awards_of(nomination, request.roles),
        "honours": honours_of(nomination, request.roles),
        "returned": returned,
        "to_mend": marks,
        "who": [(form[name], marks.get(name)) for name in form.who],
        "award": [(form["award_form"], marks.get("award_form"))],
        "report": [(form[name], marks.get(name)) for name in REPORT_PARTS],
        "files": [shown_file(file, can_remove=can_edit) for file in files],
        "unfinished": unfinished_of(request.user, request.now).filter(nomination=nomination) if can_edit else [],
        "leaving": leaving_of(nomination, nomination.dossier),
    }
