"""Pages of a small invented city: what they show, what they never show, and how they lead to one another."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pandas as pd
import pytest

from generator.engine import InProcess
from generator.model.catalogue import Dataset
from generator.model.changes import Addition, Change, Counts, Promptness
from generator.model.city import Basis, City, Department, Measure, Site
from generator.model.columns import public_columns
from generator.model.parts import PublicPart
from generator.model.periods import PeriodRule
from generator.model.publication import Notice, Publication, UnitState
from generator.model.statistics import Figures
from generator.stages.render import environment, render
from generator.stages.render.furniture import render_furniture
from generator.stages.render.press import Press

TEMPLATES = Path(__file__).resolve().parents[2] / "site_templates"
AS_OF = date(2026, 11, 24)
ID = "q7m4x2kfdv3nbt6w5hcy"
BOTH = {"organisation": "public", "sole-trader": "public"}
DECIDED = {"role": "decided-on", "disclose": {"organisation": "public", "sole-trader": "public", "person": "public"}}
EVERYONE = {**BOTH, "person": "public"}

SITE = {
    "name": "信用某市（演示）", "base_url": "https://credit.example.org", "fictional": True, "as_of": "2026-11-24",
    "banner": "演示数据，均为虚构", "organiser": "某市信用办（演示）", "operator": "某市大数据中心（演示）",
    "phone": "0714-0000000", "address": "某省某市", "site_code": "4202000000", "icp": "鄂ICP备00000000号",
    "police_record": "鄂公网安备42020000000000号", "authoritative": "以“信用中国”网站公示为准",
    "repair_channel": {"title": "信用中国", "url": "https://www.creditchina.gov.cn"},
    "licence": {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
}  # fmt: skip
CREDIT = {
    "access": "public", "basis": ["law"], "subjects": "mixed",
    "deliver": {"departments": ["market", "ecology"], "match": "*.csv", "mode": "snapshot"},
}  # fmt: skip
PENALTIES: dict[str, Any] = {
    "name": "penalties", "title": "行政处罚", "description": "行政机关作出的行政处罚决定",
    "credit": {**CREDIT, "kind": "penalty", "item": "national-2025/行政处罚", "period": "penalty"},
    "schema": {"fields": [
        {"name": "名称", "credit": {"role": "subject-name", "code": "CF_XDR_MC", "disclose": BOTH}},
        {"name": "信用代码", "credit": {"role": "subject-code", "check": "uscc", "disclose": BOTH}},
        {"name": "工商注册号", "credit": {"disclose": "public"}},
        {"name": "证件号码", "credit": {"role": "person-id", "disclose": "withhold"}},
        {"name": "文书号", "credit": {"role": "record-number", "disclose": BOTH}},
        {"name": "处罚类别", "credit": {"role": "category", "disclose": BOTH}},
        {"name": "违法事实", "credit": {"role": "fact-text", "disclose": BOTH}},
        {"name": "罚款（万元）", "type": "number", "credit": {"role": "fine", "disclose": BOTH}},
        {"name": "决定日期", "type": "date", "credit": {"role": "decided-on", "disclose": BOTH}},
        {"name": "处罚机关", "credit": {"role": "authority", "disclose": BOTH}},
    ]},
}  # fmt: skip
MODELS: dict[str, Any] = {
    "name": "models", "title": "诚信典型",
    "credit": {
        **CREDIT, "kind": "model", "item": "national-2025/诚信典型", "period": "forever", "natural_persons": "masked",
        "person_basis": ["law"], "deliver": {"departments": ["market"], "match": "m*.csv", "mode": "snapshot"},
        "criteria": {"document": "law", "filing": "市信用办备〔2026〕3号"},
    },
    "schema": {"fields": [
        {"name": "姓名或名称", "credit": {"role": "subject-name", "disclose": {**BOTH, "person": "name"}}},
        {"name": "事迹", "credit": {"role": "content-text", "disclose": EVERYONE}},
    ]},
}  # fmt: skip
PERIODS: tuple[dict[str, Any], ...] = (
    {"id": "penalty", "title": "行政处罚公示期限", "start": "decided-on", "sets": [
        {"from": "2023-05-01", "basis": "law", "classes": {"general": {"shortest": "P3M", "longest": "P3Y"}}},
        {"from": "2026-04-01", "basis": "law", "classes": {
            "slight": {"publish": False}, "general": {"shortest": "P3M", "longest": "P1Y"},
            "serious": {"shortest": "P1Y", "longest": "P3Y"},
        }},
    ]},
    {"id": "forever", "title": "诚信典型", "basis": "law", "until": "removed-by-authority"},
)  # fmt: skip


def city_of(*datasets: dict[str, Any], **site: Any) -> City:
    law = {"id": "law", "title": "某法", "issuer": "某机关", "level": "law", "in_force_from": "2021-07-15"}
    limit = {"id": "limit", "title": "限制参加政府采购", "content": "一年内", "applies_to": "penalties;elsewhere"}
    carried = {"basis": "law", "executor": "市财政局", "executor_kind": "department", "status": "keep"}
    return City(
        site=Site.model_validate(SITE | site),
        datasets=tuple(Dataset.model_validate(one) for one in datasets),
        departments=(
            Department.model_validate(
                {"id": "market", "code": "", "name": "某市市场监管局（演示）", "level": "city"}
                | {"contact": {"phone": "0714-0000001"}}
            ),
            Department.model_validate({"id": "ecology", "code": "", "name": "某市生态局（演示）", "level": "city"}),
        ),
        bases={"law": Basis.model_validate(law | {"articles": {"48": "依法公开"}, "source": "", "verified": False})},
        periods={one["id"]: PeriodRule.model_validate(one) for one in PERIODS},
        restraints=(Measure.model_validate(limit | carried),),
        incentives=(),
        holidays={},
        divisions={},
        surnames=frozenset(),
    )


def penalty(number: int, **cells: str | None) -> dict[str, str | None]:
    """An invented penalty; `number` tells rows apart."""
    record_id = f"{ID[:-4]}{number:04d}"
    return {
        "record_id": record_id, "名称": f"某市甲{number}商贸有限公司", "信用代码": "91420200MAAA9RTP64",
        "工商注册号": None, "文书号": f"某市监罚〔2026〕{number}号", "处罚类别": "罚款", "违法事实": "销售不合格产品",
        "罚款（万元）": "4.86", "罚款（元）": "48600", "决定日期": "2026-09-14", "处罚机关": "某市市场监管局",
        "published_until": "2027-09-13", "note": "", "@kind": "organisation", "@department": "market",
        "@date": "2026-09-14", "@since": "2026-09-15", "@repairable": "2026-12-14", "@severity": "general",
        "@name": f"某市甲{number}商贸有限公司", "@code": "91420200MAAA9RTP64", "@pending": "",
    } | cells  # fmt: skip


def model(number: int, name: str, kind: str) -> dict[str, str | None]:
    """An invented entry of a list without dates, open to persons."""
    return {
        "record_id": f"mmmmmmmmmmmmmmmm{number:04d}", "姓名或名称": name, "事迹": "拾金不昧", "published_until":
        "9999-12-31", "note": "", "@kind": kind, "@department": "market", "@date": "", "@since": "2026-11-01",
        "@repairable": "", "@severity": "", "@name": name, "@code": "", "@pending": "",
    }  # fmt: skip


def unit(dataset: str, department: str, **stands: Any) -> UnitState:
    fresh = UnitState(
        dataset, department, None, AS_OF, fallback=False, delivered=0, used=0, waiting=0, published=0, withheld={}
    )
    return replace(fresh, **stands)


def part_of(folder: Path, dataset: str, rows: Sequence[dict[str, str | None]], number: int = 0) -> PublicPart:
    path = folder / f"{dataset}-{number}.parquet"
    pd.DataFrame(rows, dtype="str").to_parquet(path)
    return PublicPart(dataset, "market", number, len(rows), path)


def publication_of(city: City, parts: Iterable[PublicPart], *units: UnitState, **more: Any) -> Publication:
    return Publication(city, AS_OF, 7, tuple(parts), units, **more)


class Built:
    """A rendered site and what tests ask of it."""

    def __init__(self, publication: Publication, site: Path, sizes: dict[str, int] | None = None) -> None:
        site.mkdir()
        self.site = site
        render(publication, TEMPLATES, (site, site.parent / f"{site.name}-work"), sizes or {}, InProcess())

    def page(self, address: str) -> str:
        path = self.site / (address + "index.html" if address.endswith("/") else address).lstrip("/")
        return path.read_text(encoding="utf-8")

    @property
    def files(self) -> dict[str, bytes]:
        return {
            one.relative_to(self.site).as_posix(): one.read_bytes() for one in self.site.rglob("*") if one.is_file()
        }

    @property
    def pages(self) -> dict[str, str]:
        return {name: content.decode() for name, content in self.files.items() if name.endswith(".html")}


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Penalties of two months, one of them in 250 rows; models with a person; one unit refused, one never accepted."""
    rows = [penalty(number) for number in range(250)]
    rows += [penalty(900, note="objection-pending", **{"@pending": "2026-11-16", "@date": "2026-10-09"})]
    parts = [
        part_of(tmp_path, "penalties", rows[:100]),
        part_of(tmp_path, "penalties", rows[100:], 1),
        part_of(tmp_path, "models", [model(1, "某市乙厂", "organisation"), model(2, "王**", "person")]),
    ]
    units = (
        unit(
            "penalties", "market", delivered=259, used=259, published=251, withheld={"person-withheld": 3, "expired": 5}
        ),
        unit("penalties", "ecology", data_date=None, verdict="source-header"),
        unit(
            "models",
            "market",
            fallback=True,
            verdict="source-header",
            data_date=date(2026, 11, 19),
            published=2,
            used=2,
        ),
    )
    notice = Notice("penalties", "某市监罚〔2025〕1号", "某市市场监管局", "认定事实不清", date(2026, 11, 20))
    city = city_of(PENALTIES, MODELS)
    return Built(
        publication_of(city, parts, *units, notices=(notice,)), tmp_path / "site", {"download/penalties.csv": 2_100_000}
    )


