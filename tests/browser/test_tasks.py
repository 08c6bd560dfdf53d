"""Whole tasks, as people do them: from home to a record, by keyboard alone to a download, and 大字版 that stays."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PageOpener

pytestmark = pytest.mark.browser

FOCUSED = """selector => {
  const here = document.activeElement, style = getComputedStyle(here);
  const isRinged = here === document.body || parseFloat(style.outlineWidth) >= 2;
  return { found: here.matches(selector), ringed: isRinged || here.id === "big" };
}"""
"""What has the focus, and whether it shows: around 大字版 the ring is drawn around its label."""
PRESSES = 400


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what is sought has the focus; whatever has it on the way shows that it does."""
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED, selector)
        assert here["ringed"], page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        if here["found"]:
            return
    pytest.fail(f"nothing like {selector} gets the focus")


def test_a_companys_record_is_two_steps_from_home(open_page: PageOpener, site_url: str, company: tuple[str, str]):
    name, code = company
    page = open_page(f"{site_url}/", 390)
    page.get_by_role("searchbox").fill(name)

    page.locator(f"#search-results a[href*='{code}']").click()
    page.locator("main table tbody th a").first.click()

    expect(page.locator("h1")).to_have_text(name)
    assert "/record/" in page.url


def test_home_shows_the_first_hits_and_leads_to_all_of_them(open_page: PageOpener, site_url: str):
    page = open_page(f"{site_url}/", 1280)
    page.get_by_role("searchbox").fill("黄石")

    expect(page.locator("#search-results .hits").first.locator("li")).to_have_count(5)
    page.get_by_role("link", name="查看全部结果").first.click()

    expect(page.get_by_role("searchbox")).to_have_value("黄石")
    assert page.url.startswith(f"{site_url}/search/?q=")
    expect(page.locator("#search-results .hits li").nth(5)).to_be_visible()


def test_by_keyboard_alone_a_record_is_found_and_its_list_downloaded(
    open_page: PageOpener, site_url: str, company: tuple[str, str], tmp_path: Path
):
    name, code = company
    page = open_page(f"{site_url}/", 1280)

    tab_to(page, "input[type=search]")
    page.keyboard.type(name[:6])
    page.keyboard.press("Enter")
    expect(page.locator(f"#search-results a[href*='{code}']").first).to_be_visible()
    tab_to(page, "input[type=search]")
    while not page.evaluate("document.activeElement.href || ''").endswith(f"{code}.html"):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/subject/**")
    tab_to(page, "main table th a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/record/**")
    expect(page.locator("h1")).to_have_text(name)
    tab_to(page, "nav a[href='/download/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/download/")
    tab_to(page, "main a[href$='.csv']")
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    downloading.value.save_as(tmp_path / "list.csv")

    assert (tmp_path / "list.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_big_letters_are_chosen_by_keyboard_and_stay_on_the_next_page(open_page: PageOpener, site_url: str):
    page = open_page(f"{site_url}/", 1280)
    normal = letters(page)

    tab_to(page, "#big")
    page.keyboard.press("Space")
    chosen = letters(page)
    page.goto(f"{site_url}/catalogue/")

    assert chosen >= 24 > normal
    assert letters(page) == chosen


def test_the_first_key_leads_past_the_header(open_page: PageOpener, site_url: str):
    page = open_page(f"{site_url}/catalogue/", 1280)

    tab_to(page, "a.skip")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.getElementById('main').contains(document.activeElement)")


def test_a_reader_without_a_script_gets_from_home_to_a_record(open_page: PageOpener, site_url: str):
    page = open_page(f"{site_url}/", 390, script=False)

    page.locator("a[href='/licences/']").first.click()
    page.locator("main .cal li a").first.click()
    page.locator("main tbody a[href^='/record/']").first.click()

    assert re.search("/record/[a-z2-7]{2}/[a-z2-7]{20}.html$", page.url)


def letters(page: Page) -> float:
    size: float = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.page')).fontSize)")
    return size
