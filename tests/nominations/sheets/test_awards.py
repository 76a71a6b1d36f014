"""Lines of past awards as old files have them."""

from datetime import date
from typing import Any

import pytest

from nominations.sheets.awards import Columns, PastEntry, entries_of
from nominations.sheets.grid import YEARS
from nominations.sheets.reading import read_list
from tests.nominations.sheets.books import csv, xlsx

HEAD = ("STT", "Họ và tên", "Hình thức khen thưởng", "Năm", "Số quyết định")
TODAY = date(2013, 8, 9)


def entries(*rows: Any, head: Any = HEAD, data: bytes = b"", **chosen: str) -> list[PastEntry]:
    name = "so.xlsx" if not data else "so.csv"
    read = read_list(data or xlsx((head, *rows)), name, known=Columns(chosen), bounds=YEARS)
    return [entry for table in read.tables for entry in entries_of(table, today=TODAY)]


def field(name: str, cell: Any, heading: str) -> Any:
    (entry,) = entries((1, "Nguyễn Văn An", "Giấy khen", 2005, cell), head=(*HEAD[:4], heading))
    return entry.fields[name]


def fault(*row: Any, head: Any = HEAD) -> tuple[str, str]:
    (entry,) = entries(row, head=head)
    (found,) = entry.faults
    return found.cell, found.words


@pytest.mark.parametrize(
    ("heading", "what"),
    [
        ("Năm", "year"), ("Năm khen thưởng", "year"), ("Số QĐ", "decision"), ("Quyết định số", "decision"),
        ("Số, ngày quyết định", "decision"), ("Ngày ký", "decided_on"), ("Ngày, tháng, năm quyết định", "decided_on"),
        ("Cấp khen thưởng", "authority"), ("Cơ quan ban hành quyết định", "authority"), ("Người ký", "authority"),
        ("Danh hiệu thi đua", "award_form"), ("Hình thức", "award_form"), ("Tiền thưởng", "money"),
        ("Đơn vị công tác", "sub_unit"), ("Năm sinh", "skip"), ("Ghi chú", "skip"),
    ],
)  # fmt: skip
def test_column_is_known_by_its_heading(heading: str, what: str) -> None:
    read = read_list(xlsx((("Họ và tên", "Giải", heading), ("An", "Giấy khen", "x"))), "so.xlsx",
                     known=Columns({"giai": "award_form"} if what != "award_form" else {}))  # fmt: skip

    assert read.tables[0].fields[2] == what


def test_column_is_what_somebody_chose() -> None:
    (entry,) = entries(("Nguyễn Văn An", "Giấy khen", 2005), head=("Họ và tên", "Giải", "Niên độ"), giai="award_form")

    assert entry.fields["award"] == "Giấy khen"


@pytest.mark.parametrize(
    ("cell", "day"),
    [(date(2005, 1, 5), date(2005, 1, 5)), ("5/1/2005", date(2005, 1, 5)), (38357, date(2005, 1, 5)),
     ("ngày 5 tháng 1 năm 2005", date(2005, 1, 5))],
)  # fmt: skip
def test_day_is_read_from_every_spelling(cell: Any, day: date) -> None:
    if isinstance(cell, date):
        cell = f"{cell:%d/%m/%Y}"
    assert field("decided_on", cell, "Ngày quyết định") == day


@pytest.mark.parametrize(("cell", "dong"), [(300000, 300_000), ("300.000", 300_000), ("1.200.000 đồng", 1_200_000)])
def test_money_is_read_from_every_spelling(cell: Any, dong: int) -> None:
    assert field("money", cell, "Tiền thưởng") == dong


def test_number_and_day_in_one_cell_are_parted() -> None:
    (entry,) = entries((1, "Nguyễn Văn An", "Giấy khen", "", "QĐ số 12/QĐ-UBND ngày 05/01/2005"))

    said = entry.fields
    assert (said["decision_number"], said["decided_on"], said["year"]) == ("12/QĐ-UBND", date(2005, 1, 5), 2005)


def test_ditto_says_what_the_line_above_says() -> None:
    found = entries((1, "An", "Giấy khen", 2005, "1/QĐ"), (2, "Bình", "nt", "nt", "nt"))

    assert [found[1].fields[name] for name in ("award", "year", "decision_number")] == ["Giấy khen", 2005, "1/QĐ"]


def test_title_before_the_name_is_the_honorific() -> None:
    (entry,) = entries((1, "Bà LÊ THỊ HOA", "Giấy khen", 2005, ""))

    assert (entry.fields["full_name"], entry.fields["honorific"]) == ("Lê Thị Hoa", "ba")


def test_name_that_sounds_collective_is_of_a_collective() -> None:
    assert [entry.kind for entry in entries((1, "Phòng Kế toán", "Giấy khen", 2005, ""))] == ["collective"]


def test_line_without_award_is_a_fault() -> None:
    assert fault(1, "An", "", 2005, "1/QĐ") == (
        "C2", "Chưa ghi hình thức khen thưởng. Hãy ghi hình thức hoặc danh hiệu."
    )  # fmt: skip


def test_line_without_year_is_a_fault() -> None:
    assert fault(1, "An", "Giấy khen", "", "1/QĐ") == (
        "D2", "Chưa có năm khen thưởng. Hãy ghi năm, hoặc ngày quyết định."
    )  # fmt: skip


def test_year_to_come_is_a_fault() -> None:
    assert fault(1, "An", "Giấy khen", 2014, "1/QĐ") == ("D2", "“2014”: Năm phải từ 1945 đến 2013, ví dụ 2012.")


def test_text_file_is_read_like_a_workbook() -> None:
    (entry,) = entries(data=csv((HEAD, (1, "An Hư Cấu", "Giấy khen", 2005, "1/QĐ"))))

    assert (entry.fields["full_name"], entry.fields["year"]) == ("An Hư Cấu", 2005)