def test_a_record_page_shows_every_public_field_and_names_the_withheld_ones(built: Built):
    page = built.page(f"/record/q7/{ID[:-4]}0007.html")

    for words in (
        "某市甲7商贸有限公司",
        "91420200MAAA9RTP64",
        "某市监罚〔2026〕7号",
        "销售不合格产品",
        "4.86",
        "即48600元",
    ):
        assert words in page
    assert "不公开1个字段</summary>证件号码</details>" in page


def test_a_record_page_says_why_how_long_and_what_can_be_done(built: Built):
    page = built.page(f"/record/q7/{ID[:-4]}0007.html")

    for words in (
        "《某法》（以官方文本为准），第48条：依法公开。",
        "失信程度为“一般”的，自作出决定之日起最短公示3个月，最长公示1年。",
        '<time datetime="2027-09-13">2027年9月13日</time>',
        '从<time datetime="2026-12-14">2026年12月14日</time>起',
        "信用修复不收取任何费用，谨防代办诈骗",
        '电话<span class="nb">0714-0000001</span>',
        f"https://credit.example.org/record/q7/{ID[:-4]}0007.html",
    ):
        assert words in page


def test_a_list_says_by_what_its_subjects_are_recognised_and_where_that_was_filed(built: Built):
    assert (
        "<dt>认定标准</dt><dd><p>《某法》（以官方文本为准），第48条：依法公开。</p><p>备案号：市信用办备〔2026〕3号。</p></dd>"
        in (built.page("/models/"))
    )
    assert "认定标准" not in built.page("/penalties/")


