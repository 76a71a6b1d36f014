"""The office's work: the queue, the review of each nominee, returning, what changed since, the board, the list."""

import re

from playwright.sync_api import Page, expect

from nominations.demo import acts
from nominations.models import ConsolidatedList
from tests.e2e.desk import (
    BROWSER,
    Enter,
    card,
    dossier_of,
    follow,
    nominee,
    press,
    provoked,
    reads,
    row,
    sound,
    the_campaign,
    unfold,
)

pytestmark = BROWSER

FIGURE = "Khắc phục 12 sự cố trong tháng 7/2013, giảm 30% so với cùng kỳ (hư cấu)."


def test_queue_begins_with_the_oldest_deadline(enter: Enter) -> None:
    reviewer = enter("chuyenvien")
    reviewer.goto("/")
    queue = card(reviewer, "Hồ sơ chờ thẩm định").locator("tbody tr")

    assert [line.split("\n")[0] for line in queue.all_inner_texts()] == [
        "Hồ sơ của Viễn thông Lào Cai",  # filed 2/8 at 15:00
        "Hồ sơ của Trung tâm Công nghệ thông tin và Truyền thông",  # an hour later
    ]
    reads(row(reviewer, "Viễn thông Lào Cai"), "còn 7 ngày")
    reads(row(reviewer, "Trung tâm Công nghệ"), "Lý Seo Dìn")


def test_review_from_the_queue_to_the_director(enter: Enter) -> None:
    reviewer, unit = enter("chuyenvien"), enter("canbo.vienthong")
    claim(reviewer)
    conclude_on_each(reviewer)
    send_the_dossier_back(reviewer)
    mend(unit)
    acts.submit(dossier_of("VTLC"), head="giamdoc.vienthong")
    find_what_changed(reviewer)
    compile_and_forward(reviewer)

    assert ConsolidatedList.objects.latest("pk").state == "forwarded"
    assert nominee("Trần Văn Đức").state == "ineligible"
    assert nominee("Lý Lở Mẩy").state == "forwarded"


def claim(page: Page) -> None:
    page.goto("/")
    follow(page, "Hồ sơ của Viễn thông Lào Cai")
    follow(page, "Thẩm định")
    press(page, "Nhận thẩm định")
    reads(row(page, "Nguyễn Thị Hoà"), "Trùng tên")
    sound(page)


def conclude_on_each(page: Page) -> None:
    """One eligible, one returned with coded reasons and marked fields, one ineligible, one ticked in the table."""
    follow(page, "Thẩm định lần lượt")
    reads(page, "Đề nghị 1/4 của hồ sơ")
    reads(card(page, "Kiểm tra"), "Nộp đúng hạn.")
    press(card(page, "Kết luận"), "Đủ điều kiện")

    expect(page.get_by_role("heading", level=1)).to_have_text("Bà Lý Lở Mẩy")
    question = unfold(page, "Trả lại để sửa")
    question.get_by_label("Ý kiến cụ thể").fill("Bổ sung số liệu so với cùng kỳ (hư cấu).")
    press(question, "Trả lại để sửa")
    reads(page, "Chưa trả lại được. Hãy bổ sung:")
    sound(page, "review-send-back-refused")
    page.get_by_label("Báo cáo thành tích sơ sài, thiếu số liệu").check()
    page.get_by_label("Thành tích đạt được").check()
    press(page, "Trả lại để sửa")

    expect(page.get_by_role("heading", level=1)).to_have_text("Ông Trần Văn Đức")
    question = unfold(page, "Không đủ điều kiện")
    question.get_by_label("Lý do, căn cứ").fill("Thành tích ngoài thời gian của phong trào (hư cấu).")
    press(question, "Không đủ điều kiện")

    expect(page.get_by_role("heading", level=1)).to_have_text("Bà Nguyễn Thị Hoà")
    reads(page, re.compile("^Trùng tên: HS-"))
    sound(page, "review-twins")
    follow(page, "Đề nghị 4/4 của hồ sơ")
    page.get_by_label("Chọn Nguyễn Thị Hoà").check()
    press(page, "Xác nhận đủ điều kiện")
    reads(page, "Đã xác nhận 1 đề nghị.")


def send_the_dossier_back(page: Page) -> None:
    expect(page.get_by_role("button", name="Hoàn thành thẩm định")).to_be_disabled()
    question = unfold(page, "Trả lại đơn vị")
    question.get_by_label("Ý kiến chung gửi đơn vị").fill("Đề nghị bổ sung trước ngày 09/8 (hư cấu).")
    press(question, "Trả lại đơn vị")
    reads(page, "Bị trả lại")
    sound(page)


