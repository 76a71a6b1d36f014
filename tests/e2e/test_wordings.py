"""The office's own words for a paper: tried, refused with the line, kept, printed, and set back."""

import re

from playwright.sync_api import Page

from nominations.models import Wording
from tests.e2e.desk import BROWSER, Enter, follow, press, provoked, reads, sound

pytestmark = BROWSER

PAPER = "Quyết định để sửa"
BROKEN = "[trích yếu]\nVề việc tặng {{ hình_thức }}\n\n[nội dung]\nĐiều 1. Tặng {{ tên_lạ }} cho {{ số_lượng }}."
SOUND = BROKEN.replace("{{ tên_lạ }}", "{{ hình_thức }}")


def edited(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Lời văn").fill(text)
    press(page, "Lưu mẫu")


def test_wording_that_cannot_be_used_is_refused_with_its_line_and_stays_typed(enter: Enter, faults: list[str]) -> None:
    head = enter("chanhvp")
    head.goto("/wordings/")
    sound(head, "wordings")
    follow(head, PAPER)
    sound(head, "wording")

    edited(head, BROKEN)

    reads(head, re.compile("Dòng 5"))
    sound(head, "wording-refused")
    provoked(faults, 422)
    assert (head.get_by_role("textbox", name="Lời văn").input_value(), Wording.objects.count()) == (BROKEN, 0)


def test_wording_is_kept_and_set_back(enter: Enter) -> None:
    head = enter("chanhvp")
    head.goto("/wordings/decision_text/")

    edited(head, SOUND)
    head.goto("/wordings/decision_text/")
    reads(head, re.compile("Đang dùng mẫu riêng của cơ quan"))
    sound(head, "wording-own")
    press(head, "Trở về mẫu của hệ thống")

    head.goto("/wordings/decision_text/")
    reads(head, re.compile("Đang dùng mẫu của hệ thống"))


def test_wording_is_read_by_the_office_and_written_by_its_head(enter: Enter) -> None:
    officer = enter("chuyenvien")
    officer.goto("/wordings/decision_text/")

    sound(officer, "wording-read")
    assert officer.get_by_role("button", name="Lưu mẫu").count() == 0
