"""What each line of a file of past awards is to the register: compared portion by portion, so that memory stays small.

Two lines are of one person where the name is spelt alike (case, accents' placement and honorific aside) and the unit is
the same under whichever of its names. Where only some of that holds, somebody is asked.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from django.db.models import Q

from campaigns.states import SubjectKind
from nominations.importing.likeness import LIKELY, meant_by, record, score
from nominations.models import Decision, HistoryImport, Nomination, PastAward
from nominations.models.nomination import SEARCH_KEY
from nominations.sheets.awards import PastEntry
from nominations.states import LineFate, NominationState
from organisation.models import Unit, UnitChange
from organisation.text import fold
from workflows.sets import insert_alike

PORTION = 1_000  # lines that are compared and written at once
SURE = 100
MOST_COMPARED = 100  # people of one spelling
MOST_KNOWN = 20_000  # lines that a portion is compared with
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LINE = (
    "key", "person", "kind", "full_name", "match_key", "unit_id", "unit_name", "honorific", "year", "decision_number",
    "award",
)  # fmt: skip

folded = lru_cache(maxsize=8_192)(fold)


@dataclass
class Known:
    """An award that stands, or came before in the file; `nomination` is the key of a nominee honoured here."""

    person: UUID
    kind: str
    full_name: str
    spelt: str
    unit: str  # what its unit is known by; "" where it names none
    unit_name: str
    honorific: str
    award: tuple[str, int | None, str]
    key: UUID | None = None
    nomination: int | None = None


def stage(history: HistoryImport, entries: Iterable[PastEntry]) -> dict[str, int]:
    """Writes every line with its fate, none of them into the register yet; how many met which fate."""
    fates: Counter[str] = Counter()
    units = units_by_name(history.organisation_id)
    decisions = _decisions(history.organisation_id)
    slipped = _Slipped(history.organisation_id)
    lines = iter(entries)
    while portion := list(islice(lines, PORTION)):
        slipped.add(entry.fields["full_name"] for entry in portion)
        rows = list(_compared(history, portion, units, decisions, slipped))
        fates.update(row["fate"] for row in rows)
        insert_alike(PastAward, rows)
    return {fate.value: fates[fate.value] for fate in LineFate}


def units_by_name(organisation_id: int) -> dict[str, int]:
    """Units by every name that they bear or bore; one that was merged is the one that it went into."""
    units = {unit.pk: unit for unit in Unit.objects.filter(organisation=organisation_id)}
    found: dict[str, int] = {}
    for unit in units.values():
        for name in filter(None, (unit.name, unit.short_name, unit.code)):
            found.setdefault(folded(name), _lasting(unit, units))
    for unit_id, said in UnitChange.objects.filter(unit__in=units).values_list("unit", "said"):
        for name in filter(None, (*said.get("name", ()), *said.get("short_name", ()))):
            found.setdefault(folded(name), _lasting(units[unit_id], units))
    return found


def _lasting(unit: Unit, units: dict[int, Unit]) -> int:
    for _step in units:
        if unit.merged_into_id not in units:
            break
        unit = units[unit.merged_into_id]
    return unit.pk


def _decisions(organisation_id: int) -> dict[int, tuple[str, int | None]]:
    """Number and year of each decision of this system, by its list."""
    found = Decision.objects.filter(organisation=organisation_id, signed_at__isnull=False).order_by("pk")
    return {one.consolidated_list_id: (one.notation, one.year) for one in found.defer("paper")}


@lru_cache(maxsize=8_192)
def match_key(full_name: str) -> str:
    """The letters of the folded name in alphabetical order: words that changed places or ran together are found."""
    return "".join(sorted(folded(full_name).replace(" ", "")))[:SEARCH_KEY]


@lru_cache(maxsize=8_192)
def spelling_of(full_name: str) -> str:
    """The name without case, and each word's tone apart from the letter that bears it: hòa is hoà."""
    return " ".join(_toned(word) for word in unicodedata.normalize("NFD", full_name.casefold()).split())


@lru_cache(maxsize=8_192)
def _toned(word: str) -> str:
    return "".join(c for c in word if c not in _TONES) + "".join(sorted(c for c in word if c in _TONES))


def _compared(
    history: HistoryImport,
    portion: Sequence[PastEntry],
    units: dict[str, int],
    decisions: dict[int, Any],
    slipped: "_Slipped",
) -> Iterator[dict[str, Any]]:
    known = _Register(slipped)
    for one in _standing(history, portion, units, decisions, slipped):
        known.add(one)
    for entry in portion:
        row = _row(history, entry, units)
        if entry.faults:
            yield row | {"fate": LineFate.ERROR.value}
            continue
        mine = _known(row)
        fate, points, other = known.fate_of(mine)
        if other:
            row |= {
                "twin": other.key,
                "twin_person": other.person,
                "twin_nomination": other.nomination,
                "score": points,
            }
            if fate != LineFate.LIKELY:
                row["person"] = mine.person = other.person
        known.add(mine)
        yield row | {"fate": fate.value}


def _row(history: HistoryImport, entry: PastEntry, units: dict[str, int]) -> dict[str, Any]:
    """The columns of a line, as they are written."""
    said, name = entry.fields, entry.fields["full_name"]
    day, own = said["decided_on"], uuid4()
    return {
        **said, "organisation_id": history.organisation_id, "history_id": history.pk, "number": entry.number,
        "kind": entry.kind, "key": own, "person": own, "search_key": fold(name)[:SEARCH_KEY],
        "match_key": match_key(name), "unit_id": units.get(folded(said["unit_name"])),
        "honorific": said["honorific"] or "", "decided_on": day and day.isoformat(), "twin": None,
        "twin_person": None, "twin_nomination": None, "score": 0,
        "faults": [[fault.cell, fault.words] for fault in entry.faults],
    }  # fmt: skip


