"""A record does not name its own people, in any output; elsewhere the same name is anybody's."""

import gzip
import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from generator.gate import errand
from generator.gate.crew import Crew
from generator.gate.examine import examine
from generator.gate.findings import Finding
from generator.gate.literals import gather
from generator.gate.names import Names
from generator.gate.scan import Scanner
from tests.gate.conftest import FIRST, ID, SECOND

NAME = "欧阳大山"
DATED = "42020020260615000902"  # division, day, serial; eighteen of its digits pass the check of an ID number


def findings(city) -> list[Finding]:
    order = errand.load(city.order)
    scanner = Scanner(gather(order.literals(), order.phones, order.tombstones()), order.as_of, Names(order.names()))
    return list(examine(city.site, Crew(scanner), order).findings)


def test_a_name_is_found_in_its_own_page_and_rows_alone(city):
    city.names = (f"{SECOND}\t{NAME}",)
    city.rows["penalties"] = [(FIRST, "", f"与{NAME}无关"), (SECOND, "", f"经{NAME}签字")]
    city.write()
    city.put("about/index.html", f"<p>{NAME}</p>")

    assert findings(city) == [
        Finding("name", path, (SECOND,))
        for path in (
            "download/penalties.csv",
            "download/penalties.jsonl",
            "download/penalties.parquet",
            "penalties/all/index.html",
            f"record/bb/{SECOND}.html",
        )
    ]


@pytest.mark.parametrize(
    "written",
    ["欧 阳大山", "欧　阳　大　山", "欧阳大\u200b山", "欧阳\n大山", "欧\u2060阳\ufe0f大\u3164山", "欧 欧阳 大山"],
    ids=["a blank", "wide blanks", "no width", "a line break", "signs that show nothing", "a false beginning"],
)
def test_a_name_with_something_unseen_between_its_characters_is_found_in_every_output(city, written: str):
    city.names = (f"{FIRST}\t李小红", f"{SECOND}\t{NAME}")
    city.rows["penalties"] = [(FIRST, "", f"与{written}无关"), (SECOND, "", f"经{written}签字")]
    city.write()

    assert {("name", (SECOND,))} == {(one.kind, one.records) for one in findings(city)}
    assert {
        "download/penalties.csv",
        "download/penalties.jsonl",
        "download/penalties.parquet",
        "penalties/all/index.html",
        f"record/bb/{SECOND}.html",
    } <= {one.path for one in findings(city)}


def test_a_name_that_was_delivered_with_blanks_is_found_with_others_and_with_none(city):
    city.names = (f"{FIRST}\t欧阳　大山", f"{SECOND}\t欧阳　大山")
    city.rows["penalties"] = [(FIRST, "", f"经{NAME}签字"), (SECOND, "", "经欧 阳大山签字")]
    city.write()

    assert {(FIRST,), (SECOND,), (FIRST, SECOND)} >= {one.records for one in findings(city)} >= {(FIRST,), (SECOND,)}


@pytest.mark.parametrize("written", ["欧阳，大山", "欧阳</td><td>大山", "欧阳、 大山", "欧阳 大 华"])
def test_what_is_parted_by_more_than_nothing_is_no_name(city, written: str):
    city.names = (f"{SECOND}\t{NAME}",)
    city.write()
    city.put(f"record/bb/{SECOND}.html", f"<table><tr><td>{written}</td></tr></table>")

    assert [] == [one for one in findings(city) if one.kind == "name"]


def test_each_of_two_names_that_overlap_is_found(city):
    city.names = (f"{FIRST}\t大山水", f"{SECOND}\t{NAME}", f"{SECOND}\t李小红")
    city.rows["penalties"][1] = (SECOND, "", f"{NAME}水")
    city.write()

    assert {(SECOND,)} == {one.records for one in findings(city)}


def test_many_small_pages_scanned_together_keep_their_records_apart(city):
    city.names = (f"{SECOND}\t{NAME}",)
    city.write()
    for letter in "cdefgh":
        city.put(f"record/{letter * 2}/{letter * 20}.html", f"<p>{NAME}</p>")
    city.put(f"record/bb/{SECOND}.html", f"<p>{NAME}</p>")

    assert [Finding("name", f"record/bb/{SECOND}.html", (SECOND,))] == [
        one for one in findings(city) if one.kind == "name"
    ]


