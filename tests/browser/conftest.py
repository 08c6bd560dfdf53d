"""The built example city behind a web server on this machine, and Chromium to look at it."""

import os
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.conftest import CHECKOUT, BuiltCity
from tests.missing import missing

PAGES = ("download", "quality", "changes", "catalogue", "measures", "about", "policy", "guide")
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
def site_url(example_city: BuiltCity) -> Iterator[str]:
    """The address of the example city, without a slash at its end."""
    handler = partial(SiteHandler, directory=str(example_city.public.resolve()))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of this machine; without one the tests skip, and fail under CI=true."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        missing("no Chromium on this machine: install chromium and fonts-noto-cjk (see .ci/prepare)")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=program, args=list(QUIET), env={**os.environ, "HOME": home}
        )
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[PageOpener]:
    """Opens an address in a window of a width, with or without JavaScript; closes it after the test."""
    contexts = []

    def open_address(address: str, width: int, script: bool = True) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield open_address
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def addresses(browser: Browser, site_url: str) -> dict[str, str]:
    """One page of each kind, found as a reader finds it: by following links from home."""
    page = browser.new_page()
    home = f"{site_url}/"
    page.goto(home)
    links = links_of(page, site_url)
    found = {"home": home, "not-found": f"{site_url}/no/such/page.html"}
    for link in reversed(links):  # so that the first of a kind stays
        kind = link.removeprefix(f"{site_url}/").partition("/")[0]
        if kind in PAGES:
            found[kind] = link
    for link in links:
        if re.fullmatch(rf"{site_url}/[a-z0-9-]+/", link) and link not in found.values():
            found = descend(page, link, site_url) | found
        if "record" in found and "adverse-record" in found:
            break
    page.close()
    return found


def descend(page: Page, dataset: str, site_url: str) -> dict[str, str]:
    """The way from a dataset's page over one of its lists to a record; empty where there is none."""
    page.goto(dataset)
    for listing in links_of(page, site_url):
        if not re.match(rf"{dataset}(\d{{4}}/\d{{2}}|all)/", listing):
            continue
        page.goto(listing)
        for record in links_of(page, site_url):
            if record.startswith(f"{site_url}/record/"):
                page.goto(record)
                kind = "adverse-" if page.locator("meta[name='robots'][content*='noindex']").count() else ""
                return {f"{kind}dataset": dataset, f"{kind}list": listing, f"{kind}record": record}
    return {}


def links_of(page: Page, site_url: str) -> list[str]:
    """The site's own addresses on a page, in reading order, without what follows a #."""
    hrefs: list[str] = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href.split('#')[0])")
    return [href for href in dict.fromkeys(hrefs) if href.startswith(site_url)]
