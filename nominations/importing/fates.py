"""What becomes of each row of a file in a unit's list: shown before anything is written, and asked again when it is."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from django.db import models
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.models import AwardForm, Campaign
from nominations.importing.likeness import Record, Records, record
from nominations.models import Dossier, Nomination
from nominations.models.nomination import LIMITS
from nominations.sheets.entries import Entry, Fault, entries_of
from nominations.sheets.reading import ListFile
from nominations.states import NominationState
from organisation.models import Unit
from organisation.text import fold
from workflows import clock

COMPARED = ("full_name", "honorific", "position", "sub_unit", "is_leader", "head_count", "award_form", "kind",
            "overview", "achievements", "earlier_awards")  # fmt: skip
TEXTS = LIMITS | {"award_form": 200}  # how long each may be


class Fate(models.TextChoices):
    NEW = "new", pgettext_lazy("dòng nhập", "Thêm mới")
    SAME = "same", gettext_lazy("Đã có")
    LIKELY = "likely", gettext_lazy("Có thể trùng")
    ERROR = "error", gettext_lazy("Có lỗi")


@dataclass
class Row:
    """A row of the file and its fate. `twin` is the nomination or the earlier row that it is alike to."""

    key: str
    entry: Entry
    fate: Fate
    award_form: AwardForm | None = None
    score: int = 0
    twin: Nomination | Entry | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """What a nomination is written from."""
        return {**self.entry.fields, "kind": self.entry.kind, "award_form": self.award_form}

    @property
    def twin_is_row(self) -> bool:
        return isinstance(self.twin, Entry)


@dataclass
class Preview:
    """Every row of a file with its fate, in the file's order."""

    rows: list[Row] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(row.fate for row in self.rows)
        return {fate.value: found[fate] for fate in Fate}

    def of(self, fate: Fate) -> list[Row]:
        return [row for row in self.rows if row.fate == fate]

    def taken(self, *, take: Collection[str] = (), leave: Collection[str] = ()) -> list[Row]:
        """The rows to write: what is new but for what is left out, and of the likely ones what was asked for."""
        wanted, unwanted = {*take}, {*leave}
        return [
            row
            for row in self.rows
            if (row.fate == Fate.NEW and row.key not in unwanted) or (row.fate == Fate.LIKELY and row.key in wanted)
        ]


def preview_of(read: ListFile, *, campaign: Campaign, unit: Unit, dossier: Dossier | None) -> Preview:
    """Compares with the unit's nominations of the campaign, its own alone."""
    known = _standing(campaign, unit)
    forms = _Forms(list(campaign.award_forms.order_by("pk")))
    found = Preview()
    for place, table in enumerate(read.tables):
        for entry in entries_of(table, today=localtime(clock.now()).date(), limits=TEXTS):
            row = _row(f"{place}-{entry.number}", entry, forms, known, dossier)
            found.rows.append(row)
            if row.fate != Fate.ERROR:
                known.add(record(row, entry.kind, entry.fields))
    return found


def _standing(campaign: Campaign, unit: Unit) -> Records:
    found = Records()
    nominations = Nomination.objects.filter(campaign=campaign, unit=unit).exclude(state=NominationState.WITHDRAWN)
    for nomination in nominations.select_related("award_form").order_by("pk"):
        fields = {name: getattr(nomination, name) for name in ("full_name", "position", "sub_unit", "honorific")}
        found.add(record(nomination, nomination.kind, fields))
    return found


def _row(key: str, entry: Entry, forms: "_Forms", known: Records, dossier: Dossier | None) -> Row:
    form = forms.asked_for(entry)
    if entry.faults:
        return Row(key, entry, Fate.ERROR, form)
    row = Row(key, entry, Fate.NEW, form)
    row.score, other = known.likest(record(row, entry.kind, entry.fields))
    if other:
        row.twin = other.of.entry if isinstance(other.of, Row) else other.of
        row.fate = Fate.SAME if _says_nothing_new(row, other, dossier) else Fate.LIKELY
    return row


def _says_nothing_new(row: Row, other: Record, dossier: Dossier | None) -> bool:
    """Everything that the row says, the other says already; a row that says less brings nothing either."""
    if isinstance(other.of, Row):
        theirs: Mapping[str, Any] = other.of.fields
    elif dossier and other.of.dossier_id == dossier.pk:
        theirs = {name: getattr(other.of, name) for name in COMPARED}
    else:
        return False
    if row.entry.name.casefold() != other.full_name.casefold():
        return False
    rest = {name: value for name, value in row.fields.items() if value not in ("", None) and name != "full_name"}
    return all(theirs.get(name) == value for name, value in rest.items())


class _Forms:
    """The campaign's award forms by the words in which lists ask for them."""

    def __init__(self, forms: Sequence[AwardForm]) -> None:
        self.forms = forms
        self._found: dict[tuple[str, str], AwardForm | None] = {}

    def asked_for(self, entry: Entry) -> AwardForm | None:
        """The form; the only one where the row asks for none. What is not found becomes a fault of the entry."""
        suiting = [form for form in self.forms if form.suits(entry.kind)]
        if not entry.award:
            return suiting[0] if len(suiting) == 1 else None
        wanted = fold(entry.award)
        if (wanted, entry.kind) not in self._found:
            self._found[wanted, entry.kind] = _closest(wanted, suiting)
        form = self._found[wanted, entry.kind]
        if form is None:
            names = "; ".join(form.name for form in suiting) or _("không có")
            words = _(
                "“%(asked)s” không phải hình thức của phong trào này cho đối tượng này. Các hình thức: %(names)s."
            )
            entry.faults.append(Fault(entry.award_cell, words % {"asked": entry.award[:80], "names": names}))
        return form


def _closest(wanted: str, suiting: Sequence[AwardForm]) -> AwardForm | None:
    """By the whole name, by one name that holds the other where only one does, or but for a slip."""
    names = {fold(form.name): form for form in suiting}
    if wanted in names:
        return names[wanted]
    holding = [form for name, form in names.items() if name in wanted or wanted in name]
    if len(holding) == 1:
        return holding[0]
    close = get_close_matches(wanted, names, n=1, cutoff=0.85)
    return names[close[0]] if close else None


def facts_of(row: Row) -> Iterator[tuple[str, Any, Any]]:
    """Of a row and its twin, label by label: what the file says, what stands already."""
    twin = row.twin
    labels = {"full_name": _("Tên"), "position": _("Chức vụ"), "sub_unit": _("Phòng, tổ"), "award_form": _("Hình thức")}
    for name, label in labels.items():
        if isinstance(twin, Entry):
            theirs = twin.award if name == "award_form" else twin.fields.get(name, "")
        else:
            theirs = getattr(twin, name, "")
        yield label, row.fields.get(name) or "", theirs or ""
