"""The register of units: administrators enter, rename, move, close and merge them, each time by a document."""

from typing import Any

from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import override

from organisation.models import Organisation, Unit, UnitChange, User
from organisation.states import Role
from organisation.text import fold
from workflows import clock
from workflows.errors import NotPermitted, StaleContent
from workflows.rules import roles_of

FIELDS = ("name", "short_name", "kind", "is_external", "parent", "led_by", "valid_from", "valid_to", "merged_into")


def enter(organisation: Organisation, values: dict[str, Any], document: str, *, actor: User, code: str = "") -> Unit:
    """A new unit, last in order; without a `code` that is free, it gets one from its name.

    Raises NotPermitted for anybody but an administrator of the organisation.
    """
    with transaction.atomic():
        _check(organisation.pk, actor)
        every = Organisation.objects.select_for_update().get(pk=organisation.pk).units
        last = every.aggregate(last=models.Max("position"))["last"] or 0
        taken = set(every.values_list("code", flat=True))
        if not code or code in taken:
            code = _code(code or values["short_name"] or values["name"], taken)
        unit = Unit.objects.create(organisation=organisation, code=code, position=last + 1, **values)
        empty = Unit(organisation=organisation)
        _note(unit, {name: ["", _spelt(unit, name)] for name in FIELDS if _differs(empty, unit, name)}, document, actor)
    return unit


def change(unit: Unit, values: dict[str, Any], document: str, *, actor: User, seen: str) -> UnitChange | None:
    """The unit as the document has it from now on; None when it says the same already.

    `seen` is the key of the last page on the screen, "" for none. Raises NotPermitted for anybody but an administrator
    of the organisation, StaleContent when another one was faster.
    """
    with transaction.atomic():
        _check(unit.organisation_id, actor)
        before = Unit.objects.select_for_update().get(pk=unit.pk)
        if seen != mark_of(before):
            raise StaleContent(before, seen)
        after = Unit.objects.get(pk=unit.pk)
        for name, value in values.items():
            setattr(after, name, value)
        changed = [name for name in FIELDS if _differs(before, after, name)]
        if not changed:
            return None
        after.save(update_fields=changed)
        return _note(after, {name: [_spelt(before, name), _spelt(after, name)] for name in changed}, document, actor)


def mark_of(unit: Unit) -> str:
    """The key of the unit's last page."""
    last = unit.changes.values_list("pk", flat=True).first()
    return str(last or "")


def _check(organisation_id: int, actor: User) -> None:
    if organisation_id not in roles_of(actor, clock.now()).organisation_ids(Role.ADMINISTRATOR):
        raise NotPermitted


def _code(name: str, taken: set[str]) -> str:
    """What plans call the unit by."""
    base = slugify(fold(name))[:32].strip("-").upper() or "DON-VI"
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)


def _differs(before: Unit, after: Unit, name: str) -> bool:
    attribute = Unit._meta.get_field(name).attname
    return getattr(before, attribute) != getattr(after, attribute)


def _spelt(unit: Unit, name: str) -> str:
    """As the register says it: always in Vietnamese."""
    value = getattr(unit, name)
    with override("vi"):
        if name == "kind":
            return str(unit.get_kind_display())
        if isinstance(value, bool):
            return "có" if value else "không"
        return (
            "" if value is None else date_format(value, "SHORT_DATE_FORMAT") if hasattr(value, "year") else str(value)
        )


def _note(unit: Unit, said: dict[str, list[str]], document: str, actor: User) -> UnitChange:
    return UnitChange.objects.create(unit=unit, said=said, document=document, noted_by=actor, noted_at=clock.now())
