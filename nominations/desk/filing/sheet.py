"""The unit's list as its page shows it: two parts with totals, and what is missing before it can be filed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from campaigns.models import AwardForm, Campaign
from campaigns.states import SubjectKind
from nominations.completeness import missing_from
from nominations.desk.filing.returns import returns_of
from nominations.models import Dossier, Nomination
from nominations.states import NominationState
from workflows.verbs import verbs_of

TITLES = {
    SubjectKind.COLLECTIVE: pgettext_lazy("số lượng", "Tập thể"),
    SubjectKind.INDIVIDUAL: pgettext_lazy("số lượng", "Cá nhân"),
    SubjectKind.HOUSEHOLD: pgettext_lazy("số lượng", "Hộ gia đình"),
}
NUMERALS = ("I", "II", "III")


@dataclass(frozen=True)
class Line:
    """One nominee of the list."""

    nomination: Nomination
    missing: list[dict[str, Any]]
    returned: dict[str, Any] | None
    can_edit: bool
    leaving: str  # as `leaving_of` says

    @property
    def is_unmended(self) -> bool:
        """Sent back, and not a letter changed since."""
        return self.returned is not None and self.returned["event"].content_hash == self.nomination.content_hash

    @property
    def stands(self) -> bool:
        return self.nomination.state != NominationState.WITHDRAWN


@dataclass(frozen=True)
class Part:
    """I. Tập thể, II. Cá nhân: the two parts of the list, and households where there are any."""

    kind: str
    title: str
    lines: list[Line]


def kinds_of(campaign: Campaign) -> list[SubjectKind]:
    """Whom the campaign can commend, by its award forms; collectives and individuals when it names none."""
    return kinds_named_by(campaign.award_forms.all())


def kinds_named_by(forms: Iterable[AwardForm]) -> list[SubjectKind]:
    """The same, of award forms that are known already."""
    named = [kind for kind in SubjectKind if any(form.suits(kind) for form in forms)]
    return named or [SubjectKind.COLLECTIVE, SubjectKind.INDIVIDUAL]


def lines_of(dossier: Dossier, nominations: QuerySet[Nomination], *, mine: bool) -> list[Line]:
    """The nominees in the order of the list; `mine`: for the unit itself, with what it may do."""
    found = list(nominations.select_related("award_form").prefetch_related("attachments").order_by("pk"))
    returns = returns_of(found)
    open_list = mine and dossier.is_editable
    return [
        Line(
            nomination,
            missing_items(nomination, dossier.campaign) if nomination.is_editable else [],
            returns.get(nomination.pk),
            open_list and nomination.is_editable,
            leaving_of(nomination, dossier) if mine else "",
        )
        for nomination in found
    ]


def leaving_of(nomination: Nomination, dossier: Dossier) -> str:
    """How the unit takes it off: "remove" a draft never filed, "withdraw" what has a history, "" when it cannot."""
    if dossier.is_editable and nomination.is_editable and not nomination.event_seq:
        return "remove"
    return "withdraw" if nomination.state in verbs_of(Nomination)["withdraw"].sources else ""


def parts_of(lines: Sequence[Line], kinds: Iterable[SubjectKind]) -> list[Part]:
    present = {line.nomination.kind for line in lines}
    shown = [kind for kind in SubjectKind if kind in kinds or kind in present]
    return [
        Part(kind, f"{numeral}. {TITLES[kind]}", [line for line in lines if line.nomination.kind == kind])
        for numeral, kind in zip(NUMERALS, shown, strict=False)
    ]


def missing_items(nomination: Nomination, campaign: Campaign) -> list[dict[str, Any]]:
    """What the nomination lacks, each with a link to its field."""
    edit = reverse("nomination_edit", args=[nomination.pk])
    gaps = missing_from(nomination, settings=campaign.settings)
    return [{"label": gap.words, "url": f"{edit}#id_{gap.field}"} for gap in gaps]


def missing_before_filing(dossier: Dossier, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """What the guards of `submit` would refuse, each with a link to where it is mended."""
    items = []
    if not any(line.stands for line in lines):
        items.append({"label": _("Chưa có đề nghị nào"), "url": reverse("nomination_new", args=[dossier.pk])})
    items += [{"label": _gaps(line), "url": line.missing[0]["url"]} for line in lines if line.missing]
    if not dossier.letter_number:
        items.append({"label": _("Chưa ghi số, ký hiệu văn bản đề nghị"), "url": "#id_letter_number"})
    if not dossier.letter_date:
        items.append({"label": _("Chưa ghi ngày văn bản đề nghị"), "url": "#id_letter_date"})
    return items


def _gaps(line: Line) -> str:
    count = len(line.missing)
    words = ngettext("%(who)s: còn thiếu %(count)s mục", "%(who)s: còn thiếu %(count)s mục", count)
    return words % {"who": line.nomination.full_name or _("(chưa ghi tên)"), "count": count}
