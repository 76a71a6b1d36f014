"""What does it cost to bring 50,000 past awards into the register, against calamine alone and one bulk insert?"""

import io
import tempfile
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from benchmarks.measuring import interleaved
from benchmarks.press import peak_mb
from nominations.models import HistoryImport, PastAward
from nominations.services import histories
from nominations.sheets.legacy import Encoding
from tests.factories import World, make_world

ROWS, RUNS = 50_000, 2
HEADINGS = (
    "STT", "Năm", "Số quyết định", "Ngày quyết định", "Cơ quan quyết định", "Hình thức khen thưởng", "Ông/Bà",
    "Họ và tên", "Chức vụ", "Đơn vị", "Thành tích", "Tiền thưởng",
)  # fmt: skip
NAMES = (
    ("Nguyễn", "Trần", "Lê", "Phạm", "Vàng", "Giàng", "Lý", "Hoàng", "Đỗ", "Vũ"),
    ("Văn", "Thị", "Đức", "Minh", "Thu", "Quang", "Ngọc", "Hữu"),
    ("An", "Bình", "Chi", "Dũng", "Giang", "Hoa", "Khánh", "Lan", "Mai", "Nam", "Phúc", "Quân"),
)
PEAK = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from pathlib import Path
from nominations.services.histories import entries
from nominations.sheets.awards import Columns
from nominations.sheets.grid import YEARS
from nominations.sheets.reading import read_list
read = read_list(Path({path!r}).read_bytes(), "so.xlsx", known=Columns({{}}), bounds=YEARS)
for entry in entries(read):
    pass
"""


def run() -> dict[str, Any]:
    """The whole way of a file once it is kept: read, each line compared with the register and with those before it,
    written with its fate, and brought in by one act. `peak_mb` is that of a process of the site that reads it."""
    world = make_world()
    data = book()
    file = ContentFile(data, "so.xlsx")
    found = histories.take_history(world.organisation, file, actor=world.office_head)

    def ours() -> None:
        settled = histories.settle(found, encoding=Encoding.UNICODE, headings={}, actor=world.office_head)
        histories.bring_in(settled, actor=world.office_head)

    def floor() -> None:
        PastAward.objects.bulk_create(_rows(world, found, data), batch_size=500)

    figures = interleaved([_undone(ours)] * RUNS, [_undone(floor)] * RUNS)
    with tempfile.NamedTemporaryFile() as kept:
        kept.write(data)
        kept.flush()
        peak = peak_mb(PEAK.format(path=kept.name))
    return {**figures, "rows": ROWS, "peak_mb": peak}


def book() -> bytes:
    file = io.BytesIO()
    made = Workbook(file)
    page = made.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    for row in range(1, ROWS + 1):
        page.write_row(row, 0, _line(row))
    made.close()
    return file.getvalue()


def _line(row: int) -> tuple[Any, ...]:
    name = " ".join(part[row // place % len(part)] for part, place in zip(NAMES, (1, 10, 80), strict=True))
    year = 1995 + row % 18
    return (
        row, year, f"{row % 400}/QĐ-STTTT", f"05/01/{year}", "Giám đốc Sở", "Giấy khen", "Ông", f"{name} {row // 960}",
        "Chuyên viên", f"Đơn vị Hư cấu {row % 30}", "Hoàn thành xuất sắc nhiệm vụ (hư cấu).", 300_000,
    )  # fmt: skip


def _rows(world: World, found: HistoryImport, data: bytes) -> list[PastAward]:
    """As the plainest code would: every cell into its field."""
    read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return [
        PastAward(
            organisation=world.organisation, history=found, number=number, kind="individual", full_name=row[7],
            honorific="ong", position=row[8], unit_name=row[9], year=int(row[1]), decision_number=row[2],
            authority=row[4], award=row[5], achievement=row[10], money=int(row[11]), fate="new", stands=True,
        )
        for number, row in enumerate(read[1:], 2)
    ]  # fmt: skip


def _undone(work: Callable[[], None]) -> Callable[[], None]:
    def run_and_undo() -> None:
        with transaction.atomic():
            work()
            transaction.set_rollback(True)

    return run_and_undo
