"""The board of a campaign: where every unit called on stands in one round, counted by the database, page by page."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Participation, Round
from campaigns.permissions import Roles
from nominations.models import Dossier, Nomination, Reminder
from nominations.selectors import nominations_for
from nominations.states import DossierState as S
from nominations.states import NominationState
from organisation.models import Unit

NO_FIGURES = {"total": 0, "collectives": 0, "individuals": 0}


@dataclass(frozen=True)
class Row:
    """One unit in the round: its dossier, if it has begun one, and what stands in it."""

    unit: Unit
    dossier: Dossier | None
    figures: dict[str, int]
    closes_at: datetime | None
    reminders: list[Reminder] = field(default_factory=list)  # that were sent, oldest first

    @property
    def state(self) -> str:
        return self.dossier.state if self.dossier else ""

    @property
    def standing(self) -> dict[str, Any]:
        """The state in words, with its tone."""
        return next({"label": one.label, "tone": one.tone} for one in GROUPS if self.state in one.states)

    @property
    def has_answered(self) -> bool:
        """The unit has filed its list or reported nil; a returned list was filed once."""
        return self.state not in ("", S.DRAFT)

    @property
    def is_late(self) -> bool:
        return bool(self.dossier and self.dossier.is_late)


@dataclass(frozen=True)
class Group:
    """What the tabs and tiles count: units by the state of their dossier ("": none begun), or those that were late."""

    name: str
    label: Any
    tone: str
    states: tuple[str, ...] = ()

    @property
    def condition(self) -> Q:
        return Q(stands_at__in=self.states) if self.states else Q(late=True)


GROUPS = (
    Group("not_started", _("Chưa bắt đầu"), "neutral", ("",)),
    Group("drafting", _("Đang soạn"), "neutral", (S.DRAFT,)),
    Group("submitted", _("Đã nộp"), "info", (S.SUBMITTED,)),
    Group("received", _("Đang thẩm định"), "info", (S.RECEIVED,)),
    Group("returned", _("Trả lại"), "warn", (S.RETURNED,)),
    Group("checked", _("Đã thẩm định"), "ok", (S.CHECKED, S.CLOSED)),
    Group("nil", _("Không có đề nghị"), "neutral", (S.NIL,)),
    Group("late", _("Nộp muộn"), "bad"),
)
UNANSWERED = ("", S.DRAFT)
SILENT = Q(stands_at__in=UNANSWERED)


def places_in(round_: Round) -> QuerySet[Participation]:
    """Every participating unit in the plan's order, with `stands_at`, the state of its dossier, and `late`."""
    begun = Dossier.objects.filter(round=round_, unit=OuterRef("unit"))
    found = Participation.objects.filter(campaign=round_.campaign_id).select_related("unit")
    found = found.annotate(stands_at=Coalesce(Subquery(begun.values("state")[:1]), Value("")))
    return found.annotate(late=Exists(begun.filter(is_late=True))).order_by("position", "pk")


def counts_of(places: QuerySet[Participation]) -> dict[str, int]:
    """How many units in each group, in all ("every"), and how many have not answered ("silent"); one query.

    Grouped, not aggregated: `aggregate` loses the column `late`, which SQLite takes for a word and counts as nothing.
    """
    found = list(places.order_by().values_list("stands_at", "late").annotate(units=Count("pk")))
    groups = {
        one.name: sum(units for state, late, units in found if (state in one.states if one.states else late))
        for one in GROUPS
    }
    silent = sum(units for state, _late, units in found if state in UNANSWERED)
    return {"every": sum(units for _state, _late, units in found), "silent": silent, **groups}


def after(places: QuerySet[Participation], key: int | None) -> QuerySet[Participation]:
    """Those behind the place with that key, in the plan's order."""
    last = Participation.objects.filter(pk=key).first() if key else None
    if last is None:
        return places
    return places.filter(Q(position__gt=last.position) | Q(position=last.position, pk__gt=last.pk))


def rows_of(round_: Round, roles: Roles, places: Iterable[Participation]) -> list[Row]:
    """The units of these places. Drafts are the units' own: they count as begun, not more; four queries."""
    units = [place.unit for place in places]
    found = Dossier.objects.filter(round=round_, unit__in=units).select_related("reviewer")
    dossiers = {one.unit_id: one for one in found}
    figures = _figures(round_, roles, dossiers.values())
    reminders: dict[int, list[Reminder]] = {}
    for reminder in round_.reminders.filter(unit__in=units).order_by("sent_at", "pk"):
        reminders.setdefault(reminder.unit_id, []).append(reminder)
    return [
        Row(
            unit, begun, figures.get(begun.pk, NO_FIGURES) if begun else NO_FIGURES, round_.closes_at,
            reminders.get(unit.pk, []),
        )
        for unit in units
        for begun in [dossiers.get(unit.pk)]
    ]  # fmt: skip


def filed_in(round_: Round, roles: Roles) -> QuerySet[Nomination]:
    """The nominations of the round that stand, as far as the reader may see them."""
    return nominations_for(roles).filter(dossier__round=round_).exclude(state=NominationState.WITHDRAWN)


def _figures(round_: Round, roles: Roles, dossiers: Iterable[Dossier]) -> dict[int, dict[str, int]]:
    """How many nominations stand in each of the dossiers."""
    counted = (
        filed_in(round_, roles)
        .filter(dossier__in=list(dossiers))
        .values("dossier_id")
        .annotate(
            total=Count("pk"),
            collectives=Count("pk", filter=Q(kind="collective")),
            individuals=Count("pk", filter=Q(kind="individual")),
        )
    )
    return {row["dossier_id"]: row for row in counted.order_by()}


def round_of(campaign: Campaign, wanted: str) -> tuple[Round | None, list[Round]]:
    """The round asked for by its key, else the first; and all rounds of the campaign that take nominations."""
    rounds = [round_ for round_ in campaign.rounds.all() if round_.takes_nominations]
    chosen = next((round_ for round_ in rounds if str(round_.pk) == wanted), None)
    return chosen or next(iter(rounds), None), rounds
