"""What people do on the path, through its services: how a deed is played, what must come of it, what it changes."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from nominations.models import ConsolidatedList
from nominations.services import decisions, dossiers, lists
from nominations.services import nominations as noms
from tests.walks.book import Book, Thing
from tests.walks.cast import Person
from tests.walks.machines import starts_from
from tests.walks.rules import CAN, Outcome, Say, can, is_late, office, stands, verdict
from workflows.engine import perform
from workflows.errors import NotAllowed, NotPermitted, StaleContent

Knock = dict[str, Any]


class Deed(ABC):
    """Something that one may try to do to a thing of a kind; `weight` is how often people on their way do it."""

    keyed = False

    def __init__(self, kind: str, name: str, weight: int) -> None:
        self.kind, self.name, self.weight = kind, name, weight

    def __repr__(self) -> str:
        return f"{self.kind}.{self.name}"

    @abstractmethod
    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        """Is it time for it, whoever does it?"""

    def is_held_back(self, book: Book, thing: Thing) -> bool:
        """Does a guard alone forbid it?"""
        return False

    def possible(self, thing: Thing, lines: list[Thing]) -> bool:
        """Can it even be tried? No page offers to do something with nothing."""
        return True

    def lines(self, book: Book, thing: Thing) -> list[Thing]:
        """What it may take along at one's choice."""
        return []

    @abstractmethod
    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        """What must come of it."""

    @abstractmethod
    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        """Does it through the service."""

    @abstractmethod
    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        """Writes into the book what came of it."""


class VerbDeed(Deed):
    """A verb of one thing: the door alone decides."""

    keyed = True

    def __init__(self, kind: str, name: str, weight: int, service: Callable | None = None, **more: Any) -> None:
        super().__init__(kind, name, weight)
        self.service = service or (lambda page, **knock: perform(page, name, **knock))
        self.more = more

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return can(book, book.people[0], self.name, thing, "…")

    def is_held_back(self, book: Book, thing: Thing) -> bool:
        ripe = thing.state in starts_from(self.kind, self.name)
        return ripe and (self.kind, self.name) in CAN and not can(book, book.people[0], self.name, thing, "…")

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        return verdict(book, person, self.name, [thing], say)

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        return self.service(thing.page, **knock, **self.more)

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        items = book.move(thing, self.name)
        record = AFTER.get((self.kind, self.name))
        if record:
            record(book, person, thing, items, result)


class Issue(VerbDeed):
    """The decision is what is seen, its list moves first, every answered dossier of the round closes with it."""

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return thing.state == "signed"

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        first = verdict(book, person, "issue", [thing.on_list], Say())
        return first or (StaleContent if say.stale else None)

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        book.move(thing.on_list, "issue")
        book.move(thing, "issue")
        for dossier in book.all("dossier"):
            answered = dossier.state == "checked" or (dossier.state == "nil" and book.after_deadline)
            if answered and book.is_settled(dossier):
                book.move(dossier, "close")


class LinesDeed(Deed):
    """A verb of chosen nominations; what was seen is the document around them."""

    keyed = True

    def __init__(self, kind: str, name: str, weight: int, service: Callable, verb: str, source: str) -> None:
        super().__init__(kind, name, weight)
        self.service, self.verb, self.source = service, verb, source

    def possible(self, thing: Thing, lines: list[Thing]) -> bool:
        return bool(lines)

    def lines(self, book: Book, thing: Thing) -> list[Thing]:
        return [line for line in book.nominations(thing) if line.state == self.source]

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return bool(lines)

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        if self.verb != "consolidate" and any(thing not in (line.dossier, line.on_list) for line in lines):
            return NotPermitted
        first = verdict(book, person, self.verb, lines, Say(say.reason))
        return first or (StaleContent if say.stale else None)

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        return self.service(thing.page, [line.page for line in lines], **knock)

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        for line in lines:
            book.move(line, self.verb)
            if self.verb == "mark_eligible":
                _concluded(book, person, line, [], result)


