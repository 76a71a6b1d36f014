"""A dossier is filed with the keyboard alone, and what has the focus can be seen."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.desk import BROWSER, Enter, dossier_of, reads

pytestmark = BROWSER

MOST_STEPS = 60
FOCUSED = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const field = here.labels && here.labels.length ? here.labels[0].innerText : "";
  const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { words: (field || here.innerText || here.value || "").trim(), seen, name: here.tagName.toLowerCase() };
}"""


def tab_to(page: Page, words: str) -> None:
    """The Tab key until the thing with these words has the focus; each on the way shows that it has it."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["name"] == "body":
            continue
        assert here["seen"], f"the focus on “{here['words']}” cannot be seen on {page.url}"
        if here["words"].startswith(words):
            return
    raise AssertionError(f"Tab does not come to “{words}” on {page.url}")


def test_skip_link_leads_to_the_content(enter: Enter) -> None:
    officer = enter("canbo.bcvt")
    officer.goto("/")
    officer.keyboard.press("Tab")
    expect(officer.get_by_role("link", name="Bỏ qua điều hướng, tới nội dung")).to_be_in_viewport()
    officer.keyboard.press("Enter")
    expect(officer.locator("#main")).to_be_focused()
    tab_to(officer, "Hồ sơ của Phòng Bưu chính - Viễn thông")


def test_menu_closes_on_escape_and_gives_the_focus_back(enter: Enter) -> None:
    officer = enter("canbo.bcvt")
    officer.goto("/")
    tab_to(officer, "Vàng Thị Mỷ")
    officer.keyboard.press("Enter")
    tab_to(officer, "Tài khoản và bảo mật")
    officer.keyboard.press("Escape")
    expect(officer.locator("details.menu summary")).to_be_focused()
    expect(officer.get_by_role("link", name="Tài khoản và bảo mật")).to_be_hidden()


def test_dossier_is_filed_by_keyboard(enter: Enter) -> None:
    head = enter("truongphong.bcvt")
    keys = head.keyboard
    head.goto("/")
    tab_to(head, "Hồ sơ của Phòng Bưu chính - Viễn thông")
    keys.press("Enter")
    expect(head).to_have_url(re.compile("/dossiers/"))
    tab_to(head, "Phùng Đức Long")
    keys.press("Enter")
    expect(head).to_have_url(re.compile("/edit/"))
    tab_to(head, "Ông")
    keys.press("Space")
    tab_to(head, "II. Thành tích đạt được")
    keys.type("Lắp đặt 03 trạm phát sóng (hư cấu).")
    tab_to(head, "Lưu, về danh sách")
    keys.press("Enter")
    expect(head).to_have_url(re.compile(dossier_of("PBCVT").get_absolute_url()))
    tab_to(head, "Số, ký hiệu văn bản")
    keys.type("45/TTr-BCVT")
    tab_to(head, "Ngày văn bản")
    keys.type("5/8/2013")
    tab_to(head, "Lưu văn bản")
    keys.press("Enter")
    reads(head, "Đã lưu văn bản đề nghị.")
    tab_to(head, "Xác nhận và nộp")
    keys.press("Enter")
    tab_to(head, "Nộp danh sách")
    keys.press("Enter")
    expect(head.get_by_text("Số tiếp nhận").first).to_be_visible()

    assert dossier_of("PBCVT").state == "submitted"
