"""The English pages as their readers meet them: by ear, on a phone, in large text, without JavaScript, searching."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Page

from tests.browser.test_pages import OVERHANG, VIOLATIONS

pytestmark = pytest.mark.browser

PAGES = ("/en/", "/en/search/", "/en/penalties/", "/en/download/", "/en/about/")


@pytest.fixture(scope="module", params=PAGES)
def english(request: pytest.FixtureRequest, scripted: BrowserContext, site_url: str) -> Iterator[Page]:
    """An English page, with axe in it."""
    page = scripted.new_page()
    page.goto(site_url + request.param)
    page.evaluate(AXE_SCRIPT)
    yield page
    page.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_an_english_page_breaks_no_accessibility_rule(english: Page, width: int):
    english.set_viewport_size({"width": width, "height": 900})

    assert [] == english.evaluate(VIOLATIONS)


@pytest.mark.parametrize("is_big", [False, True], ids=["normal", "big letters"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_an_english_page_does_not_scroll_sideways(english: Page, width: int, is_big: bool):
    english.set_viewport_size({"width": width, "height": 900})
    english.evaluate("isBig => { document.getElementById('big').checked = isBig; }", is_big)

    assert english.evaluate(OVERHANG) == 0


@pytest.mark.parametrize("address", PAGES)
def test_the_switch_keeps_the_reader_on_the_page_without_javascript(
    scriptless: BrowserContext, site_url: str, address: str
):
    page = scriptless.new_page()
    page.goto(site_url + address.removeprefix("/en"))

    page.get_by_role("link", name="English", exact=True).click()
    there = (page.url, page.locator("html").get_attribute("lang"))
    page.get_by_role("link", name="中文", exact=True).click()

    assert (site_url + address, "en") == there
    assert (site_url + address.removeprefix("/en"), "zh-CN") == (page.url, page.locator("html").get_attribute("lang"))
    page.close()


def test_an_english_search_finds_chinese_names_and_says_so_in_english(scripted: BrowserContext, site_url: str):
    page = scripted.new_page()
    page.goto(f"{site_url}/en/search/?q=黄石")
    page.locator("#search-results .hits a").first.wait_for()

    heading, said, hit = (page.locator(f"#search-results {one}").first for one in ("h2", "p", ".hits a"))
    assert "Organisations" == heading.inner_text()
    assert said.inner_text().startswith("Organisations with “黄石” in their name: ")
    assert "zh-CN" == hit.get_attribute("lang")
    page.close()


def test_an_english_search_that_finds_nothing_says_what_that_means(scripted: BrowserContext, site_url: str):
    page = scripted.new_page()
    page.goto(f"{site_url}/en/search/?q=没有这样的名称")

    page.get_by_role("heading", name="No results", exact=True).wait_for()

    assert "no certificate of good standing" in page.locator("#search-results .note").inner_text()
    page.close()