class Strike(LinesDeed):
    """A list of which nothing is left can't be signed; a leader in the right mind leaves a line."""

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return len(lines) > 1


class MarkAll(LinesDeed):
    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        if say.stale:
            return StaleContent
        return super().expected(book, person, thing, lines, say)


class OpenListDeed(LinesDeed):
    """What the office does to a list that it still compiles: the office first, then the list, then the lines."""

    def lines(self, book: Book, thing: Thing) -> list[Thing]:
        return super().lines(book, thing) if self.verb == "set_aside" else book.waiting()

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return bool(lines) and thing.state in ("compiling", "returned")

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        if not office(person, thing):
            return NotPermitted
        if thing.state not in ("compiling", "returned"):
            return NotAllowed
        return super().expected(book, person, thing, lines, say)

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        super().mark(book, person, thing, lines, result)
        for line in lines:
            line.on_list = thing if self.verb == "consolidate" else None


class Compile(Deed):
    """Opens a list, or goes on with the open one, and puts all that waits on it."""

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return bool(book.waiting()) and stands(book)

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        if not office(person, thing):
            return NotPermitted
        if book.waiting() and not stands(book):
            return NotAllowed
        known = book.open_list()
        return None if book.waiting() or (known and book.nominations(known)) else NotAllowed

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> ConsolidatedList:
        return lists.compile_list(thing.page, actor=knock["actor"])

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        waiting, target = book.waiting(), book.open_list()
        if target is None:
            name = f"list {len(book.all('list')) + 1}"
            target = book.add(Thing("list", result, name, created_by=person))
        assert result.pk == target.pk
        for line in waiting:
            book.move(line, "consolidate")
            line.on_list = target


class SaveNote(Deed):
    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return thing.state in ("compiling", "returned")

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        if not office(person, thing):
            return NotPermitted
        if thing.state not in ("compiling", "returned"):
            return NotAllowed
        return StaleContent if say.stale else None

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        return lists.save_note(thing.page, actor=knock["actor"], note=f"Ý kiến {book.next()}", seen=knock["seen"])

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        """Only words."""


def _filed(book: Book, person: Person, dossier: Thing, items: list[Thing], result: Any) -> None:
    dossier.filed_by = person
    dossier.filers.append(person)
    dossier.submissions += 1
    _judge_lateness(book, dossier, newcomers=any(item.steps == 1 for item in items))
    for item in items:
        item.filed_by = person
        item.filers.append(person)


def _presented(book: Book, person: Person, dossier: Thing, items: list[Thing], result: Any) -> None:
    dossier.presented = dossier.steps, dossier.seen[-1]


def _nil(book: Book, person: Person, dossier: Thing, items: list[Thing], result: Any) -> None:
    dossier.filed_by = person
    _judge_lateness(book, dossier, newcomers=False)


def _judge_lateness(book: Book, dossier: Thing, *, newcomers: bool) -> None:
    """Once it was sent back, a list that was late stays late."""
    dossier.is_late = is_late(book, dossier, newcomers=newcomers) or (dossier.returned and dossier.is_late)


def _returned(book: Book, person: Person, dossier: Thing, items: list[Thing], result: Any) -> None:
    dossier.returned = True


def _reopened(book: Book, person: Person, dossier: Thing, items: list[Thing], result: Any) -> None:
    dossier.filed_by = None


def _held(book: Book, person: Person, dossier: Thing, items: list[Thing], result: Any) -> None:
    dossier.reviewer = person


def _released(book: Book, person: Person, dossier: Thing, items: list[Thing], result: Any) -> None:
    dossier.reviewer = None


def _concluded(book: Book, person: Person, one: Thing, items: list[Thing], result: Any) -> None:
    one.reviewed_by = person
    one.judges.append(person)


def _told_apart(book: Book, person: Person, one: Thing, items: list[Thing], result: Any) -> None:
    one.told_apart = True


