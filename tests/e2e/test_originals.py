"""A decision from the draft to its end, by digital signature: read, signed, sealed, issued, checked by QR, revoked."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connections
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from nominations.demo import acts
from nominations.demo.keys import make_keys
from nominations.demo.people import PASSWORD
from nominations.models import Decision
from organisation.models import Organisation
from tests.e2e.desk import BROWSER, PHONE, Enter, follow, press, provoked, reads, settle, sound, the_campaign, unfold

pytestmark = BROWSER

LIST = "Danh sách tổng hợp lần 2"


@pytest.fixture(autouse=True)
def digital(demonstration: None, settings: LazySettings, tmp_path: Path) -> None:
    """The second list awaits the Director; his key and the body's lie on the server."""
    settings.SIGNING_KEYS, settings.SIGNING_ROOTS = tmp_path / "keys", tmp_path / "roots"
    make_keys(Organisation.objects.get(), settings.SIGNING_KEYS, settings.SIGNING_ROOTS)
    acts.consolidate(the_campaign(), reviewer="chuyenvien", head="chanhvp")


def file_behind(page: Page, label: str) -> bytes:
    link = page.get_by_role("link", name=label).first
    answer = page.request.get(str(link.get_attribute("href")))
    assert answer.headers["content-type"] == "application/pdf"
    return answer.body()


def worked_off() -> None:
    """As the worker does, in a thread of its own: pyHanko runs an event loop, and Playwright has one in this thread."""

    def work() -> None:
        settle()
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work).result()


def signs_digitally(page: Page, name: str = "") -> None:
    """All that waits, with the passphrase; the page tells when it is done."""
    page.goto("/")
    follow(page, "Ký số")
    if name:
        sound(page, name)
    page.get_by_label("Mật khẩu khóa ký số (mã PIN)").fill(PASSWORD)
    press(page, "Ký số văn bản đã chọn")
    page.wait_for_url("**/originals/orders/*/")
    worked_off()
    reads(page, "1 văn bản đã có chữ ký số.")


def test_decision_goes_its_whole_way_by_digital_signature(enter: Enter) -> None:
    director = enter("giamdoc")
    director.goto("/")
    follow(director, LIST)
    assert len(PdfReader(io.BytesIO(file_behind(director, "Xem dự thảo quyết định (PDF)"))).pages) >= 2
    press(unfold(director, "Phê duyệt và ký quyết định"), "Ký quyết định")
    reads(director, re.compile("^Quyết định số 02/QĐ-STTTT$"))
    settle()
    shown = Decision.objects.get(number=2).original.sha256
    signs_digitally(director, "originals")
    sound(director, "signing-order")
    follow(director, "Quyết định số 02/QĐ-STTTT")
    reads(director, "Đã ký số, chờ văn thư")
    assert Decision.objects.get(number=2).original.sha256 != shown

    clerk = enter("vanthu")
    signs_digitally(clerk)
    follow(clerk, "Quyết định số 02/QĐ-STTTT")
    sound(clerk, "original")
    original = file_behind(clerk, "Mở tệp (PDF)")
    follow(clerk, "Kiểm tra chữ ký số")
    reads(clerk, "Trịnh Hoài Nam")
    expect(clerk.get_by_text(re.compile("^Nguyên vẹn"))).to_have_count(2)
    sound(clerk, "original-signatures")
    clerk.goto(Decision.objects.get(number=2).get_absolute_url())
    press(unfold(clerk, "Ban hành"), "Ban hành")
    reads(clerk, re.compile("đã ban hành"))
    settle()
    copied(clerk)

    public = enter("kiemtra", PHONE)
    public.context.clear_cookies()
    public.goto(qr_of(original))
    reads(public, "Quyết định là thật và đang có hiệu lực")
    public.get_by_label("Tệp PDF của quyết định").set_input_files(
        {"name": "quyet-dinh.pdf", "mimeType": "application/pdf", "buffer": original}
    )
    press(public, "So với bản gốc")
    reads(public, "Đúng từng byte")

    revoked(enter, director, clerk)
    public.goto(qr_of(original))
    reads(public, "Quyết định đã bị hủy bỏ")


def copied(clerk: Page) -> None:
    """An electronic certified copy comes back as a file."""
    follow(clerk, "Lập bản sao y, giấy hoặc điện tử")
    sound(clerk, "certified-copy-digital")
    form = clerk.locator("form[action$='/electronic-copy.pdf']")
    sent = {"csrfmiddlewaretoken": form.locator("[name=csrfmiddlewaretoken]").input_value(), "passphrase": PASSWORD}
    answer = clerk.request.post(str(form.get_attribute("action")), form=sent, headers={"Referer": clerk.url})
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")


def qr_of(original: bytes) -> str:
    """The path that the code on the paper leads to; its address is printed beside it."""
    words = "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(original)).pages)
    found = re.search(r"/check/([0-9a-f]{64})/?", words)
    assert found, words[-400:]
    return f"/check/{found[1]}/"


def revoked(enter: Enter, director: Page, clerk: Page) -> None:
    """The office proposes to revoke all of it, the Director signs, the clerk issues."""
    office = enter("chuyenvien")
    office.goto(Decision.objects.get(number=2).get_absolute_url())
    follow(office, "Lập dự thảo hủy bỏ")
    for box in office.locator("input[name=lines]").all():
        box.check()
    office.get_by_label(re.compile("gian dối")).check()
    office.get_by_role("textbox", name="Kết luận").fill("Kết luận số 02 (hư cấu): kê khai không đúng.")
    press(office, "Trình lãnh đạo ký")
    director.goto(office.url)
    press(unfold(director, "Ký quyết định"), "Ký quyết định")
    settle()
    signs_digitally(director)
    signs_digitally(clerk)
    clerk.goto(office.url)
    press(unfold(clerk, "Ban hành"), "Ban hành")
    settle()


def test_wrong_passphrase_is_told_and_nothing_is_signed(enter: Enter, faults: list[str]) -> None:
    director = enter("giamdoc", PHONE)
    director.goto("/")
    follow(director, LIST)
    press(unfold(director, "Phê duyệt và ký quyết định"), "Ký quyết định")
    settle()
    director.goto("/originals/")
    director.get_by_label("Mật khẩu khóa ký số (mã PIN)").fill("sai")
    press(director, "Ký số văn bản đã chọn")
    reads(director, "Mật khẩu của khóa ký không đúng.")
    provoked(faults, 422)
    assert Decision.objects.get(number=2).original.state == "prepared"
