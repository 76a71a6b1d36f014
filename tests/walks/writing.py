"""Deeds that write in a unit's list: they move nothing, but what they write is what is decided on."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from nominations.services import attachments, dossiers
from nominations.services import nominations as noms
from tests.walks.book import Book, Thing
from tests.walks.cast import Person
from tests.walks.deeds import Deed, Knock
from tests.walks.rules import Outcome, Say, unit, writes
from workflows.errors import NotAllowed, NotPermitted

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"


def version(knock: Knock) -> int | None:
    return knock["seen"] and knock["seen"][0]


class Open(Deed):
    """The unit's dossier of the round; opened once, found ever after."""

    def __init__(self, unit: int, weight: int) -> None:
        super().__init__("campaign", f"open_dossier_{unit}", weight)
        self.unit = unit

    def known(self, book: Book) -> Thing | None:
        return next((dossier for dossier in book.all("dossier") if dossier.unit == self.unit), None)

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return self.known(book) is None

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        return None if unit(person, Thing("dossier", None, "", unit=self.unit)) else NotPermitted

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        return dossiers.open_dossier(book.round, book.units[self.unit], actor=knock["actor"])

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        known = self.known(book) or book.add(Thing("dossier", result, f"dossier {self.unit}", unit=self.unit))
        assert result.pk == known.pk


class Write(Deed):
    """Writing in a dossier, or in one nomination of it."""

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return thing not in book.gone and thing.writable and (thing.dossier or thing).writable

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        if thing.dossier is None:
            return writes(person, thing, say=say)
        first = writes(person, thing.dossier)
        if first or thing not in book.gone:
            return first or writes(person, thing.dossier, thing, say)
        return NotPermitted

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        """Only words."""


class Letter(Write):
    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return super().fits(book, thing, lines) and not thing.letter

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        return dossiers.save_letter(
            thing.page, actor=knock["actor"], letter_number=f"{book.next()}/CV", letter_date=date(2013, 12, 9),
            letter_note="", seen_version=version(knock),
        )  # fmt: skip

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        thing.letter = True


class Add(Write):
    """A new nominee; every fifth lacks something, every seventh is the reviewer's own case."""

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return super().fits(book, thing, lines) and len(book.standing(thing)) < 3

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        return writes(person, thing)

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        number = book.next()
        fields = fields_of(book, number, complete=number % 5 != 0)
        return noms.create_nomination(thing.page, actor=knock["actor"], **fields)

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        one = Thing("nomination", result, f"nomination {book.serial}", unit=thing.unit, dossier=thing)
        one.complete, one.bears = book.serial % 5 != 0, own_case(book.serial)
        book.add(one)


class Edit(Write):
    """Mends what is missing."""

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return super().fits(book, thing, lines) and not thing.complete

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        fields = fields_of(book, book.next(), complete=True)
        return noms.save_nomination(thing.page, actor=knock["actor"], seen_version=version(knock), **fields)

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        name = own_case(book.serial)
        thing.told_apart = thing.told_apart and bool(name) and name == thing.bears
        thing.complete, thing.bears = True, name


class Remove(Write):
    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return super().fits(book, thing, lines) and not thing.steps

    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        return super().expected(book, person, thing, lines, Say()) or (NotAllowed if thing.steps else None)

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        return attachments.discard(thing.page, actor=knock["actor"])

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        thing.files.clear()
        book.things.remove(thing)
        book.gone.append(thing)


class Attach(Write):
    def expected(self, book: Book, person: Person, thing: Thing, lines: list[Thing], say: Say) -> Outcome:
        return super().expected(book, person, thing, lines, Say())

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        file = SimpleUploadedFile("bao-cao.pdf", PDF + str(book.next()).encode())
        dossier, nomination = (thing, None) if thing.dossier is None else (thing.dossier, thing)
        return attachments.attach(
            dossier.page, nomination and nomination.page, file, kind="report", actor=knock["actor"]
        )

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        thing.files.append(result)


class Detach(Attach):
    def possible(self, thing: Thing, lines: list[Thing]) -> bool:
        return bool(thing.files)

    def fits(self, book: Book, thing: Thing, lines: list[Thing]) -> bool:
        return super().fits(book, thing, lines) and self.possible(thing, lines)

    def play(self, book: Book, thing: Thing, lines: list[Thing], knock: Knock) -> Any:
        return attachments.detach(thing.files[-1], actor=knock["actor"])

    def mark(self, book: Book, person: Person, thing: Thing, lines: list[Thing], result: Any) -> None:
        thing.files.pop()


def own_case(number: int) -> str:
    """Every seventh nominee is a person of the office."""
    return ("reviewer", "director")[number % 2] if number % 7 == 0 else ""


def fields_of(book: Book, number: int, *, complete: bool) -> dict[str, Any]:
    own = own_case(number)
    return {
        "kind": "individual",
        "full_name": book.cast.named(own).user.full_name if own else f"Người Được Đề Nghị {number}",
        "honorific": "ba",
        "position": "Chuyên viên" if complete else "",
        "is_leader": False,
        "award_form": book.cast.world.form,
        "overview": "Sơ lược hư cấu.",
        "achievements": f"Hoàn thành xuất sắc nhiệm vụ {number} (hư cấu).",
    }


WRITINGS = [
    Open(0, 40),
    Open(1, 3),
    Letter("dossier", "save_letter", 12),
    Add("dossier", "create_nomination", 30),
    Edit("nomination", "save_nomination", 30),
    Remove("nomination", "remove_nomination", 1),
    Attach("dossier", "attach", 1),
    Attach("nomination", "attach", 2),
    Detach("dossier", "detach", 2),
    Detach("nomination", "detach", 2),
]
