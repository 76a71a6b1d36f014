"""A list of units for the register: what its columns are called, and each row as it is to be typed into the form."""

from collections.abc import Iterator
from dataclasses import dataclass

from nominations.sheets import values
from nominations.sheets.headings import Field, Worded
from nominations.sheets.tables import Table

COLUMNS = Worded(
    {
        Field.CODE: "ma|ma don vi|ma so|code|ky hieu",
        Field.FULL_NAME: "ten|ten don vi|don vi|ten co quan don vi|ten phong ban|name|ten day du",
        Field.SHORT_NAME: "ten tat|ten goi tat|ten viet tat|viet tat|ten ngan",
        Field.KIND: "loai|loai don vi|loai hinh|kind",
        Field.PARENT: "truc thuoc|don vi cap tren|cap tren|don vi chu quan|thuoc|don vi quan ly|parent|don vi cha",
    },
    {Field.NUMBER},
)


@dataclass(frozen=True)
class ListedUnit:
    """A row as the file has it."""

    number: int
    code: str
    name: str
    short_name: str
    kind: str
    parent: str


def units_of(table: Table) -> Iterator[ListedUnit]:
    """The rows of a table that name a unit."""
    for line in table.lines:
        said = {
            what: text
            for what, text in zip(table.fields, line.texts, strict=False)
            if what != Field.SKIP and not values.is_nothing(text)
        }
        if name := said.get(Field.FULL_NAME, ""):
            rest = (said.get(what, "") for what in (Field.SHORT_NAME, Field.KIND, Field.PARENT))
            yield ListedUnit(line.number, said.get(Field.CODE, ""), name, *rest)
