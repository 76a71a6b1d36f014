"""The award path as five people play it, on a desk and on a phone; every page passes axe."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from nominations.models import Decision, Nomination
from nominations.services import dossiers
from tests.factories import make_dossier, make_nomination, make_world, submitted

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SHOTS = Path("build/screens")


def sign_in(page: Page, user) -> None:
    page.goto("/sign-in/")
    page.get_by_label("Tên đăng nhập").or_(page.locator("[name=username]")).first.fill(user.username)
    page.locator("[name=password]").fill("demo-password-123")
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/")


def sound(page: Page, name: str) -> None:
    """axe finds nothing, nothing runs out of the window; the picture is kept."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "scheme"), [(1360, "light"), (1360, "dark"), (390, "light"), (390, "dark")])
def test_pages_are_sound(new_context, width, scheme):
    world = make_world()
    make_nomination(world, make_dossier(world))
    filed = submitted(world, unit=1)
    dossiers.receive(filed, actor=world.office_reviewer)
    draft, under_review = Nomination.objects.get(state="draft"), filed.nominations.first()
    campaign = f"/campaigns/{world.campaign.pk}/"
    visits = {
        "unit_officer": ["/", campaign, draft.dossier.get_absolute_url(), f"/nominations/{draft.pk}/edit/"],
        "office_reviewer": ["/nominations/", under_review.get_absolute_url(), f"/dossiers/{filed.pk}/review/",
                            f"{campaign}board/", f"/dossiers/{filed.pk}/map/"],
        "director": ["/decisions/", "/messages/"],
        "auditor": ["/trail/", f"/trail/nominations.nomination/{under_review.pk}/", f"{campaign}plan/"],
    }  # fmt: skip
    for role, urls in visits.items():
        page = new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
        sign_in(page, world.people[role])
        for number, url in enumerate(urls):
            page.goto(url)
            sound(page, f"{role}-{number}-{width}-{scheme}")


def test_path_from_draft_to_signed_decision(new_context):
    world = make_world()
    dossier = make_dossier(world)
    make_nomination(world, dossier)

    head = new_context().new_page()
    sign_in(head, world.unit_head)
    head.goto(dossier.get_absolute_url())
    head.locator("details.confirm summary").filter(has_text="Xác nhận và nộp").click()
    head.locator("form[action$='/submit/'] button").last.click()
    expect(head.get_by_text("TN-").first).to_be_visible()

    reviewer = new_context().new_page()
    sign_in(reviewer, world.office_reviewer)
    reviewer.goto(f"/dossiers/{dossier.pk}/review/")
    reviewer.locator("form[action$='/receive/'] button").click()
    reviewer.goto(Nomination.objects.get().get_absolute_url())
    reviewer.locator("form[action$='/mark_eligible/'] button").first.click()
    reviewer.goto(f"/dossiers/{dossier.pk}/review/")
    confirm = reviewer.locator("details.confirm:has(form[action$='/check_off/']) > summary")
    if confirm.count():
        confirm.click()
    reviewer.locator("form[action$='/check_off/'] button").click()
    reviewer.goto(f"/campaigns/{world.campaign.pk}/board/")
    reviewer.locator("form[action$='/compile/'] button").first.click()
    reviewer.locator("details.confirm summary").filter(has_text="Trình Giám đốc").click()
    reviewer.locator("button[name=forward]").click()

    director = new_context(viewport={"width": 390, "height": 844}).new_page()
    sign_in(director, world.director)
    director.get_by_role("link", name="Danh sách tổng hợp").first.click()
    sound(director, "director-list-390-light")
    director.locator("details.confirm summary").filter(has_text="Phê duyệt và ký").click()
    director.locator("form[action$='/sign/'] button").click()
    expect(director.get_by_role("heading", name="Quyết định số 01/QĐ-STTTT")).to_be_visible()
    sound(director, "decision-390-light")

    assert Decision.objects.get().state == "signed"
