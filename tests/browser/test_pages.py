"""Pages as citizens meet them: on a phone, with a screen reader, without JavaScript, on paper."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, FloatRect, Page

from tests.browser.conftest import PageOpener
from tests.conftest import CHECKOUT, BuiltCity

pytestmark = pytest.mark.browser

KINDS = [
    "home", "dataset", "list", "record", "download", "quality", "changes", "catalogue", "measures",
    "about", "policy", "guide", "adverse-list", "adverse-record", "not-found",
]  # fmt: skip
BANNER = "演示数据"
SHOTS = CHECKOUT / "build" / "shots"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_page_breaks_no_accessibility_rule(open_page: PageOpener, addresses: dict[str, str], kind: str, width: int):
    page = open_page(addresses[kind], width)

    results = Axe().run(page)

    assert [] == [f"{rule['id']}: {rule['nodes'][0]['html'][:200]}" for rule in results.response["violations"]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_complains_of_nothing_and_asks_no_other_host(
    open_page: PageOpener, addresses: dict[str, str], site_url: str, kind: str
):
    complaints: list[str] = []
    requests: list[str] = []
    page = open_page("about:blank", 1280)
    page.on("console", lambda message: complaints.extend(complaint(message, addresses["not-found"])))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: requests.append(request.url))

    page.goto(addresses[kind], wait_until="networkidle")

    assert [] == complaints
    assert [] == [url for url in requests if not url.startswith((f"{site_url}/", "data:"))]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_a_page_does_not_scroll_sideways(open_page: PageOpener, addresses: dict[str, str], kind: str, width: int):
    page = open_page(addresses[kind], width)
    take_picture(page, f"{kind}-{width}")

    overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert overhang == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_does_not_scroll_sideways_in_big_letters(open_page: PageOpener, addresses: dict[str, str], kind: str):
    page = open_page(addresses[kind], 320, script=False)
    page.locator("label[for='big']").click()

    overhang = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert overhang == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_reads_without_javascript(open_page: PageOpener, addresses: dict[str, str], kind: str):
    page = open_page(addresses[kind], 390, script=False)

    title, text, notice = page.locator("h1"), page.locator("main"), page.get_by_text(BANNER).first

    assert title.count() == 1
    assert title.is_visible()
    assert len(text.inner_text()) > 40
    assert notice.is_visible()


@pytest.mark.parametrize("kind", ["list", "record"])
def test_a_page_on_paper_still_says_that_it_is_a_demonstration(
    open_page: PageOpener, addresses: dict[str, str], kind: str
):
    page = open_page(addresses[kind], 794)
    page.emulate_media(media="print")

    notice = page.get_by_text(BANNER).first

    assert notice.is_visible()


def test_a_list_shows_its_rows_without_javascript(open_page: PageOpener, addresses: dict[str, str]):
    page = open_page(addresses["list"], 1280, script=False)

    rows = page.locator("main table tbody tr[id^='r-']")

    assert 1 <= rows.count() <= 100
    assert rows.first.is_visible()


def test_every_page_carries_the_banner(example_city: BuiltCity):
    pages = list(html_pages(example_city.public.resolve()))

    bare = [page.name for page in pages if BANNER not in page.read_text(encoding="utf-8")]

    assert len(pages) > 100
    assert [] == bare


def test_every_link_leads_somewhere(example_city: BuiltCity):
    """Also to the place in the page that it names: a link to nowhere is how a removed record would show."""
    site = example_city.public.resolve()
    pages = {"/" + page.relative_to(site).as_posix(): read_page(page) for page in html_pages(site)}

    dead = {
        f"{address} -> {link}"
        for address, (links, _) in pages.items()
        for link in links
        if not leads_somewhere(site, pages, urljoin(address, link))
    }

    assert sorted(dead) == []


class PageReader(HTMLParser):
    """Collects what a page links to and the places in it that can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"href", "src"} and value and tag != "base":
                self.links.add(value)
            elif name == "id" and value:
                self.places.add(value)


def read_page(path: Path) -> tuple[set[str], set[str]]:
    reader = PageReader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.links, reader.places


def leads_somewhere(site: Path, pages: dict[str, tuple[set[str], set[str]]], target: str) -> bool:
    parts = urlsplit(target)
    if parts.scheme or parts.netloc:
        return True
    path = unquote(parts.path)
    address = path + "index.html" if path.endswith("/") else path
    if address not in pages:
        return (site / address.lstrip("/")).is_file()
    return not parts.fragment or unquote(parts.fragment) in pages[address][1]


def html_pages(site: Path) -> Iterator[Path]:
    yield from site.rglob("*.html")


def take_picture(page: Page, name: str) -> None:
    """Leave a picture in build/shots for people to look at; long pages are cut."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    width, height = page.evaluate("[innerWidth, Math.min(3000, document.documentElement.scrollHeight)]")
    clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
    page.screenshot(path=SHOTS / f"{name}.png", full_page=True, clip=clip)


def complaint(message: ConsoleMessage, unknown: str) -> list[str]:
    """An error in the console; that an unknown address answers 404 is none."""
    if message.type != "error" or message.location["url"] == unknown:
        return []
    return [message.text]
