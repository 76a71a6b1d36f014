"""The board of a campaign: where every unit called on stands in one round, in five queries whatever their number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, Participation, Round
from campaigns.permissions import Roles
from nominations.models import Dossier, Reminder
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
        return next({"label": label, "tone": tone} for _name, label, tone, holds in GROUPS if holds(self))

    @property
    def has_answered(self) -> bool:
        """The unit has filed its list or reported nil; a returned list was filed once."""
        return self.state not in ("", S.DRAFT)

    @property
    def is_late(self) -> bool:
        return bool(self.dossier and self.dossier.is_late)


# What the tabs and tiles count: name, words, tone, which rows.
GROUPS: tuple[tuple[str, Any, str, Callable[[Row], bool]], ...] = (
    ("not_started", _("Chưa bắt đầu"), "neutral", lambda row: row.state == ""),
    ("drafting", _("Đang soạn"), "neutral", lambda row: row.state == S.DRAFT),
    ("submitted", _("Đã nộp"), "info", lambda row: row.state == S.SUBMITTED),
    ("received", _("Đang thẩm định"), "info", lambda row: row.state == S.RECEIVED),
    ("returned", _("Trả lại"), "warn", lambda row: row.state == S.RETURNED),
    ("checked", _("Đã thẩm định"), "ok", lambda row: row.state in (S.CHECKED, S.CLOSED)),
    ("nil", _("Không có đề nghị"), "neutral", lambda row: row.state == S.NIL),
    ("late", _("Nộp muộn"), "bad", lambda row: row.is_late),
)


def rows_of(round_: Round, roles: Roles) -> list[Row]:
    """Every participating unit, in the plan's order. Drafts are the units' own: they count as begun, not more."""
    units = Participation.objects.filter(campaign=round_.campaign_id).select_related("unit")
    dossiers = {d.unit_id: d for d in Dossier.objects.filter(round=round_).select_related("reviewer")}
    figures = _figures(round_, roles)
    reminders: dict[int, list[Reminder]] = {}
    for reminder in round_.reminders.order_by("sent_at", "pk"):
        reminders.setdefault(reminder.unit_id, []).append(reminder)
    return [
        Row(
            place.unit, found, figures.get(found.pk, NO_FIGURES) if found else NO_FIGURES, round_.closes_at,
            reminders.get(place.unit_id, []),
        )
        for place in units
        for found in [dossiers.get(place.unit_id)]
    ]  # fmt: skip


def _figures(round_: Round, roles: Roles) -> dict[int, dict[str, int]]:
    """How many nominations stand in each dossier, as far as the reader may see them."""
    counted = (
        nominations_for(roles)
        .filter(dossier__round=round_)
        .exclude(state=NominationState.WITHDRAWN)
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
