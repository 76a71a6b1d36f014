"""A unit's list as a workbook: to fill in, or as it stands. What is in a cell is text or a number, never a formula.

Titles and headings stay Vietnamese in every language: they are what the import knows the columns by.
"""

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook

from campaigns.models import AwardForm
from campaigns.states import SubjectKind
from nominations.models import Nomination
from nominations.sheets.tables import OURS
from organisation.states import Honorific

SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
SAMPLE_ROWS = 300  # that the template's drop-downs reach
LEADER, DIRECT = "Lãnh đạo, quản lý", "Người trực tiếp"
NOTES = (
    "Mỗi người hoặc tập thể một dòng; có thể chèn thêm dòng, đổi thứ tự cột, để trống ô chưa biết.",
    "Trang “I. Tập thể”, “II. Cá nhân” (và “III. Hộ gia đình” nếu có) được nhập cùng một lần.",
    "Cột “Ông/Bà”, “Diện”, “Hình thức đề nghị” có danh sách để chọn.",
    "Họ tên viết hoa chữ cái đầu (Nguyễn Thị Hoa). Viết hoa toàn bộ sẽ được đổi khi nhập.",
    "Không dùng công thức, macro, mật khẩu. Chữ phải là Unicode (Times New Roman, Arial…).",
    "Nhập xong, từng đề nghị vẫn là bản đang soạn: xem lại, bổ sung báo cáo và tệp trước khi nộp.",
)


@dataclass(frozen=True)
class Column:
    """A heading, how wide it is in characters, and what stands below it of a nomination."""

    heading: str
    width: int
    value: Callable[[Nomination], Any]
    choices: Sequence[str] = ()
    note: str = ""


REPORT = (
    Column("Sơ lược", 36, lambda one: one.overview, note="Năm sinh, quê quán, trình độ; đặc điểm tình hình."),
    Column("Thành tích đạt được", 60, lambda one: one.achievements, note="Kết quả bằng số liệu, sáng kiến, đóng góp."),
    Column("Các hình thức đã được khen thưởng", 36, lambda one: one.earlier_awards, note="Chưa có thì ghi “Chưa”."),
)
FORM = Column("Hình thức đề nghị", 24, lambda one: one.award_form.name if one.award_form else "")
PARTS: dict[str, tuple[str, tuple[Column, ...]]] = {
    SubjectKind.COLLECTIVE: (
        "I. Tập thể",
        (
            Column("Tên tập thể", 36, lambda one: one.full_name),
            Column("Số người", 10, lambda one: one.head_count, note="Số nguyên, ví dụ 12."),
            FORM, *REPORT,
        ),
    ),
    SubjectKind.INDIVIDUAL: (
        "II. Cá nhân",
        (
            Column("Ông/Bà", 8, lambda one: dict(Honorific.choices).get(one.honorific, ""), ("Ông", "Bà")),
            Column("Họ và tên", 28, lambda one: one.full_name),
            Column("Chức vụ", 24, lambda one: one.position),
            Column("Phòng, tổ, đội", 24, lambda one: one.sub_unit),
            Column("Diện", 18, lambda one: {True: LEADER, False: DIRECT, None: ""}[one.is_leader], (LEADER, DIRECT)),
            FORM, *REPORT,
        ),
    ),
    SubjectKind.HOUSEHOLD: (
        "III. Hộ gia đình",
        (
            Column("Tên hộ gia đình", 28, lambda one: one.full_name),
            Column("Thôn, tổ dân phố", 24, lambda one: one.sub_unit),
            FORM, *REPORT,
        ),
    ),
}  # fmt: skip


def template_of(kinds: Iterable[str], forms: Sequence[AwardForm], *, campaign: str, unit: str) -> bytes:
    """The workbook to fill in: a sheet for each kind, with drop-downs, and one that explains."""
    file, book, looks = _begun()
    for kind in kinds:
        title, columns = PARTS[kind]
        sheet = _sheet(book, looks, title, columns, above=f"Phong trào: {campaign}", below=f"Đơn vị: {unit}")
        for place, column in enumerate(columns, 1):
            choices = [form.name for form in forms if form.suits(kind)] if column is FORM else list(column.choices)
            if choices and sum(map(len, choices)) + len(choices) < 255:  # Excel takes no longer list
                rule = {"validate": "list", "source": choices, "error_type": "warning"}
                sheet.data_validation(4, place, 4 + SAMPLE_ROWS, place, rule)
            if column.note:
                sheet.write_comment(3, place, column.note)
    explained = book.add_worksheet("Hướng dẫn")
    explained.set_column(0, 0, 100)
    for row, note in enumerate(NOTES):
        explained.write_string(row, 0, note, looks["text"])
    book.close()
    return file.getvalue()


def list_of(nominations: Iterable[Nomination], *, campaign: str, unit: str) -> bytes:
    """The list as it stands, in the order of its numbers; read in again it gives the same list."""
    file, book, looks = _begun()
    by_kind: dict[str, list[Nomination]] = {}
    for nomination in nominations:
        by_kind.setdefault(nomination.kind, []).append(nomination)
    for kind, (title, columns) in PARTS.items():
        if kind not in by_kind:
            continue
        sheet = _sheet(book, looks, title, columns, above=OURS, below=f"{campaign}. {unit}")
        for row, nomination in enumerate(by_kind[kind], 4):
            sheet.write_number(row, 0, row - 3, looks["text"])
            for place, column in enumerate(columns, 1):
                _write(sheet, row, place, column.value(nomination), looks["text"])
    if not by_kind:
        book.add_worksheet("Danh sách").write_string(0, 0, "Chưa có ai trong danh sách.")
    book.close()
    return file.getvalue()


def _begun() -> tuple[io.BytesIO, Workbook, dict[str, Any]]:
    file = io.BytesIO()
    book = Workbook(file, SAFE)
    heading = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#eef2f7"}
    looks = {
        "title": book.add_format({"bold": True, "font_size": 13}),
        "head": book.add_format(heading),
        "text": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
    }
    return file, book, looks


def _sheet(book: Any, looks: dict[str, Any], title: str, columns: Sequence[Column], *, above: str, below: str) -> Any:
    sheet = book.add_worksheet(title)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 0)
    for row, text in enumerate((above, below, title)):
        sheet.write_string(row, 0, text, looks["title"])
    sheet.set_column(0, 0, 6)
    sheet.write_string(3, 0, "STT", looks["head"])
    for place, column in enumerate(columns, 1):
        sheet.set_column(place, place, column.width, looks["text"])
        sheet.write_string(3, place, column.heading, looks["head"])
    return sheet


def _write(sheet: Any, row: int, place: int, value: Any, look: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(row, place, value)
    elif value:
        sheet.write_string(row, place, str(value), look)
