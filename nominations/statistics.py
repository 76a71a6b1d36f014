"""A year of emulation and commendation, counted as the yearly returns ask for it (TT 02/2023/TT-BNV, 0601-0605.N).

The returns ask for more than this site keeps. What no row can answer is None, never nought: somebody fills it in by
hand from what is kept elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from campaigns.permissions import Roles
from campaigns.selectors import UNSIGNED
from campaigns.states import CampaignState, SubjectKind
from nominations.bonus import PAID_STATES, amounts_of, figures_of
from nominations.models import Decision, Nomination
from nominations.selectors import AWARDED_ONCE, boards_for, signed_awards_for, signed_revocations_for
from nominations.states import DecisionState, NominationState
from organisation.states import UnitKind

INDIVIDUAL, COLLECTIVE = Q(kind=SubjectKind.INDIVIDUAL), Q(kind=SubjectKind.COLLECTIVE)
ENTERPRISES = (UnitKind.ENTERPRISE, UnitKind.BRANCH)
COUNTED = {
    "total": Count("pk"),
    "collectives": Count("pk", filter=COLLECTIVE),
    "enterprises": Count("pk", filter=COLLECTIVE & Q(unit__kind__in=ENTERPRISES)),
    "households": Count("pk", filter=Q(kind=SubjectKind.HOUSEHOLD)),
    "individuals": Count("pk", filter=INDIVIDUAL),
    "leaders": Count("pk", filter=INDIVIDUAL & Q(is_leader=True)),
    "direct": Count("pk", filter=INDIVIDUAL & Q(is_leader=False)),
    "women": Count("pk", filter=INDIVIDUAL & Q(honorific="ba")),
}
COLUMNS = {
    "total": _("Tổng số"), "collectives": _("Tập thể"), "enterprises": _("Tập thể thuộc doanh nghiệp"),
    "households": _("Hộ gia đình"), "individuals": _("Cá nhân"), "leaders": _("Cá nhân là lãnh đạo, quản lý"),
    "direct": _("Cá nhân trực tiếp"), "women": _("Cá nhân nữ"), "money": _("Tiền thưởng (đồng)"),
}  # fmt: skip
NOT_RUN = (*UNSIGNED, CampaignState.APPROVED, CampaignState.CANCELLED)
SPANS = {  # the most days of a campaign of each length
    "under": (_("Dưới 1 năm"), 364), "year": (_("1 năm"), 366), "three": (_("Trên 1 năm đến 3 năm"), 1096),
    "longer": (_("Trên 3 năm"), 10**6),
}  # fmt: skip
UNDATED = _("Kế hoạch không nêu thời gian")
MODES = (  # of commendation; this site knows only what came of a campaign
    (_("Theo đợt, chuyên đề (phong trào thi đua)"), True), (_("Công trạng, thường xuyên"), False),
    (_("Đột xuất"), False), (_("Đối ngoại"), False), (_("Cống hiến"), False), (_("Niên hạn"), False),
    (_("Kháng chiến"), False),
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One line of a return; what nothing here can answer is None."""

    label: Any
    figures: Mapping[str, int | None]

    @property
    def cells(self) -> list[tuple[Any, int | None]]:
        return [(label, self.figures.get(name)) for name, label in COLUMNS.items()]


@dataclass(frozen=True)
class Statistics:
    """What the reader may know of one year. `awards` by form, `every` their sum."""

    year: int
    campaigns: list[Line]
    decisions: list[Line]
    modes: list[Line]
    awards: list[Line]
    every: Line


def years_for(roles: Roles, now: date) -> list[int]:
    """Those of which there is something to tell, and the one that runs; newest first."""
    decided = signed_awards_for(roles).order_by().values_list("year", flat=True).distinct()
    begun = _campaigns(roles).exclude(starts_on=None).dates("starts_on", "year")
    return sorted({*decided, *(one.year for one in begun), now.year}, reverse=True)


