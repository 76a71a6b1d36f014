"""A list of people to invite: what its columns are called, and each row as it is to be typed into the form."""

from collections.abc import Iterator
from dataclasses import dataclass

from nominations.sheets import values
from nominations.sheets.headings import Field, Worded
from nominations.sheets.tables import Table
from nominations.sheets.values import NotUnderstood

COLUMNS = Worded(
    {
        Field.EMAIL: "email|e mail|thu dien tu|dia chi email|dia chi thu dien tu|mail|email cong vu|thu cong vu",
        Field.ROLE: "vai tro|quyen|nhom quyen|role|vai tro trong he thong",
    },
    {Field.FULL_NAME, Field.FAMILY_NAME, Field.HONORIFIC, Field.POSITION, Field.SUB_UNIT, Field.NUMBER},
)


@dataclass(frozen=True)
class ListedPerson:
    """A row as the file has it; what can't be understood stays for somebody to see."""

    number: int
    full_name: str
    honorific: str
    email: str
    position: str
    unit: str
    role: str


def people_of(table: Table) -> Iterator[ListedPerson]:
    """The rows of a table that name somebody."""
    for line in table.lines:
        said = {
            what: text
            for what, text in zip(table.fields, line.texts, strict=False)
            if what != Field.SKIP and not values.is_nothing(text)
        }
        given, family = said.get(Field.FULL_NAME, ""), said.get(Field.FAMILY_NAME, "")
        name, honorific = values.without_title(f"{family} {given}".strip())
        if values.in_capitals(name):
            name = values.mended_capitals(name)
        if not name and not said.get(Field.EMAIL):
            continue
        yield ListedPerson(
            line.number, name, _honorific(said.get(Field.HONORIFIC, "")) or honorific, said.get(Field.EMAIL, ""),
            said.get(Field.POSITION, ""), said.get(Field.SUB_UNIT, "") or line.group, said.get(Field.ROLE, ""),
        )  # fmt: skip


def _honorific(text: str) -> str:
    try:
        return values.honorific_of(text) if text else ""
    except NotUnderstood:
        return ""
