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
from nominations.sheets.grid import MOST_COLUMNS, MOST_ROWS, Grid
from organisation.uploads import RefusedUpload, broken, locked, macros

PATIENCE = 10  # seconds until the reader of a file is given up
_CHILD = Path(__file__).with_name("child.py")


def opened(data: bytes, kind: SheetKind) -> list[Grid]:
    """The sheets that a person would see, in their order. Raises RefusedUpload with words for the sender."""
    if kind is SheetKind.CSV:
        return [grid_of(data)]
    answer = _read_apart(data, kind)
    if "fault" in answer:
        raise _refusal(answer["fault"])
    return [_grid(sheet) for sheet in answer["sheets"]]


def _read_apart(data: bytes, kind: SheetKind) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_CHILD), kind.extension, str(MOST_ROWS), str(MOST_COLUMNS)]
    try:
        done = subprocess.run(  # noqa: S603 - our own file, with words of our own
            command, input=data, capture_output=True, timeout=PATIENCE, check=False, env={}
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


def _refusal(fault: str) -> RefusedUpload:
    if fault == "locked":
        return locked()
    if fault == "macros":
        return macros()
    if fault == "rows":
        return too_many_rows()
    if fault == "memory":
        return RefusedUpload(
            _("Tệp quá lớn để đọc: nội dung khi mở ra vượt mức cho phép. Hãy chép riêng bảng danh sách sang tệp mới.")
        )
    return broken()


def too_many_rows() -> RefusedUpload:
    return RefusedUpload(
        _("Tệp có hơn %(rows)s dòng hoặc hơn %(columns)s cột. Hãy tách danh sách hoặc bỏ phần không cần.")
        % {"rows": f"{MOST_ROWS:,}".replace(",", "."), "columns": MOST_COLUMNS}
    )
