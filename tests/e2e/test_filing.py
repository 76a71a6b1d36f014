"""A unit's work: the list with its nominees, files and letter, filing it, and what can go wrong on the way."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, ViewportSize, expect

from nominations.demo import acts
from nominations.models import Dossier
from nominations.services import dossiers
from tests.e2e.desk import (
    BROWSER,
    DESK,
    PDF,
    PHONE,
    Enter,
    card,
    dossier_of,
    follow,
    nominee,
    press,
    provoked,
    reads,
    row,
    settle,
    sound,
    types,
    unfold,
    upload,
)

pytestmark = BROWSER

REPORT = "Rút ngắn thời gian xử lý hồ sơ từ 05 ngày xuống còn 03 ngày (hư cấu)."


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_unit_fills_in_what_is_missing_and_files(enter: Enter, size: ViewportSize, faults: list[str]) -> None:
    officer = enter("canbo.bcvt", size)
    officer.goto("/")
    reads(officer, "còn 4 ngày")
    follow(officer, "Hồ sơ của Phòng Bưu chính - Viễn thông")
    reads(officer, "trước ngày 10/8/2013")
    reads(officer, "đến hết thứ Sáu, 09/08/2013")
    mend_the_individual(officer, faults)
    add_a_collective(officer)
    write_the_letter(officer)
    reads(card(officer, "Xác nhận và nộp"), "Người xác nhận và nộp: Nguyễn Hữu Khánh (thủ trưởng đơn vị).")

    head = enter("truongphong.bcvt", size)
    head.goto(dossier_of("PBCVT").get_absolute_url())
    question = unfold(head, "Xác nhận và nộp")
    reads(question, "Theo văn bản số 45/TTr-BCVT ngày 05/08/2013, kèm 1 tệp.")
    sound(head)
    press(question, "Nộp danh sách")
    reads(head, dossier_of("PBCVT").receipt_number)
    sound(head)

    assert [found.state for found in dossier_of("PBCVT").nominations.order_by("pk")] == ["submitted"] * 3


def mend_the_individual(page: Page, faults: list[str]) -> None:
    """What is missing leads to its field; the page saves by itself and says what is left."""
    follow(page, "Phùng Đức Long: còn thiếu 2 mục")
    page.get_by_label("Ông", exact=True).check()
    reads(card(page, "Còn thiếu"), "Chưa viết phần thành tích đạt được")
    types(page, "II. Thành tích đạt được", REPORT)
    reads(card(page, "Còn thiếu"), "Đã đủ, có thể nộp.")
    page.get_by_label("Chọn tệp").set_input_files([upload("bao-cao.pdf", PDF), upload("bang-diem.pdf", b"MZ\x90\0")])
    press(page, "Lưu")
    reads(page, "Chỉ nhận tệp PDF, Word (.docx), Excel (.xlsx) và ảnh JPEG, PNG.")
    provoked(faults, 422)
    reads(card(page, "Tệp đính kèm"), "bao-cao.pdf")
    sound(page, "nomination-file-refused")
    with page.expect_download() as download:
        follow(page, "bao-cao.pdf")
    assert download.value.path().read_bytes() == PDF
    press(page, "Lưu, về danh sách")


def add_a_collective(page: Page) -> None:
    press(page, "Thêm tập thể")
    page.get_by_label("Tên tập thể").fill("Tổ Bưu chính")
    page.get_by_label("Số người").fill("5")
    page.get_by_label("Hình thức khen thưởng đề nghị").select_option(label="Giấy khen")
    page.get_by_label("I. Sơ lược").fill("Tập thể gồm 5 người (hư cấu).")
    page.get_by_label("II. Thành tích đạt được").fill(REPORT + " Tập thể cùng làm.")
    page.get_by_label("III. Các hình thức đã được khen thưởng").fill("Chưa")
    press(page, "Lưu, về danh sách")
    reads(row(page, "Tổ Bưu chính"), "Đủ nội dung")


def write_the_letter(page: Page) -> None:
    letter = card(page, "Văn bản đề nghị của đơn vị")
    letter.get_by_label("Số, ký hiệu văn bản").fill("45/TTr-BCVT")
    letter.get_by_label("Ngày văn bản").fill("5/8/2013")
    letter.get_by_label("Chọn tệp").set_input_files(upload("to-trinh.pdf", PDF))
    press(letter, "Lưu văn bản")
    reads(page, "Đã lưu văn bản đề nghị.")
    reads(page, "Đã đủ, có thể nộp.")


def test_name_that_stands_already_shows_both_records(enter: Enter) -> None:
    officer = enter("canbo.bcvt")
    officer.goto(dossier_of("PBCVT").get_absolute_url())
    press(officer, "Thêm cá nhân")
    types(officer, "Họ và tên", "vàng thị mỷ")
    warning = officer.locator("#twins")
    reads(warning, "Tên này đã có trong phong trào")
    reads(warning, "vàng thị mỷ")
    reads(warning, "Bà Vàng Thị Mỷ")
    reads(warning, nominee("Vàng Thị Mỷ").code)
    sound(officer, "nomination-twins")


def test_markup_and_hidden_signs_in_a_name_are_shown_or_dropped(enter: Enter) -> None:
    officer = enter("canbo.bcvt")
    officer.goto(f"/nominations/{nominee('Phùng Đức Long').pk}/edit/")
    officer.get_by_label("Họ và tên").fill("Phùng\u200b Đức <b>Long</b>")
    press(officer, "Lưu, về danh sách")
    reads(row(officer, "Long"), "Phùng Đức <b>Long</b>")
    sound(officer)


def test_unit_with_nobody_to_propose_says_so_and_may_think_again(enter: Enter) -> None:
    head = enter("giamdoc.buudien")
    head.goto("/campaigns/")
    follow(head.get_by_role("row"), re.compile("Phong trào thi đua cao điểm"))
    press(head, "Bắt đầu lập danh sách")
    reads(head, "Chưa có ai trong phần này.")
    sound(head)
    press(unfold(head, "Báo không có đề nghị"), "Báo không có đề nghị")
    reads(head, "Không có đề nghị")
    assert dossier_of("BDLC").state == "nil"
    press(head, "Mở lại để đề nghị")
    reads(head, "Thêm tập thể")


def test_unit_takes_its_list_back_and_files_it_again(enter: Enter) -> None:
    head = enter("giamdoc.vienthong")
    head.goto(dossier_of("VTLC").get_absolute_url())
    press(unfold(head, "Rút danh sách về sửa"), "Rút danh sách về sửa")
    reads(head, "Đang soạn")
    press(unfold(head, "Xác nhận và nộp"), "Nộp danh sách")
    reads(head, dossier_of("VTLC").receipt_number)
    assert dossier_of("VTLC").submissions == 2


def test_late_list_is_taken_with_its_reason_and_marked(enter: Enter, settings: LazySettings) -> None:
    settle()
    dossiers.withdraw(dossier_of("VTLC"), actor=acts.who("giamdoc.vienthong"))
    settings.CLOCK_OFFSET += timedelta(days=7)
    head = enter("giamdoc.vienthong")
    head.goto(dossier_of("VTLC").get_absolute_url())
    reads(head, "Danh sách vẫn được nhận, ghi rõ nộp muộn và lý do.")
    question = unfold(head, "Xác nhận và nộp")
    press(question, "Nộp danh sách")
    expect(question.get_by_label("Lý do nộp muộn")).to_be_focused()
    question.get_by_label("Lý do nộp muộn").fill("Mưa lũ chia cắt đường (hư cấu).")
    sound(head, "dossier-late")
    press(question, "Nộp danh sách")
    reads(head, "Mưa lũ chia cắt đường (hư cấu).")
    reads(head, "Nộp muộn")
    sound(head)
    assert dossier_of("VTLC").is_late is True


def test_draft_outlives_a_session_that_ends_while_typing(enter: Enter, faults: list[str]) -> None:
    officer = enter("canbo.bcvt")
    officer.goto(f"/nominations/{nominee('Phùng Đức Long').pk}/edit/")
    types(officer, "II. Thành tích đạt được", REPORT)
    officer.context.clear_cookies(name="sessionid")
    officer.get_by_label("II. Thành tích đạt được").fill(REPORT + " Câu cuối.")
    reads(officer, "Phiên làm việc đã hết – giữ nguyên trang, đăng nhập lại ở thẻ khác")

    other_tab = officer.context.new_page()
    other_tab.goto("/")
    reads(other_tab, "Bản nháp đã lưu vẫn còn nguyên.")
    other_tab.get_by_label("Tên đăng nhập").fill("canbo.bcvt")
    other_tab.get_by_label("Mật khẩu").fill("thi-dua-2013")
    press(other_tab, "Đăng nhập")
    follow(other_tab, "Hồ sơ của Phòng Bưu chính - Viễn thông")
    follow(row(other_tab, "Phùng Đức Long"), "Phùng Đức Long")
    expect(other_tab.get_by_label("II. Thành tích đạt được")).to_have_value(REPORT)

    press(officer, "Lưu, về danh sách")
    reads(officer, "Đã lưu.")
    assert nominee("Phùng Đức Long").achievements == REPORT + " Câu cuối."


def test_two_who_write_the_same_nominee_see_the_difference(enter: Enter, faults: list[str]) -> None:
    first, second = enter("canbo.bcvt"), enter("truongphong.bcvt")
    address = f"/nominations/{nominee('Phùng Đức Long').pk}/edit/"
    first.goto(address)
    second.goto(address)
    types(first, "Chức vụ, công việc", "Chuyên viên chính")
    second.get_by_label("Chức vụ, công việc").fill("Phó Trưởng phòng")
    reads(second, "Nội dung ông/bà gõ vẫn ở trên trang này")
    press(second, "Lưu")
    reads(second, "Bản đang lưu và nội dung vừa gõ")
    sound(second, "nomination-conflict")
    provoked(faults, 412)
    press(second, "Lưu, về danh sách")
    reads(row(second, "Phùng Đức Long"), "Phó Trưởng phòng")


def test_filed_list_is_closed_to_the_form_that_was_open(enter: Enter, faults: list[str]) -> None:
    """The back button, a second tab: what was typed too late changes nothing and says so."""
    officer = enter("canbo.vienthong")
    dossiers.withdraw(dossier_of("VTLC"), actor=acts.who("giamdoc.vienthong"))
    officer.goto(f"/nominations/{nominee('Lý Lở Mẩy').pk}/edit/")
    acts.submit(Dossier.objects.get(pk=dossier_of("VTLC").pk), head="giamdoc.vienthong")
    officer.get_by_label("Chức vụ, công việc").fill("Tổ trưởng")
    press(officer, "Lưu")
    reads(officer, "Hồ sơ đã nộp, không sửa được nữa.")
    sound(officer)
    provoked(faults, 409)
    assert nominee("Lý Lở Mẩy").position == "Nhân viên kỹ thuật"
