"""The built example city behind a web server on this machine, and Chromium to look at it.

One browser, one site, one window with JavaScript and one without: opening them anew for every test took longer than
all that is looked at in them.
"""

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.templates import KINDS, page_of
from tests.conftest import CHECKOUT, BuiltCity
from tests.missing import missing

POLICY = (CHECKOUT / "README.md").read_text("utf-8").split('Content-Security-Policy "')[1].split('"')[0]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Without them Chromium looks for its makers' hosts at every start, which a closed network answers slowly.
QUIET = (
    "--disable-background-networking", "--disable-component-update", "--disable-gpu", "--disable-quic",
    "--disable-sync", "--no-first-run", "--no-sandbox",
)  # fmt: skip


class PageOpener(Protocol):
    """What the fixture `open_page` gives."""

    def __call__(self, address: str, width: int, script: bool = True) -> Page: ...


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves the site as a city's web server does: an unknown address gets /404.html, wherever it lies."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        """Send the content security policy of the README's server: a page that needs more complains in the console."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output to its findings."""


@pytest.fixture(scope="session")
def site(example_city: BuiltCity) -> Path:
    """The folder of the example city's pages."""
    return example_city.public.resolve()


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address of the example city, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def addresses(site: Path, site_url: str) -> dict[str, str]:
    """One page of each kind, the fullest that the example city has."""
    return {kind: site_url + page_of(site, kind) for kind in KINDS}


def find_browser() -> str | None:
    """Chromium of this machine, if there is one."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of this machine; without one the tests skip, and fail under CI=true."""
    program = find_browser()
    if program is None:
        missing("no Chromium on this machine: install chromium and fonts-noto-cjk (see .ci/prepare)")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, args=list(QUIET), env={**os.environ, "HOME": home}
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def scripted(browser: Browser) -> BrowserContext:
    """A window with JavaScript, and nothing remembered when a test begins."""
    return browser.new_context()


@pytest.fixture(scope="session")
def scriptless(browser: Browser) -> BrowserContext:
    """A window without JavaScript."""
    return browser.new_context(java_script_enabled=False)


@pytest.fixture
def open_page(scripted: BrowserContext, scriptless: BrowserContext, site_url: str) -> Iterator[PageOpener]:
    """Opens an address at a width, with or without JavaScript; closes it after the test, and forgets 大字版."""
    pages: list[Page] = []

    def open_address(address: str, width: int, script: bool = True) -> Page:
        page = (scripted if script else scriptless).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        return page

    yield open_address
    for page in pages:
        if page.context is scripted and page.url.startswith(site_url):
            page.evaluate("localStorage.clear()")
        page.close()


@pytest.fixture(scope="session")
def company(site: Path) -> tuple[str, str]:
    """Name and code of an organisation of the example city that has a page."""
    for page in sorted((site / "subject").rglob("*.html")):
        name = page.read_text(encoding="utf-8").split("<h1>")[1].split("</h1>")[0]
        if "&" not in name and len(name) > 8:
            return name, page.stem
    pytest.fail("the example city shows no organisation with a code")
