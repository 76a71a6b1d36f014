"""How long each document of a campaign stood in each stage and by whom it waited, derived from the trail alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from statistics import median
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from nominations.models import ConsolidatedList, Dossier
from nominations.states import DossierState, ListState
from organisation.calendar import VIETNAM, working_days_between
from workflows.models import AuditEvent, Subject

OFFICE = _("Văn phòng, chưa ai nhận")
HOLDERS = {  # who a stage waits by, where no single person holds it
    (Dossier, DossierState.SUBMITTED): OFFICE,
    (Dossier, DossierState.RECEIVED): OFFICE,
    (Dossier, DossierState.CHECKED): _("Văn phòng, chờ đưa vào danh sách"),
    (ConsolidatedList, ListState.COMPILING): _("Văn phòng, tổng hợp"),
    (ConsolidatedList, ListState.RETURNED): _("Văn phòng, tổng hợp"),
    (ConsolidatedList, ListState.FORWARDED): _("Lãnh đạo"),
    (ConsolidatedList, ListState.SIGNED): _("Văn thư"),
}
BY_THE_UNIT = (DossierState.DRAFT, DossierState.RETURNED)
ENDED = {DossierState.CLOSED, DossierState.NIL, ListState.ISSUED, ListState.CANCELLED}
TAKES, GIVES_BACK = ("receive", "claim"), "release"


@dataclass(frozen=True)
class Stay:
    """One document in one stage with one holder, from a moment to another; open while it still stands there."""

    document: Subject
    state: str
    holder: str
    start: datetime
    end: datetime
    is_open: bool

    @property
    def stage(self) -> str:
        return dict(self.document._meta.get_field("state").flatchoices)[self.state]

    @property
    def kind(self) -> str:
        return str(self.document._meta.verbose_name)

    @property
    def label(self) -> str:
        return self.document.object_type()

    @property
    def days(self) -> int:
        """Working days after the first day, up to and with the last."""
        return _working_days(self.start.astimezone(VIETNAM).date(), self.end.astimezone(VIETNAM).date())

    @property
    def hours(self) -> float:
        """All hours, nights and holidays included."""
        return round((self.end - self.start).total_seconds() / 3600, 1)


def _working_days(start: date, end: date) -> int:
    return working_days_between(start, end)


def stays_of(campaign: Campaign, now: datetime) -> list[Stay]:
    """Every stay of every dossier and consolidated list: two queries a kind, however many there are."""
    return [
        stay
        for documents in (
            Dossier.objects.filter(campaign=campaign).select_related("unit"),
            ConsolidatedList.objects.filter(campaign=campaign),
        )
        for stay in _stays(documents, now)
    ]


def _stays(documents: QuerySet[Any], now: datetime) -> Iterator[Stay]:
    model = documents.model
    found = {document.pk: document for document in documents}
    events = AuditEvent.objects.filter(object_type=model.object_type(), object_id__in=documents.order_by().values("pk"))
    steps = events.order_by("object_id", "seq").values(
        "object_id", "verb", "target", "at", "actor_id", name=F("actor__full_name")
    )
    by_object = {pk: list(rows) for pk, rows in groupby(steps, lambda step: step["object_id"])}
    for pk, document in found.items():
        yield from _of_one(document, by_object.get(pk, []), now)


def _of_one(document: Any, steps: list[dict[str, Any]], now: datetime) -> Iterator[Stay]:
    """From its opening on, a stay between each two changes of stage or holder; what has ended waits by nobody."""
    first = str(document._meta.get_field("state").default)
    state, holder, start = first, _holder(document, first, None, ""), document.created_at
    for step in steps:
        stands = step["target"], _holder(document, step["target"], step, holder)
        if stands == (state, holder):
            continue
        yield Stay(document, state, holder, start, step["at"], is_open=False)
        (state, holder), start = stands, step["at"]
    if state not in ENDED:
        yield Stay(document, state, holder, start, max(now, start), is_open=True)


def _holder(document: Any, state: str, step: dict[str, Any] | None, before: str) -> str:
    if isinstance(document, Dossier) and state in BY_THE_UNIT:
        return str(document.unit)
    if state == DossierState.RECEIVED and step and step["verb"] != GIVES_BACK:
        return step["name"] if step["verb"] in TAKES else before
    return str(HOLDERS.get((type(document), state), ""))


@dataclass(frozen=True)
class Summary:
    """The stays that share a stage or a holder; `longest` is one of them."""

    name: str
    kind: str
    stays: list[Stay]

    @property
    def open(self) -> int:
        return sum(stay.is_open for stay in self.stays)

    @property
    def median(self) -> float:
        return float(median(stay.days for stay in self.stays))

    @property
    def total(self) -> int:
        return sum(stay.days for stay in self.stays)

    @property
    def longest(self) -> Stay:
        return max(self.stays, key=lambda stay: (stay.days, stay.hours))


def by_stage(stays: Iterable[Stay]) -> list[Summary]:
    """In the order of the states."""
    return _grouped(stays, lambda stay: (stay.kind, stay.stage))


def by_holder(stays: Iterable[Stay]) -> list[Summary]:
    """Who was waited for, the longest wait in all first."""
    found = _grouped((stay for stay in stays if stay.holder), lambda stay: ("", stay.holder))
    return sorted(found, key=lambda one: (-one.total, one.name))


def _grouped(stays: Iterable[Stay], key: Any) -> list[Summary]:
    groups: dict[tuple[str, str], list[Stay]] = {}
    for stay in stays:
        groups.setdefault(key(stay), []).append(stay)
    return [Summary(name, kind, members) for (kind, name), members in groups.items()]


def longest_first(stays: Iterable[Stay]) -> list[Stay]:
    """What waits now before what is over, the longest first."""
    return sorted(stays, key=lambda stay: (not stay.is_open, -stay.days, -stay.hours, stay.label, stay.document.pk))
