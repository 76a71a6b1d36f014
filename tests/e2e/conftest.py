"""A real Chromium on the live site. Every test also fails on an error in the console and on a request to elsewhere."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError
from pytest_django.live_server_helper import LiveServer

from workflows import outbox

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses its sandbox to root, which containers often are
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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's Chromium, or the one that CHROMIUM names."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.exit("No Chromium: install it (apt-get install chromium) or name it in CHROMIUM.", returncode=1)
    return {**browser_type_launch_args, "executable_path": found, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh"}


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
        context.on("console", on_console)
        context.on("weberror", on_error)
        context.on("request", on_request)
        return context

    return open_window


@pytest.fixture
def worker(transactional_db: None) -> Iterator[None]:
    """Effects happen while the browser is in use, as they do on the real site."""
    stop = threading.Event()

    def work() -> None:
        while not stop.wait(0.1):
            outbox.drain()
        connection.close()

    thread = threading.Thread(target=work, name="worker")
    thread.start()
    yield
    stop.set()
    thread.join()
