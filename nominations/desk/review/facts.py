"""What a nomination says, as pairs of label and value; files as the components take them."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.states import SubjectKind
from nominations.completeness import REPORT_PARTS
from nominations.models import Attachment, Nomination
from nominations.shown import PARTS, VALUES


def facts_of(found: Nomination) -> list[tuple[Any, Any]]:
    """Who is proposed for what."""
    if found.kind == SubjectKind.INDIVIDUAL:
        rank = {True: VALUES["leader"], False: VALUES["direct"]}.get(found.is_leader)
        who = [(PARTS["position"], found.position), (PARTS["is_leader"], rank)]
    else:
        who = [(PARTS["head_count"], found.head_count)] if found.is_collective else []
    form = found.award_form
    return [
        (_("Mã đề nghị"), found.code),
        (PARTS["kind"], found.get_kind_display()),
        *who,
        *([(PARTS["sub_unit"], found.sub_unit)] if found.sub_unit else []),
        (PARTS["award_form"], form and form.name),
        (_("Người quyết định"), form and form.decider),
    ]


def report_of(found: Nomination) -> list[tuple[Any, str]]:
    """The achievement report in its parts."""
    return [(PARTS[part], getattr(found, part)) for part in REPORT_PARTS]


def shown_files(files: Iterable[Attachment]) -> list[dict[str, Any]]:
    """Attachments as the files component takes them."""
    return [
        {
            "name": file.name,
            "url": reverse("attachment", args=[file.pk]),
            "size": file.size,
            "note": file.get_kind_display(),
        }
        for file in files
    ]