def mend(page: Page) -> None:
    """The unit reads why, finds the field marked, mends it and sees the mark go."""
    page.goto("/")
    follow(page, "Hồ sơ của Viễn thông Lào Cai")
    reads(page, "Đề nghị bổ sung trước ngày 09/8 (hư cấu).")
    follow(page, "Lý Lở Mẩy")
    reads(page, "Bổ sung số liệu so với cùng kỳ (hư cấu).")
    reads(page, re.compile("Báo cáo thành tích sơ sài, thiếu số liệu"))
    marked = page.locator(".to-mend")
    reads(marked, "Cần sửa")
    sound(page)
    with page.expect_response(re.compile("/autosave/$")):
        marked.get_by_label("II. Thành tích đạt được").fill(FIGURE)
    press(page, "Lưu")
    reads(page.locator(".to-mend"), "Đã sửa theo yêu cầu")


def find_what_changed(page: Page) -> None:
    """The same reviewer goes on; what changed stands part by part beside what stood before."""
    page.goto(f"/dossiers/{dossier_of('VTLC').pk}/review/")
    press(page, "Nhận thẩm định")
    reads(row(page, "Lý Lở Mẩy"), "Đã sửa sau lần trả lại")
    follow(row(page, "Lý Lở Mẩy"), "Bà Lý Lở Mẩy")
    changes = card(page, "Đơn vị đã sửa gì sau lần trả lại")
    reads(changes, "Thành tích đạt được")
    expect(changes.locator("ins").first).to_be_visible()
    expect(changes.locator("del").first).to_be_visible()
    sound(page, "review-changes")
    press(card(page, "Kết luận"), "Đủ điều kiện")
    page.goto(f"/dossiers/{dossier_of('VTLC').pk}/review/")
    press(page, "Hoàn thành thẩm định")
    reads(page, "Đã thẩm định")


def compile_and_forward(page: Page) -> None:
    page.goto(f"/campaigns/{the_campaign().pk}/board/")
    press(page, "Tổng hợp 6 đề nghị")
    figures = row(card(page, "Tổng hợp theo đơn vị"), "Viễn thông Lào Cai")
    assert re.findall(r"\d+", figures.inner_text()) == ["1", "2", "0", "2", "2", "3"]
    reads(row(card(page, "Không đưa vào danh sách"), "Trần Văn Đức"), "Thành tích ngoài thời gian")
    page.get_by_label("Chọn Đào Duy Mạnh").check()
    press(page, "Đưa ra khỏi danh sách")
    reads(page, "Đã đưa 1 đề nghị ra khỏi danh sách.")
    page.get_by_label("Ý kiến của Văn phòng trình Giám đốc").fill("Hồ sơ hợp lệ, kính trình (hư cấu).")
    question = unfold(page, "Trình Giám đốc")
    reads(question, "Trình Giám đốc 5 đề nghị?")
    sound(page)
    press(question, "Trình Giám đốc")
    reads(page, "Danh sách đang chờ lãnh đạo phê duyệt và ký.")


def test_board_shows_where_each_unit_stands(enter: Enter) -> None:
    head = enter("chanhvp")
    head.goto(f"/campaigns/{the_campaign().pk}/board/")
    standings = {
        "Văn phòng Sở": "Chưa bắt đầu",
        "Phòng Bưu chính - Viễn thông": "Đang soạn",
        "Viễn thông Lào Cai": "Đã nộp",
        "Trung tâm Công nghệ thông tin và Truyền thông": "Đang thẩm định",
        "Chi nhánh Viettel": "Trả lại",
        "Phòng Công nghệ thông tin": "Đã thẩm định",
        "Phòng Báo chí - Xuất bản": "Không có đề nghị",
    }
    lines = card(head, "Các đơn vị").locator("tbody tr")
    shown = {line.locator("th").inner_text(): line.locator(".chip").first.inner_text() for line in lines.all()}
    assert {unit: shown[unit] for unit in standings} == standings
    follow(head, re.compile("^Không có đề nghị 1"))
    expect(lines).to_have_count(1)
    sound(head)


def test_dossier_of_a_colleague_cannot_be_concluded(enter: Enter) -> None:
    reviewer = enter("chuyenvien")
    reviewer.goto(nominee("Tổ Quản trị mạng").get_absolute_url())
    reads(reviewer, "Lý Seo Dìn đang giữ hồ sơ này; chỉ người giữ hồ sơ mới kết luận.")
    expect(reviewer.get_by_role("button", name="Đủ điều kiện")).to_have_count(0)


def test_two_who_claim_at_once_get_one_dossier(enter: Enter, faults: list[str]) -> None:
    first, second = enter("chuyenvien"), enter("chuyenvien2")
    for page in (first, second):
        page.goto(f"/dossiers/{dossier_of('VTLC').pk}/review/")
    press(first, "Nhận thẩm định")
    press(second, "Nhận thẩm định")
    reads(second, "Thao tác vừa rồi chưa được thực hiện. Hãy xem lại rồi quyết định.")
    reads(second, "Nông Thị Hoài – Chuyên viên Văn phòng Sở")
    sound(second, "conflict")
    provoked(faults, 409)
    assert dossier_of("VTLC").reviewer == acts.who("chuyenvien")
