"""Explanatory pages stand in the same frame as all others, say what data/ says, and never take another page's place."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import pytest

from generator.errors import CatalogueError
from generator.model.catalogue import Dataset
from generator.model.city import Basis, City, Department, Site
from generator.model.periods import PeriodRule
from generator.model.publication import Publication, UnitState
from generator.stages.edit import EditorialSources, edit
from generator.stages.edit.facts import facts
from generator.stages.render import editions
from tests.conftest import CHECKOUT

SITE = Site.model_validate(
    {
        "name": "信用示例",
        "base_url": "https://credit.example.org",
        "organiser": "示例<主办>",
        "operator": "示例承办",
        "phone": "0714-0000000",
        "address": "示例市示例路",
        "site_code": "4202000000",
        "icp": "示例备案",
        "police_record": "示例公安备案",
        "repair_channel": {"title": "信用中国", "url": "https://www.creditchina.gov.cn"},
        "authoritative": "以认定部门公示为准",
        "licence": {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
    }
)
DEPARTMENT = Department.model_validate(
    {"id": "ecology", "code": "", "name": "示例生态环境局", "level": "city", "contact": {"phone": "0714-0000003"}}
)
BASIS = Basis.model_validate(
    {
        "id": "order-36",
        "title": "信用修复管理办法",
        "number": "令第36号",
        "issuer": "示例",
        "level": "department-rule",
        "in_force_from": "2026-04-01",
        "source": "转载",
        "verified": False,
    }
)
PENALTY_PERIOD = PeriodRule.model_validate(
    {
        "id": "penalty",
        "title": "行政处罚公示期限",
        "sets": [
            {
                "from": "2019-07-01",
                "start": "decided-on",
                "classes": {"general": {"shortest": "P3M", "longest": "P1Y"}},
            },
            {
                "from": "2026-04-01",
                "basis": "order-36",
                "start": "decided-on",
                "classes": {
                    "slight": {"publish": False, "longest": "P3M"},
                    "serious": {"shortest": "P1Y", "longest": "P3Y"},
                },
                "sectors": {"消防": {"shortest": "P1Y"}},
            },
        ],
    }
)
YEARLY_PERIOD = PeriodRule.model_validate(
    {"id": "yearly", "title": "年度名单", "per": "year", "from_day": "{year+1}-04-01", "until_day": "{year+2}-03-31"}
)


def publication(as_of: date = date(2026, 11, 24), natural_persons: str = "withheld") -> Publication:
    dataset = Dataset.model_validate(
        {
            "name": "penalties",
            "title": "行政处罚",
            "credit": {
                "kind": "penalty",
                "item": "national-2025/行政处罚",
                "access": "public",
                "basis": ["order-36"],
                "subjects": "mixed",
                "deliver": {"departments": ["ecology"], "match": "*.csv", "mode": "append"},
                "period": "penalty",
                "natural_persons": natural_persons,
                "person_basis": ["order-36"],
            },
            "schema": {"fields": [{"name": "名称", "credit": {"role": "subject-name", "disclose": "public"}}]},
        }
    )
    periods = {rule.id: rule for rule in (PENALTY_PERIOD, YEARLY_PERIOD)}
    city = City(SITE, (dataset,), (DEPARTMENT,), {"order-36": BASIS}, periods, (), (), {}, {}, frozenset())
    unit = UnitState("penalties", "ecology", None, date(2026, 11, 23), False, 0, 0, 0, 0, {})
    return Publication(city, as_of, 1, (), (unit,))


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., Path]:
    """Build the pages of a city into an empty release; `own` are the city's own pages by path."""

    def built(own: dict[str, str] | None = None, **changes: object) -> Path:
        for place, text in (own or {}).items():
            page = tmp_path / "data" / "editorial" / place
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
        templates = CHECKOUT / "site_templates"
        sources = EditorialSources(templates, CHECKOUT / "mkdocs.yml", tmp_path / "data", tmp_path / "work")
        published = publication(**changes)  # type: ignore[arg-type]
        edit(published, sources, editions(published, templates), tmp_path / "site")
        return tmp_path / "site"

    return built


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*")):
        if path.is_file():
            yield path.relative_to(site).as_posix(), path.read_text(encoding="utf-8")