@pytest.mark.parametrize("written", ["0714-6350001", "(0714) 635-0001", "０７１４－６３５０００１", "010 63500001"])
def test_a_landline_that_is_no_offices_own_is_found(city, written):
    city.phones = ("0714-6350000",)
    city.write()
    city.put("about/index.html", f"<p>电话{written}，或0714-6350000</p>")

    assert findings(city) == [Finding("phone", "about/index.html")]


@pytest.mark.parametrize("text", ["2026-0714-2026001", "0714-20260012", "0930 20260615"])
def test_what_only_looks_like_a_landline_is_none(city, text):
    city.write()
    city.put("about/index.html", f"<p>{text}</p>")

    assert findings(city) == []


def test_a_record_number_of_its_own_day_is_clean_wherever_it_stands(city):
    city.number = DATED
    city.write()
    city.put("index.html", f'<p data-number="{DATED}">电话0714-0000000</p>')

    assert findings(city) == []


@pytest.mark.parametrize(("number", "day"), [(DATED, "2024-06-15"), (DATED, ""), (f"77{ID}", "2026-06-15")])
def test_a_record_number_of_another_day_is_not(city, number, day):
    city.number, city.day = number, day
    city.write()

    assert {"id-number"} == {one.kind for one in findings(city)}


def test_the_same_digits_alone_are_a_leak_though_a_record_number_holds_them(city):
    city.number = DATED
    city.write()
    city.put("about/index.html", f"<p>{DATED[:18]}</p>")

    assert findings(city) == [Finding("id-number", "about/index.html")]


def test_tonights_identifier_inside_a_record_number_is_a_leak(city):
    city.number, city.literals = DATED, (DATED[:18],)
    city.write()

    assert "identifier" in {one.kind for one in findings(city)}


def test_a_published_code_of_an_organisation_is_no_literal(city):
    """A department wrote it into a column of persons' numbers as well."""
    city.literals = ("91110000600037341L",)
    city.write()

    assert findings(city) == []


def test_the_code_of_a_sole_trader_stays_one(city):
    city.literals, city.sole_traders = ("91110000600037341L",), ("91110000600037341L",)
    city.write()

    assert {"identifier"} == {one.kind for one in findings(city)}


def zipped(name: str, content: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, content)
    return made.getvalue()


def parquet(text: str) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table({"text": [text]}), made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a/index.html", f"<p title='{ID}'></p>"),
        ("a/index.html", f"<!-- {ID} --><p></p>"),
        ("a/index.html", f"<meta content={ID}>"),
        ("a/index.html", f"<img alt='甲' data-key='{ID[:9]}&#x2d;{ID[9:]}'>"),
        ("a/index.html", f"<span>{ID[:6]}</span><span>{ID[6:14]}</span><b>{ID[14:]}</b>"),
        ("a/index.html", f'<a href="/search/?q={ID}">'),
        ("a/feed.xml", f"<entry><title>{ID}</title></entry>"),
        ("sitemap.xml", f"<loc>https://x/{ID}</loc>"),
        ("search/ab.json", f'["{ID}"]'),
        ("a/data.jsonld", f'{{"identifier":"{ID}"}}'),
        ("download/x.csv", f"a,b\r\n1,{ID}\r\n"),
        ("download/x.jsonl", f'{{"a":"{ID}"}}\n'),
        ("download/x.parquet", parquet(ID)),
        ("download/x.xlsx", zipped("xl/sharedStrings.xml", f"<t>{ID}</t>")),
        ("download/x.zip", zipped("x.csv", f"a\r\n{ID}\r\n")),
        ("download/x.ids.gz", gzip.compress(ID.encode(), mtime=0)),
        ("assets/site.js", f"var a='{ID[:9]}\\u{ord(ID[9]):04x}{ID[10:]}'"),
        ("assets/icon.svg", f"<svg><title>{ID}</title></svg>"),
        (f"a/{ID}.html", "<p></p>"),
        (f"{ID}/index.html", "<p></p>"),
    ],
)
def test_every_kind_of_output_is_read(city, path, content):
    city.write()
    city.put(path, content)

    assert ["id-number"] == [one.kind for one in findings(city)]