def test_an_open_objection_is_told_on_the_record_and_in_the_list(built: Built):
    record = built.page(f"/record/q7/{ID[:-4]}0900.html")
    listed = built.page("/penalties/2026/10/")

    assert '<time datetime="2026-11-16">2026年11月16日</time>收到异议' in record
    assert "相关惩戒措施暂不执行" in record
    assert '<span class="tag tag-half tag-warn">异议核实中</span>' in listed


def test_a_person_is_a_row_without_page_or_link(built: Built):
    listed = built.page("/models/all/")

    row = re.search('<tr role="row" id="r-mmmmmmmmmmmmmmmm0002".*', listed)
    assert row
    assert '<span class="who">王**</span>' in row[0]
    assert "href" not in row[0]
    assert 'href="/record/mm/mmmmmmmmmmmmmmmm0001.html"' in listed
    assert [name for name in built.files if "mmmm0002" in name] == []


def test_a_person_is_not_named_at_home_nor_offered_to_search_engines(tmp_path: Path):
    dated = {"fields": [*MODELS["schema"]["fields"], {"name": "推选日期", "type": "date", "credit": DECIDED}]}
    day = {"@date": "2026-11-02", "推选日期": "2026-11-02"}
    rows = [model(1, "某市乙厂", "organisation") | day, model(2, "王**", "person") | day]
    city = city_of(MODELS | {"schema": dated})

    built = Built(publication_of(city, [part_of(tmp_path, "models", rows)]), tmp_path / "site")

    assert "某市乙厂" in built.page("/")
    assert "王**" not in built.page("/")
    assert "王**" in built.page("/models/2026/11/")
    assert '<meta name="robots" content="noindex, noarchive">' in built.page("/models/2026/11/")
    assert "/models/2026/11/" not in built.page("/sitemap.xml")


