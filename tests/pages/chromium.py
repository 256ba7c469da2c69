"""A real Chromium against a real server: where none is installed, the tests that need it are skipped and say so."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest
import uvicorn

from grader.web.cookies import COOKIE
from tests.pages.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = Path(__file__).parent / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
PATIENCE = 30


def executable() -> str:
    """Where Chromium is; the test is skipped where it is not."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.skip("no Chromium here: on Debian, apt-get install chromium")
    return found


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser."""
    path = executable()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """The site on a port of its own; its address."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        server = uvicorn.Server(uvicorn.Config(site.app, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        end = time.monotonic() + PATIENCE
        while not server.started:
            assert time.monotonic() < end
            time.sleep(0.01)
        yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        server.should_exit = True
        thread.join(PATIENCE)


@dataclass
class Visitor:
    """Somebody before a browser's window; whatever the console complains of is kept."""

    base: str
    context: BrowserContext
    page: Page
    complaints: list[str]

    def go(self, path: str) -> Page:
        """Open a page of the site."""
        self.page.goto(self.base + path)
        return self.page


@dataclass(frozen=True)
class Window:
    """How somebody looks at pages."""

    size: str = "desk"
    theme: Literal["light", "dark"] = "light"
    scripts: bool = True


@contextmanager
def visitor(browser: Browser, base: str, site: Site, who: str = "", window: Window | None = None) -> Iterator[Visitor]:
    """A window of somebody who is signed in, or of nobody."""
    chosen = window or Window()
    width, height = SIZES[chosen.size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="en", color_scheme=chosen.theme, java_script_enabled=chosen.scripts
    )
    if who:
        context.add_cookies([{"name": COOKIE, "value": site.browsers[who].client.cookies[COOKIE], "url": base}])
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield Visitor(base, context, page, complaints)
    context.close()


class Running(NamedTuple):
    """A browser before a running site."""

    browser: Browser
    base: str
    site: Site

    def visitor(self, who: str = "", window: Window | None = None) -> AbstractContextManager[Visitor]:
        """Somebody's window."""
        return visitor(self.browser, self.base, self.site, who, window)


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with a page: rule, element, why."""
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES)
    return [f"{each['id']}: {node['html'][:160]} ({node['failureSummary']})" for each in found["violations"] for node in each["nodes"]]