def test_the_program_explains_itself_the_policy_repair_and_objection(build: Callable[..., Path]) -> None:
    site = build()

    assert [
        "about/accessibility/index.html",
        "about/index.html",
        "about/privacy/index.html",
        "en/about/index.html",
        "guide/developers/index.html",
        "guide/glossary/index.html",
        "guide/index.html",
        "guide/journalists/index.html",
        "guide/lists/index.html",
        "guide/objection/index.html",
        "guide/repair/index.html",
        "guide/reuse/index.html",
        "policy/index.html",
        "policy/periods/index.html",
    ] == [place for place, _ in pages(site)]


def test_every_page_stands_in_the_frame_and_is_escaped(build: Callable[..., Path]) -> None:
    for _, text in pages(build()):
        assert text.startswith("<!doctype html>")
        assert "示例&lt;主办&gt;" in text
        assert "示例<主办>" not in text
        assert re.search(r"<h1>[^<]+</h1>", text)


def test_no_page_loads_anything_from_elsewhere_or_carries_script_or_style(build: Callable[..., Path]) -> None:
    for _, text in pages(build()):
        assert [] == re.findall(r'(?:<script(?! src="/assets/)|<style|\sstyle=|\son[a-z]+=|src="(?!/)|data:)', text)


def test_every_link_of_the_pages_leads_to_a_page_or_a_known_folder(build: Callable[..., Path]) -> None:
    site = build()
    elsewhere = {"/", "/catalogue/", "/measures/", "/quality/", "/notices/", "/download/", "/search/", "/penalties/"}
    elsewhere |= {
        "/en/",
        "/en/search/",
        "/en/download/",
        "/en/penalties/",
        "/browse/",
        "/changes/",
        "/status.json",
        "/sitemap.xml",
    }
    elsewhere |= {f"/download/{name}" for name in ("datapackage.json", "SHA256SUMS", "statistics.csv", "all.zip")}
    here = {f"/{place.removesuffix('index.html')}" for place, _ in pages(site)}

    for place, text in pages(site):
        links = [urljoin(f"/{place}", link) for link in re.findall(r'<a [^>]*href="([^"]+)"', text)]
        inside = {urldefrag(link).url.removesuffix("index.html") for link in links if link.startswith("/")}
        assert set() == inside - elsewhere - here, place


def test_repair_costs_nothing_and_the_page_says_so(build: Callable[..., Path]) -> None:
    text = (build() / "guide/repair/index.html").read_text(encoding="utf-8")

    assert "信用修复不收取任何费用，谨防代办诈骗" in text
    assert '<ol class="steps">' in text
    assert 'href="https://www.creditchina.gov.cn"' in text


def test_periods_are_told_from_the_rule_in_force_and_as_unverified_where_they_are(build: Callable[..., Path]) -> None:
    text = (build() / "policy/periods/index.html").read_text(encoding="utf-8")

    assert '<th scope="row">严重</th><td>1年</td><td>3年</td>' in text
    assert "一般不公示；认定部门决定公示的，最长3个月" in text
    assert "从作出决定之日起计算。消防领域：最短1年。" in text
    assert "《信用修复管理办法》（令第36号）" in text
    assert "以官方文本为准" in text
    assert "年度名单" not in text  # no dataset goes by it


def test_before_a_new_rule_is_in_force_the_old_one_is_told() -> None:
    told = facts(publication(date(2026, 3, 31)))["periods"]

    assert isinstance(told, tuple)
    assert [(("一般", "3个月", "1年"),)] == [period.classes for period in told]


@pytest.mark.parametrize(("persons", "sentence"), [("withheld", "都不包含自然人"), ("masked", "只留姓氏，例如“王**”")])
def test_the_page_on_privacy_says_whether_persons_are_shown(
    build: Callable[..., Path], persons: str, sentence: str
) -> None:
    text = (build(natural_persons=persons) / "about/privacy/index.html").read_text(encoding="utf-8")

    assert sentence in text