def _forwarded(book: Book, person: Person, target: Thing, items: list[Thing], result: Any) -> None:
    target.forwarded_by = person
    target.forwarders.append(person)


def _cancelled(book: Book, person: Person, target: Thing, items: list[Thing], result: Any) -> None:
    for item in items:
        item.on_list = None


def _signed(book: Book, person: Person, target: Thing, items: list[Thing], result: Any) -> None:
    decision = book.add(Thing("decision", result, f"decision of {target.name}", on_list=target))
    book.move(decision, "assign_number")
    book.move(decision, "sign")
    decision.number = book.next_number()
    assert (result.year, result.number) == decision.number


AFTER = {
    ("dossier", "submit"): _filed,
    ("dossier", "present"): _presented,
    ("dossier", "declare_nil"): _nil,
    ("dossier", "reopen"): _reopened,
    ("dossier", "receive"): _held,
    ("dossier", "claim"): _held,
    ("dossier", "release"): _released,
    ("dossier", "send_back"): _returned,
    ("nomination", "mark_eligible"): _concluded,
    ("nomination", "find_ineligible"): _concluded,
    ("nomination", "send_back"): _concluded,
    ("nomination", "tell_apart"): _told_apart,
    ("list", "forward"): _forwarded,
    ("list", "cancel"): _cancelled,
    ("list", "sign"): _signed,
}

VERBS = [
    VerbDeed("campaign", "close_nominations", 0),
    VerbDeed("campaign", "reopen_nominations", 8),
    VerbDeed("campaign", "conclude", 0),
    VerbDeed("campaign", "archive", 0),
    VerbDeed("campaign", "cancel", 0),
    VerbDeed("dossier", "submit", 40, dossiers.submit),
    VerbDeed("dossier", "present", 1, dossiers.present),
    VerbDeed("dossier", "declare_nil", 4, dossiers.declare_nil),
    VerbDeed("dossier", "reopen", 10, dossiers.reopen),
    VerbDeed("dossier", "withdraw", 2, dossiers.withdraw),
    VerbDeed("dossier", "receive", 40, dossiers.receive),
    VerbDeed("dossier", "release", 2, dossiers.release),
    VerbDeed("dossier", "claim", 40, dossiers.claim),
    VerbDeed("dossier", "send_back", 40, dossiers.send_back),
    VerbDeed("dossier", "check_off", 40, dossiers.check_off),
    VerbDeed("nomination", "withdraw", 1, noms.withdraw),
    VerbDeed("nomination", "mark_eligible", 12, noms.mark_eligible),
    VerbDeed("nomination", "find_ineligible", 4, noms.find_ineligible),
    VerbDeed("nomination", "send_back", 7, noms.send_back, codes=["wrong_name"], fields=["full_name"]),
    VerbDeed("nomination", "reconsider", 3, noms.reconsider),
    VerbDeed("nomination", "tell_apart", 1, noms.tell_apart),
    VerbDeed("nomination", "hold", 1, noms.hold),
    VerbDeed("nomination", "resume", 8, noms.resume),
    MarkAll("dossier", "mark_all_eligible", 25, noms.mark_all_eligible, "mark_eligible", "under_review"),
    Compile("campaign", "compile_list", 30),
    SaveNote("list", "save_note", 5),
    OpenListDeed("list", "consolidate", 20, lists.consolidate, "consolidate", "eligible"),
    OpenListDeed("list", "set_aside", 3, lists.set_aside, "set_aside", "consolidated"),
    VerbDeed("list", "forward", 40, lists.forward),
    VerbDeed("list", "cancel", 3, lists.cancel),
    VerbDeed("list", "send_back", 4, lists.send_back),
    Strike("list", "strike", 60, lists.strike, "strike", "forwarded"),
    LinesDeed("list", "restore", 8, lists.restore, "restore", "declined"),
    VerbDeed("list", "sign", 30, decisions.sign),
    Issue("decision", "issue", 40, decisions.issue),
]