def _known(line: dict[str, Any]) -> Known:
    unit = str(line["unit_id"] or folded(line["unit_name"]))
    award = (folded(line["decision_number"]), line["year"], folded(line["award"]))
    return Known(
        line["person"], line["kind"], line["full_name"], spelling_of(line["full_name"]), unit, line["unit_name"],
        line["honorific"], award, line["key"],
    )  # fmt: skip


def _standing(
    history: HistoryImport,
    portion: Sequence[PastEntry],
    units: dict[str, int],
    decisions: dict[int, Any],
    slipped: "_Slipped",
) -> Iterator[Known]:
    """Lines of the same letters, or a slip apart, that stand in the register or came before in the file, and nominees
    honoured here."""
    names = {entry.fields["full_name"] for entry in portion}
    keys = {key for name in names for key in (match_key(name), *slipped.near(name))}
    lines = PastAward.objects.filter(organisation=history.organisation_id, match_key__in=keys)
    lines = lines.filter(Q(stands=True) | Q(history=history)).exclude(fate=LineFate.ERROR).order_by("pk")
    yield from map(_known, lines.values(*_LINE)[:MOST_KNOWN])
    honoured = Nomination.objects.filter(
        organisation=history.organisation_id,
        state=NominationState.AWARDED,
        search_key__in={*map(folded, names)} | {meant for name in names for meant in meant_names(name)},
    ).select_related("unit", "award_form")
    for one in honoured.order_by("pk")[:MOST_KNOWN]:
        notation, year = decisions.get(one.consolidated_list_id or 0, ("", None))
        award = (folded(notation), year, folded(one.award_form.name) if one.award_form else "")
        unit = str(units.get(folded(one.unit.name)) or one.unit_id)
        yield Known(
            uuid5(NAMESPACE_URL, f"nomination/{one.pk}"), one.kind, one.full_name, spelling_of(one.full_name), unit,
            one.unit.name, one.honorific, award, nomination=one.pk,
        )  # fmt: skip


@lru_cache(maxsize=8_192)
def meant_names(full_name: str) -> tuple[str, ...]:
    """Folded names that this one may be a slip of; none, as a rule."""
    return tuple(meant_by(record(None, "", {"full_name": full_name})))


class _Slipped:
    """Names with a slip, in the register and so far in the file, by the letters of what may have been meant.

    Few names have one, so that they are all held: which lines are one slip apart from a name is then no search.
    """

    def __init__(self, organisation_id: int) -> None:
        self._by_meant: dict[str, set[str]] = defaultdict(set)
        standing = PastAward.objects.filter(organisation=organisation_id, stands=True).order_by()
        self.add(standing.values_list("full_name", flat=True).distinct().iterator())

    def add(self, names: Iterable[str]) -> None:
        for name in names:
            for meant in meant_names(name):
                self._by_meant[match_key(meant)].add(match_key(name))

    def near(self, full_name: str) -> set[str]:
        """The letters of names that may be a slip of this one, and of those that it may be a slip of."""
        return {*self._by_meant.get(match_key(full_name), ()), *map(match_key, meant_names(full_name))}


class _Register:
    """What a portion is compared with, by the letters of names."""

    def __init__(self, slipped: _Slipped) -> None:
        self._slipped = slipped
        self._people: dict[str, dict[tuple[str, ...], Known]] = defaultdict(dict)
        self._awards: dict[tuple[Any, ...], list[Known]] = defaultdict(list)

    def add(self, one: Known) -> None:
        people = self._people[match_key(one.full_name)]
        if len(people) < MOST_COMPARED:
            people.setdefault((str(one.person), one.spelt, one.unit, one.honorific), one)
        self._awards[one.spelt, one.award].append(one)

    def fate_of(self, mine: Known) -> tuple[LineFate, int, Known | None]:
        for other in self._awards.get((mine.spelt, mine.award), ())[:MOST_COMPARED]:
            if other.kind == mine.kind and _may_be_one(mine, other):
                return LineFate.SAME, SURE, other
        best: tuple[int, Known | None] = (0, None)
        letters = match_key(mine.full_name)
        for other in self._alike(letters, *sorted(self._slipped.near(mine.full_name) - {letters})):
            points = likeness_of(mine, other)
            if points > best[0]:
                best = (points, other)
            if points == SURE:
                return LineFate.NEW, SURE, other
        return (LineFate.LIKELY, *best) if best[0] >= LIKELY else (LineFate.NEW, 0, None)

    def _alike(self, *keys: str) -> Iterator[Known]:
        for key in keys:
            yield from self._people.get(key, {}).values()


def _may_be_one(mine: Known, other: Known) -> bool:
    """Neither unit nor honorific speaks against it."""
    units_agree = mine.unit == other.unit or not (mine.unit and other.unit)
    return units_agree and (mine.honorific == other.honorific or not (mine.honorific and other.honorific))


def likeness_of(mine: Known, other: Known) -> int:
    """Of 100, which is sure. A name without any unit is nobody's for sure, but that of a collective."""
    if mine.kind != other.kind:
        return 0
    is_person = mine.kind == SubjectKind.INDIVIDUAL
    if mine.unit == other.unit:
        is_placed = bool(mine.unit) or not is_person
    elif mine.unit and other.unit and not is_person:
        return 0  # the same name in two units is two collectives
    else:
        is_placed = False
    points = score(_record(mine), _record(other))
    if mine.spelt == other.spelt and _may_be_one(mine, other) and is_placed:
        return SURE
    return min(points, SURE - 1)


def _record(one: Known) -> Any:
    fields = {"full_name": one.full_name, "sub_unit": one.unit_name, "honorific": one.honorific}
    return record(one, one.kind, fields)
