"""docs/security.md names only tests that exist."""

import re

import pytest
from django.conf import settings

PAGE = (settings.BASE_DIR / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+)`", PAGE)))
CHAPTERS = [f"V{number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16)]


@pytest.mark.parametrize("path", NAMED)
def test_named_test_exists(path: str):
    assert "def test_" in (settings.BASE_DIR / path).read_text(encoding="utf-8")


def test_every_row_names_a_test():
    rows = [line for line in PAGE.splitlines() if line.startswith("| V")]

    assert [row for row in rows if "`tests/" not in row] == []


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_that_applies_has_its_row(chapter: str):
    assert re.search(rf"^\| {chapter}\b", PAGE, re.MULTILINE)
