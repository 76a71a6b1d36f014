"""The public portal as a stranger reads it without JavaScript, and a publisher who notes what was posted."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from nominations.models import Decision, Publication
from tests.e2e.desk import BROWSER, DESK, PHONE, Enter, card, follow, press, provoked, reads

pytestmark = BROWSER
both_sizes = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


@both_sizes
def test_stranger_reads_the_portal_without_javascript(
    new_context: Callable[..., BrowserContext], size: ViewportSize
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.set_viewport_size(size)
    page.goto("/portal/")
    name = Decision.objects.get().consolidated_list.nominations.filter(kind="individual").first().full_name

    page.get_by_label("Tên hoặc từ cần tìm").fill(name.split()[-1].upper())
    press(page, "Tìm")
    reads(page, name)
    follow(card(page, "Tập thể, cá nhân"), Decision.objects.get().notation)
    reads(page, "Đưa danh sách này lên trang khác")
    follow(page, "EN – English")
    reads(page, "Those honoured")


def test_list_stands_inside_another_page(new_context: Callable[..., BrowserContext], live_server: LiveServer) -> None:
    page = new_context().new_page()
    address = f"{live_server.url}{reverse('portal_embed', args=[Decision.objects.get().pk])}"

    other = f"{live_server.url}/another-site/"
    frame = f'<link rel="icon" href="data:,"><iframe src="{address}" title="Danh sách"></iframe>'
    page.route(other, lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto(other)

    expect(page.frame_locator("iframe").locator("tbody tr")).to_have_count(2)


@both_sizes
def test_publisher_notes_what_was_posted(enter: Enter, faults: list[str], size: ViewportSize) -> None:
    page = enter("dangtin", size, java_script_enabled=False)
    page.goto("/")
    follow(card(page, "Tin cần đăng"), "Đăng tin")
    waiting = Publication.objects.get(state="due")
    follow(page, waiting.title)
    form = card(page, "Ghi đã đăng")
    form.get_by_label("Địa chỉ tin").fill("cong thong tin")
    press(form, "Ghi đã đăng")
    reads(page, "Địa chỉ không đúng")
    provoked(faults, 422)
    card(page, "Ghi đã đăng").get_by_label("Địa chỉ tin").fill("https://cong-thong-tin.example/tin/99")
    press(card(page, "Ghi đã đăng"), "Ghi đã đăng")
    reads(page, "https://cong-thong-tin.example/tin/99")

    posted = Publication.objects.get(pk=waiting.pk)
    assert (posted.state, posted.address) == ("published", "https://cong-thong-tin.example/tin/99")