def test_two_builds_give_the_same_bytes(
    build: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = dict(pages(build()))
    shutil.rmtree(tmp_path / "site")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")  # another day, as mkdocs knows it

    assert first == dict(pages(build()))


def test_a_citys_own_page_takes_the_place_of_the_programs(build: Callable[..., Path]) -> None:
    site = build({"guide/index.md": "---\ntitle: 本市指南\n---\n## 各部门 {#departments}\n\n{{ site.phone }}\n"})

    text = (site / "guide/index.html").read_text(encoding="utf-8")
    assert '<h2 id="departments">各部门</h2>\n<p>0714-0000000</p>' in text
    assert '<a href="#departments">各部门</a>' in text


def test_pages_that_a_city_does_not_write_are_the_programs(build: Callable[..., Path]) -> None:
    site = build({"about/index.md": "---\ntitle: 本市\n---\n本市的说明。\n", "policy/local.md": PAGE})

    places = [place for place, _ in pages(site)]
    assert "policy/local/index.html" in places
    for address in ("about", "policy", "guide", "guide/repair", "guide/objection", "about/accessibility"):
        assert f"{address}/index.html" in places


@pytest.mark.parametrize(
    ("kind", "title"), [("penalty", "行政处罚"), ("red-list", "守信激励对象"), ("serious-list", "严重失信主体")]
)
def test_each_kind_of_list_is_explained_where_the_city_has_one(
    build: Callable[..., Path], kind: str, title: str
) -> None:
    text = (build() / "guide/lists/index.html").read_text(encoding="utf-8")

    assert (f'<h3 id="{kind}">{title}</h3>' in text) is (kind == "penalty")


def test_a_page_where_the_release_has_a_file_is_refused_and_changes_nothing(
    build: Callable[..., Path], tmp_path: Path
) -> None:
    taken = tmp_path / "site" / "guide" / "index.html"
    taken.parent.mkdir(parents=True)
    taken.write_text("first", encoding="utf-8")

    with pytest.raises(CatalogueError, match=r"guide/index\.html 与网站已有的文件同名"):
        build()

    assert "first" == taken.read_text(encoding="utf-8")


PAGE = "---\ntitle: 一页\n---\n"


@pytest.mark.parametrize(
    ("own", "complaint"),
    [
        ({"index.md": PAGE}, r"index\.md 不在 about、policy、guide 文件夹里"),
        ({"penalties/index.md": PAGE}, r"penalties 不在"),
        ({"guide/index.md": "没有标题"}, r"guide/index\.md 没有标题"),
        ({"guide/index.md": PAGE + "[去](missing.md)"}, r"guide/index\.md.*missing\.md"),
        ({"guide/index.md": PAGE + "[去](#nowhere)"}, r"guide/index\.md.*#nowhere"),
        ({"guide/index.md": PAGE + "{{ site.phon }}"}, r"guide/index\.md 里的 \{\{ \}\} 写错了.*phon"),
        ({"guide/index.md": PAGE + "{{ speech.templates }}"}, r"guide/index\.md 里的 \{\{ \}\} 写错了.*speech"),
        ({"en/guide.md": PAGE}, r"en/guide\.md 不在 about、policy、guide 文件夹里"),
        ({"guide/index.md": PAGE + "{% if %}"}, r"guide/index\.md 里的 \{\{ \}\} 写错了"),
    ],
)
def test_a_wrong_page_is_refused_by_name_and_nothing_is_added(
    build: Callable[..., Path], tmp_path: Path, own: dict[str, str], complaint: str
) -> None:
    with pytest.raises(CatalogueError, match=complaint):
        build(own)

    assert not (tmp_path / "site").exists()


def test_a_link_among_the_pages_is_refused(build: Callable[..., Path], tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("private", encoding="utf-8")
    (tmp_path / "data" / "editorial" / "guide").mkdir(parents=True)
    (tmp_path / "data" / "editorial" / "guide" / "map.txt").symlink_to(secret)

    with pytest.raises(CatalogueError, match="是链接或特殊文件"):
        build()


def test_mkdocs_leaves_the_live_site_and_other_folders_alone(build: Callable[..., Path], tmp_path: Path) -> None:
    other = tmp_path / "site" / "penalties" / "index.html"
    other.parent.mkdir(parents=True)
    other.write_text("list", encoding="utf-8")

    build()

    assert "list" == other.read_text(encoding="utf-8")
    assert [] == [path.name for path in (tmp_path / "site").rglob("*") if path.name.startswith(("sitemap", "404"))]
