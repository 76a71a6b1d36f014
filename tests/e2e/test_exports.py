"""A long list is made into a file while its reader does something else."""

import re

import pytest

from nominations.exports import making, printed
from tests.e2e.desk import BROWSER, Enter, follow, press, reads, settle, sound

pytestmark = BROWSER


def test_long_list_is_ordered_watched_and_taken_away(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "AT_ONCE", 1)
    page = enter("chanhvp")
    page.goto("/nominations/?state=submitted")
    sound(page, "nominations-exports")

    follow(page, "Excel")
    reads(page, "Máy chủ làm tệp ở chế độ nền")
    sound(page, "export-large")
    press(page, "Làm tệp XLSX")
    reads(page, "Đang kết xuất")
    sound(page, "export-running")
    settle()
    reads(page, "Đã xong")
    sound(page, "export-made")

    with page.expect_download() as download:
        follow(page, re.compile("Tải tệp XLSX"))
    assert download.value.suggested_filename.startswith("de-nghi-khen-thuong-")


def test_list_too_long_to_print_is_taken_away_otherwise(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "MOST", 1)
    page = enter("chanhvp")
    page.goto("/nominations/?state=submitted")

    follow(page, "PDF")
    reads(page, "Danh sách quá dài để in")
    sound(page, "export-too-long")
    with page.expect_download() as download:
        follow(page, "ODS")
    assert download.value.suggested_filename == "de-nghi-khen-thuong.ods"
