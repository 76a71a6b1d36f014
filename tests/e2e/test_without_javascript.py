"""The whole path with JavaScript switched off: from a draft to an issued decision."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from campaigns.models import Campaign
from tests.e2e.desk import (
    BROWSER,
    PDF,
    Enter,
    card,
    dossier_of,
    follow,
    nominee,
    press,
    provoked,
    reads,
    row,
    unfold,
    upload,
)
from tests.e2e.visits import a_draft

pytestmark = BROWSER


@pytest.fixture
def plainly(enter: Enter) -> Enter:
    def open_as(username: str) -> Page:
        return enter(username, java_script_enabled=False)

    return open_as


def test_path_without_javascript(plainly: Enter) -> None:
    file_the_list(plainly("canbo.bcvt"), plainly("truongphong.bcvt"))
    review(plainly("chuyenvien"))
    forward(plainly("chanhvp"))
    sign(plainly("giamdoc"))
    issue(plainly("vanthu"))

    awarded = {name: nominee(name).state for name in ("Vàng Thị Mỷ", "Phùng Đức Long", "Đào Duy Mạnh")}
    assert awarded == {"Vàng Thị Mỷ": "awarded", "Phùng Đức Long": "awarded", "Đào Duy Mạnh": "declined"}


def file_the_list(officer: Page, head: Page) -> None:
    officer.goto("/")
    follow(officer, "Hồ sơ của Phòng Bưu chính - Viễn thông")
    follow(row(officer, "Phùng Đức Long"), "Phùng Đức Long")
    officer.get_by_label("Ông", exact=True).check()
    officer.get_by_label("II. Thành tích đạt được").fill("Lắp đặt 03 trạm phát sóng (hư cấu).")
    officer.get_by_label("Chọn tệp").set_input_files(upload("bao-cao.pdf", PDF))
    press(officer, "Lưu, về danh sách")
    letter = card(officer, "Văn bản đề nghị của đơn vị")
    letter.get_by_label("Số, ký hiệu văn bản").fill("45/TTr-BCVT")
    letter.get_by_label("Ngày văn bản").fill("05/08/2013")
    press(letter, "Lưu văn bản")

    head.goto(officer.url)
    press(unfold(head, "Xác nhận và nộp"), "Nộp danh sách")
    reads(head, dossier_of("PBCVT").receipt_number)


def review(page: Page) -> None:
    page.goto("/")
    follow(page, "Hồ sơ của Phòng Bưu chính - Viễn thông")
    follow(page, "Thẩm định")
    press(page, "Nhận thẩm định")
    page.get_by_label("Chọn Vàng Thị Mỷ").check()
    press(page, "Xác nhận đủ điều kiện")
    follow(page, "Ông Phùng Đức Long")
    press(card(page, "Kết luận"), "Đủ điều kiện")
    page.goto(f"/dossiers/{dossier_of('PBCVT').pk}/review/")
    press(page, "Hoàn thành thẩm định")


def forward(page: Page) -> None:
    page.goto("/campaigns/")
    follow(page, re.compile("^Phong trào thi đua cao điểm"))
    follow(page, "Bảng theo dõi đơn vị")
    press(page, "Tổng hợp 5 đề nghị")
    page.get_by_label("Ý kiến của Văn phòng trình Giám đốc").fill("Kính trình (hư cấu).")
    press(unfold(page, "Trình Giám đốc"), "Trình Giám đốc")


def sign(page: Page) -> None:
    page.goto("/")
    follow(page, "Danh sách tổng hợp lần 2")
    page.get_by_label("Chọn Đào Duy Mạnh").check()
    question = unfold(page, "Gạch khỏi danh sách")
    question.get_by_label("Lý do gạch").fill("Đã được khen trong quý (hư cấu).")
    press(question, "Gạch các dòng đã chọn")
    press(unfold(page, "Phê duyệt và ký quyết định"), "Ký quyết định")
    reads(page, re.compile("^Quyết định số 02/QĐ-STTTT$"))


def issue(page: Page) -> None:
    page.goto("/decisions/")
    follow(page, "02/QĐ-STTTT")
    press(unfold(page, "Ban hành"), "Ban hành")
    reads(page, "Đã ban hành")


def test_event_is_written_into_a_plan_without_javascript(plainly: Enter, faults: list[str]) -> None:
    """Enter in a field saves: it presses no button of a row."""
    page = plainly("chanhvp")
    [draft] = a_draft()
    page.goto(reverse("campaign_part", args=[draft, "work"], query={"section": "events"}))
    press(page, "Thêm dòng")
    press(page, "Chuyển lên E4")
    added = page.locator("#row-n1")
    added.get_by_label("Loại").select_option("meeting")
    added.get_by_label("Tên").fill("Họp rút kinh nghiệm")
    added.get_by_label("Thời gian", exact=True).fill("ngày 31/9/2014")
    press(page, "Lưu bản mới")
    reads(added, "“ngày 31/9/2014” không phải ngày giờ có thật; hãy xem lại.")
    provoked(faults, 422)
    added.get_by_label("Thời gian", exact=True).fill("ngày 10/9/2014")
    added.get_by_label("Tên").press("Enter")
    reads(page, "Đã lưu một bản mới.")

    assert [event["id"] for event in Campaign.objects.get(pk=draft).plan["events"]] == ["E0", "E1", "E2", "E4", "E3"]
