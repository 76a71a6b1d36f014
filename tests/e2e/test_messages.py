"""What people are told, how they want to hear, the letters that a person sends, and the queues behind, by clicks."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page, expect

from nominations.demo import acts
from nominations.models import UnitLetter
from notifications.models import Letter, Message, UndeliverableAddress
from notifications.writing import rendered
from organisation.models import User
from tests.e2e.desk import (
    BROWSER,
    SCHEMES,
    SIZES,
    Enter,
    card,
    dossier_of,
    follow,
    picture,
    press,
    reads,
    row,
    settle,
    sound,
    the_campaign,
    unfold,
)
from workflows.models import Upkeep

pytestmark = BROWSER

DESK = SIZES["1360"]
URGED = "Phòng Bưu chính - Viễn thông"
GROUNDS = {"light": "rgb(246, 244, 240)", "dark": "rgb(23, 20, 15)"}  # a mail's own


def at_each_size(page: Page) -> Iterator[Callable[[], None]]:
    """The steps are played on a desk and again on a phone; what comes looks at both widths, from the desk alone."""
    for size in SIZES.values():
        page.set_viewport_size(size)
        yield (lambda: sound(page)) if size == DESK else (lambda: None)


def test_office_prepares_rewords_sends_and_drops_letters(enter: Enter) -> None:
    office, sent = enter("chanhvp"), []
    for looked_at in at_each_size(office):
        sent.append(f"Đôn đốc lần {len(sent) + 2} (hư cấu)")
        office.goto(f"/campaigns/{the_campaign().pk}/letters/")
        press(office, "Soạn cho tất cả đơn vị")
        reads(office, re.compile(r"Đã soạn \d+ thư"))
        drafts = UnitLetter.objects.filter(state="drafted").count()
        follow(row(office, URGED), URGED)
        reads(card(office, "Thư như người nhận sẽ đọc"), f"Kính gửi: {URGED}")

        follow(office, "Sửa thư")
        office.get_by_label("Tiêu đề").fill(sent[-1])
        press(office, "Lưu thư")
        reads(office, sent[-1])
        looked_at()
        press(office, "Gửi thư")
        expect(office.get_by_role("link", name="Sửa thư")).to_have_count(0)
        reads(office, sent[-1])  # what was sent stays as it was sent

        follow(office, "Thư cần gửi")
        expect(office.locator("tbody tr")).to_have_count(drafts - 1)
        office.locator("tbody th a").first.click()
        question = unfold(office, "Bỏ thư")
        question.get_by_label("Lý do").fill("Đã gọi điện (hư cấu).")
        press(question, "Bỏ thư")
        follow(office, "Thư cần gửi")
        follow(office, re.compile("^Đã bỏ"))
        reads(office, "Đã gọi điện (hư cấu).")
        follow(office, re.compile("^Đã gửi"))
        reads(office, sent[-1])
        looked_at()

    settle()
    assert set(Message.objects.filter(kind="nominations.urging_letter").values_list("title", flat=True)) == set(sent)


def test_reader_chooses_channel_and_quiet_hours(enter: Enter) -> None:
    unit, hours = enter("canbo.viettel"), iter(("20", "22"))
    for looked_at in at_each_size(unit):
        hour = next(hours)
        unit.goto("/messages/")
        follow(unit, "Cách nhận thông báo")
        unit.get_by_label("Văn phòng nhận thẩm định").select_option(label="Gộp vào thư hằng tuần")
        unit.get_by_label("Không gửi thư từ").select_option(hour)
        expect(unit.get_by_label("Hồ sơ bị trả lại để sửa")).to_have_count(0)  # a legal notice is told, not asked
        reads(card(unit, "Từng loại thông báo"), "Hồ sơ bị trả lại để sửa")
        press(unit, "Lưu")
        reads(unit, "Đã lưu cách nhận thông báo.")

        expect(unit.get_by_label("Văn phòng nhận thẩm định")).to_have_value("weekly")
        expect(unit.get_by_label("Không gửi thư từ")).to_have_value(hour)
        looked_at()


def test_reader_makes_renews_and_drops_the_calendars_address(enter: Enter) -> None:
    unit = enter("canbo.bcvt")
    for looked_at in at_each_size(unit):
        unit.goto("/messages/preferences/")
        press(unit, "Tạo địa chỉ lịch")
        address = unit.locator(".copyable code")
        first = address.inner_text()
        assert "BEGIN:VEVENT" in unit.request.get(first).text()
        looked_at()

        press(unit, "Tạo địa chỉ mới")
        expect(address).not_to_have_text(first)
        assert [unit.request.get(one).status for one in (first, address.inner_text())] == [404, 200]
        press(unit, "Bỏ địa chỉ")
        expect(address).to_have_count(0)


def test_reader_opens_a_message_at_its_dossier_and_marks_the_rest(enter: Enter) -> None:
    unit = enter("canbo.viettel")
    unread = unit.locator("tr.is-warn")
    for looked_at in at_each_size(unit):
        Message.objects.update(read_at=None)
        unit.goto("/messages/")
        count = unread.count()
        unread.filter(has_text=str(dossier_of("VIETTEL"))).first.get_by_role("button").click()
        expect(unit).to_have_url(re.compile(f"{dossier_of('VIETTEL').get_absolute_url()}$"))
        unit.goto("/messages/")
        expect(unread).to_have_count(count - 1)
        looked_at()

        follow(unit, "Chưa đọc")
        press(unit, "Đánh dấu đã đọc tất cả")
        expect(unread).to_have_count(0)


def given_up(username: str, address: str) -> None:
    User.objects.filter(username=username).update(email=address)
    now = timezone.now()
    Letter.objects.create(
        recipient=acts.who(username), address=address, created_at=now, available_at=now + timedelta(days=1),
        attempts=8, dead_at=now, last_error="SMTPServerDisconnected: Connection unexpectedly closed",
    )  # fmt: skip


def test_administrator_sends_again_and_drops_with_a_reason(enter: Enter) -> None:
    keeper = enter("quantri")
    for looked_at in at_each_size(keeper):
        Letter.objects.all().delete()
        given_up("vanthu", "vanthu@example.vn")
        given_up("dangtin", "dangtin@example.vn")
        keeper.goto("/system/outbox/")
        reads(keeper, "Hàng đợi việc nền")
        follow(keeper, "Thư")
        row(keeper, "vanthu@example.vn").get_by_role("link").first.click()
        press(keeper, "Gửi lại ngay")
        reads(keeper, "Quản trị đã làm gì")
        keeper.goto("/system/mails/?state=waiting")
        reads(keeper, "vanthu@example.vn")

        keeper.goto("/system/mails/")
        row(keeper, "dangtin@example.vn").get_by_role("link").first.click()
        question = unfold(keeper, "Bỏ, không gửi nữa")
        question.get_by_label("Lý do").fill("Người nhận đã nghỉ (hư cấu).")
        press(question, "Bỏ")
        reads(keeper, "Người nhận đã nghỉ (hư cấu).")
        looked_at()

    assert list(Upkeep.objects.order_by("pk").values_list("deed", flat=True)) == ["retry", "drop"] * 2


def test_administrator_notes_a_bounce_and_its_reader_confirms(enter: Enter) -> None:
    User.objects.filter(username="canbo.cntt").update(email="canbo.cntt@example.vn")
    keeper, unit = enter("quantri"), enter("canbo.cntt")
    for looked_at, looked_at_by_reader in zip(at_each_size(keeper), at_each_size(unit), strict=True):
        keeper.goto("/system/bounces/")
        keeper.get_by_label("Địa chỉ thư điện tử").fill("canbo.cntt@example.vn")
        keeper.get_by_label("Lý do").fill("Thư báo lỗi ngày 05/08 (hư cấu).")
        press(keeper, "Ghi")
        reads(card(keeper, "Đang bị trả lại"), "canbo.cntt@example.vn")
        looked_at()

        unit.goto("/messages/")
        looked_at_by_reader()
        press(unit, "Hộp thư đã nhận được thư")
        reads(unit, "Thư lại được gửi tới canbo.cntt@example.vn.")

    assert UndeliverableAddress.objects.count() == 0


def test_mail_is_read_by_day_and_in_the_dark(page: Page) -> None:
    """Nothing runs out of the window, and every word stands off its ground."""
    reader = acts.who("canbo.viettel")
    _text, html = rendered(list(Message.objects.filter(recipient=reader)), reader, is_digest=True)
    for width, size in SIZES.items():
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            page.set_content(html)
            found = Axe().run(page, options={"runOnly": ["color-contrast"]})
            grounds = page.evaluate("getComputedStyle(document.body).backgroundColor")
            picture(page, f"mail-{width}-{scheme}")

            assert (found.violations_count, grounds) == (0, GROUNDS[scheme]), found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
