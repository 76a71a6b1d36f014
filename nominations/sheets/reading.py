"""The way in: a file's bytes and name; out: its lists, with what each column seems to hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from nominations.sheets.gate import SheetKind, admitted
from nominations.sheets.grid import A_LIST, Bounds, Cell, Grid, filled_down, text_of
from nominations.sheets.legacy import Encoding, found_in
from nominations.sheets.opening import opened
from nominations.sheets.tables import Table, tables_of
from organisation.uploads import RefusedUpload


@dataclass(frozen=True)
class ListFile:
    """A file that was read. `seems` is how its letters seem to be kept; the tables are converted from `encoding`."""

    kind: SheetKind
    tables: Sequence[Table]
    seems: Encoding
    encoding: Encoding

    @property
    def asks(self) -> bool:
        """Somebody must say first whether the letters are to be converted."""
        return self.seems is not Encoding.UNICODE


def read_list(
    data: bytes,
    name: str,
    *,
    encoding: Encoding | None = None,
    known: Mapping[str, str] | None = None,
    bounds: Bounds = A_LIST,
) -> ListFile:
    """The lists of the file. Raises RefusedUpload with words for the sender.

    Without an `encoding` it is read as it seems to be. `known` is as `headings.fields_of` takes it.
    """
    kind = admitted(data, name, bounds)
    grids = opened(data, kind, bounds)
    seems = found_in(cell for grid in grids for row in grid.rows for cell in row if isinstance(cell, str))
    chosen = seems if encoding is None else encoding
    tables = [table for grid in grids for table in _tables(grid, seems, chosen, known)]
    if not tables:
        raise RefusedUpload(
            _(
                "Không thấy danh sách nào trong tệp: cần một dòng tiêu đề có cột “Họ và tên” hoặc “Tên tập thể” và ít "
                "nhất một cột khác, rồi các dòng bên dưới. Hãy sửa tiêu đề, hoặc dùng mẫu tải về."
            )
        )
    return ListFile(kind, tables, seems, chosen)


def _tables(grid: Grid, seems: Encoding, chosen: Encoding, known: Mapping[str, str] | None) -> list[Table]:
    """Headings are known by what they mean, however the rest is to be read."""
    tables = tables_of([_converted(grid, seems)], known)
    if chosen is not seems:
        rows = filled_down(_converted(grid, chosen))
        for table in tables:
            table.lines[:] = [
                replace(line, cells=rows[line.number - 1], texts=[text_of(cell) for cell in rows[line.number - 1]])
                for line in table.lines
            ]
    return tables


def _converted(grid: Grid, encoding: Encoding) -> Grid:
    if encoding is Encoding.UNICODE:
        return grid
    return replace(
        grid, name=encoding.read(grid.name), rows=[[_turned(cell, encoding) for cell in row] for row in grid.rows]
    )


def _turned(cell: Cell, encoding: Encoding) -> Cell:
    return encoding.read(cell) if isinstance(cell, str) else cell