def test_adverse_pages_ask_to_be_forgotten_in_time(built: Built):
    asked = '<meta name="robots" content="noindex, noarchive, unavailable_after: 2027-09-13">'

    assert asked in built.page(f"/record/q7/{ID[:-4]}0007.html")
    assert asked in built.page("/penalties/2026/09/")
    assert asked in built.page("/penalties/")
    assert "penalties" not in built.page("/sitemap.xml")
    assert "商贸有限公司" not in built.page("/")


def test_the_sitemap_holds_organisations_that_are_not_harmed(built: Built):
    addresses = re.findall("<loc>https://credit.example.org(.*?)</loc>", built.page("/sitemap.xml"))

    assert [one for one in addresses if one.startswith("/record/")] == ["/record/mm/mmmmmmmmmmmmmmmm0001.html"]


def test_more_addresses_than_a_sitemap_may_hold_are_split_under_an_index(tmp_path: Path):
    publication = publication_of(city_of(PENALTIES), [])
    press = Press(publication, environment(publication, TEMPLATES), tmp_path)

    render_furniture(press, TEMPLATES, [f"/record/{number}.html" for number in range(50_001)])

    counts = [(tmp_path / f"sitemap{name}.xml").read_text().count("<loc>") for name in ("", "-1", "-2")]
    assert counts == [2, 50_000, 1]


def test_a_month_is_listed_newest_first_a_hundred_rows_a_page(built: Built):
    pages = [built.page(f"/penalties/2026/09/{part}") for part in ("", "2/", "3/")]

    ids = [re.findall('<tr role="row" id="r-([^"]+)"', page) for page in pages]

    assert [len(one) for one in ids] == [100, 100, 50]
    assert [one for page in ids for one in page] == [f"{ID[:-4]}{number:04d}" for number in range(250)]
    assert "第101至200条，共250条" in pages[1]


def test_every_record_is_in_a_list_by_date_and_in_one_by_department(built: Built):
    by_date = {name: page for name, page in built.pages.items() if re.match(r"penalties/2026/\d\d/", name)}
    by_department = {
        name: page for name, page in built.pages.items() if name.startswith("penalties/department/market/")
    }

    for pages in (by_date, by_department):
        ids = [one for page in pages.values() for one in re.findall('<tr role="row" id="r-([^"]+)"', page)]
        assert len(ids) == len(set(ids)) == 251


def test_a_refused_unit_says_how_old_its_data_is(built: Built):
    assert "某市市场监管局（演示）的数据停留在2026年11月19日" in built.page("/models/")
    assert "数据未更新" in built.page("/models/all/")


def test_a_unit_without_data_says_so(built: Built):
    assert "尚无数据" in built.page("/penalties/")
    assert "没有公示中的记录" in built.page("/penalties/department/ecology/")


def test_small_counts_about_persons_cannot_be_worked_out_by_subtraction(built: Built):
    page = built.page("/quality/")

    assert '<td role="cell" data-l="条数" class="n">少于10</td>' in page
    assert (
        '<td role="cell" data-l="采用" class="n">少于266</td><td role="cell" data-l="公示" class="n">251</td>' in page
    )
    assert '<td role="cell" data-l="未公示" class="n">少于15</td>' in page
    assert not re.search(r">(259|8|3)<", page)


