"""The body that issued a plan and its units, as the plan names them. What a later plan leaves out stays registered."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model

from campaigns import planned
from campaigns.plan import Plan, messages
from campaigns.plan.schema.people import Unit as PlannedUnit
from organisation.models import Organisation, Unit

M = TypeVar("M", bound=Model)


class Refused(Exception):
    """A sound plan that this installation can't take: the field, a message template and its values."""

    def __init__(self, path: str, text: str, **values: Any) -> None:
        super().__init__(text.format(**values))
        self.path, self.text, self.values = path, text, values


def put(model: type[M], path: str, known_by: dict[str, Any], values: dict[str, Any]) -> M:
    """The row known by these columns, with these values; written only when it is new or differs.

    Raises Refused for a text longer than its column.
    """
    row = model._default_manager.filter(**known_by).first() or model(**known_by)
    fit(model, path, known_by | values)
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if row.pk is None:
        row.save(force_insert=True)
    elif changed:
        row.save(update_fields=changed)
    return row


def fit(model: type[Model], path: str, values: dict[str, Any]) -> None:
    for name, value in values.items():
        limit = getattr(model._meta.get_field(name), "max_length", None)
        if isinstance(value, str) and limit and len(value) > limit:
            raise Refused(f"{path}.{name}", messages.TOO_LONG, length=len(value), limit=limit)


def known_units(plan: Plan, organisation: Organisation) -> dict[str, Unit]:
    """The plan's units by code, for a plan that is being drafted: those the register lacks are added, none is changed.

    Raises Refused for a plan of another body, and for a unit that the register knows by another name.
    """
    body = planned.body_unit(plan)
    if body is None:
        raise Refused("units", messages.NO_BODY, issuer=plan.document.issued_by)
    if (code := planned.body_code(plan, body)) != organisation.code:
        raise Refused(f"units[{body.code}].code", messages.OTHER_OFFICE, code=code, own=organisation.code)
    units = {unit.code: unit for unit in Unit.objects.filter(organisation=organisation)}
    for one in plan.units:
        known = units.get(one.code)
        if known and known.name != one.name:
            raise Refused(f"units[{one.code}].name", messages.OTHER_UNIT, code=one.code, name=known.name)
    root = next((unit for unit in units.values() if unit.parent_id is None and not unit.is_external), None)
    if root and root.code != body.code:
        raise Refused(f"units[{body.code}].code", messages.OTHER_ROOT, name=root.name, code=root.code)
    for one in _parents_first(plan.units, body):
        if one.code not in units:
            above = planned.parent_code(one, body)
            placed = {"parent_id": units[above].pk if above else None}
            values = planned.unit_values(one, body, plan.units.index(one)) | placed
            known_by = {"organisation": organisation, "code": one.code}
            units[one.code] = put(Unit, f"units[{one.code}]", known_by, values)
    return units


def register(plan: Plan) -> tuple[Organisation, dict[str, Unit]]:
    """The organisation and its units by code."""
    body = planned.body_unit(plan)
    if body is None:
        raise Refused("units", messages.NO_BODY, issuer=plan.document.issued_by)
    organisation = _organisation(plan, body)
    units: dict[str, Unit] = {}
    for unit in _parents_first(plan.units, body):
        values = planned.unit_values(unit, body, plan.units.index(unit))
        above = planned.parent_code(unit, body)
        known_by = {"organisation": organisation, "code": unit.code}
        placed = {"parent_id": units[above].pk if above else None}
        units[unit.code] = put(Unit, f"units[{unit.code}]", known_by, values | placed)
    for unit in plan.units:
        leader = {"led_by_id": units[unit.led_by].pk if unit.led_by else None}
        put(Unit, f"units[{unit.code}]", {"id": units[unit.code].pk}, leader)
    return organisation, units


def _organisation(plan: Plan, body: PlannedUnit) -> Organisation:
    code, path = planned.body_code(plan, body), f"units[{body.code}]"
    known = Organisation.objects.select_for_update().filter(code=code).first()
    if known and known.name != body.name:
        raise Refused(f"{path}.code", messages.OTHER_BODY, code=code, name=known.name)
    root = known and Unit.objects.filter(organisation=known, parent=None, is_external=False).first()
    if root and root.code != body.code:
        raise Refused(f"{path}.code", messages.OTHER_ROOT, name=root.name, code=root.code)
    values = planned.body_values(plan, body)
    return put(Organisation, "settings.organisation.value", {"code": code}, values)


def _parents_first(units: Iterable[PlannedUnit], body: PlannedUnit) -> list[PlannedUnit]:
    """In the plan's order, save that a unit comes after the one above it."""
    waiting, found = list(units), []
    while waiting:
        placed = {None, *(unit.code for unit in found)}
        ready = [unit for unit in waiting if planned.parent_code(unit, body) in placed]
        if not ready:
            codes = ", ".join(unit.code for unit in waiting)
            raise Refused(f"units[{waiting[0].code}].parent", messages.PARENT_CIRCLE, codes=codes)
        found += ready
        waiting = [unit for unit in waiting if unit not in ready]
    return found
