"""The people of a walk and their powers, as the walk knows them: roles with an end, authorities with dates."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from organisation.models import Unit, User
from organisation.services import appoint, dismiss
from organisation.states import AuthorityForm, Role
from tests import factories
from tests.factories import World

START = datetime(2013, 12, 10, 2, tzinfo=UTC)  # the turn of the year lies within a walk's reach
DAY, HOUR = timedelta(days=1), timedelta(hours=1)  # a walk begins an hour later: nothing falls on a bound
DEADLINE = START + 10 * DAY  # factories.open_campaign
ALWAYS = datetime(9999, 1, 1, tzinfo=UTC)
OFFICE = (Role.OFFICE_REVIEWER, Role.OFFICE_HEAD)
LEADERS = (Role.DIRECTOR, Role.DEPUTY_DIRECTOR)
UNIT = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
ROOT = None  # in place of a unit's number: the whole organisation


@dataclass(eq=False)
class Person:
    """One account; `same` names the human being behind it."""

    name: str
    user: User
    same: str
    grants: dict[tuple[Role, int | None], datetime] = field(default_factory=dict)
    powers: list[tuple[datetime, datetime]] = field(default_factory=list)

    def __repr__(self) -> str:
        return self.name

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(self.name)

    def holds(self, at: datetime, unit: int | None, *roles: Role) -> bool:
        return any(self.grants.get((role, unit), at) > at for role in roles)

    def may_sign(self, at: datetime) -> bool:
        return self.holds(at, ROOT, *LEADERS) and any(start <= at < end for start, end in self.powers)


@dataclass
class Cast:
    """The world that every walk begins in, and who plays in it."""

    world: World
    people: list[Person] = field(default_factory=list)

    def unit(self, number: int | None) -> Unit:
        return self.world.root if number is None else self.world.units[number]

    def named(self, name: str) -> Person:
        return next(person for person in self.people if person.name == name)


def assembled() -> Cast:
    """Call it with the clock at START."""
    cast = Cast(factories.make_world(units=2))
    for unit in (0, 1):
        _join(cast, f"officer_{unit}", (Role.UNIT_OFFICER, unit), until=ALWAYS if unit == 0 else START + 14 * DAY)
        _join(cast, f"head_{unit}", (Role.UNIT_HEAD, unit))
    _join(cast, "reviewer", (Role.OFFICE_REVIEWER, ROOT))
    _join(cast, "office_head", (Role.OFFICE_HEAD, ROOT))
    _join(cast, "director", (Role.DIRECTOR, ROOT), powers=[(START - DAY, ALWAYS)])
    _join(cast, "deputy", (Role.DEPUTY_DIRECTOR, ROOT), powers=[(START - DAY, START + 12 * DAY)])
    later = [(START + 3 * DAY, START + 20 * DAY)]
    _join(cast, "later_deputy", (Role.DEPUTY_DIRECTOR, ROOT), powers=later)
    both = ((Role.OFFICE_REVIEWER, ROOT), (Role.DEPUTY_DIRECTOR, ROOT))
    _join(cast, "reviewing_deputy", *both, powers=[(START - DAY, ALWAYS)])
    _join(cast, "twin_of_head_0", (Role.OFFICE_REVIEWER, ROOT), same=cast.named("head_0"))
    _join(cast, "clerk", (Role.RECORDS_CLERK, ROOT))
    _join(cast, "auditor", (Role.AUDITOR, ROOT))
    _join(cast, "administrator", (Role.ADMINISTRATOR, ROOT))
    cast.people.append(Person("stranger", factories.make_world(units=1).director, "stranger"))
    return cast


def _join(
    cast: Cast, name: str, *grants: tuple[Role, int | None], until: datetime = ALWAYS,
    powers: list[tuple[datetime, datetime]] | None = None, same: Person | None = None,
) -> None:  # fmt: skip
    user = factories.make_user(cast.world.organisation, f"walk-{name}", f"Người Hư Cấu {name.replace('_', ' ')}")
    if same:
        user.same_person_as = same.user
        user.save()
    person = Person(name, user, same.name if same else name, powers=powers or [])
    cast.people.append(person)
    for role, unit in grants:
        give(cast, person, role, unit, until)
    for start, end in person.powers:
        kind = AuthorityForm.HEAD if Role.DIRECTOR in dict(grants) else AuthorityForm.KT
        factories.authorise(cast.world, user, kind, "LÃNH ĐẠO", valid_from=start, valid_to=end)


def give(cast: Cast, person: Person, role: Role, unit: int | None, until: datetime) -> None:
    appoint(person.user, role, cast.unit(unit), valid_to=None if until == ALWAYS else until)
    person.grants[role, unit] = until


def take(cast: Cast, person: Person, role: Role, unit: int | None) -> None:
    dismiss(person.user, role, cast.unit(unit))
    del person.grants[role, unit]
