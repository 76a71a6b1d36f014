"""The auditor finds, reads and checks, and can change nothing; everybody sees where a document stands."""

import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from nominations.demo import acts
from nominations.desk.trail.finding import IN_CAMPAIGNS
from nominations.models import ConsolidatedList, Decision
from notifications.models import Message
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
    settle,
    sound,
    the_campaign,
)
from workflows.models import AuditEvent

pytestmark = BROWSER

BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def search(page: Page, words: str) -> None:
    page.goto("/trail/")
    page.get_by_label("Tên, mã HS-…, TN-…, số quyết định, mã việc").fill(words)
    press(page, "Lọc")


def test_auditor_finds_an_object_a_person_and_an_act(enter: Enter) -> None:
    auditor = enter("kiemtra")
    auditor.goto("/")
    follow(auditor, "Nhật ký")
    search(auditor, "nguyen thi hoa")
    found = auditor.locator("#list dl.kv")
    reads(found, "Nguyễn Thị Hòa")
    reads(found, "Nguyễn Thị Hoà")
    sound(auditor, "trail-found")
    search(auditor, dossier_of("VTLC").receipt_number)
    expect(auditor.locator("#list tbody tr")).to_have_count(1)
    search(auditor, "01/QĐ-STTTT")
    reads(auditor.locator("#list"), "Quyết định số 01/QĐ-STTTT")
    auditor.goto("/trail/")
    auditor.get_by_label("Người thực hiện").fill("phogiamdoc")
    press(auditor, "Lọc")
    follow(row(auditor, "Danh sách tổng hợp lần 1"), re.compile("^Cả lượt việc"))
    reads(auditor, "4 đối tượng đã chuyển cùng lúc")  # the list, its two lines, and the decision: numbered, signed
    sound(auditor)


def test_filter_that_is_pressed_asks_once(enter: Enter) -> None:
    """The field is left, changed and sent by one press."""
    auditor, asked = enter("kiemtra"), []
    auditor.on("request", lambda request: asked.append(request.url) if "q=hoa" in request.url else None)
    search(auditor, "hoa")
    reads(auditor.locator("#list"), "Nguyễn Thị Hòa")
    auditor.wait_for_timeout(1000)  # what still waits would have been asked by then

    assert len(asked) == 1


def test_auditor_reads_a_history_to_what_stood_on_the_screen(enter: Enter) -> None:
    auditor = enter("kiemtra")
    search(auditor, nominee("Hoàng Thị Duyên").code)
    follow(auditor, "Hoàng Thị Duyên")
    history = card(auditor, "Lịch sử, từ đầu đến nay").locator("ol.timeline > li")
    reads(history.first, "Nộp")  # the page is there: what follows does not wait
    steps = [line.split("\n")[0] for line in history.all_inner_texts()]
    assert steps == [
        "1. Nộp",
        "2. Nhận thẩm định",
        "3. Đủ điều kiện",
        "4. Đưa vào danh sách",
        "5. Trình Giám đốc",
        "6. Phê duyệt",
        "7. Khen thưởng",
    ]
    approved = history.nth(5)
    reads(approved, re.compile(f"{acts.who('phogiamdoc').full_name} – Phó Giám đốc Sở"))
    reads(approved, re.compile("KT. – ký thay người đứng đầu"))
    reads(approved, re.compile(r"08:4\d:\d\d 24/07/2013"))
    approved.get_by_text("Nội dung trên màn hình khi quyết định").click()
    reads(approved, re.compile("Tham mưu 04 kết luận kiểm tra"))
    approved.get_by_text("Mã băm và dấu vết").click()
    sound(auditor, "trail-history")
    reads(auditor, "Chuỗi sự kiện toàn vẹn")


def test_auditor_checks_every_chain_of_the_campaign(enter: Enter) -> None:
    auditor = enter("kiemtra")
    auditor.goto("/trail/")
    follow(auditor, re.compile("^Kiểm tra ?: "))
    reads(auditor, "Chuỗi sự kiện toàn vẹn")
    total = auditor.locator("tfoot td").all_inner_texts()

    own = AuditEvent.objects.filter(object_type__in=IN_CAMPAIGNS)
    assert (total[1], total[2]) == (str(own.count()), "0")


def test_auditor_sees_who_looked_and_takes_the_list_away(enter: Enter) -> None:
    reviewer = enter("chuyenvien2")
    reviewer.goto(nominee("Y Moan Kpă").get_absolute_url())
    auditor = enter("kiemtra")
    auditor.goto(f"/trail/nominations.nomination/{nominee('Y Moan Kpă').pk}/")
    follow(auditor, "Ai đã xem, ai đã tải")
    reads(auditor.locator("#list"), acts.who("chuyenvien2").full_name)
    with auditor.expect_download() as download:
        follow(auditor, "CSV")
    lines = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()

    assert any(acts.who("chuyenvien2").full_name in line for line in lines)


