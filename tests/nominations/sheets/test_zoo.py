"""What is read of each file of the zoo."""

from datetime import date

import pytest

from nominations.models.nomination import LIMITS
from nominations.sheets.entries import Entry, entries_of
from nominations.sheets.legacy import Encoding
from nominations.sheets.reading import ListFile, read_list
from tests.nominations.sheets.zoo import ZOO, Odd

TODAY = date(2013, 8, 5)


def entries(read: ListFile) -> list[Entry]:
    limits = LIMITS | {"award_form": 200}
    return [entry for table in read.tables for entry in entries_of(table, today=TODAY, limits=limits)]


def line_of(entry: Entry, tells: tuple[str, ...]) -> str:
    told = [str(entry.fields[name]) for name in tells if entry.fields.get(name) not in ("", None)]
    return " ".join([entry.kind, entry.name, *told, *(f"! {fault.cell}" for fault in entry.faults)])


@pytest.mark.parametrize("odd", ZOO, ids=lambda odd: odd.name)
def test_oddity_is_read_as_a_person_would(odd: Odd) -> None:
    found = entries(read_list(odd.make(), odd.name))

    assert [line_of(entry, odd.tells) for entry in found] == odd.lines


@pytest.mark.parametrize(
    ("name", "seems"), [("abc.csv", Encoding.TCVN3), ("vni.csv", Encoding.VNI), ("nua-abc.xlsx", Encoding.TCVN3)]
)
def test_old_letters_are_told_and_asked_about(name: str, seems: Encoding) -> None:
    odd = next(odd for odd in ZOO if odd.name == name)
    read = read_list(odd.make(), odd.name)

    assert (read.seems, read.asks) == (seems, True)


def test_old_letters_stay_where_nobody_wants_them_converted() -> None:
    odd = next(odd for odd in ZOO if odd.name == "nua-abc.xlsx")
    read = read_list(odd.make(), odd.name, encoding=Encoding.UNICODE)

    assert entries(read)[0].name == "NguyÔn V¨n An"


@pytest.mark.parametrize("name", ["sach.xlsx", "windows.csv", "nfd.xlsx", "nga-cyrillic.xlsx", "chu-hoa.xlsx"])
def test_unicode_is_taken_for_no_old_encoding(name: str) -> None:
    odd = next(odd for odd in ZOO if odd.name == name)

    assert read_list(odd.make(), odd.name).seems == Encoding.UNICODE
