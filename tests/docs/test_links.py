"""What the docs point to exists: pages, headings, pictures, and the buttons of the how-to pages."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "campaigns").rglob("*.md")]
LINK = re.compile(r"\]\(([^)\s]+)\)")
BUTTON = re.compile(r"\*\*“([^”]+)”\*\*")
SOURCES = ("templates/**/*.html", "campaigns/**/*.py", "config/**/*.py", "nominations/**/*.py", "organisation/**/*.py")


def links() -> Iterator[tuple[Path, str]]:
    """Each link of each page to another place in the repository."""
    for page in PAGES:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target):
                yield page, target


def headings(page: Path) -> set[str]:
    """The anchors that GitHub gives to the headings of a page."""
    found = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}


def leads_nowhere(page: Path, target: str) -> bool:
    name, _hash, anchor = target.partition("#")
    there = (page.parent / name).resolve() if name else page
    return not there.exists() or (bool(anchor) and anchor not in headings(there))


def test_links_and_pictures_exist() -> None:
    known = list(links())

    assert len(known) > 60
    assert [f"{page.relative_to(ROOT)}: {target}" for page, target in known if leads_nowhere(page, target)] == []


def test_buttons_of_the_how_to_pages_are_labels_of_the_site() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for pattern in SOURCES for path in ROOT.glob(pattern))
    named = {button for page in PAGES for button in BUTTON.findall(page.read_text(encoding="utf-8"))}

    assert len(named) > 40
    assert {button for button in named if button not in code} == set()


def test_every_role_that_works_here_has_its_page() -> None:
    pages = {page.stem for page in (ROOT / "docs" / "how-to").glob("*.md")}
    roles = {
        "unit-officer", "unit-head", "office-reviewer", "office-head", "director", "records-clerk", "auditor",
        "administrator",
    }  # fmt: skip

    assert roles - pages == set()


def test_every_picture_is_small() -> None:
    heavy = {path.name: path.stat().st_size for path in (ROOT / "docs" / "screens").glob("*.png")}

    assert {name: size for name, size in heavy.items() if size > 120_000} == {}
