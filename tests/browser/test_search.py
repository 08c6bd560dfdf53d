"""Search as a reader meets it, and its answers against brute force over a hundred thousand invented names."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from playwright.sync_api import Browser, Page, expect

from generator.engine import InProcess
from generator.model.parts import PublicPart
from generator.policy.spelling import fold_all
from generator.stages.index import index
from tests.browser.conftest import PageOpener, SiteHandler
from tests.conftest import CHECKOUT
from tests.stages.test_render import PENALTIES, Built, city_of, publication_of

pytestmark = pytest.mark.browser

NAMES = 100_000
QUERIES = 300
MOST_BYTES = 40_000
ASK = """async query => {
  const finder = gongshi.makeFinder(gongshi.fetchText);
  return await finder.find(query, {});
}"""
ASK_ALL = """async queries => {
  const answers = queries.map(() => null), left = queries.entries();
  const told = hits => hits.map(hit => hit.number || [hit.name, hit.code]);
  async function ask() {
    for (const [place, [family, query]] of left) {
      const answer = await gongshi.makeFinder(gongshi.fetchText).find(query, {}), found = answer[family];
      answers[place] = { hits: told(found.hits), complete: found.complete, bytes: answer.bytes };
    }
  }
  await Promise.all([ask(), ask(), ask(), ask()]);
  return answers;
}"""
"""Each query with a finder of its own, that knows nothing yet; a few at a time."""
PLACES = ["黄石", "黄石市", "湖北", "大冶市", "阳新县", "湖北黄石", "黄石港区", "大冶", ""]
TRADES = [
    "建材",
    "商贸",
    "机械制造",
    "餐饮管理",
    "科技",
    "物流",
    "建筑工程",
    "汽车服务",
    "农业发展",
    "食品",
    "醫療器械",
    "（集团）贸易",
]
FORMS = [
    "有限公司",
    "有限公司",
    "有限责任公司",
    "经营部",
    "商行",
    "店",
    "专业合作社",
    "股份有限公司",
    "有限公司黄石分公司",
]
SIGNS = "磁湖铜绿矿山江河金银水木火土天地人和风云龙凤鑫盛华丰泰安康宁福禄寿喜财源广进兴旺发达永昌隆顺利通祥瑞吉庆"


@dataclass(frozen=True)
class Truth:
    """What was indexed, folded, to be searched by brute force."""

    url: str
    names: pa.Array
    folded: pa.Array
    codes: pa.Array
    numbers: pa.Array
    folded_numbers: pa.Array

    def organisations(self, query: str) -> set[Any]:
        hit = pa.scalar(value=True)
        for word in fold_all(query.split()):
            inside = pc.or_(pc.match_substring(self.folded, word), pc.starts_with(self.codes, word))
            hit = pc.and_(hit, inside)
        return self._pairs(hit)

    def coded(self, query: str) -> set[Any]:
        return self._pairs(pc.starts_with(self.codes, query))

    def documents(self, query: str) -> set[Any]:
        key = fold_all([query])[0].lstrip("第").rstrip("号")
        return set(self.numbers.filter(pc.starts_with(self.folded_numbers, key)).to_pylist())

    def _pairs(self, hit: pa.Array) -> set[Any]:
        return set(zip(self.names.filter(hit).to_pylist(), self.codes.filter(hit).to_pylist(), strict=True))


def rows_of(chance: np.random.Generator) -> pd.DataFrame:
    """Invented organisations, each with a document."""

    def picked(words: list[str]) -> pd.Series:
        return pd.Series(words, dtype="str").take(chance.integers(0, len(words), NAMES)).reset_index(drop=True)

    def letters(signs: str, count: int) -> list[str]:
        grid = np.array(list(signs))[chance.integers(0, len(signs), (NAMES, count))]
        return ["".join(row) for row in grid]

    signs = list(SIGNS)
    names = picked(PLACES) + picked(signs) + picked(signs) + picked([*signs, "", ""]) + picked(TRADES) + picked(FORMS)
    districts = picked(["420200", "420202", "420203", "420281", "420222"])
    codes = "91" + districts + "MA" + pd.Series(letters("0123456789ABCDEFGHJKLMNPQRTUWXY", 7), dtype="str") + "X"
    years = picked(["2023", "2024", "2025", "2026"])
    counted = pd.Series([str(number) for number in range(NAMES)], dtype="str")
    numbers = "黄市监处罚〔" + years + "〕" + counted + "号"
    ids = letters("abcdefghijklmnopqrstuvwxyz234567", 20)
    columns = {"record_id": ids, "文书号": numbers, "@name": names, "@code": codes, "@date": years + "-05-06"}
    return pd.DataFrame(columns | {"@kind": "organisation", "@department": "market"}, dtype="str")


@pytest.fixture(scope="module")
def truth(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Truth]:
    """A hundred thousand names behind a web server, and the same names to be searched one by one."""
    folder = tmp_path_factory.mktemp("names")
    rows = rows_of(np.random.default_rng(20261124))
    rows.to_parquet(folder / "part.parquet")
    site = folder / "site"
    site.mkdir()
    part = PublicPart("penalties", "market", 0, NAMES, folder / "part.parquet")
    index(publication_of(city_of(PENALTIES), [part]), site, folder / "work", InProcess())
    (site / "search.js").write_bytes((CHECKOUT / "site_templates/assets/search.js").read_bytes())
    (site / "index.html").write_text('<!doctype html><meta charset="utf-8"><script src="/search.js"></script>')
    names, numbers = rows["@name"].tolist(), rows["文书号"].tolist()
    folded = [number.lstrip("第").rstrip("号") for number in fold_all(numbers)]
    texts = (names, fold_all(names), rows["@code"].tolist(), numbers, folded)
    with served(site) as url:
        yield Truth(url, *(pa.array(text, pa.string()) for text in texts))


@contextmanager
def served(site: Path) -> Iterator[str]:
    """A folder behind a web server: its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def queries(truth: Truth) -> list[tuple[str, str]]:
    """Queries of every kind: parts of names, several words, other spellings, codes, document numbers, and no hits."""
    chance = random.Random(7)
    kinds = ("names", "names", "names", "words", "spelt", "codes", "documents", "prefix", "nothing")
    made = []
    for number in range(QUERIES):
        kind, place = kinds[number % len(kinds)], chance.randrange(NAMES)
        name, code, document = (texts[place].as_py() for texts in (truth.names, truth.codes, truth.numbers))
        at = chance.randrange(0, len(name) - 5)
        part = name[at : at + chance.choice((2, 2, 2, 3, 4, 6))]
        made.append(
            {
                "names": ("names", part),
                "words": ("names", f"{name[at : at + 2]} {name[at + 3 : at + 5]}"),
                "spelt": ("names", name[-9:].replace("药", "藥").replace("医", "醫").replace("（", "［") + " "),
                "codes": ("codes", code[: chance.choice((8, 10, 12, 18, 18))]),
                "documents": ("documents", document.replace("〔", "[").replace("〕", "]")),
                "prefix": ("documents", document[: chance.randrange(5, len(document))]),
                "nothing": ("names", part[:1] + "龘" + part[1:]),
            }[kind]
        )
    return made


