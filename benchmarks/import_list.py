"""What does it cost to bring in a list of 5,000, against calamine alone reading it and one bulk insert of its rows?"""

import io
import tempfile
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from benchmarks.measuring import interleaved, timed
from benchmarks.press import peak_mb
from nominations.models import Dossier, ListImport, Nomination
from nominations.services import imports
from nominations.sheets.legacy import Encoding
from tests.factories import World, make_dossier, make_world
from workflows import clock

ROWS, RUNS = 5000, 3
HEADINGS = (
    "STT", "Ông/Bà", "Họ và tên", "Chức vụ", "Phòng, tổ, đội", "Diện", "Ngày sinh", "Hình thức đề nghị", "Sơ lược",
    "Thành tích đạt được", "Các hình thức đã được khen thưởng", "Ghi chú",
)  # fmt: skip
PEAK = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
import django
django.setup()
from datetime import date
from pathlib import Path
from nominations.importing.fates import TEXTS
from nominations.sheets.entries import entries_of
from nominations.sheets.reading import read_list
read = read_list(Path({path!r}).read_bytes(), "danh-sach.xlsx")
entries = [list(entries_of(table, today=date(2026, 1, 1), limits=TEXTS)) for table in read.tables]
"""


def run() -> dict[str, Any]:
    """`apply_list`: the file read again, each row compared, 5,000 drafts written with keys and hashes; `preview_ms` is
    what stands before it on the screen; `peak_mb` is that of a process of the site that reads such a file."""
    world = make_world()
    data = book()
    found = _settled(world, data)
    version = Dossier.objects.get(pk=found.dossier_id).version

    def ours() -> None:
        imports.apply_list(found, actor=world.unit_officer, seen_version=version)

    def floor() -> None:
        Nomination.objects.bulk_create(_rows(world, found.dossier, data), batch_size=500)

    _undone(ours)()
    figures = interleaved([_undone(ours)] * RUNS, [_undone(floor)] * RUNS)
    preview_ms = round(min(timed(lambda: imports.fates_of(found)) for _run in range(3)), 1)
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        peak = peak_mb(PEAK.format(path=file.name))
    return {**figures, "rows": ROWS, "preview_ms": preview_ms, "peak_mb": peak}


def book() -> bytes:
    file = io.BytesIO()
    made = Workbook(file)
    page = made.add_worksheet()
    page.write_row(0, 0, HEADINGS)
    for row in range(1, ROWS + 1):
        name, report = f"Nguyễn Thị Hư Cấu {row}", f"Hoàn thành xuất sắc nhiệm vụ {row} (hư cấu). " * 6
        cells = (row, "Bà", name, "Chuyên viên", "Phòng Hư cấu", "Người trực tiếp", "05/01/1980", "Giấy khen",
                 "Sơ lược hư cấu.", report, "Chưa", "")  # fmt: skip
        page.write_row(row, 0, cells)
    made.close()
    return file.getvalue()


def _settled(world: World, data: bytes) -> ListImport:
    dossier = make_dossier(world)
    found = imports.take_list(dossier, ContentFile(data, "danh-sach.xlsx"), actor=world.unit_officer)
    return imports.settle(found, encoding=Encoding.UNICODE, headings={}, actor=world.unit_officer)


def _rows(world: World, dossier: Dossier, data: bytes) -> list[Nomination]:
    """As the plainest code would: every cell into its field."""
    now = clock.now()
    read = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    return [
        Nomination(
            organisation=world.organisation, campaign=world.campaign, unit=dossier.unit, dossier=dossier,
            kind="individual", honorific="ba", full_name=row[2], position=row[3], sub_unit=row[4], is_leader=False,
            award_form=world.form, overview=row[8], achievements=row[9], earlier_awards=row[10], created_at=now,
            edited_at=now, edited_by=world.unit_officer,
        )
        for row in read[1:]
    ]  # fmt: skip


def _undone(work: Callable[[], None]) -> Callable[[], None]:
    def run_and_undo() -> None:
        with transaction.atomic():
            work()
            transaction.set_rollback(True)

    return run_and_undo
