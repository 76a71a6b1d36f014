"""Lists that come in as files: past awards of the office; people and units of the administrator."""

from playwright.sync_api import Page, expect

from tests.e2e.desk import BROWSER, Enter, press, reads, sound, unfold
from tests.e2e.histories import ASKED, PAST, past_awards
from tests.nominations.sheets.books import csv

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