def test_changes_are_counts_and_links_to_organisations_that_are_shown(tmp_path: Path):
    parts = [part_of(tmp_path, "penalties", [penalty(1)])]
    addition = Addition(f"{ID[:-4]}0001", "某市甲<1>商贸有限公司", "2027-09-13")
    changes = (
        Change(AS_OF, "penalties", Counts(3, 1, 2), Counts(), False, (addition,), 3),
        Change(date(2026, 11, 23), "penalties", Counts(40), Counts(added=4), True, (), 0),
        Change(date(2026, 11, 23), "elsewhere", Counts(7), Counts(), True, (), 0),
    )

    built = Built(publication_of(city_of(PENALTIES), parts, changes=changes), tmp_path / "site")
    page, feed = built.page("/changes/"), built.page("/changes/feed.xml")

    assert (
        f'<li data-until="2027-09-13"><a href="/record/q7/{ID[:-4]}0001.html">某市甲&lt;1&gt;商贸有限公司</a>' in page
    )
    assert "另有2条" in page
    assert '<td role="cell" data-l="新增" class="n">少于50</td>' in page
    assert '<meta name="robots" content="noindex, noarchive">' in page
    assert "/changes/" not in built.page("/sitemap.xml")
    entries = ElementTree.fromstring(feed).findall("{http://www.w3.org/2005/Atom}entry")
    assert ["行政处罚：新增3条，变更1条，撤下2条", "行政处罚：新增少于50条，变更0条，撤下0条"] == [
        entry.findtext("{http://www.w3.org/2005/Atom}title") for entry in entries
    ]
    assert ["2026-11-24T00:00:00+08:00", "2026-11-23T00:00:00+08:00"] == [
        entry.findtext("{http://www.w3.org/2005/Atom}updated") for entry in entries
    ]
    links = [link.get("href") for link in entries[0].iter("{http://www.w3.org/1999/xhtml}a")]
    assert [f"https://credit.example.org/record/q7/{ID[:-4]}0001.html"] == links


def test_charts_are_drawn_from_what_was_delivered_and_stand_in_a_table_too(tmp_path: Path):
    figures = (
        Figures("penalties", "2026-10", "market", "罚款", "organisations", 12, 1, 0, 0, 0),
        Figures("penalties", "2026-11", "ecology", "警告", "organisations", 7, 1, 0, 0, 0),
        Figures("penalties", "2026-11", "market", "", "persons", 500, None, None, None, None),
        Figures("penalties", "2019-01", "market", "罚款", "organisations", 900, 0, 0, 0, 0),
    )

    built = Built(publication_of(city_of(PENALTIES), [], statistics=figures), tmp_path / "site")
    page = built.page("/penalties/")

    assert "2025年12月至2026年11月，共19条，最多为2026年10月12条。斜线表示该月未满，截至11月24日。" in page
    for label, words in (("某市市场监管局（演示）", "12"), ("某市生态局（演示）", "7"), ("罚款", "12"), ("警告", "7")):
        assert (
            f'<th scope="row" role="rowheader">{label}</th><td role="cell" data-l="条数" class="n">{words}</td>' in page
        )
    assert "500" not in page
    assert 'id="c0-t"' in built.page("/quality/")
    assert 'id="c0-t"' in built.page("/")


def test_quality_says_how_prompt_a_department_is(tmp_path: Path):
    units = [unit("penalties", "market", data_date=date(2026, 11, 20)), unit("penalties", "ecology", data_date=None)]
    prompt = (Promptness("market", 3, 2, 12.5, 0.0),)

    page = Built(publication_of(city_of(PENALTIES), [], *units, promptness=prompt), tmp_path / "site").page("/quality/")

    told = re.findall('data-l="(距今|决定到公示|没有办结的异议|修复到撤下)" class="n">([^<]*)<', page)
    assert [("距今", "4天"), ("决定到公示", "12.5天"), ("没有办结的异议", "少于13"), ("修复到撤下", "当天")] == told[:4]