def test_auditor_orders_a_bundle_and_keeps_its_checkpoint(enter: Enter) -> None:
    auditor = enter("kiemtra")
    auditor.goto("/trail/")
    follow(auditor, "Gói kiểm tra")
    press(auditor, "Lập gói kiểm tra")
    reads(auditor, "Đang niêm phong, xuất, kiểm tra và đóng gói")
    sound(auditor, "trail-bundle-waiting")
    settle()
    reads(auditor, "Nguyên vẹn")  # the page asks again by itself
    sound(auditor, "trail-bundle-made")
    reads(card(auditor, "Bản đối chiếu cần giữ"), str(AuditEvent.objects.count()))
    press(auditor, "Sao chép")
    with auditor.expect_download() as download:
        follow(auditor, "Tải gói kiểm tra")
    with ZipFile(download.value.path()) as archive:
        assert "trail/manifest.json" in archive.namelist()


def test_auditor_reads_how_long_it_took_and_what_to_look_at(enter: Enter) -> None:
    auditor = enter("kiemtra")
    auditor.goto("/trail/")
    follow(auditor, re.compile("^Thời gian xử lý ?: "))
    expect(card(auditor, "Theo giai đoạn").locator("tbody tr")).not_to_have_count(0)
    auditor.goto("/trail/")
    follow(auditor, re.compile("^Việc cần xem lại ?: "))
    reads(card(auditor, "Cấp phó ký quyết định"), re.compile("ký thay"))


def test_auditor_has_no_button_that_changes_something(enter: Enter) -> None:
    """The only forms she meets are the language, the way out, and the bell."""
    target = acts.consolidate(the_campaign(), reviewer="chuyenvien", head="chanhvp")
    auditor = enter("kiemtra")
    addresses = [
        "/", "/campaigns/", the_campaign().get_absolute_url(), f"/campaigns/{the_campaign().pk}/board/",
        *(dossier_of(code).get_absolute_url() for code in ("VTLC", "VIETTEL", "TTCNTT", "PBCXB")),
        *(f"/dossiers/{dossier_of(code).pk}/review/" for code in ("VTLC", "TTCNTT")),
        *(nominee(name).get_absolute_url() for name in ("Lý Lở Mẩy", "Nguyễn Thị Hòa", "Y Moan Kpă")),
        target.get_absolute_url(), Decision.objects.get().get_absolute_url(),
        f"/trail/nominations.nomination/{nominee('Lý Lở Mẩy').pk}/",
    ]  # fmt: skip
    posting: set[str | None] = set()
    for address in addresses:
        auditor.goto(address)
        expect(auditor.get_by_role("heading", level=1)).not_to_have_text("Không tìm thấy trang này")
        forms = auditor.locator("form[method=post]")
        posting |= {form.get_attribute("action") for form in forms.all()}

    assert posting == {"/i18n/setlang/", "/sign-out/"}


@pytest.mark.parametrize("page", ["/trail/", "/trail/nominations.dossier/1/"])
def test_trail_is_missing_for_everybody_else(enter: Enter, faults: list[str], page: str) -> None:
    reviewer = enter("chuyenvien")
    reviewer.goto(page)
    reads(reviewer, "Không tìm thấy trang này")
    provoked(faults, 404)


def test_unit_follows_its_nominee_on_stepper_timeline_and_map(enter: Enter) -> None:
    unit = enter("canbo.viettel")
    unit.goto("/nominations/")
    unit.get_by_label("Tìm theo tên").fill("ma seo chu")
    press(unit, "Lọc")
    expect(unit.locator("#list tbody tr")).to_have_count(1)
    follow(unit, "Ông Ma Seo Chứ")
    expect(unit.locator(".stepper [aria-current=step]")).to_have_count(1)
    reads(card(unit, "Diễn biến"), "Đủ điều kiện")
    follow(unit, "Sơ đồ xử lý")
    expect(unit.get_by_role("img", name=re.compile("Bước hiện tại: Đơn vị lập và nộp danh sách"))).to_be_visible()
    reads(card(unit, "Việc đã xong"), "Trả lại đơn vị")
    with unit.expect_download() as download:
        follow(unit, "Tải sơ đồ BPMN")
    tasks = ElementTree.parse(download.value.path()).getroot().iter(f"{BPMN}userTask")

    assert "Đơn vị lập và nộp danh sách" in [task.get("name") for task in tasks]


def test_unit_reads_of_what_happened_under_the_bell(enter: Enter) -> None:
    unit = enter("canbo.viettel")
    unread = Message.objects.filter(recipient=acts.who("canbo.viettel"), read_at=None).count()
    unit.goto("/")
    unit.get_by_role("link", name=re.compile(f"^Thông báo {unread}")).click()
    expect(unit.locator("tr.is-warn")).to_have_count(unread)
    press(unit, "Đánh dấu đã đọc tất cả")
    expect(unit.locator("tr.is-warn")).to_have_count(0)
    sound(unit)


def test_map_of_a_signed_list_shows_it_ended(enter: Enter) -> None:
    office = enter("chanhvp")
    office.goto(f"/lists/{ConsolidatedList.objects.get().pk}/map/")
    expect(office.get_by_role("img", name=re.compile("Quy trình đã kết thúc"))).to_be_visible()
