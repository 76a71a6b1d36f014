"""What a nomination says, as pairs of label and value; files as the components take them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from campaigns.states import SubjectKind
from nominations.checks import Check
from nominations.completeness import REPORT_PARTS
from nominations.models import Attachment, Nomination
from nominations.shown import PARTS, VALUES

MOST_TWINS = 3  # of each check; the check itself counts them all


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


def twins_of(found: Nomination, checks: Sequence[Check]) -> list[dict[str, Any]]:
    """Each nomination that a check points to, beside this one, part by part; with the checks that point to it."""
    labels: dict[int, list[str]] = {}
    others = {other.pk: other for check in checks for other in check.records[:MOST_TWINS]}
    for check in checks:
        for other in check.records[:MOST_TWINS]:
            labels.setdefault(other.pk, []).append(check.label)
    return [{"other": others[pk], "labels": labels[pk], "rows": _beside(found, others[pk])} for pk in others]


def _beside(one: Nomination, other: Nomination) -> list[tuple[Any, str, str]]:
    """What both say: label, here, there."""
    return [(label, here, there) for (label, here), (_same, there) in zip(_brief(one), _brief(other), strict=True)]


def _brief(found: Nomination) -> list[tuple[Any, str]]:
    rank = {True: VALUES["leader"], False: VALUES["direct"]}.get(found.is_leader, "")
    count = found.head_count or 0
    people = ngettext("%(count)s người", "%(count)s người", count) % {"count": count} if count else ""
    return [
        (_("Tên"), f"{found.get_honorific_display()} {found.full_name}".strip()),
        (PARTS["unit"], found.unit.name),
        (_("Là ai"), "\n".join(str(word) for word in (found.position, rank, people) if word)),
        (_("Hình thức"), found.award_form.name if found.award_form else ""),
        (_("Trạng thái"), found.get_state_display()),
        (_("Thành tích"), Truncator(found.achievements).words(40)),
    ]


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
