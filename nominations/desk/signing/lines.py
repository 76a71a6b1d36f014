"""The lines of a list as one reader may decide them: by unit and kind, with what calls for care."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from campaigns.states import SubjectKind
from nominations.models import ConsolidatedList, Decision, Dossier, Nomination
from nominations.papers.decision import GROUPS, IN_ORDER
from nominations.permissions import can_strike
from nominations.shown import shown_events
from nominations.states import NominationState
from organisation.states import Honorific
from workflows.engine import Act
from workflows.errors import NotPermitted
from workflows.models import AuditEvent

KINDS = {kind: place for place, (kind, _noun, _heading) in enumerate(GROUPS)}  # the order of the paper


@dataclass(frozen=True)
class Line:
    """One line; `refusal` is why this reader may not decide it, `struck` the act that struck it."""

    number: int
    nomination: Nomination
    refusal: str = ""
    struck: dict[str, Any] | None = None


def lines_of(target: ConsolidatedList, decider: HttpRequest | None) -> list[Line]:
    """Units in their order, collectives before people; `decider`: the request of somebody who may decide."""
    found = target.nominations.select_related("unit", "award_form", "dossier", "filed_by").defer(*Nomination.bulky)
    ordered = sorted(found.order_by(*IN_ORDER), key=_place)
    struck = _struck([line for line in ordered if line.state == NominationState.DECLINED])
    refusals = _refusals(ordered, decider) if decider else {}
    return [
        Line(number, line, refusals.get(line.pk, ""), struck.get(line.pk)) for number, line in enumerate(ordered, 1)
    ]


def _place(line: Nomination) -> tuple[int, int, int]:
    return line.unit.position, line.unit_id, KINDS[line.kind]


def _refusals(lines: Iterable[Nomination], request: HttpRequest) -> dict[int, str]:
    """The lines that the door would not let this reader decide, in its own words."""
    act = Act("strike", request.user, request.now, roles=request.roles)
    refused = {}
    for line in lines:
        try:
            can_strike(act, line)
        except NotPermitted as refusal:
            refused[line.pk] = str(refusal)
    return refused


def _struck(lines: Sequence[Nomination]) -> dict[int, dict[str, Any]]:
    """The last act that struck each: who, when and why."""
    if not lines:
        return {}
    keys = [line.pk for line in lines]
    found = AuditEvent.objects.filter(object_type=Nomination.object_type(), object_id__in=keys, verb="strike")
    return {shown["event"].object_id: shown for shown in shown_events(list(found.order_by("pk")))}


def by_unit_and_kind(lines: Iterable[Line]) -> list[dict[str, Any]]:
    grouped = groupby(lines, key=lambda line: (line.nomination.unit, line.nomination.get_kind_display()))
    return [{"unit": unit, "kind": kind, "lines": list(found)} for (unit, kind), found in grouped]


def by_kind(granted: QuerySet[Nomination]) -> list[dict[str, Any]]:
    """What a decision grants, as its annex has it: kinds in their order, each with its lines."""
    found = granted.select_related("unit", "award_form").defer(*Nomination.bulky).order_by(*IN_ORDER)
    ordered = sorted(found, key=lambda line: KINDS[line.kind])
    grouped = groupby(ordered, key=lambda line: line.get_kind_display())
    return [{"kind": kind, "lines": list(lines)} for kind, lines in grouped]


def printed_lines(paper: dict[str, Any]) -> list[dict[str, Any]]:
    """The same as the decision's own paper has it."""
    return [{"kind": SubjectKind(kind).label, "rows": rows} for kind, rows in paper["rows"].items() if rows]


def corrections_of(replacement: Decision, granted: QuerySet[Nomination]) -> list[dict[str, Any]]:
    """What a replacement puts right, field by field."""
    if not replacement.corrections:
        return []
    lines = {str(line.pk): line for line in granted.filter(pk__in=replacement.corrections).select_related("unit")}
    return [
        {
            "label": Nomination._meta.get_field(name).verbose_name, "line": lines[key],
            "was": _shown(name, was), "now": _shown(name, now),
        }
        for key, fields in replacement.corrections.items()
        for name, (was, now) in fields.items()
    ]  # fmt: skip


def _shown(name: str, text: str) -> str:
    return str(Honorific(text).label) if name == "honorific" and text else text


def filed_late(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Dossiers that were filed late, with how many lines each brings."""
    found: dict[Dossier, list[Line]] = {}
    for line in lines:
        if line.nomination.dossier.is_late:
            found.setdefault(line.nomination.dossier, []).append(line)
    return [{"dossier": dossier, "unit": own[0].nomination.unit, "count": len(own)} for dossier, own in found.items()]


def filed_for_oneself(lines: Iterable[Line]) -> list[Nomination]:
    """Nominees who filed the list that names them."""
    return [line.nomination for line in lines if line.nomination.bears_name_of(line.nomination.filed_by)]


def named_twice(lines: Iterable[Line]) -> list[list[Nomination]]:
    """The lines that share a name and kind, a group each."""
    groups: dict[tuple[str, str], list[Nomination]] = {}
    for line in lines:
        groups.setdefault((line.nomination.kind, line.nomination.search_key), []).append(line.nomination)
    return [group for group in groups.values() if len(group) > 1]
