"""What a plan asks the database to hold, as plain values by column. Nothing is read or written here."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from campaigns.plan import Deadline, NotStated, Plan, Wording
from campaigns.plan.schema.awards import AwardForm, Round
from campaigns.plan.schema.document import NumberStyle
from campaigns.plan.schema.people import Placement, Unit
from campaigns.plan.schema.settings import LateList
from campaigns.states import LatePolicy, SubjectKind
from organisation.calendar import is_working_day
from organisation.states import UnitKind

Values = dict[str, Any]
PAPERS = ("full_name", "superior", "place", "symbol", "head_title", "office_name", "office_head")
LAUNCHING = "phát động "  # a plan's subject launches the campaign, which is what the words after it call it
LAW = "Căn cứ Luật Thi đua, khen thưởng"


def body_unit(plan: Plan) -> Unit | None:
    """The unit that is the issuing body itself, whatever stands above the unit that issued the plan."""
    units = {unit.code: unit for unit in plan.units}
    issuers = (unit for unit in plan.units if plan.document.issued_by in unit.actors)
    inside = (unit for unit in plan.units if unit.placement == Placement.INTERNAL and not unit.parent)
    found = next(issuers, None) or next(inside, None)
    for _step in units:
        if found and found.parent:
            found = units[found.parent]
    return found


def body_code(plan: Plan, body: Unit) -> str:
    stated = plan.settings.organisation
    return stated.value.code if stated else body.code.lower()


def body_values(plan: Plan, body: Unit) -> Values:
    """What the plan and its office state of the body; columns they are silent about are left out."""
    values: Values = {"name": body.name, "short_name": body.short_name}
    if plan.document.place:
        values["place"] = plan.document.place
    stated = plan.settings.organisation
    if stated:
        values |= {name: text for name in PAPERS if (text := getattr(stated.value, name))}
    return values


def unit_values(unit: Unit, body: Unit, position: int) -> Values:
    """A kind the register has no word for stays in the plan, where quotas refer to it."""
    return {
        "name": unit.name,
        "short_name": unit.short_name,
        "kind": unit.kind if unit.kind in UnitKind.values else UnitKind.OTHER,
        "is_external": unit.placement == Placement.EXTERNAL and unit is not body,
        "position": position,
    }


def parent_code(unit: Unit, body: Unit) -> str | None:
    """The unit above; the body itself for an internal unit that names none."""
    if unit is body:
        return None
    if unit.parent:
        return unit.parent
    return body.code if unit.placement == Placement.INTERNAL else None


def campaign_values(plan: Plan, text: str = "") -> Values:
    """With `text`, the plan's own words are kept beside what was read from them."""
    subject = plan.document.subject.phrase
    name = subject[len(LAUNCHING) :] if subject.lower().startswith(LAUNCHING) else subject
    names = plan.document.campaign_names
    start, end = wording_in_force(plan, plan.period.start), wording_in_force(plan, plan.period.end)
    return {
        "name": _capitalised(name),
        "short_name": _capitalised(names[0].phrase) if names else "",
        "starts_on": start.first if start and isinstance(start.first, date) else None,
        "ends_on": end.last_moment.date() if end and end.last_moment else None,
        "period_phrase": plan.period.phrase or "",
        "plan": plan.as_dict() | ({"text": text} if text else {}),
        "settings": path_settings(plan),
    }


def path_settings(plan: Plan) -> Values:
    """What the award path asks of the campaign; a key is missing where neither plan nor office has decided."""
    settings = plan.settings
    found: Values = {"decision_bases": list(settings.decision_bases.value if settings.decision_bases else _bases(plan))}
    if settings.report_parts:
        found["required_report_parts"] = [part.id for part in settings.report_parts.value if part.required]
    if settings.publication_interval:
        found["publication_interval"] = str(settings.publication_interval.value)
    if settings.results_published:
        found["results_published"] = settings.results_published.value
    if settings.decision_recipients:
        found["decision_recipients"] = list(settings.decision_recipients.value)
    return found


def _bases(plan: Plan) -> Iterator[str]:
    """The law, the state's numbered instruments that the plan carries out, the plan itself."""
    yield LAW
    for basis in plan.bases:
        if basis.style == NumberStyle.STATE:
            yield f"Căn cứ {basis.phrase}"
    document = plan.document
    number = f" số {document.number}" if document.number else ""
    issued = f" ngày {document.issued:%d/%m/%Y}" if document.issued else ""
    subject = document.subject.phrase
    yield f"Thực hiện {document.kind.phrase.capitalize()}{number}{issued} {subject[:1].lower()}{subject[1:]}"


def round_values(plan: Plan, round_: Round, position: int) -> Values:
    """The wording in force, with the day of its event if that is known."""
    wording = wording_in_force(plan, round_.deadline)
    late = plan.settings.late_lists
    return {
        "name": round_.name,
        "kind": str(round_.kind),
        "position": position,
        "deadline_phrase": wording.phrase if wording else "",
        "deadline_bound": str(wording.bound) if wording else "",
        "closes_at": wording.last_moment if wording else None,
        "late_policy": LatePolicy.REFUSE if late and late.value == LateList.REFUSE else LatePolicy.ACCEPT,
    }


def heads_of_the_body(plan: Plan) -> set[str]:
    """The actors who head the issuing body itself."""
    body = body_unit(plan)
    own = body.actors if body and body.actors else (plan.document.issued_by,)
    return {actor.id for actor in plan.actors if actor.heads in own}


def award_forms(plan: Plan) -> tuple[AwardForm, ...]:
    """The plan's forms, or those the office decided on because the plan names none."""
    stated = plan.settings.award_forms
    return tuple(plan.award_forms) or (stated.value if stated else ())


def award_form_values(plan: Plan, form: AwardForm) -> Values:
    """Subjects that the award path does not know yet are left out."""
    kinds = {subject.id: str(subject.kind) for subject in plan.subjects}
    actors = {actor.id: actor.phrase for actor in plan.actors}
    stated = plan.settings.award_forms
    return {
        "name": form.name,
        "level": form.level or "",
        "decider": actors[form.decider] if form.decider else "",
        "decided_here": bool(form.decider) and form.decider in heads_of_the_body(plan),
        "subject_kinds": [kinds[subject] for subject in form.subjects if kinds[subject] in SubjectKind.values],
        "source": form.phrase or (stated.why if stated and not plan.award_forms else ""),
    }


def participants(plan: Plan) -> tuple[str, ...]:
    """The codes of the units called on, in the plan's order: who may nominate, or whom the plan is addressed to."""
    bodies = [body for round_ in plan.rounds for body in round_.nominators] or list(plan.scope.bodies)
    return tuple(unit.code for unit in plan.units_of(bodies))


def wording_in_force(plan: Plan, deadline: Deadline | NotStated) -> Wording | None:
    """The wording that holds now, with the day of its event if that is known."""
    return plan.dated(deadline.current, is_working_day) if deadline else None


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