@pytest.fixture(scope="module")
def finder(browser: Browser, truth: Truth) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(truth.url)
    yield page
    page.close()


def test_every_hit_is_true_and_a_list_is_complete_or_marked_as_cut(finder: Page, truth: Truth):
    asked = queries(truth)
    look: dict[str, Callable[[str], set[Any]]] = {
        "names": truth.organisations, "codes": truth.coded, "documents": truth.documents
    }  # fmt: skip

    answers = finder.evaluate(ASK_ALL, asked)

    wrong = []
    for (family, query), answer in zip(asked, answers, strict=True):
        found = {tuple(hit) if isinstance(hit, list) else hit for hit in answer["hits"]}
        expected = look[family](query)
        if not (found == expected if answer["complete"] else found <= expected):
            wrong.append((family, query))
    assert [] == wrong
    assert sum(answer["complete"] for answer in answers) > QUERIES / 2
    assert max(answer["bytes"] for answer in answers) <= MOST_BYTES


@pytest.mark.parametrize("query", ["有限公司", "公司", "商行"])
def test_a_form_that_every_second_name_has_is_never_said_to_be_complete(finder: Page, query: str):
    answer = finder.evaluate(ASK, query)

    assert answer["names"]["complete"] is False


def test_a_file_that_is_named_by_its_bytes_is_fetched_once(finder: Page, truth: Truth):
    spent = finder.evaluate(
        """async query => {
          const finder = gongshi.makeFinder(gongshi.fetchText);
          return [(await finder.find(query, {})).bytes, (await finder.find(query, {})).bytes];
        }""",
        truth.names[0].as_py()[:4],
    )

    assert spent[0] > 0
    assert spent[1] == 0


