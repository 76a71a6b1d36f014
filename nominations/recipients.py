"""To whom an issued document goes, as the document itself says (nơi nhận), as plain values. Nothing is written here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from campaigns.models import Campaign
from campaigns.plan.schema.document import RecipientPurpose
from campaigns.plan.stated import NOT_STATED
from nominations.models import Decision
from nominations.models.delivery import NAME
from nominations.selectors import granted_in
from nominations.states import Purpose
from organisation.models import Unit

SILENT = NOT_STATED.value
STATED = {
    RecipientPurpose.REPORT: Purpose.REPORT, RecipientPurpose.ACTION: Purpose.ACT,
    RecipientPurpose.INFORMATION: Purpose.KNOW, RecipientPurpose.ARCHIVE: Purpose.FILE,
}  # fmt: skip
WORDED = (  # how papers write it behind a recipient, or before it
    (re.compile(r"^[-–\s]*lưu\b", re.I), Purpose.FILE),
    (re.compile(r"b/c|báo cáo", re.I), Purpose.REPORT),
    (re.compile(r"t/h|thực hiện|như điều", re.I), Purpose.ACT),
)
AS_ABOVE = re.compile(r"^[-–\s]*như (điều|trên)", re.I)  # those whom the text names: the units, a row each


@dataclass(frozen=True)
class Recipient:
    """One place that gets the document; a unit of the register, or whom the document names in words."""

    name: str
    purpose: Purpose
    unit_id: int | None = None


def recipients_of(document: Campaign | Decision) -> list[Recipient]:
    """Each place once, in the document's order."""
    found = _of_decision(document) if isinstance(document, Decision) else _of_plan(document)
    return list({one.name: one for one in reversed(list(found))}.values())[::-1]


def _of_decision(decision: Decision) -> Iterator[Recipient]:
    """The units of those it names, to carry it out; then the lines of the paper."""
    units = Unit.objects.filter(pk__in=granted_in(decision).values("unit")).order_by("position", "pk")
    known = [Recipient(unit.name, Purpose.ACT, unit.pk) for unit in units]
    yield from known
    for line in decision.paper.get("recipients", ()):
        if not (known and AS_ABOVE.match(line)):
            yield Recipient(_short(line), _worded(line))


def _of_plan(campaign: Campaign) -> Iterator[Recipient]:
    """A line that means units of the register is a row for each of them."""
    plan = campaign.plan
    units = {row.unit.code: row.unit for row in campaign.participations.select_related("unit")}
    for line in _rows(plan, "recipients"):
        purpose = STATED.get(line.get("purpose", SILENT)) or _worded(line["phrase"])
        standing = [units[code] for code in _codes(plan, line.get("actor", SILENT)) if code in units]
        if standing and purpose != Purpose.FILE:
            means = Purpose.ACT if purpose == Purpose.KNOW else purpose
            yield from (Recipient(unit.name, means, unit.pk) for unit in standing)
        else:
            yield Recipient(_short(line["phrase"]), purpose)


def _codes(plan: Mapping[str, Any], actor: str) -> list[str]:
    """The units that stand for this actor, or for actors that are part of it, or that carry the code itself."""
    wanted = {actor}
    while more := {one["id"] for one in _rows(plan, "actors") if one.get("part_of") in wanted} - wanted:
        wanted |= more
    return [one["code"] for one in _rows(plan, "units") if one["code"] in wanted or wanted & set(one.get("actors", ()))]


def _worded(line: str) -> Purpose:
    return next((purpose for pattern, purpose in WORDED if pattern.search(line)), Purpose.KNOW)


def _rows(plan: Mapping[str, Any], section: str) -> Iterable[Mapping[str, Any]]:
    rows = plan.get(section, SILENT)
    return () if rows == SILENT else rows


def _short(line: str) -> str:
    return line.strip(" -–;.")[:NAME]