def test_a_dataset_describes_itself_to_search_engines_for_data(tmp_path: Path):
    described = PENALTIES | {"description": "</script><script>alert(1)</script>&"}
    sizes = {"download/penalties.csv": 2_100_000, "download/penalties.xlsx": 5}

    page = Built(publication_of(city_of(described), []), tmp_path / "site", sizes).page("/penalties/")

    found = re.search('<script type="application/ld\\+json">(.*?)</script>', page)
    assert found
    said = json.loads(found[1])
    assert ("Dataset", "某市信用办（演示）", "2026-11-24") == (
        said["@type"],
        said["creator"]["name"],
        said["dateModified"],
    )
    assert [
        "https://credit.example.org/download/penalties.csv",
        "https://credit.example.org/download/penalties.xlsx",
    ] == [one["contentUrl"] for one in said["distribution"]]
    assert 50 <= len(said["description"]) <= 5000
    assert said["description"].startswith("</script>")


def test_the_dictionary_gives_codes_and_units(built: Built):
    page = built.page("/penalties/")

    told = re.findall(
        'rowheader">([^<]*)</th><td role="cell" data-l="代码">(.*?)</td>.*?data-l="计量单位">(.*?)</td>', page
    )

    assert ("名称", '<span class="code">CF_XDR_MC</span>', "–") in told
    assert {("罚款（万元）", "–", "万元"), ("罚款（元）", "–", "元")} <= set(told)


def test_a_large_workbook_is_offered_year_by_year(tmp_path: Path):
    sizes = {f"download/penalties-{year}.xlsx": 2_100_000 for year in (2025, 2026)} | {"download/penalties.csv": 1}

    built = Built(publication_of(city_of(PENALTIES), []), tmp_path / "site", sizes)

    for page in (built.page("/download/"), built.page("/penalties/")):
        assert ["/download/penalties-2025.xlsx", "/download/penalties-2026.xlsx"] == re.findall('"([^"]*xlsx)"', page)
    assert "2025年 2.1 MB" in built.page("/download/")


def test_a_measure_leads_only_to_lists_of_this_site(built: Built):
    page = built.page("/measures/")

    assert '<a href="/penalties/">行政处罚</a>' in page
    assert "elsewhere" not in page


def test_a_withdrawal_is_announced_with_number_authority_and_reason(built: Built):
    page = built.page("/notices/")

    for words in ("某市监罚〔2025〕1号", "某市市场监管局", "认定事实不清", "2026年11月20日"):
        assert words in page


def test_the_hub_offers_only_files_that_exist(built: Built):
    page = built.page("/download/")

    assert 'href="/download/penalties.csv"' in page
    assert "2.1 MB" in page
    assert "penalties.parquet" not in page


