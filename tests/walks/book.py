"""What a walk remembers by itself: the things there are, how they stand, who did what. Never read from a database."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.timezone import localtime

from campaigns.models import Campaign, Round
from organisation.models import Unit
from tests.walks.cast import DEADLINE, Cast, Person
from tests.walks.machines import FIRST, ITEMS, TOLD, UNSETTLED, leads_to, starts_from
from workflows import clock

Seen = tuple[int, str]


@dataclass(eq=False)
class Thing:
    """One object of the path. `page` is the instance a tab still holds: as often as not, out of date."""

    kind: str
    page: Any
    name: str
    state: str = ""
    steps: int = 0  # how many events it must have
    seen: list[Seen] = field(default_factory=list)  # each version that stood on a screen, the latest last
    unit: int = 0
    dossier: "Thing | None" = None
    on_list: "Thing | None" = None
    complete: bool = True
    letter: bool = False
    submissions: int = 0
    presented: tuple[int, Seen] | None = None  # how many events it had and what it said when its head was told
    is_late: bool = False
    returned: bool = False  # the office has sent it back at least once
    bears: str = ""  # whose name of the cast the nominee has
    told_apart: bool = False  # and is not that person
    filed_by: Person | None = None
    reviewer: Person | None = None
    reviewed_by: Person | None = None
    filers: list[Person] = field(default_factory=list)  # everybody who ever filed it
    judges: list[Person] = field(default_factory=list)  # and who ever concluded on it
    created_by: Person | None = None
    forwarded_by: Person | None = None
    forwarders: list[Person] = field(default_factory=list)
    number: tuple[int, int] = (0, 0)
    files: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = self.state or FIRST[self.kind]

    def __repr__(self) -> str:
        return f"{self.name} ({self.state})"

    @property
    def pk(self) -> int:
        return self.page.pk

    @property
    def own(self) -> str:
        """The person it praises, as far as names tell."""
        return "" if self.told_apart else self.bears

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def writable(self) -> bool:
        return self.state in ("draft", "returned")


@dataclass
class Answer:
    """A request that was answered: the same key must get the same answer again."""

    person: Person
    key: str
    deed: Any
    again: Callable[[], Any]  # plays it once more

    def __repr__(self) -> str:
        return f"{self.person} {self.key} {self.deed}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def verbs(self) -> tuple[str, str]:
        return self.deed.name, getattr(self.deed, "verb", "")


class Book:
    """One walk's world, begun afresh from the cast."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.people = [replace(person, grants=dict(person.grants)) for person in cast.people]
        self.round = Round.objects.select_related("campaign").get(pk=cast.world.round.pk)
        self.campaign = Thing("campaign", Campaign.objects.get(pk=cast.world.campaign.pk), "campaign", "launched", 2)
        self.units: list[Unit] = cast.world.units
        self.things: list[Thing] = [self.campaign]
        self.gone: list[Thing] = []
        self.answers: list[Answer] = []
        self.told: Counter[tuple[str, str, int]] = Counter()
        self.numbers: Counter[int] = Counter()
        self.serial = 0

    @property
    def after_deadline(self) -> bool:
        return clock.now() > DEADLINE

    def next(self) -> int:
        self.serial += 1
        return self.serial

    def all(self, kind: str) -> list[Thing]:
        return [thing for thing in self.things if thing.kind == kind]

    def add(self, thing: Thing) -> Thing:
        self.things.append(thing)
        return thing

    def nominations(self, thing: Thing) -> list[Thing]:
        """The nominations of a dossier, or the lines of a list."""
        return [one for one in self.things if one.kind == "nomination" and thing in (one.dossier, one.on_list)]

    def standing(self, dossier: Thing) -> list[Thing]:
        return [one for one in self.nominations(dossier) if one.state != "withdrawn"]

    def waiting(self) -> list[Thing]:
        """What may go on a list."""
        eligible = [one for one in self.all("nomination") if one.state == "eligible"]
        return [one for one in eligible if one.dossier and one.dossier.state == "checked"]

    def open_list(self) -> Thing | None:
        return next((one for one in self.all("list") if one.state in ("compiling", "returned")), None)

    def is_settled(self, dossier: Thing) -> bool:
        return not any(one.state in UNSETTLED for one in self.nominations(dossier))

    def next_number(self) -> tuple[int, int]:
        year = localtime(clock.now()).year
        self.numbers[year] += 1
        return year, self.numbers[year]

    def moving(self, thing: Thing, verb: str) -> Iterator[tuple[Thing, str]]:
        """The items that go along, with their verb."""
        if verb := ITEMS.get((thing.kind, verb), ""):
            for item in self.nominations(thing):
                if item.state in starts_from("nomination", verb):
                    yield item, verb

    def move(self, thing: Thing, verb: str) -> list[Thing]:
        """Moves a document with its items; returns the items."""
        items = list(self.moving(thing, verb))
        self._step(thing, verb)
        for item, items_verb in items:
            self._step(item, items_verb)
        return [item for item, _verb in items]

    def _step(self, thing: Thing, verb: str) -> None:
        assert thing.state in starts_from(thing.kind, verb), f"{verb} was let through: {thing}"
        thing.state = leads_to(thing.kind, verb, thing.state)
        thing.steps += 1
        for effect in TOLD.get((thing.kind, verb), ()):
            self.told[effect, thing.kind, thing.pk] += 1