def statistics_of(year: int, roles: Roles) -> Statistics:
    """Counted at once; the number of queries does not depend on the rows.

    An award counts in the year of the decision that granted it, however often its name was put right, and while it is
    not revoked.
    """
    decided = signed_awards_for(roles).filter(year=year).exclude(issued_at=None)
    granted = Nomination.objects.filter(consolidated_list__in=decided.values("consolidated_list"))
    held = granted.filter(state=NominationState.AWARDED).order_by()
    money = _money(list(decided.defer("paper").select_related("campaign")))
    found = [
        Line(name or _("Không ghi hình thức"), counts | {"money": money.get(name)}) for name, counts in _by_form(held)
    ]
    every = {name: sum(line.figures[name] or 0 for line in found) for name in COUNTED}
    total = Line(_("Tổng cộng"), every | {"money": sum(money.values()) if money else None})
    modes = [Line(label, {"total": every["total"] if known else None}) for label, known in MODES]
    return Statistics(year, _campaign_lines(year, roles), _decision_lines(year, roles, decided), modes, found, total)


def _by_form(held: Any) -> list[tuple[str, dict[str, int]]]:
    """By the name of the form: each plan has rows of its own for the same one."""
    rows = held.values("award_form__name").annotate(**COUNTED).order_by("award_form__name")
    return [(row.pop("award_form__name"), row) for row in map(dict, rows)]


def _money(decided: list[Decision]) -> dict[str, int]:
    """By the name of the form, of the decisions that money goes with; as their pages count it."""
    figures = figures_of(decided)
    paid = {one.consolidated_list_id: figures[one.pk] for one in decided if one.pk in figures}
    if not paid:
        return {}
    lines = Nomination.objects.filter(consolidated_list__in=paid, state__in=(*PAID_STATES, *AWARDED_ONCE))
    by_list: dict[int, list[Nomination]] = {}
    for line in lines.select_related("award_form").defer(*Nomination.bulky):
        by_list.setdefault(line.consolidated_list_id or 0, []).append(line)
    found: Counter[str] = Counter()
    for key, own in by_list.items():
        amounts = amounts_of(own, paid[key])
        for line in own:
            if line.pk in amounts and line.state == NominationState.AWARDED and line.award_form:
                found[line.award_form.name] += amounts[line.pk]
    return dict(found)


def _decision_lines(year: int, roles: Roles, decided: Any) -> list[Line]:
    by_state = dict(decided.order_by().values_list("state").annotate(count=Count("pk")))
    revocations = signed_revocations_for(roles).filter(year=year).exclude(issued_at=None).count()
    return [
        Line(_("Quyết định khen thưởng đã ban hành"), {"total": sum(by_state.values())}),
        Line(_("Trong đó: đã bị hủy bỏ toàn bộ"), {"total": by_state.get(DecisionState.REVOKED, 0)}),
        Line(_("Trong đó: đã được thay thế để đính chính"), {"total": by_state.get(DecisionState.REPLACED, 0)}),
        Line(_("Quyết định hủy bỏ đã ban hành trong năm"), {"total": revocations}),
    ]


def _campaigns(roles: Roles) -> Any:
    return boards_for(roles).exclude(state__in=NOT_RUN).order_by()


def _campaign_lines(year: int, roles: Roles) -> list[Line]:
    """Those that began in the year, by how long they run; those without days by themselves."""
    dated = _campaigns(roles).filter(starts_on__year=year).values_list("starts_on", "ends_on")
    lengths = Counter(map(_span, dated))
    lines = [Line(label, {"total": lengths[name]}) for name, (label, _days) in SPANS.items()]
    return [*lines, Line(UNDATED, {"total": lengths[""]})]


def _span(days: tuple[date, date | None]) -> str:
    first, last = days
    if last is None:
        return ""
    length = (last - first).days + 1
    return next(name for name, (_label, most) in SPANS.items() if length <= most)


def rows_of(found: Statistics) -> Iterable[list[Any]]:
    """The whole as one table: section, line, and a cell a column."""
    sections = (
        (_("I. Phong trào thi đua"), found.campaigns), (_("II. Quyết định"), found.decisions),
        (_("III. Theo phương thức khen thưởng"), found.modes),
        (_("IV. Theo hình thức khen thưởng"), [*found.awards, found.every]),
    )  # fmt: skip
    for title, lines in sections:
        for line in lines:
            yield [str(title), str(line.label), *(value for _label, value in line.cells)]
