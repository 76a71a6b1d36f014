"""The accounts that `make demo` prints sign in, each to a page that knows its role."""

from playwright.sync_api import BrowserContext, Page, expect

from nominations.demo.people import ACCOUNTS, PASSWORD
from tests.e2e.desk import BROWSER, press, reads, sound

pytestmark = BROWSER


def sign_in(page: Page, username: str, password: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    press(page, "Đăng nhập")


def test_demo_accounts_sign_in_and_out(context: BrowserContext) -> None:
    page = context.new_page()
    one_a_role = {account.role: account for account in ACCOUNTS}.values()
    for account in one_a_role:
        sign_in(page, account.username, PASSWORD)
        page.locator("details.menu summary").click()
        reads(page.locator(".menu-panel"), str(account.role.label))
        press(page, "Đăng xuất")
        expect(page).to_have_url("/sign-in/")


def test_sign_in_page_shows_the_accounts_and_refuses_a_wrong_password(context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, "chuyenvien", "sai-mat-khau")
    reads(page, "Chưa đăng nhập được")
    shown = page.locator("table tbody code").all_inner_texts()
    assert shown == [account.username for account in ACCOUNTS]
    sound(page)


def test_interface_changes_to_english_and_back(context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, "chuyenvien", PASSWORD)
    press(page, "EN – English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    sound(page, "home-english")
    press(page, "VI – Tiếng Việt")
    expect(page.locator("html")).to_have_attribute("lang", "vi")


def test_theme_chosen_by_hand_stays(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/sign-in/")
    press(page, "Giao diện tối")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
