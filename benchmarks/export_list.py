"""What does a list of 50,000 nominations as a workbook cost, against XlsxWriter alone writing the same cells?"""

import tempfile
from typing import Any

from xlsxwriter import Workbook

from benchmarks.measuring import interleaved
from benchmarks.seeding import analyse, seed_nominations
from nominations.exports.lists import LISTS
from nominations.exports.rows import Sheet
from nominations.exports.sheets import write
from organisation.models import User
from tests.factories import make_world
from workflows import clock
from workflows.rules import roles_of

ROWS, RUNS = 50_000, 5


def run() -> dict[str, Any]:
    """Ours reads the database, asks what may be seen, and types each cell; the floor has its cells in hand."""
    world = make_world()
    seed_nominations(world, ROWS, state="eligible", dossier_state="checked")
    analyse()
    cells = [list(row) for row in _sheet(world.office_reviewer).rows]

    def ours() -> None:
        with tempfile.TemporaryFile() as file:
            write(_sheet(world.office_reviewer), "xlsx", file)

    def floor() -> None:
        with tempfile.TemporaryFile() as file:
            book = Workbook(file, {"constant_memory": True})
            page = book.add_worksheet()
            for number, row in enumerate(cells):
                page.write_row(number, 0, row)
            book.close()

    return {**interleaved([ours] * RUNS, [floor] * RUNS), "rows": len(cells)}


def _sheet(reader: User) -> Sheet:
    roles = roles_of(reader, clock.now())
    listed = LISTS["nominations"]
    rows = listed.rows(roles, {}, clock.now())
    assert rows is not None
    return listed.sheet(rows, roles, reader)
