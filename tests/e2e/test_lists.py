"""Lists in and out: a unit's own list, past awards of the office, people and units of the administrator; what is found
again by the box; a program's token."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.e2e.desk import (
    BROWSER,
    DESK,
    PHONE,
    Enter,
    card,
    dossier_of,
    follow,
    nominee,
    press,
    reads,
    row,
    sound,
    unfold,
    upload,
)
from tests.e2e.histories import ASKED, PAST, past_awards
from tests.nominations.sheets.books import csv, write, xlsx

pytestmark = BROWSER
PEOPLE = (
    ("Họ và tên", "Thư điện tử", "Chức vụ", "Đơn vị", "Vai trò"),
    ("Bà Lý Hư Cấu", "ly@example.vn", "Kế toán", "Viễn thông Lào Cai", "Cán bộ đơn vị"),
    ("Ông Vàng Hư Cấu", "vang.example", "Văn thư", "", "Văn thư"),
)
UNITS = (
    ("Tên đơn vị", "Mã", "Loại", "Trực thuộc"),
    ("Phòng Hư Cấu", "PHC", "Phòng", "Sở Thông tin và Truyền thông"),
    ("Tổ Hư Cấu", "", "", "Phòng Hư Cấu"),
)


def messy(book: Any, page: Any) -> None:
    """As units send them: a title over the table, two tables, a column of their own, totals, a name that is there."""
    page.merge_range("A1:E1", "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG (HƯ CẤU)", book.add_format({"align": "center"}))
    collectives = (("I. TẬP THỂ",), ("STT", "Tên tập thể", "Số người"), (1, "Tổ Bưu chính", "5 người"))
    individuals = (
        ("II. CÁ NHÂN",), ("TT", "Họ tên", "Công việc đang làm", "Thành tích"),
        (1, "bà VÀNG THỊ HOA", "Kế toán", "Quyết toán đúng hạn (hư cấu)."), (3, "Phùng Đức Long", "Tạp vụ", ""),
        ("", "Tổng cộng: 2 người"),
    )  # fmt: skip
    write(page, (*collectives, (), *individuals), top=2)


def sends(page: Page, name: str, data: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": data})
    press(page, "Tải lên và đọc tệp")


def test_office_brings_past_awards_into_the_register(enter: Enter) -> None:
    past_awards()
    page = enter("chanhvp")
    page.goto("/histories/")
    sound(page, "histories")
    sends(page, "so-khen-thuong-2010-2012.csv", csv((PAST, *ASKED)))
    sound(page, "history-columns")
    press(page, "Xem từng dòng")
    sound(page, "history")
    page.get_by_label("Lý Hư Cấu, dòng 2").select_option(label="Cùng một người")
    press(page, "Lưu lựa chọn")
    page.get_by_role("link", name="Thêm mới").click()
    sound(page, "history-new")
    page.get_by_role("link", name="Có lỗi").click()
    sound(page, "history-faults")
    press(page, "Nhập vào sổ")
    reads(page, "Đã nhập vào sổ")
    sound(page, "history-brought")
    page.goto("/past-awards/")
    sound(page, "past-awards")

    expect(page.locator("tbody tr")).to_have_count(4)


def test_import_is_undone_with_a_reason(enter: Enter) -> None:
    past_awards()
    page = enter("chanhvp")
    page.goto("/histories/")
    page.get_by_role("link", name="so-khen-thuong-2009-2011.csv").click()
    question = unfold(page, "Hoàn tác lần nhập")
    question.get_by_label("Lý do").fill("Nhầm tệp (hư cấu).")
    press(question, "Hoàn tác lần nhập")
    page.goto("/past-awards/")

    reads(page, "Sổ chưa có dòng nào")


def test_administrator_invites_by_a_list(enter: Enter) -> None:
    page = enter("quantri")
    page.goto("/accounts/invite/list/")
    sound(page, "account-invite-list")
    sends(page, "nguoi-dung.csv", csv(PEOPLE))
    sound(page, "account-invite-rows")
    page.locator("[name='1-email']").fill("vang@example.vn")
    press(page, "Gửi các lời mời đã đánh dấu")

    reads(page, "Đã gửi 2 lời mời.")


def test_administrator_enters_units_by_a_list(enter: Enter) -> None:
    page = enter("quantri")
    page.goto("/units/list/")
    sends(page, "don-vi.csv", csv(UNITS))
    page.get_by_label("Theo văn bản").fill("12/QĐ-CU, 05/01/2013")
    page.locator("[name='1-kind']").select_option(label="Đơn vị khác")
    sound(page, "unit-list-rows")
    press(page, "Ghi các đơn vị đã đánh dấu")

    reads(page, "Đã ghi 2 đơn vị vào sổ.")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_clerk_brings_in_a_messy_list(enter: Enter, size: ViewportSize) -> None:
    page = enter("canbo.bcvt", size)
    page.goto(dossier_of("PBCVT").get_absolute_url())
    follow(page, "Nhập danh sách từ Excel")
    page.locator("input[type=file]").set_input_files(upload("danh sách phòng.xlsx", xlsx(messy)))
    press(page, "Tải lên và đọc tệp")
    sound(page)
    press(page, "Xem từng dòng")
    reads(page, "2 dòng mới")
    reads(page, "1 dòng đã có")
    sound(page)
    press(page, "Nhập các dòng đã chọn")
    reads(page, "Đã nhập 2 đề nghị")
    sound(page)
    follow(page, "Về danh sách")
    reads(row(page, "Vàng Thị Hoa"), "Bà Vàng Thị Hoa")

    assert nominee("Tổ Bưu chính").head_count == 5


def test_office_finds_a_name_typed_without_accents(enter: Enter) -> None:
    page = enter("chuyenvien")
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("ly lo may")
    page.keyboard.press("Enter")
    follow(page, re.compile("Lý Lở Mẩy"))
    reads(page, "Viễn thông Lào Cai")
    page.goto("/search/?q=trạng+thái:đã-nộp")
    page.get_by_label("Tên gợi nhớ").fill("Chờ thẩm định")
    press(page, "Lưu")
    page.goto("/search/")

    reads(card(page, "Tìm kiếm đã lưu"), "Chờ thẩm định")


def test_token_for_a_program_is_shown_once(enter: Enter) -> None:
    page = enter("chuyenvien")
    page.goto("/account/tokens/")
    page.get_by_label("Dùng cho việc gì").fill("Phần mềm nhân sự (hư cấu)")
    press(page, "Tạo mã")
    secret = page.locator(".copyable code").inner_text()
    page.goto("/account/tokens/")
    expect(page.locator(".copyable")).to_have_count(0)
    answer = page.request.get("/api/v1/campaigns", headers={"Authorization": f"Bearer {secret}"})
    assert answer.status == 200
    press(row(page, "Phần mềm nhân sự (hư cấu)"), re.compile("^Thu hồi"))
    reads(page, "Đã thu hồi")
