"""Pictures of every template at three widths: `make shots`. For people to look at; fonts differ between machines.

Wide pages are drawn at half their size, long ones are cut, so that the pictures stay small.
"""

import base64
import sys
import threading
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import QUIET, SiteHandler, find_browser
from tests.browser.templates import ENGLISH, KINDS, page_of

PICTURED = (*KINDS, *ENGLISH)
WIDTHS = {1280: 0.5, 768: 0.5, 360: 0.75}
"""Width of a window to the scale of its picture."""
LONGEST = 1600
"""Height in CSS pixels at which a picture ends."""
QUALITY = 40


def take(browser: Browser, url: str, width: int, path: Path) -> None:
    """Draw one page, once what it shows is there."""
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(url)
    if "?q=" in url:
        page.locator("#search-results .hits a").first.wait_for()
    height = min(LONGEST, page.evaluate("document.documentElement.scrollHeight"))
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": WIDTHS[width]}
    wanted = {"format": "webp", "quality": QUALITY, "captureBeyondViewport": True, "clip": clip}
    drawn = page.context.new_cdp_session(page).send("Page.captureScreenshot", wanted)
    path.write_bytes(base64.b64decode(drawn["data"]))
    page.close()


def main(site: Path, folder: Path) -> None:
    """Draw all of them into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.webp"):
        old.unlink()
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(site.resolve()))) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(QUIET))
        for kind in PICTURED:
            url = f"http://127.0.0.1:{server.server_port}{page_of(site.resolve(), kind)}"
            for width in WIDTHS:
                take(browser, url, width, folder / f"{kind}-{width}.webp")
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
