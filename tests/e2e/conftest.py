"""A real Chromium on the live site, which stands where `make demo` stands: Monday 5 August 2013, invented people.

Every test also fails on an error in the console and on a request to elsewhere.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, ViewportSize, WebError, expect
from pytest_django.live_server_helper import LiveServer

from nominations.demo import acts
from tests.e2e import stage
from tests.e2e.desk import DESK
from tests.nominations.desk import signed_in

PATIENCE = 20_000  # ms; for a machine that does other things too
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses its sandbox to root, which containers often are
    "--lang=vi",  # the words of its own controls, where the machine has them
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def database_beside_a_loop() -> None:
    """Playwright's synchronous interface keeps an event loop in this thread; Django would refuse its database there."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium, or the one that CHROMIUM names."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.exit("No Chromium: install it (apt-get install chromium) or name it in CHROMIUM.", returncode=1)
    return {**browser_type_launch_args, "executable_path": found, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Without reduced motion axe would meet half-faded colours."""
    here = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "reduced_motion": "reduce"}
    return {**browser_context_args, **here, "viewport": DESK}


@pytest.fixture(autouse=True)
def demonstration(transactional_db: None, settings: LazySettings) -> None:
    """The plan of 2013 with invented people, as on Monday 5 August 2013, 8:30."""
    settings.DEMO = True
    stage.tell(settings)


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What went wrong in any window. A test that provokes a fault takes it out, saying which."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext], faults: list[str], live_server: LiveServer
) -> Callable[..., BrowserContext]:
    """Opens a window of its own (one person each); `context` and `page` come from here too."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text}")

    def on_error(error: WebError) -> None:
        faults.append(f"page: {error.error}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:", "about:")):
            faults.append(f"off-site: {request.url}")

    def open_window(**options: Any) -> BrowserContext:
        context = new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        context.on("console", on_console)
        context.on("weberror", on_error)
        context.on("request", on_request)
        return context

    return open_window


@pytest.fixture
def enter(new_context: Callable[..., BrowserContext], live_server: LiveServer) -> Callable[..., Page]:
    """A window of somebody who has signed in already; test_demo.py signs in by hand."""

    def open_as(username: str, size: ViewportSize = DESK, **options: Any) -> Page:
        client = signed_in(acts.who(username))
        context = new_context(**options)
        cookie = client.cookies["sessionid"]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        page = context.new_page()
        page.set_viewport_size(size)
        return page

    return open_as
