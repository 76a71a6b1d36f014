"""From the bytes of an admitted file to its sheets."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from nominations.sheets.commas import grid_of
from nominations.sheets.gate import SheetKind
from nominations.sheets.grid import A_LIST, MOST_COLUMNS, Bounds, Grid
from organisation.uploads import RefusedUpload, broken, locked, macros

PATIENCE = 1.25  # times the seconds that a reader has: then it is given up, whatever it waits for
_CHILD = Path(__file__).with_name("child.py")


def opened(data: bytes, kind: SheetKind, bounds: Bounds = A_LIST) -> list[Grid]:
    """The sheets that a person would see, in their order. Raises RefusedUpload with words for the sender."""
    if kind is SheetKind.CSV:
        return [grid_of(data, bounds)]
    answer = _read_apart(data, kind, bounds)
    if "fault" in answer:
        raise _refusal(answer["fault"], bounds)
    return [_grid(sheet) for sheet in answer["sheets"]]


def _read_apart(data: bytes, kind: SheetKind, bounds: Bounds) -> dict[str, Any]:
    most = (bounds.rows, MOST_COLUMNS, bounds.memory, bounds.seconds)
    command = [sys.executable, "-I", str(_CHILD), kind.extension, *map(str, most)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, with words of our own
            command, input=data, capture_output=True, timeout=bounds.seconds * PATIENCE, check=False, env={}
        )
    except subprocess.TimeoutExpired:
        return {"fault": "memory"}
    if done.returncode or not done.stdout:
        return {"fault": "memory"}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _grid(sheet: dict[str, Any]) -> Grid:
    return Grid(
        name=sheet["name"],
        rows=[[_cell(cell) for cell in row] for row in sheet["rows"]],
        merged=sheet["merged"],
        formulas=frozenset((row, column) for row, column in sheet.get("formulas", ())),
    )


def _cell(cell: Any) -> Any:
    return date.fromisoformat(cell["day"]) if isinstance(cell, dict) else cell


def _refusal(fault: str, bounds: Bounds) -> RefusedUpload:
    if fault == "locked":
        return locked()
    if fault == "macros":
        return macros()
    if fault == "rows":
        return too_many_rows(bounds)
    if fault == "memory":
        return RefusedUpload(
            _("Tệp quá lớn để đọc: nội dung khi mở ra vượt mức cho phép. Hãy chép riêng bảng danh sách sang tệp mới.")
        )
    return broken()


def too_many_rows(bounds: Bounds) -> RefusedUpload:
    return RefusedUpload(
        _("Tệp có hơn %(rows)s dòng hoặc hơn %(columns)s cột. Hãy tách danh sách hoặc bỏ phần không cần.")
        % {"rows": f"{bounds.rows:,}".replace(",", "."), "columns": MOST_COLUMNS}
    )
