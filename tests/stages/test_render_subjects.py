"""Pages of organisations and the lists that lead to them, of a small invented city."""

import json
import re
from pathlib import Path

import pytest

from tests.stages.test_render import (
    DECIDED,
    ID,
    MODELS,
    PENALTIES,
    Built,
    city_of,
    model,
    part_of,
    penalty,
    publication_of,
)

CODE, OTHER = "91420200MAAA9RTP64", "91420200MAQTY83C5T"
SUBJECT, UNHARMED = f"/subject/64/{CODE}.html", f"/subject/5T/{OTHER}.html"
CODED = {"name": "代码", "credit": {"role": "subject-code", "disclose": "public"}}
DATED = MODELS | {
    "schema": {"fields": [*MODELS["schema"]["fields"], CODED, {"name": "日期", "type": "date", "credit": DECIDED}]}
}


def honoured(number: int, name: str, kind: str, code: str) -> dict[str, str | None]:
    day = {"日期": "2026-05-06", "@date": "2026-05-06"}
    return model(number, name, kind) | {"@code": code, "代码": code} | day


@pytest.fixture
def built(tmp_path: Path) -> Built:
    """One organisation with two penalties under two names and an honour, one with an honour; others without code."""
    penalties = [
        penalty(1, **{"@name": "某市旧名厂", "@date": "2026-03-01", "published_until": "2026-12-31"}),
        penalty(2, **{"@name": "某市新名厂<b>"}),
        penalty(3, **{"@name": "鑫无代码店", "@code": "", "信用代码": None}),
    ]
    models = [
        honoured(1, "某市新名厂", "organisation", CODE),
        honoured(2, "王**", "person", ""),
        honoured(3, "重庆面馆", "sole-trader", "92420200MA4RTX1T0T"),
        honoured(4, "ABC商行", "organisation", OTHER),
    ]
    parts = [part_of(tmp_path, "penalties", penalties), part_of(tmp_path, "models", models)]
    return Built(publication_of(city_of(PENALTIES, DATED), parts), tmp_path / "site")


def test_all_records_of_a_code_stand_on_one_page_good_and_bad(built: Built):
    page = built.page(SUBJECT)

    ids = re.findall('<tr role="row" id="r-([^"]+)"', page)

    assert ids == [f"{ID[:-4]}0002", f"{ID[:-4]}0001", "mmmmmmmmmmmmmmmm0001"]
    assert "涉及这家单位的记录共3条" in page
    assert "<h1>某市新名厂&lt;b&gt;</h1>" in page
    assert "<dt>记录中也写作</dt><dd>某市新名厂、某市旧名厂</dd>" in page


def test_a_subject_page_says_what_absence_does_not_mean(built: Built):
    page = built.page(UNHARMED)

    assert '<span class="absent">行政处罚</span><b>没有公示中的记录</b>' in page
    assert "它不是信用良好的证明，也不表示从来没有发生过" in page


def test_a_page_with_a_harmful_entry_asks_to_be_forgotten_when_the_first_ends(built: Built):
    assert '<meta name="robots" content="noindex, noarchive, unavailable_after: 2026-12-31">' in built.page(SUBJECT)
    assert 'name="robots"' not in built.page(UNHARMED)


def test_the_sitemap_holds_organisations_without_harmful_entries_and_no_sole_trader(built: Built):
    addresses = re.findall("<loc>https://credit.example.org(/subject/.*?)</loc>", built.page("/sitemap.xml"))

    assert addresses == [UNHARMED]


def test_linked_data_names_the_organisation_and_nobody_else(built: Built):
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', built.page(SUBJECT))

    assert found
    assert json.loads(found[1]) == {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": "某市新名厂<b>",
        "identifier": {"@type": "PropertyValue", "propertyID": "统一社会信用代码", "value": CODE},
        "url": f"https://credit.example.org{SUBJECT}",
    }
    assert "application/ld+json" not in built.page("/subject/0T/92420200MA4RTX1T0T.html")


def test_nobody_without_a_unified_code_has_such_a_page(built: Built):
    pages = sorted(name for name in built.pages if name.startswith("subject/"))

    assert pages == ["subject/0T/92420200MA4RTX1T0T.html", f"subject/5T/{OTHER}.html", f"subject/64/{CODE}.html"]


def test_a_record_leads_to_its_organisation(built: Built):
    assert f'<a href="{SUBJECT}">这家单位的全部公示记录</a>' in built.page(f"/record/q7/{ID[:-4]}0001.html")
    assert "这家单位的全部公示记录" not in built.page(f"/record/q7/{ID[:-4]}0003.html")


def test_organisations_are_listed_by_the_letter_of_their_first_character(built: Built):
    listed = {
        place: re.findall('<a class="who" href="([^"]+)">', built.page(f"/browse/initial/{place}/"))
        for place in ("a", "c", "m", "x")
    }

    assert listed == {
        "a": [UNHARMED],
        "c": ["/subject/0T/92420200MA4RTX1T0T.html"],
        "m": [SUBJECT],
        "x": [f"/record/q7/{ID[:-4]}0003.html"],
    }


def test_organisations_are_listed_by_district_and_by_code(built: Built):
    by_district, by_kind = built.page("/browse/district/420200/"), built.page("/browse/code/91/")

    assert {SUBJECT, UNHARMED} <= set(re.findall('href="([^"]+)"', by_district))
    assert re.findall('<a class="who" href="([^"]+)">', by_kind) == [UNHARMED, SUBJECT]


def test_persons_are_on_no_list_of_organisations(built: Built):
    assert [] == [
        name for name, page in built.pages.items() if name.startswith(("browse/", "subject/")) and "王" in page
    ]


def test_lists_of_organisations_are_kept_from_search_engines(built: Built):
    assert '<meta name="robots" content="noindex, noarchive">' in built.page("/browse/initial/m/")
    assert "/browse/initial" not in built.page("/sitemap.xml")


def test_a_long_list_is_paged_with_guide_words_and_codes_are_divided(tmp_path: Path):
    letters = "0123456789ABCDEFGH"
    rows = [
        penalty(number, **{"@name": f"某市甲{number:04d}厂", "@code": f"91420200MA{letters[number % 18]}{number:06d}X"})
        for number in range(1_100)
    ]
    publication = publication_of(city_of(PENALTIES), [part_of(tmp_path, "penalties", rows)])

    built = Built(publication, tmp_path / "site")

    first, last = built.page("/browse/initial/m/"), built.page("/browse/initial/m/11/")
    assert "第1至100家，共1,100家" in first
    assert '<a href="/browse/initial/m/3/">某市甲0200厂 <span>第3页</span></a>' in first
    assert re.findall('class="who" href="[^"]+">([^<]+)', last)[0] == "某市甲1000厂"
    assert '<a href="/browse/code/91420200MA0/">' not in built.page("/browse/code/91/")
    assert '<a href="/browse/code/91420200/">' in built.page("/browse/code/91/")
    found = {
        href
        for name, page in built.pages.items()
        if name.startswith("browse/code/")
        for href in re.findall('class="who" href="([^"]+)"', page)
    }
    assert len(found) == 1_100