def typed(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("#search-status")).not_to_be_empty()


def test_results_come_as_one_types_and_are_told_to_screen_readers(
    open_page: PageOpener, site_url: str, company: tuple[str, str]
):
    name, code = company
    page = open_page(f"{site_url}/search/", 390)

    typed(page, name)

    expect(page.get_by_role("status")).to_contain_text("已全部列出")
    hit = page.locator(f"#search-results a[href='/subject/{code[-2:]}/{code}.html']")
    expect(hit.first).to_have_text(name)
    assert f"代码尾号{code[-6:]}" in page.locator("#search-results li").first.inner_text()


def test_an_address_with_a_query_can_be_shared_and_filtered(
    open_page: PageOpener, site_url: str, company: tuple[str, str]
):
    code = company[1]
    page = open_page(f"{site_url}/search/?q={code}", 1280)
    expect(page.locator(f"#search-results a[href*='{code}']").first).to_be_visible()

    page.get_by_label("年份").select_option(index=1)
    expect(page.locator("#search-status")).not_to_be_empty()

    assert page.url.startswith(f"{site_url}/search/?q={code}&year=20")
    assert page.get_by_role("searchbox").input_value() == code


def test_nothing_found_says_what_that_does_not_mean(open_page: PageOpener, site_url: str):
    page = open_page(f"{site_url}/search/", 390)

    typed(page, "龘龘龘龘")

    expect(page.get_by_role("status")).to_have_text("没有结果。")
    expect(page.locator("#search-results")).to_contain_text("它不是信用良好的证明")


@pytest.mark.parametrize("attack", ["<img src=x onerror=alert(1)>", "'\"><script>alert(1)</script>"])
def test_a_query_is_shown_as_text(open_page: PageOpener, site_url: str, attack: str):
    page = open_page(f"{site_url}/search/", 1280)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))

    typed(page, attack)

    expect(page.locator("#search-results")).to_contain_text(attack)
    assert page.locator("#search-results img, #search-results script").count() == 0
    assert dialogs == []


def test_without_javascript_the_search_leads_to_an_organisation_by_links(
    open_page: PageOpener, site_url: str, company: tuple[str, str]
):
    name, code = company
    page = open_page(f"{site_url}/search/?q={name[:4]}", 390, script=False)
    page.locator("main").get_by_role("link", name="浏览").first.click()
    page.locator(f"a[href='/browse/district/{code[2:8]}/']").click()
    while not page.locator(f"a[href*='{code}']").count():
        page.get_by_role("link", name="下一页").click()

    page.locator(f"a[href*='{code}']").click()

    expect(page.locator("h1")).to_have_text(name)


def test_a_site_that_was_not_made_anew_answers_no_query(browser: Browser, tmp_path: Path):
    """Its index may hold records whose period has ended."""
    city = city_of(PENALTIES, banner=None, fictional=False, as_of=None)
    built = Built(publication_of(city, []), tmp_path / "site")
    with served(built.site) as url:
        context = browser.new_context()
        page = context.new_page()
        page.clock.set_fixed_time("2027-01-01T00:00:00+08:00")
        requests: list[str] = []
        page.on("request", lambda request: requests.append(request.url))

        page.goto(f"{url}search/?q=磁湖")

        expect(page.get_by_role("status")).to_have_text("本站没有按时更新，暂时不能查询。")
        assert [] == [address for address in requests if address.endswith(".gz")]
        context.close()


def test_a_page_that_outlived_its_index_asks_for_the_new_one(
    open_page: PageOpener, site_url: str, company: tuple[str, str]
):
    name, code = company
    page = open_page(f"{site_url}/search/", 1280)
    lost = iter([True])
    page.route(
        "**/search/names/**",
        lambda route: route.fulfill(status=404) if next(lost, False) else route.continue_(),
    )

    typed(page, name)

    expect(page.locator(f"#search-results a[href*='{code}']").first).to_be_visible()
