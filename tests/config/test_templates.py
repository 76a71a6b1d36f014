"""What the Content-Security-Policy and the readers of the code ask of every template and sheet."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
MAILS = [path for path in TEMPLATES if path.parent.name == "mail"]
SHEETS = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
FORBIDDEN = re.compile(
    r"\sstyle=|\son(?!e=|ly=)[a-z]+=|<style|hx-on|<script(?![^>]*\ssrc=)|hx-vals='js:|https?://", re.IGNORECASE
)


def name_of(path: Path) -> str:
    return path.relative_to(settings.BASE_DIR).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_template_compiles(path: Path) -> None:
    assert get_template(path.relative_to(settings.BASE_DIR / "templates").as_posix())


@pytest.mark.parametrize("path", sorted({*TEMPLATES} - {*MAILS}), ids=name_of)
def test_template_has_nothing_inline_and_nothing_off_site(path: Path) -> None:
    assert FORBIDDEN.findall(path.read_text()) == []


@pytest.mark.parametrize("path", MAILS, ids=name_of)
def test_mail_loads_and_runs_nothing(path: Path) -> None:
    """Mail clients know no style sheet of ours; a picture from the site would tell when a mail was opened."""
    assert re.findall(r"<(?:img|script|link)|url\(|@import|https?://", path.read_text()) == []


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_sheet_uses_only_known_tokens(path: Path) -> None:
    known = set(re.findall(r"(--[\w-]+):", "".join(sheet.read_text() for sheet in SHEETS)))

    assert set(re.findall(r"var\((--[\w-]+)", path.read_text())) - known == set()


def test_dark_replaces_every_colour() -> None:
    colours = re.compile(r"(--[\w-]+): #")
    light, dark = (settings.BASE_DIR / "static" / "css" / name for name in ("tokens.css", "dark.css"))

    assert set(colours.findall(light.read_text())) == set(colours.findall(dark.read_text()))
