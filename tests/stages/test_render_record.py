"""The page of one record beyond its fields: what is left out, what machines are told, how it is printed and cited."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.stages.test_render import ID, PENALTIES, Built, city_of, part_of, penalty, publication_of

CODE = "91420200MAAA9RTP64"
TRADER = {"@kind": "sole-trader", "@code": "92420200MA4RTX1T0T", "信用代码": "92420200MA4RTX1T0T"}
ADDRESS = "https://credit.example.org"


def address(number: int) -> str:
    return f"/record/q7/{ID[:-4]}{number:04d}.html"


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """Penalties of an organisation, of one with a dangerous name, of a sole trader, and of one without a code."""
    rows = [
        penalty(1),
        penalty(2, **{"@name": '某市</script>乙"\\厂&厂', "名称": '某市</script>乙"\\厂&厂'}),
        penalty(3, **TRADER),
        penalty(4, **{"@code": "", "信用代码": None, "处罚类别": None, "published_until": "9999-12-31"}),
    ]
    return Built(publication_of(city_of(PENALTIES), [part_of(tmp_path, "penalties", rows)]), tmp_path / "site")


def linked(page: str) -> dict[str, Any]:
    (text,) = re.findall('<script type="application/ld\\+json">(.*?)</script>', page)
    told: dict[str, Any] = json.loads(text)
    return told


def metas(page: str) -> dict[str, str]:
    return dict(re.findall('<meta name="([^"]+)" content="([^"]*)">', page))


def test_empty_fields_are_named_in_one_line_and_filled_ones_shown(built: Built):
    page = built.page(address(4))

    assert "<dt>未填报的项目</dt><dd>信用代码、工商注册号、处罚类别</dd>" in page
    assert "<dt>处罚类别</dt>" not in page
    assert "<dt>违法事实</dt><dd>销售不合格产品</dd>" in page


def test_a_record_tells_machines_whom_it_is_about_and_how_long_it_is_shown(built: Built):
    told = linked(built.page(address(1)))

    assert told == {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "url": ADDRESS + address(1),
        "identifier": f"{ID[:-4]}0001",
        "name": "某市甲1商贸有限公司：行政处罚",
        "inLanguage": "zh-CN",
        "datePublished": "2026-09-15",
        "expires": "2027-09-13",
        "isPartOf": {"@type": "Dataset", "@id": f"{ADDRESS}/penalties/#dataset", "name": "行政处罚"},
        "publisher": {"@type": "GovernmentOrganization", "name": "某市信用办（演示）"},
        "sourceOrganization": {"@type": "GovernmentOrganization", "name": "某市市场监管局（演示）"},
        "about": {
            "@type": "Organization",
            "name": "某市甲1商贸有限公司",
            "identifier": {"@type": "PropertyValue", "propertyID": "统一社会信用代码", "value": CODE},
            "url": f"{ADDRESS}/subject/64/{CODE}.html",
        },
    }


def test_no_name_can_end_the_script_that_it_stands_in(built: Built):
    page = built.page(address(2))

    assert linked(page)["about"]["name"] == '某市</script>乙"\\厂&厂'
    assert page.count("</script>") == 2  # the site's own and the data


@pytest.mark.parametrize("number", [3, 4])
def test_machines_are_told_of_organisations_with_a_code_alone(built: Built, number: int):
    assert "application/ld+json" not in built.page(address(number))


def test_a_record_carries_the_marks_of_a_government_page(built: Built):
    told = metas(built.page(address(1)))

    assert told.items() >= {
        "SiteName": "信用某市（演示）",
        "SiteDomain": "credit.example.org",
        "SiteIDCode": "4202000000",
        "ColumnName": "行政处罚",
        "ColumnDescription": "行政机关作出的行政处罚决定",
        "ColumnKeywords": "行政处罚,公共信用信息,信用信息公示",
        "ColumnType": "公共信用信息",
        "ArticleTitle": "某市甲1商贸有限公司：行政处罚",
        "PubDate": "2026-09-15",
        "ContentSource": "某市市场监管局（演示）",
        "Keywords": "某市甲1商贸有限公司,行政处罚",
        "Url": ADDRESS + address(1),
    }.items()  # fmt: skip


def test_every_page_says_of_which_site_and_column_it_is(built: Built):
    wanted = {
        "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType",
    }  # fmt: skip

    lacking = {
        name: missing
        for name, page in built.pages.items()
        if (missing := sorted(one for one in wanted if not metas(page).get(one)))
    }

    assert lacking == {}


def test_a_record_has_one_address_to_be_cited_by(built: Built):
    page = built.page(address(1))

    assert f'<link rel="canonical" href="{ADDRESS}{address(1)}">' in page
    assert f'href="{address(1)}" rel="bookmark">{ADDRESS}{address(1)}</a>' in page


def test_the_print_button_waits_for_a_script(built: Built):
    assert '<button class="btn btn-2" type="button" data-print hidden>打印本页</button>' in built.page(address(1))
    assert '<p class="acts" data-print hidden>' in built.page(address(4))


def test_lists_show_the_end_of_an_organisations_code_and_of_nobody_elses(built: Built):
    listed = built.page("/penalties/2026/09/")

    rows = dict(re.findall('<tr role="row" id="r-[^"]*(\\d{4})"(.*?)</th>', listed))

    assert "代码尾号9RTP64" in rows["0001"]
    assert "代码尾号" not in rows["0003"]
    assert "代码尾号" not in rows["0004"]
