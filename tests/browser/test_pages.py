"""Pages as citizens meet them: on a phone, in the dark, in 大字版, with a screen reader, without JavaScript, on paper.

Each template is loaded once with JavaScript and once without, and looked at in every way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from tests.browser.conftest import PageOpener
from tests.browser.templates import KINDS

pytestmark = pytest.mark.browser

BANNER = "演示数据"
VIOLATIONS = """async () => {
  const found = await axe.run(document, { resultTypes: ["violations"] });
  return found.violations.map(rule => rule.id + ": " + rule.nodes[0].html.slice(0, 200));
}"""
UNFOLD = "document.querySelectorAll('details').forEach(box => { box.open = true; })"
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TARGETS = "button, select, summary, input:not(#big), .btn, .nav a, .pager a"
SMALL_TARGETS = f"""least => [...document.querySelectorAll("{TARGETS}")]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().height < least - 0.5)
  .map(one => one.outerHTML.slice(0, 120))"""
SMALL_TYPE = """least => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), small = new Set();
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const holder = text.parentElement;
    if (text.data.trim() && holder.checkVisibility() && parseFloat(getComputedStyle(holder).fontSize) < least)
      small.add(holder.outerHTML.slice(0, 120));
  }
  return [...small];
}"""


@dataclass(frozen=True)
class Opened:
    """A template's page in the browser, and what it said and asked for while it was loaded."""

    page: Page
    kind: str
    complaints: list[str]
    requests: list[str]

    def look(self, width: int, *, is_big: bool = False, is_dark: bool = False) -> Page:
        """Look at the page in one way; what another test chose is forgotten."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(media="screen", color_scheme="dark" if is_dark else "light")
        self.page.evaluate("isBig => { document.getElementById('big').checked = isBig; }", is_big)
        return self.page


@pytest.fixture(scope="module", params=KINDS)
def opened(request: pytest.FixtureRequest, scripted: BrowserContext, addresses: dict[str, str]) -> Iterator[Opened]:
    """One page of each template with axe in it, unfolded: what is folded away is looked at by nobody."""
    page = scripted.new_page()
    it = Opened(page, request.param, [], [])
    page.on("console", lambda message: it.complaints.extend(complaint(message, addresses["not-found"])))
    page.on("pageerror", lambda error: it.complaints.append(str(error)))
    page.on("request", lambda request: it.requests.append(request.url))
    page.goto(addresses[it.kind], wait_until="load")
    if it.kind == "search":
        page.locator("#search-results .hits a").first.wait_for()
    page.evaluate(UNFOLD)
    page.evaluate(AXE_SCRIPT)
    yield it
    page.close()


@pytest.fixture(scope="module", params=KINDS)
def bare(request: pytest.FixtureRequest, scriptless: BrowserContext, addresses: dict[str, str]) -> Iterator[Page]:
    """One page of each template without JavaScript."""
    page = scriptless.new_page()
    page.goto(addresses[request.param])
    yield page
    page.close()


@pytest.mark.parametrize(
    ("width", "is_big", "is_dark"),
    [(1280, False, False), (1280, True, False), (1280, False, True), (360, False, False)],
    ids=["wide", "big letters", "dark", "phone"],
)
def test_a_page_breaks_no_accessibility_rule(opened: Opened, width: int, is_big: bool, is_dark: bool):
    page = opened.look(width, is_big=is_big, is_dark=is_dark)

    assert [] == page.evaluate(VIOLATIONS)


def test_a_page_complains_of_nothing_and_asks_no_other_host(opened: Opened, site_url: str):
    assert [] == opened.complaints
    assert [] == [url for url in opened.requests if not url.startswith(f"{site_url}/")]


@pytest.mark.parametrize("is_big", [False, True], ids=["normal", "big letters"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_a_page_does_not_scroll_sideways(opened: Opened, width: int, is_big: bool):
    page = opened.look(width, is_big=is_big)

    assert page.evaluate(OVERHANG) == 0


@pytest.mark.parametrize(("is_big", "type_px", "target_px"), [(False, 15, 44), (True, 24, 60)])
def test_letters_and_what_is_touched_are_large_enough(opened: Opened, is_big: bool, type_px: int, target_px: int):
    """18 pt and 60 px in 大字版, as the norms for old people ask; nowhere under 15 px."""
    page = opened.look(360, is_big=is_big)

    assert [] == page.evaluate(SMALL_TYPE, type_px)
    assert [] == page.evaluate(SMALL_TARGETS, target_px)


def test_a_page_on_paper_still_says_that_it_is_a_demonstration(opened: Opened):
    page = opened.look(794)
    page.emulate_media(media="print")

    assert page.get_by_text(BANNER).first.is_visible()


def test_a_page_reads_without_javascript(bare: Page):
    bare.set_viewport_size({"width": 390, "height": 900})

    assert bare.locator("h1").count() == 1
    assert bare.locator("h1").is_visible()
    assert len(bare.locator("main").inner_text()) > 40
    assert bare.get_by_text(BANNER).first.is_visible()
    assert not bare.locator("[data-print]").first.is_visible()


def test_big_letters_need_no_javascript(bare: Page):
    bare.set_viewport_size({"width": 320, "height": 900})
    before = bare.locator("h1").evaluate("title => parseFloat(getComputedStyle(title).fontSize)")

    bare.locator("label[for='big']").click()

    assert bare.locator("h1").evaluate("title => parseFloat(getComputedStyle(title).fontSize)") > before
    assert bare.evaluate(OVERHANG) == 0
    bare.locator("label[for='big']").click()


def test_a_list_shows_its_rows_without_javascript(open_page: PageOpener, addresses: dict[str, str]):
    page = open_page(addresses["list"], 1280, script=False)

    rows = page.locator("main table tbody tr[id^='r-']")

    assert 1 <= rows.count() <= 100
    assert rows.first.is_visible()


def test_a_record_is_printed_by_a_button(open_page: PageOpener, addresses: dict[str, str]):
    page = open_page(addresses["adverse-record"], 1280)
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1; }; }")

    page.get_by_role("button", name="打印本页").click()

    assert page.evaluate("window.printed") == 1


def test_a_record_on_paper_hides_what_paper_cannot_do_and_unfolds_the_rest(
    open_page: PageOpener, addresses: dict[str, str]
):
    page = open_page(addresses["adverse-record"], 794)
    page.emulate_media(media="print")

    hidden = page.locator("nav, button, .btn, .switch, .find").evaluate_all(
        "parts => parts.filter(one => one.checkVisibility()).map(one => one.outerHTML.slice(0, 80))"
    )

    assert [] == hidden
    assert page.locator(".fields details").first.evaluate("box => box.getBoundingClientRect().height") > 30
    assert page.get_by_text("固定网址").is_visible()


def complaint(message: ConsoleMessage, unknown: str) -> list[str]:
    """An error in the console; that an unknown address answers 404 is none."""
    if message.type != "error" or message.location["url"] == unknown:
        return []
    return [message.text]
