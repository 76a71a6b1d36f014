"""Which duty, event or target of a plan falls to whom, as plain values by column. Nothing is read or written here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from campaigns.plan import NotStated, Plan
from campaigns.plan.schema.people import Actor, ActorKind, Unit
from campaigns.plan.schema.work import Asks, Duty, Event, EventKind, Owners, Target, Whole
from campaigns.planned import Values, body_unit, wording_in_force
from campaigns.states import AssignmentKind

ATTENDED = (EventKind.LAUNCH, EventKind.GATHERING, EventKind.CEREMONY, EventKind.MEETING, EventKind.OTHER)
GROUPS = (ActorKind.INTERNAL_UNITS, ActorKind.EXTERNAL_UNITS)  # several units, also those named apart as part of it


@dataclass(frozen=True)
class Owner:
    """Who has it: a unit of the register by its code, or somebody outside it by the plan's own words."""

    unit: str = ""
    name: str = ""


def assignments(plan: Plan) -> Iterator[tuple[Owner, Values]]:
    """Every duty, then every event, then every target, each once for every owner, in the plan's order."""
    rows: list[tuple[str, Owners, Values]] = [
        *((duty.id, duty.owners, _duty(plan, duty)) for duty in plan.duties or ()),
        *((event.id, event.organisers, _event(plan, event)) for event in plan.events or ()),
        *((target.id, target.owners, _target(plan, target)) for target in plan.targets or ()),
    ]
    for position, (code, owners, values) in enumerate(rows):
        for owner in _owners(plan, code, owners):
            yield owner, {"code": code, "position": position, "owner": owner.name} | values


def _duty(plan: Plan, duty: Duty) -> Values:
    return _worded(plan, AssignmentKind.DUTY, duty.what, duty.phrase, duty.deadline) | {
        "timing": str(duty.timing) if duty.timing else "",
        "asks": str(duty.asks) if duty.asks else "",
        "ordered_by": _instruments(plan, _bases_of(plan, duty)),
    }


def _event(plan: Plan, event: Event) -> Values:
    """What people come to is told as an event; that a campaign ends, or is reviewed, as any other duty."""
    return _worded(plan, AssignmentKind.EVENT, event.name, event.phrase or "", event.when) | {
        "asks": str(Asks.EVENT) if event.kind in ATTENDED else "",
        "ordered_by": _through(plan, lambda duty: duty.event == event.id),
    }


def _target(plan: Plan, target: Target) -> Values:
    return _worded(plan, AssignmentKind.TARGET, target.indicator, target.phrase, target.deadline) | {
        "operator": str(target.operator),
        "threshold": target.value,
        "measure": target.measure,
        "out_of": target.out_of or "",
        "total": target.total or None,
        "baseline": None if isinstance(target.baseline, NotStated) else target.baseline,
        "place": target.place or "",
        "parts": [[part.id, part.name or ""] for part in target.parts or ()],
        "ordered_by": _through(plan, lambda duty: target.id in duty.targets),
    }


def _instruments(plan: Plan, codes: Iterable[str]) -> list[list[str]]:
    """The superiors' instruments that the plan names for it, as it cites them."""
    known = {basis.id: str(basis.phrase) for basis in plan.bases or ()}
    return [[code, known[code]] for code in codes]


def _through(plan: Plan, serves: Callable[[Duty], bool]) -> list[list[str]]:
    """A target and an event are ordered by what orders the duties that serve them."""
    codes = dict.fromkeys(code for duty in plan.duties or () if serves(duty) for code in _bases_of(plan, duty))
    return _instruments(plan, codes)


def _bases_of(plan: Plan, duty: Duty) -> Iterable[str]:
    """Its own, and those of the themes that it stands in."""
    themes = (code for theme in plan.themes or () if duty.id in theme.duties for code in theme.bases)
    return dict.fromkeys([*duty.bases, *themes])


def _worded(plan: Plan, kind: AssignmentKind, title: str, phrase: str, deadline: Any) -> Values:
    """The wording of the time limit as `Round` keeps it: words, bound, last moment."""
    wording = wording_in_force(plan, deadline)
    return {
        "kind": str(kind), "title": title, "phrase": phrase, "timing": "", "asks": "",
        "deadline_phrase": wording.phrase if wording else "",
        "deadline_bound": str(wording.bound) if wording else "",
        "due_at": wording.last_moment if wording else None,
        "operator": "", "threshold": None, "measure": "", "out_of": "", "total": None, "baseline": None, "place": "",
        "parts": [], "ordered_by": [],
    }  # fmt: skip


def _owners(plan: Plan, code: str, owners: Owners) -> list[Owner]:
    """The plan's owners, or whom the office gave it to where the plan names nobody."""
    if isinstance(owners, Whole):
        return [Owner(unit.code) for unit in _whole_scope(plan)] or [Owner()]
    bodies = owners or [body for one in _decided(plan) if one.duty == code for body in one.owners]
    found: dict[tuple[str, str], Owner] = {}
    for body in bodies:
        for owner in _standing_for(plan, body):
            found.setdefault((owner.unit, owner.name if not owner.unit else ""), owner)
    return list(found.values()) or [Owner()]


def _decided(plan: Plan) -> Any:
    stated = plan.settings.assignments
    return stated.value if stated else ()


def _whole_scope(plan: Plan) -> list[Unit]:
    """Every unit addressed. The issuing body stands for itself only where it has no units under it in the scope."""
    addressed = list(plan.units_of(plan.scope.bodies or ()))
    body = body_unit(plan)
    below = [unit for unit in addressed if unit is not body]
    return below or addressed


def _standing_for(plan: Plan, body: str) -> list[Owner]:
    """A group is all its units; a body named alone is its own unit, and its parts only where it has none."""
    actor: Actor | None = next((one for one in plan.actors if one.id == body), None)
    own = [unit for unit in plan.units if body in (unit.code, *unit.actors)]
    units = plan.units_of([body]) if not own or (actor and actor.kind in GROUPS) else own
    if units:
        return [Owner(unit.code) for unit in units]
    return [Owner(name=actor.phrase if actor else body)]