class PageReader(HTMLParser):
    """Collects links, ids and anything that a strict content policy forbids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: list[str] = []
        self.forbidden: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links |= {given[name] or "" for name in ("href", "src") if name in given}
        self.ids += [given["id"] or ""] if "id" in given else []
        is_code = tag == "script" and given.get("type") not in {"application/ld+json", "application/json"}
        if tag == "style" or (is_code and "src" not in given) or "style" in given:
            self.forbidden.append(tag)
        self.forbidden += [name for name in given if name.startswith("on")]


EDITORIAL = re.compile("/(?:en/)?(about|policy|guide)/")
WRITTEN_ELSEWHERE = {"/download/SHA256SUMS", "/download/datapackage.json", "/download/penalties.csv"}
WRITTEN_ELSEWHERE |= {f"/download/{name}" for name in ("statistics.csv", "penalties-2025.xlsx", "penalties-2026.xlsx")}


def test_links_lead_to_pages_that_exist(built: Built):
    files, read = set(built.files), {name: PageReader(page) for name, page in built.pages.items()}

    def leads_somewhere(name: str, link: str) -> bool:
        path, _, place = link.partition("#")
        if path.startswith("https://") or path in WRITTEN_ELSEWHERE or EDITORIAL.match(path):
            return True
        target = (path + "index.html" if path.endswith("/") else path).lstrip("/") if path else name
        return target in files and (not place or place in read[target].ids)

    assert {
        (name, link) for name, one in read.items() for link in one.links if not leads_somewhere(name, link)
    } == set()


def test_pages_hold_a_strict_content_policy_and_no_id_twice(built: Built):
    for page in built.pages.values():
        read = PageReader(page)

        assert read.forbidden == []
        assert len(read.ids) == len(set(read.ids))
        assert not re.search(r"(src|href)=\"(data:|https?://[^\"]*\.(css|js|svg))", page)


def test_every_page_carries_banner_footer_site_code_and_expiry(built: Built):
    for page in built.pages.values():
        assert "演示数据，均为虚构" in page
        assert '<meta name="SiteIDCode" content="4202000000">' in page
        assert re.search("主办单位：某市信用办（演示）|Organiser: <span[^>]*>某市信用办（演示）", page)
        assert '<body data-expires="2026-11-25">' in page


def test_a_real_site_has_no_banner_and_can_say_that_it_is_stale(tmp_path: Path):
    city = city_of(PENALTIES, banner=None, fictional=False, as_of=None)

    page = Built(publication_of(city, []), tmp_path / "site").page("/")

    assert 'class="demo"' not in page
    assert 'id="stale" hidden' in page


def test_names_of_assets_follow_their_bytes(built: Built):
    names = [name for name in built.files if name.startswith("assets/")]

    assert len(names) == 4
    assert [
        name for name in names if re.fullmatch(r"assets/(site|search)\.[0-9a-f]{8}\.(css|js)|assets/icon\.svg", name)
    ] == names
    assert all(f'href="/{name}"' in built.page("/") for name in names if not name.endswith(".js"))


def test_what_a_cell_holds_is_shown_as_text(tmp_path: Path):
    attack = "</title><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}"
    columns = [column.name for column in public_columns(Dataset.model_validate(PENALTIES)) if column.source]
    row = penalty(1) | {name: attack for name in columns if name not in {"决定日期"}} | {"@name": attack}
    city = city_of(PENALTIES)

    built = Built(publication_of(city, [part_of(tmp_path, "penalties", [row])]), tmp_path / "site")

    for page in built.pages.values():
        assert PageReader(page).forbidden == []
        assert "<script>alert" not in page
    assert "{{ 7*7 }}" in built.page("/penalties/2026/09/")


def test_the_same_publication_gives_the_same_bytes(tmp_path: Path):
    parts = [part_of(tmp_path, "penalties", [penalty(number) for number in range(5)])]
    publication = publication_of(city_of(PENALTIES), parts, unit("penalties", "market"))

    first, second = (Built(publication, tmp_path / name).files for name in ("first", "second"))

    assert first == second


def test_how_rows_are_cut_into_parts_does_not_show(tmp_path: Path):
    rows = [penalty(number, **{"@date": f"2026-0{1 + number % 9}-03"}) for number in range(40)]
    whole = [part_of(tmp_path, "penalties", rows, 1)]
    pieces = [part_of(tmp_path, "penalties", rows[25:], 2), part_of(tmp_path, "penalties", rows[:25], 3)]

    one, two = (
        Built(publication_of(city_of(PENALTIES), parts), tmp_path / name).files
        for name, parts in (("one", whole), ("two", pieces))
    )

    assert one == two


def test_an_empty_catalogue_item_has_a_page_and_no_lists(tmp_path: Path):
    built = Built(publication_of(city_of(PENALTIES), []), tmp_path / "site")

    assert "现在没有公示中的记录" in built.page("/penalties/")
    assert [name for name in built.files if name.startswith("penalties/")] == ["penalties/index.html"]


def test_an_item_that_is_not_for_everyone_is_not_rendered(tmp_path: Path):
    closed = PENALTIES | {"credit": {**PENALTIES["credit"], "access": "on-request"}}
    publication = publication_of(city_of(closed), [part_of(tmp_path, "penalties", [penalty(1)])])

    built = Built(publication, tmp_path / "site")

    assert [name for name in built.files if name.startswith(("penalties", "record"))] == []


def test_the_status_gives_days_and_units_and_no_count_about_persons(built: Built):
    status = json.loads(built.page("/status.json"))

    assert (status["version"], status["as_of"], status["expires"]) == (7, "2026-11-24", "2026-11-25")
    assert {"delivered", "used", "withheld"} & set(status["units"][0]) == set()
