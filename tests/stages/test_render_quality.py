"""The quality page: what a department delivered is the sum of what stands below it, in the order of offices."""

import re
from datetime import date
from pathlib import Path

import pytest

from generator.model.changes import Promptness
from generator.model.timeliness import Timeliness
from tests.stages.test_render import MODELS, PENALTIES, Built, city_of, publication_of, unit


@pytest.fixture
def page(tmp_path: Path) -> str:
    """Two departments; of the first two lists, one with persons and one refused; the second was never accepted."""
    units = (
        unit("penalties", "ecology", data_date=None, verdict="source-header"),
        unit("models", "market", delivered=0, used=20, published=20, fallback=True, data_date=date(2026, 11, 19)),
        unit(
            "penalties", "market", delivered=315, used=312, published=290, waiting=3,
            withheld={"person-withheld": 12, "expired": 6, "repaired": 4},
        ),
    )  # fmt: skip
    prompt = (Promptness("market", 3, 0, 1.5, 0.0),)
    timely = (Timeliness("penalties", "market", 7, 199, 1, 4.5), Timeliness("penalties", "", 7, 1299, 1, 0.0))
    publication = publication_of(city_of(PENALTIES, MODELS), [], *units, promptness=prompt, timeliness=timely)
    return Built(publication, tmp_path / "site").page("/quality/")


def rows(page: str) -> dict[str, dict[str, str]]:
    """Head of a row to its cells by label, tags taken out."""
    found = re.findall('<th scope="row"[^>]*>(.*?)</th>(.*?)</tr>', page)
    cells = {head: re.findall('data-l="([^"]*)"[^>]*>(.*?)</td>', rest) for head, rest in found}
    return {plain(head): {label: plain(value) for label, value in row} for head, row in cells.items()}


def plain(markup: str) -> str:
    return re.sub("<[^>]*>", "", markup)


def test_a_department_is_the_sum_of_its_lists(page: str):
    told = rows(page)["某市市场监管局（演示）"]

    assert told["采用"] == "约330"
    assert told["公示"] == "310"
    assert told["未公示"] == "约20"


def test_the_totals_are_those_of_all_departments(page: str):
    figures = re.findall("<dt>(采用|公示|未公示|待确认)</dt><dd>(.*?)<small>", page)

    assert dict(figures) == {"采用": "约330", "公示": "310", "未公示": "约20", "待确认": "3"}


def test_a_list_shows_where_every_row_went(page: str):
    told = rows(page.split("<summary>某市市场监管局（演示）</summary>")[1].split("</details>")[0])

    figures = {name: value for name, value in told["行政处罚"].items() if name not in {"数据截至", "今天的送达"}}
    assert figures == {"送达": "约313", "采用": "约310", "公示": "290", "未公示": "约20", "待确认": "3"}
    assert told["公示期已满"] == {"条数": "6"}
    assert told["已经完成信用修复"] == {"条数": "4"}
    assert told["涉及自然人，不公开"] == {"条数": "约10"}


def test_departments_stand_in_the_order_of_offices_and_not_of_results(page: str):
    table = page.split("个部门，按部门顺序排列，不是排名")[1].split("</table>")[0]

    assert list(rows(table)) == ["某市市场监管局（演示）", "某市生态局（演示）"]


def test_a_department_says_how_old_its_oldest_data_is_and_how_prompt_it_was(page: str):
    told = rows(page)["某市市场监管局（演示）"]

    assert [told[name] for name in ("距今", "决定到公示", "没有办结的异议", "修复到撤下")] == [
        "5天",
        "1.5天",
        "3",
        "当天",
    ]


def test_each_item_tells_how_much_was_public_within_its_own_term(page: str):
    section = page.split("按时公示</h2>")[1].split("</section>")[0]

    found = re.findall('data-l="([^"]*)"[^>]*>(.*?)</td>', section)
    cells = [(label, plain(value)) for label, value in found]
    assert [
        ("部门", "某市市场监管局（演示）"), ("期限", "7个工作日"), ("首次公示", "200"), ("按时", "199"), ("超期", "1"),
        ("按时率", "99%"), ("中位天数", "4.5天"),
    ] == cells[:7]  # fmt: skip
    assert [("部门", "各部门合计"), ("首次公示", "1,300"), ("按时率", "99%"), ("中位天数", "当天")] == [
        cells[at] for at in (7, 9, 12, 13)
    ]
