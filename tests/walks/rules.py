"""Who may do what, and when: the rules of the path once more, in the words of the walk's own book."""

from collections.abc import Callable
from dataclasses import dataclass

from organisation.states import Role
from tests.walks.book import Book, Thing
from tests.walks.cast import OFFICE, ROOT, UNIT, Person
from tests.walks.machines import starts_from
from workflows import clock
from workflows.errors import NotAllowed, NotPermitted, StaleContent

Outcome = type[Exception] | None
HEAD, CLERK, OFFICE_HEAD, DIRECTOR = (Role.UNIT_HEAD,), (Role.RECORDS_CLERK,), (Role.OFFICE_HEAD,), (Role.DIRECTOR,)


def same(person: Person, *others: Person | None) -> bool:
    return any(other is not None and person.same == other.same for other in others)


def of_unit(*roles: Role) -> Callable[[Person, Thing], bool]:
    return lambda person, thing: person.holds(clock.now(), thing.unit, *roles)


def of_body(*roles: Role) -> Callable[[Person, Thing], bool]:
    return lambda person, thing: person.holds(clock.now(), ROOT, *roles)


def leads(person: Person, thing: Thing) -> bool:
    return person.may_sign(clock.now())


def takes(person: Person, thing: Thing) -> bool:
    return person.holds(clock.now(), ROOT, *OFFICE) and not same(person, thing.filed_by, *thing.filers)


def gives_back(person: Person, dossier: Thing) -> bool:
    holder = same(person, dossier.reviewer)
    roles = OFFICE if holder else OFFICE_HEAD
    return dossier.reviewer is not None and person.holds(clock.now(), ROOT, *roles)


def reviews(person: Person, thing: Thing) -> bool:
    dossier = thing if thing.dossier is None else thing.dossier
    return takes(person, thing) and same(person, dossier.reviewer) and person.name != thing.own


def decides(person: Person, line: Thing) -> bool:
    return leads(person, line) and not same(person, *line.filers, *line.judges) and person.name != line.own


def signs(person: Person, document: Thing) -> bool:
    return leads(person, document) and not same(person, document.created_by, *document.forwarders)


unit, head, office, clerk = of_unit(*UNIT), of_unit(*HEAD), of_body(*OFFICE), of_body(*CLERK)

MAY = {
    ("campaign", "close_nominations"): of_body(*OFFICE_HEAD),
    ("campaign", "reopen_nominations"): of_body(*OFFICE_HEAD),
    ("campaign", "conclude"): of_body(*OFFICE_HEAD),
    ("campaign", "archive"): of_body(*OFFICE_HEAD),
    ("campaign", "cancel"): of_body(*DIRECTOR),
    ("dossier", "submit"): head,
    ("dossier", "present"): of_unit(Role.UNIT_OFFICER),
    ("dossier", "declare_nil"): head,
    ("dossier", "reopen"): head,
    ("dossier", "withdraw"): unit,
    ("dossier", "receive"): takes,
    ("dossier", "release"): gives_back,
    ("dossier", "claim"): takes,
    ("dossier", "send_back"): reviews,
    ("dossier", "check_off"): reviews,
    ("nomination", "submit"): head,
    ("nomination", "take_back"): unit,
    ("nomination", "receive"): takes,
    ("nomination", "mark_eligible"): reviews,
    ("nomination", "find_ineligible"): reviews,
    ("nomination", "send_back"): reviews,
    ("nomination", "reconsider"): reviews,
    ("nomination", "withdraw"): unit,
    ("nomination", "tell_apart"): reviews,
    ("nomination", "hold"): reviews,
    ("nomination", "resume"): reviews,
    ("nomination", "consolidate"): office,
    ("nomination", "set_aside"): office,
    ("nomination", "forward"): office,
    ("nomination", "recall"): leads,
    ("nomination", "strike"): decides,
    ("nomination", "restore"): decides,
    ("nomination", "approve"): decides,
    ("nomination", "award"): clerk,
    ("list", "forward"): office,
    ("list", "cancel"): office,
    ("list", "send_back"): leads,
    ("list", "sign"): signs,
    ("list", "issue"): clerk,
}

ROLE_ALONE = {takes: office, reviews: office, gives_back: office, decides: leads, signs: leads}  # without the duties

REASONED = {
    ("campaign", "reopen_nominations"), ("campaign", "cancel"), ("dossier", "send_back"), ("nomination", "withdraw"),
    ("nomination", "find_ineligible"), ("nomination", "send_back"), ("nomination", "tell_apart"),
    ("nomination", "hold"), ("nomination", "strike"), ("list", "cancel"), ("list", "send_back"),
}  # fmt: skip


def has_newcomers(book: Book, dossier: Thing) -> bool:
    return any(not one.steps for one in book.standing(dossier))


def is_open(book: Book, dossier: Thing, *, newcomers: bool) -> bool:
    """What the office once sent back may come again, but alone."""
    return book.campaign.state == "launched" or (dossier.returned and not newcomers)


def is_late(book: Book, dossier: Thing, *, newcomers: bool) -> bool:
    return book.after_deadline and (newcomers or not dossier.returned)


