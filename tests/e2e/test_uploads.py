"""Files over a poor line, as a person at the desk or with a phone sends them."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from nominations.models import Attachment
from tests.e2e.desk import BROWSER, PDF, PHONE, Enter, card, nominee, press, reads, sound, upload

pytestmark = BROWSER

PIECE = 256 * 1024
LARGE = PDF[:9] + b"%" + b"x" * (2 * PIECE) + b"\n" + PDF[9:]
DROP = """([zone, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], "keo-tha.pdf", { type: "application/pdf" }));
    zone.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def officer(enter: Enter) -> Page:
    page = enter("canbo.bcvt")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"/nominations/{nominee('Phùng Đức Long').pk}/edit/")
    return page


def broken_at(page: Page, *breaks: int) -> list[str]:
    """The line breaks at these pieces, counted from 0; what was sent from where is noted."""
    sent: list[str] = []

    def carry(route: Route) -> None:
        offset = route.request.headers.get("upload-offset")
        if offset is not None:
            sent.append(offset)
        if offset is not None and len(sent) - 1 in breaks:
            return route.abort("internetdisconnected")
        return route.continue_()

    page.route("**/uploads/*/", carry)
    return sent


def choose(page: Page, name: str, content: bytes) -> None:
    page.get_by_label("Chọn tệp").set_input_files(upload(name, content))


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of the machine's own: chosen twice, it is the same one."""
    path = tmp_path / "lon.pdf"
    path.write_bytes(LARGE)
    return path


def listed(page: Page, name: str) -> None:
    expect(card(page, "Tệp đính kèm").get_by_role("link", name=name, exact=True)).to_be_visible()


def lost(faults: list[str]) -> None:
    """The line broke as the test wanted."""
    assert faults
    assert all("ERR_INTERNET_DISCONNECTED" in fault for fault in faults), faults
    faults.clear()


def test_file_goes_on_after_the_line_broke(officer: Page, faults: list[str]) -> None:
    sent = broken_at(officer, 1)

    choose(officer, "lon.pdf", LARGE)
    reads(officer, "có mạng lại sẽ tự tải tiếp")
    listed(officer, "lon.pdf")

    lost(faults)
    assert sent == ["0", str(PIECE), str(PIECE), str(2 * PIECE)]
    assert Attachment.objects.get(name="lon.pdf").file.open().read() == LARGE


def test_file_goes_on_after_the_page_was_opened_anew(officer: Page, large: Path, faults: list[str]) -> None:
    broken_at(officer, *range(1, 50))
    officer.get_by_label("Chọn tệp").set_input_files(large)
    reads(officer, "có mạng lại sẽ tự tải tiếp")
    sound(officer, "upload-broken")
    officer.reload()
    officer.unroute_all()
    lost(faults)
    reads(officer, "Chọn lại đúng tệp này để tải tiếp")
    sound(officer, "upload-unfinished")

    sent = broken_at(officer)
    officer.get_by_label("Chọn tệp").set_input_files(large)
    listed(officer, "lon.pdf")

    assert sent == [str(PIECE), str(2 * PIECE)]


def test_typed_text_is_saved_after_a_file_came(officer: Page) -> None:
    choose(officer, "a.pdf", PDF)
    listed(officer, "a.pdf")

    officer.get_by_label("I. Sơ lược").fill("Viết sau khi tải tệp (hư cấu).")
    press(officer, "Lưu")

    reads(officer, "Đã lưu.")
    assert nominee("Phùng Đức Long").overview == "Viết sau khi tải tệp (hư cấu)."


def test_several_files_may_be_dropped(officer: Page) -> None:
    zone = officer.locator("[data-upload]")
    officer.evaluate(DROP, [zone.element_handle(), PDF.decode()])

    listed(officer, "keo-tha.pdf")


def test_phone_offers_its_camera(enter: Enter) -> None:
    page = enter("canbo.bcvt", PHONE, has_touch=True, is_mobile=True)
    page.goto(f"/nominations/{nominee('Phùng Đức Long').pk}/edit/")

    expect(page.get_by_label("Chụp ảnh bằng điện thoại")).to_be_visible()
    expect(page.get_by_label("Chụp ảnh bằng điện thoại")).to_have_attribute("capture", "environment")
    sound(page, "upload-phone")
