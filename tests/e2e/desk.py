"""What a person does at the desk, and what every page must be: the shared steps of the browser tests."""

import os
import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, ViewportSize, expect

from campaigns.models import Campaign
from nominations.models import Dossier, Nomination
from tests.e2e.pictures import SCREENS
from workflows import outbox

BROWSER = [pytest.mark.e2e, pytest.mark.django_db(transaction=True, reset_sequences=True)]
DESK: ViewportSize = {"width": 1360, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
SIZES = {"1360": DESK, "390": PHONE}
SCHEMES = ("light", "dark")
PICTURES = os.environ.get("PICTURES", "1") == "1"  # a quarter of the time; who looks at none says 0
RULES: dict[str, dict[str, Any]] = {  # what hangs on the colours is asked again in the dark, the rest is the same page
    "light": {"resultTypes": ["violations"]},
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]},
}

Enter = Callable[..., Page]


def sound(page: Page, name: str = "") -> None:
    """axe finds nothing and nothing runs out of the window, at both widths, light and dark; a name keeps pictures."""
    before = page.viewport_size or DESK
    for width, size in SIZES.items():
        page.set_viewport_size(size)
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            found = Axe().run(page, options=RULES[scheme])
            where = f"{page.url} at {width}, {scheme}"
            assert found.violations_count == 0, f"{where}: {found.generate_report()}"
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{where}: too wide"
            if name:
                picture(page, f"{name}-{width}-{scheme}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(before)


def picture(page: Page, name: str) -> None:
    if not PICTURES:
        return
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)


def press(within: Page | Locator, label: str | re.Pattern[str]) -> None:
    """A button that can be seen, by its words."""
    within.get_by_role("button", name=label, exact=isinstance(label, str)).locator("visible=true").click()


def follow(within: Page | Locator, label: str | re.Pattern[str]) -> None:
    within.get_by_role("link", name=label, exact=isinstance(label, str)).first.click()


def unfold(page: Page, label: str) -> Locator:
    """Opens a last question; the real button is in what comes back."""
    question = page.locator("details.confirm", has=page.locator("summary", has_text=label)).first
    question.locator("summary").click()
    return question


def card(page: Page, title: str) -> Locator:
    return page.locator(".card", has=page.get_by_role("heading", name=title, exact=True)).first


def row(page: Page, words: str) -> Locator:
    return page.locator("tr", has_text=words).first


def reads(within: Page | Locator, words: str | re.Pattern[str]) -> None:
    """The words stand there to be seen."""
    expect(within.get_by_text(words).locator("visible=true").first).to_be_visible()


def types(page: Page, label: str, words: str) -> None:
    """The page saves by itself what is typed, and says so."""
    with page.expect_response(re.compile("/autosave/$")):
        page.get_by_label(label).fill(words)
    expect(page.locator("[data-autosave-status]")).to_have_attribute("data-state", "saved")


def provoked(faults: list[str], status: int) -> None:
    """Chromium reports each answer of 400 and above; the test wanted this one."""
    assert faults, f"nobody met {status}"
    assert all(f"status of {status}" in fault for fault in faults), faults
    faults.clear()


def settle() -> None:
    """The outbox is worked off, as the worker does on the real site."""
    while outbox.drain():
        pass


def dossier_of(unit_code: str) -> Dossier:
    return Dossier.objects.get(unit__code=unit_code)


def nominee(name: str) -> Nomination:
    return Nomination.objects.get(full_name=name)


def the_campaign() -> Campaign:
    return Campaign.objects.get(code="lao-cai-2013")


def upload(name: str, content: bytes) -> dict[str, Any]:
    """A file as a person picks it."""
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
