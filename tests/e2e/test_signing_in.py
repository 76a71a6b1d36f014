"""Signing in by hand: password, then code or passkey; asking again before a signature, with what was typed kept."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from playwright.sync_api import Page, expect

from nominations.demo import acts
from nominations.demo.people import PASSWORD
from organisation.states import Role
from tests.config.signin.people import code, recovery_codes, with_application
from tests.e2e.desk import BROWSER, PHONE, Enter, follow, press, reads, sound

pytestmark = BROWSER


@pytest.fixture(autouse=True)
def factors(settings: LazySettings) -> None:
    settings.SECOND_FACTOR_ROLES = [Role.DIRECTOR]


def types_password(page: Page, username: str) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    press(page, "Đăng nhập")


def test_director_with_an_application(page: Page) -> None:
    with_application(acts.who("giamdoc"))
    types_password(page, "giamdoc")
    sound(page, "second-factor")

    page.get_by_label("Mã xác thực").fill(code())
    press(page, "Tiếp tục")

    expect(page).to_have_url("/")


def test_director_without_a_factor_sets_one_up(page: Page) -> None:
    types_password(page, "giamdoc")
    reads(page, "Vai trò này bắt buộc có bước xác thực thứ hai")
    sound(page, "account-needed")
    follow(page, "Cài ứng dụng xác thực")
    secret = page.locator("code").first.inner_text()

    page.get_by_label("Mã trên ứng dụng").fill(code(secret=secret))
    press(page, "Xong")

    reads(page, "Mã dự phòng")
    sound(page, "account-codes")
    page.goto("/")
    expect(page).to_have_url("/")


def with_virtual_key(page: Page) -> None:
    """Chromium's own stand-in for a device's passkey."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_passkey_is_added_and_opens(page: Page) -> None:
    with_virtual_key(page)
    types_password(page, "giamdoc")
    follow(page, "Thêm khóa đăng nhập")
    press(page, "Tạo khóa")
    reads(page, "Mã dự phòng")
    page.goto("/account/")
    sound(page, "account-with-passkey")
    page.context.clear_cookies()

    types_password(page, "giamdoc")
    sound(page, "second-factor-passkey")
    press(page, "Dùng khóa đăng nhập")

    expect(page).to_have_url("/")
    key = Authenticator.objects.get(type=Authenticator.Type.WEBAUTHN)
    page.goto(f"/account/passkeys/{key.pk}/remove/")
    sound(page, "account-passkey-remove")


def test_passkey_opens_without_a_password(page: Page) -> None:
    with_virtual_key(page)
    types_password(page, "giamdoc")
    follow(page, "Thêm khóa đăng nhập")
    press(page, "Tạo khóa")
    reads(page, "Mã dự phòng")
    page.context.clear_cookies()
    page.goto("/sign-in/")
    sound(page, "sign-in-passkey")

    press(page, "Đăng nhập bằng khóa (passkey)")

    expect(page).to_have_url("/")


def test_password_is_shown_while_its_person_wants_to_read_it(page: Page) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/sign-in/")
    password, eye = page.get_by_label("Mật khẩu"), page.get_by_role("button", name="Hiện: Mật khẩu")
    password.fill("một câu rất dài")

    eye.click()

    expect(password).to_have_attribute("type", "text")
    expect(eye).to_have_attribute("aria-pressed", "true")
    sound(page, "sign-in-shown")
    eye.press("Enter")
    expect(password).to_have_attribute("type", "password")
    expect(eye).to_have_attribute("aria-pressed", "false")


def test_password_is_not_sent_in_plain_sight(page: Page) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").fill("giamdoc")
    page.get_by_label("Mật khẩu").fill("sai")
    page.get_by_role("button", name="Hiện: Mật khẩu").click()
    page.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")

    press(page, "Đăng nhập")

    expect(page.get_by_label("Mật khẩu")).to_have_attribute("type", "password")


def test_pages_of_one_who_has_everything(enter: Enter) -> None:
    user = with_application(acts.who("giamdoc"))
    recovery_codes(user)
    page = enter("giamdoc")
    for address, name in (("/account/again/", "again"), ("/account/again/code/", "again-code")):
        page.goto(address)
        sound(page, name)
    page.get_by_label("Mã xác thực").fill(code())
    press(page, "Xác nhận")
    for address, name in (
        ("/account/", "account-full"), ("/account/totp/remove/", "account-totp-remove"),
        ("/account/codes/", "account-codes-left"), ("/account/codes/new/", "account-codes-new"),
    ):  # fmt: skip
        page.goto(address)
        sound(page, name)
