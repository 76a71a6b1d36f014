"""The campaign around the nominations, at a desk and on a phone: a plan from the first word to the launch, a unit's
work under it, what the Director is told of it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, ViewportSize

from campaigns.models import Assignment, Campaign, CampaignReport, ProgressReport
from tests.e2e.desk import (
    BROWSER,
    DESK,
    PDF,
    PHONE,
    Enter,
    card,
    follow,
    press,
    provoked,
    reads,
    settle,
    sound,
    the_campaign,
    unfold,
    upload,
)

pytestmark = [*BROWSER, pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])]

CODE, NAME = "thi-dua-2014", "Phong trào thi đua năm 2014 (hư cấu)"


def test_plan_is_drafted_signed_and_launched(enter: Enter, size: ViewportSize, faults: list[str]) -> None:
    drafter, director, unit = (enter(name, size) for name in ("chanhvp", "giamdoc", "canbo.bcvt"))
    begin(drafter)
    write_a_target(drafter)
    provoked(faults, 422)
    draft = Campaign.objects.get(code=CODE)
    drafter.goto(reverse("campaign_draft", args=[draft.pk]))
    press(drafter, "Trình lãnh đạo phê duyệt")
    settle()

    director.goto("/")
    follow(director, re.compile("năm 2014"))
    press(unfold(director, "Phê duyệt kế hoạch"), "Phê duyệt kế hoạch")
    reads(director, "Đã phê duyệt")
    drafter.goto(draft.get_absolute_url())
    press(unfold(drafter, "Phát động"), "Phát động")
    settle()
    unit.goto(draft.get_absolute_url())
    reads(unit, "Đang phát động")
    follow(unit.get_by_role("navigation", name="Trang của phong trào"), "Nhiệm vụ, chỉ tiêu")
    reads(unit, re.compile("Hồ sơ giải quyết đúng hạn"))

    assert Campaign.objects.get(code=CODE).state == "launched"


def begin(page: Page) -> None:
    """From an empty page; what is wrong is said beside what was typed."""
    page.goto("/campaigns/new/")
    blank = card(page, "Từ trang trắng")
    blank.get_by_label("Mã phong trào").fill(CODE)
    blank.get_by_label("Tên phong trào").fill(NAME)
    blank.get_by_label("Từ ngày").fill("1/1/2014")
    blank.get_by_label("Đến hết ngày").fill("30/6/2014")
    press(blank, "Lập dự thảo")
    reads(page, "Đã lập dự thảo kế hoạch")
    sound(page)


def write_a_target(page: Page) -> None:
    """A day that no calendar has is said at its field, and what was typed beside it stays."""
    draft = Campaign.objects.get(code=CODE)
    page.goto(reverse("campaign_part", args=[draft.pk, "work"], query={"section": "targets"}))
    press(page, "Thêm dòng")
    target = page.locator("#row-n1")
    target.get_by_label("Thực hiện").fill("Các đơn vị trực thuộc; Các đơn vị phối hợp")
    target.get_by_label("Chỉ tiêu").fill("Hồ sơ giải quyết đúng hạn")
    target.get_by_label("Nguyên văn").fill("Phấn đấu trên 95% hồ sơ được giải quyết đúng hạn (hư cấu).")
    target.get_by_label("Mức cần đạt").select_option(label="> (trên)")
    target.get_by_label("Mức", exact=True).fill("95")
    target.get_by_label("Đơn vị đo").fill("%")
    target.get_by_label("Thời hạn", exact=True).fill("trước ngày 31/6/2014")
    press(page, "Lưu bản mới")
    reads(target, "không phải ngày giờ có thật")
    sound(page)
    target.get_by_label("Thời hạn", exact=True).fill("trước ngày 30/6/2014")
    press(page, "Lưu bản mới")
    reads(page, "Đã lưu một bản mới.")


def test_unit_launches_and_the_office_confirms_it(enter: Enter, size: ViewportSize) -> None:
    officer, head, office = (enter(name, size) for name in ("canbo.baochi", "truongphong.baochi", "chuyenvien"))
    task = Assignment.objects.get(unit__code="PBCXB", code="O42")
    officer.goto("/assignments/")
    follow(officer, re.compile(f"^{task.code}"))
    press(officer, "Báo cáo tiến độ")
    officer.get_by_label("Đã hoàn thành").check()
    officer.get_by_label("Ngày phát động").fill("28/5/2013")
    officer.get_by_label("Địa điểm phát động").fill("Phòng họp số 1 của Sở (hư cấu)")
    officer.get_by_label("Số người tham gia").fill("11")
    officer.get_by_label("Hình thức phát động").fill("Hội nghị toàn đơn vị")
    officer.get_by_label("Thuyết minh").fill("Phát động đến toàn thể công chức (hư cấu).")
    officer.get_by_label("Thêm minh chứng").set_input_files([upload("bien-ban.pdf", PDF)])
    press(officer, "Lưu báo cáo")
    sound(officer)

    report = ProgressReport.objects.get(assignment=task)
    head.goto(report.get_absolute_url())
    press(head, "Xác nhận và nộp")
    office.goto("/progress/")
    waiting = office.locator("tr", has_text="Phòng Báo chí - Xuất bản").filter(has_text=task.code)
    follow(waiting, re.compile(f"^{task.code}"))
    reads(office, "11")
    press(office, "Xác nhận kết quả")
    office.goto(reverse("campaign_launches", args=[the_campaign().pk]))
    reads(office, "Phòng họp số 1 của Sở (hư cấu)")

    assert ProgressReport.objects.get(pk=report.pk).state == "accepted"


def test_director_answers_the_offices_report(enter: Enter, size: ViewportSize) -> None:
    office, director = enter("chanhvp", size), enter("giamdoc", size)
    office.goto(reverse("campaign_reports", args=[the_campaign().pk]))
    follow(office, "Mở báo cáo đang dở")
    press(office, "Rút báo cáo về sửa")
    follow(office, "Sửa báo cáo")
    office.get_by_label("Đánh giá chung").fill("Các đơn vị thực hiện đúng tiến độ (hư cấu).")
    press(office, "Lưu báo cáo")
    press(office, "Trình lãnh đạo")
    settle()

    report = CampaignReport.objects.latest("pk")
    director.goto("/")
    follow(director, re.compile("Báo cáo định kỳ"))
    reads(director, "Các đơn vị thực hiện đúng tiến độ (hư cấu).")
    sound(director)
    director.get_by_label("Ý kiến của lãnh đạo").fill("Đôn đốc các đơn vị chưa báo cáo (hư cấu).")
    press(director, "Ghi nhận báo cáo")
    office.goto(report.get_absolute_url())
    reads(office, "Đôn đốc các đơn vị chưa báo cáo (hư cấu).")

    assert CampaignReport.objects.get(pk=report.pk).state == "noted"