def can_submit(book: Book, dossier: Thing, person: Person, reason: str) -> bool:
    standing, newcomers = book.standing(dossier), has_newcomers(book, dossier)
    return (
        is_open(book, dossier, newcomers=newcomers)
        and bool(standing)
        and dossier.letter
        and bool(reason or not is_late(book, dossier, newcomers=newcomers))
        and all(one.complete for one in standing if one.writable)
    )


def can_present(book: Book, dossier: Thing, person: Person, reason: str) -> bool:
    return (
        is_open(book, dossier, newcomers=False)
        and bool(book.standing(dossier))
        and dossier.letter
        and all(one.complete for one in book.standing(dossier) if one.writable)
        and dossier.presented != (dossier.steps, dossier.seen[-1])
    )


def can_declare_nil(book: Book, dossier: Thing, person: Person, reason: str) -> bool:
    explained = bool(reason or not is_late(book, dossier, newcomers=False))
    return is_open(book, dossier, newcomers=False) and not book.standing(dossier) and explained


def can_reopen(book: Book, dossier: Thing, person: Person, reason: str) -> bool:
    return is_open(book, dossier, newcomers=False)


def can_claim(book: Book, dossier: Thing, person: Person, reason: str) -> bool:
    return dossier.reviewer is None or same(person, dossier.reviewer)


def can_send_back(book: Book, dossier: Thing, person: Person, reason: str) -> bool:
    states = [one.state for one in book.nominations(dossier)]
    return "returned" in states and "under_review" not in states


def can_check_off(book: Book, dossier: Thing, person: Person, reason: str) -> bool:
    undecided = {"submitted", "under_review", "returned"}
    return not any(one.state in undecided for one in book.nominations(dossier))


def is_under_review(book: Book, one: Thing, person: Person, reason: str) -> bool:
    return one.dossier is not None and one.dossier.state == "received"


def stands(book: Book) -> bool:
    """Nothing more is awarded in a campaign that was cancelled."""
    return book.campaign.state != "cancelled"


def can_consolidate(book: Book, one: Thing, person: Person, reason: str) -> bool:
    return one.dossier is not None and one.dossier.state == "checked" and stands(book)


def was_filed(book: Book, one: Thing, person: Person, reason: str) -> bool:
    return one.steps > 0


def can_forward(book: Book, target: Thing, person: Person, reason: str) -> bool:
    return bool(book.nominations(target)) and stands(book)


def can_sign(book: Book, target: Thing, person: Person, reason: str) -> bool:
    return any(line.state == "forwarded" for line in book.nominations(target)) and stands(book)


def awaits_signature(book: Book, line: Thing, person: Person, reason: str) -> bool:
    return line.on_list is not None and line.on_list.state == "forwarded"


CAN = {
    ("dossier", "submit"): can_submit,
    ("dossier", "present"): can_present,
    ("dossier", "declare_nil"): can_declare_nil,
    ("dossier", "reopen"): can_reopen,
    ("dossier", "claim"): can_claim,
    ("dossier", "send_back"): can_send_back,
    ("dossier", "check_off"): can_check_off,
    ("nomination", "reconsider"): is_under_review,
    ("nomination", "send_back"): is_under_review,
    ("nomination", "withdraw"): was_filed,
    ("nomination", "consolidate"): can_consolidate,
    ("nomination", "strike"): awaits_signature,
    ("nomination", "restore"): awaits_signature,
    ("list", "forward"): can_forward,
    ("list", "sign"): can_sign,
}


@dataclass(frozen=True)
class Say:
    """What comes with a request beside its verb."""

    reason: str = ""
    stale: bool = False
    seen: tuple[int, str] | None = None


def may(book: Book, person: Person, verb: str, thing: Thing) -> bool:
    return MAY[thing.kind, verb](person, thing) and all(
        MAY["nomination", items_verb](person, item) for item, items_verb in book.moving(thing, verb)
    )


def can(book: Book, person: Person, verb: str, thing: Thing, reason: str) -> bool:
    return (
        thing.state in starts_from(thing.kind, verb)
        and bool(reason or (thing.kind, verb) not in REASONED)
        and ((thing.kind, verb) not in CAN or CAN[thing.kind, verb](book, thing, person, reason))
    )


def verdict(book: Book, person: Person, verb: str, things: list[Thing], say: Say) -> Outcome:
    """What must come of it: the first thing in the order of the door."""
    if any(thing in book.gone for thing in things):
        return NotPermitted
    if say.stale:
        return StaleContent
    if not all(may(book, person, verb, thing) for thing in things):
        return NotPermitted
    if not all(can(book, person, verb, thing, say.reason) for thing in things):
        return NotAllowed
    return None


def writes(person: Person, dossier: Thing, nomination: Thing | None = None, say: Say = Say()) -> Outcome:
    """What must come of writing in the unit's list."""
    if not unit(person, dossier):
        return NotPermitted
    if not dossier.writable or (nomination is not None and not nomination.writable):
        return NotAllowed
    return StaleContent if say.stale else None
