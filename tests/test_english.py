"""The English pages of the example city: English but for data, and true to the Chinese pages beside them."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.conftest import BuiltCity

HAN = re.compile("[\u3000-\u303f\u3400-\u9fff\uff01-\uff60]")
SPOKEN = {"aria-label", "placeholder", "title", "data-l", "alt"}
UNMARKABLE = {"script", "title", "desc"}
"""Elements in which no other can stand, so that a name in them cannot be marked."""
VOID = {"meta", "link", "input", "br", "img"}
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')
SWITCH = re.compile(r'<li class="tongue"><a href="([^"]+)" lang="([^"]+)"')
ROBOTS = re.compile(r'<meta name="robots" content="([^"]+)">')
ROW = re.compile(r'<tr role="row" id="r-([a-z0-9]+)" data-until="([^"]+)"')


class Listener(HTMLParser):
    """Hears a page as a reader of its languages does: collects Chinese that is said to be something else."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.heard: list[str] = []
        self._open: list[tuple[str, str]] = [("", "")]
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self._open[-1][1]
        if tag not in VOID:
            self._open.append((tag, language))
        for name in SPOKEN & given.keys():
            self._listen(given[name] or "", language)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language = self._open[-1]
        if tag not in UNMARKABLE:
            self._listen(data, language)

    def _listen(self, text: str, language: str) -> None:
        if not language.startswith("zh") and HAN.search(text):
            self.heard.append(text)


@pytest.mark.parametrize(
    ("page", "heard"),
    [
        ('<html lang="en"><p>公示</p>', ["公示"]),
        ('<html lang="en"><p lang="zh-CN">公示</p><p>a</p>', []),
        ('<html lang="en"><p lang="zh-CN">公<br>示</p>！', ["！"]),
        ('<html lang="en"><td data-l="公示">a</td>', ["公示"]),
        ('<html lang="en"><script>公示</script>', []),
    ],
)
def test_chinese_that_is_not_marked_is_heard(page: str, heard: list[str]):
    """Or the tests below could not fail."""
    assert heard == Listener(page).heard


@pytest.fixture(scope="module")
def site(example_city: BuiltCity) -> Path:
    return example_city.public.resolve()


@pytest.fixture(scope="module")
def english(site: Path) -> dict[str, str]:
    """The English pages by the address of the Chinese page beside each."""
    pages = (site / "en").rglob("index.html")
    return {
        f"/{path.parent.relative_to(site / 'en').as_posix()}/".replace("/./", "/"): path.read_text() for path in pages
    }


def beside(site: Path, address: str) -> str:
    return (site / address.strip("/") / "index.html").read_text("utf-8")


def test_home_search_downloads_an_explanation_and_every_dataset_are_in_english(site: Path, english: dict[str, str]):
    datasets = {f"/{path.parent.name}/" for path in site.glob("*/department")}

    assert {"/", "/search/", "/download/", "/about/"} | datasets == set(english)


def test_an_english_page_says_nothing_in_chinese_but_data_and_marks_those(english: dict[str, str]):
    """Whoever listens to a page would hear noise otherwise."""
    assert {} == {address: heard for address, page in english.items() if (heard := Listener(page).heard)}


def test_a_page_names_its_editions_and_leads_to_the_other(site: Path, english: dict[str, str]):
    for address, page in english.items():
        chinese = beside(site, address)

        assert ALTERNATE.findall(chinese) == ALTERNATE.findall(page)
        assert ["zh-CN", "en", "x-default"] == [language for language, _address in ALTERNATE.findall(page)]
        assert [(address, "zh-CN")] == SWITCH.findall(page)
        assert [(f"/en{address}", "en")] == SWITCH.findall(chinese)


def test_a_page_without_an_edition_leads_to_the_english_home(site: Path):
    page = beside(site, "/quality/")

    assert ([("/en/", "en")], []) == (SWITCH.findall(page), ALTERNATE.findall(page))


def test_english_pages_show_the_same_records_until_the_same_days(site: Path, english: dict[str, str]):
    pages = {address: (ROW.findall(page), ROW.findall(beside(site, address))) for address, page in english.items()}

    assert {} == {address: rows for address, rows in pages.items() if rows[0] != rows[1]}
    assert any(rows for rows, _ in pages.values())


def test_search_engines_are_told_the_same_of_both_editions(site: Path, english: dict[str, str]):
    asked = {address: ROBOTS.findall(page) for address, page in english.items()}

    assert {address: ROBOTS.findall(beside(site, address)) for address in english} == asked
    assert any(asked.values())


def test_the_sitemap_holds_the_english_pages_that_search_engines_may_have(site: Path, english: dict[str, str]):
    listed = set(re.findall("<loc>https?://[^/]+/en(/.*?)</loc>", (site / "sitemap.xml").read_text("utf-8")))

    assert {address for address, page in english.items() if not ROBOTS.search(page)} - {"/about/"} == listed
