"""The whole site is read, and a finding names the record it lies in."""

import gzip
import io
import os
import zipfile

import pytest

from generator.gate import errand
from generator.gate.crew import Crew
from generator.gate.examine import examine
from generator.gate.findings import Finding
from generator.gate.literals import gather
from generator.gate.scan import Scanner
from tests.gate.conftest import FIRST, ID, SECOND

# A unified code and a registration number beside it: 418 and the fifteen digits pass the check of an ID number.
NEIGHBOURS = ("91420200MA9AAEA418", "420200010150190")
TAX_NUMBER = "420299600101008"  # passes the check of an organisation code, and looks like an old ID number


def findings(city) -> list[Finding]:
    order = errand.load(city.order)
    scanner = Scanner(gather(order.literals(), order.phones, order.tombstones()), order.as_of)
    return list(examine(city.site, Crew(scanner), order).findings)


def test_a_clean_site_has_no_finding(city):
    city.write()

    assert findings(city) == []


def test_p01_a_leak_in_a_row_names_the_record_in_every_output(city):
    city.rows["penalties"][1] = (SECOND, "", f"身份证{ID}")
    city.write()

    assert findings(city) == [
        Finding("id-number", path, (SECOND,))
        for path in (
            "download/penalties.csv",
            "download/penalties.jsonl",
            "download/penalties.parquet",
            "penalties/all/index.html",
            f"record/bb/{SECOND}.html",
        )
    ]


def test_a_leak_outside_every_record_names_none(city):
    city.write()
    city.put("about/index.html", f"<p>{ID}</p>")

    assert findings(city) == [Finding("id-number", "about/index.html")]


def test_a_leak_behind_a_row_is_not_laid_to_the_row(city):
    city.write()
    city.put("index.html", f'<table><tr id="r-{FIRST}"><td>甲</td></tr></table><p>{ID}</p>')

    assert findings(city) == [Finding("id-number", "index.html")]


def test_a_value_that_repeats_elsewhere_shares_the_record(city):
    """A search shard cannot name the record; withholding the record mends it, and the second judgement proves it."""
    city.rows["penalties"][0] = (FIRST, "", "EC1234567")
    city.write()
    city.put("search/shard.json", '["EC1234567"]')

    assert Finding("identifier", "search/shard.json", (FIRST,)) in findings(city)


def test_a_plate_that_repeats_elsewhere_shares_the_record_whatever_stands_behind_it(city):
    city.rows["penalties"][0] = (FIRST, "", "车牌鄂B·12345。")
    city.write()
    city.put("search/shard.json", '["鄂B·12345"]')

    assert Finding("plate", "search/shard.json", (FIRST,)) in findings(city)


def test_a_second_value_in_one_file_is_not_excused_by_the_first(city):
    city.rows["penalties"][0] = (FIRST, "", "EC1234567")
    city.write()
    city.put("search/shard.json", f'["EC1234567", "{ID}"]')

    found = findings(city)

    assert Finding("identifier", "search/shard.json", (FIRST,)) in found
    assert Finding("id-number", "search/shard.json") in found


def test_a_row_with_line_ends_and_quotes_in_it_is_still_one_row(city):
    city.rows["penalties"][0] = (FIRST, "", '甲"引\n号"，\n乙')
    city.rows["penalties"][1] = (SECOND, "", f'"\n\n{ID}')
    city.write()

    assert Finding("id-number", "download/penalties.csv", (SECOND,)) in findings(city)


def test_p15_a_name_that_leaks_is_told_by_its_number(city):
    city.write()
    city.put(f"guide/{ID}/{ID}.html", "")

    assert findings(city) == [Finding("id-number", "guide/第1项"), Finding("id-number", "guide/第1项/第1项")]


def test_no_finding_quotes_what_it_found(city):
    city.rows["penalties"][1] = (SECOND, "", ID)
    city.write()
    city.put(f"guide/{ID}.html", ID)

    assert not any(ID in repr(finding) or ID in str(finding) for finding in findings(city))


def test_a_legal_tax_number_is_clean_wherever_it_stands(city):
    """Fourteen of the first real red list look like old ID numbers (design §10)."""
    city.rows["penalties"][0] = (FIRST, TAX_NUMBER, "甲")
    city.write()
    city.put("about/index.html", TAX_NUMBER)

    assert findings(city) == []


def test_the_same_number_in_no_code_column_is_a_leak(city):
    city.rows["penalties"][0] = (FIRST, "", TAX_NUMBER)
    city.write()

    assert {finding.kind for finding in findings(city)} == {"id-number-15"}


def test_a_number_in_a_code_column_that_fails_its_check_is_a_leak(city):
    city.rows["penalties"][0] = (FIRST, "420299600101007", "甲")
    city.write()

    assert {finding.records for finding in findings(city)} == {(FIRST,)}


def test_p08_a_sole_traders_number_is_never_clean(city):
    city.rows["penalties"][0] = (FIRST, TAX_NUMBER, "甲")
    city.sole_traders = (TAX_NUMBER,)
    city.write()

    assert {finding.kind for finding in findings(city)} == {"id-number-15"}


def test_two_codes_that_join_into_an_id_number_over_a_cell_border_are_clean(city):
    """A million rows hold two dozen such neighbours: a second build would be forced for nothing."""
    city.rows["penalties"][0] = (FIRST, *NEIGHBOURS)
    city.code_columns = ("代码", "事实")
    city.write()

    assert findings(city) == []


@pytest.mark.parametrize(
    ("code", "text", "code_columns"),
    [
        (NEIGHBOURS[0], NEIGHBOURS[1], ("代码",)),  # the second stands in no column of codes
        (NEIGHBOURS[0][:8] + "MA9AAEB418", NEIGHBOURS[1], ("代码", "事实")),  # the first fails its check
        (ID[:3], ID[3:], ("代码", "事实")),
        (ID[:6], ID[6:], ("代码", "事实")),
        (ID[:9], ID[9:], ("代码", "事实")),
        ("MA9AAEA" + ID[:3], ID[3:], ("代码", "事实")),
    ],
)
def test_an_id_number_split_over_two_cells_is_a_leak(city, code, text, code_columns):
    city.rows["penalties"][0] = (FIRST, code, text)
    city.code_columns = code_columns
    city.write()

    assert {Finding("id-number", f"download/penalties.{form}", (FIRST,)) for form in ("csv", "parquet")} == set(
        findings(city)
    )


def test_tonights_identifier_split_over_two_codes_is_a_leak(city):
    """Two checks prove codes of nobody; a number that somebody delivered proves more."""
    city.rows["penalties"][0] = (FIRST, *NEIGHBOURS)
    city.code_columns = ("代码", "事实")
    city.literals = (NEIGHBOURS[0][-3:] + NEIGHBOURS[1],)
    city.write()

    assert {"identifier"} == {finding.kind for finding in findings(city)}


def test_a_record_taken_down_is_itself_named(city):
    city.tombstones = ("c" * 20,)
    city.write()
    city.put("feed.xml", f"<link>/record/cc/{'c' * 20}.html</link>")

    assert findings(city) == [Finding("tombstone", "feed.xml", ("c" * 20,))]


@pytest.mark.parametrize("path", ["page.php", ".htaccess", "Makefile", "list.xls"])
def test_an_unknown_type_is_found(city, path):
    city.write()
    city.put(path, "")

    assert findings(city) == [Finding("unknown-type", path)]


def test_links_and_special_files_are_found(city):
    city.write()
    (city.site / "link.html").symlink_to("index.html")
    (city.site / "folder").symlink_to("/")
    os.link(city.site / "index.html", city.root / "outside.html")
    os.mkfifo(city.site / "pipe.txt")

    assert findings(city) == [Finding("not-a-file", path) for path in ("folder", "index.html", "link.html", "pipe.txt")]


@pytest.mark.parametrize("path", ["a.html", "a.gz", "a.zip", "a.xlsx", "a.parquet", "a.json"])
def test_a_broken_file_is_found(city, path):
    city.write()
    city.put(path, b"\xff\xfe\x00\x01")

    assert findings(city) == [Finding("unreadable", path)]


def test_p19_archives_are_opened_with_their_names_and_remarks(city):
    city.write()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", f"record_id,text\r\n{FIRST},{ID}\r\n")
        archive.writestr("EC1234567.txt", "")
        archive.comment = b"EC1234567"
    city.put("download/all.zip", packed.getvalue())
    city.put("download/a.txt.gz", gzip.compress(ID.encode(), mtime=0))

    assert findings(city) == [
        Finding("id-number", "download/a.txt.gz", (FIRST,)),
        Finding("id-number", "download/all.zip!1", (FIRST,)),
        Finding("identifier", "download/all.zip"),
        Finding("identifier", "download/all.zip!2"),
    ]


def test_p19_a_gzip_that_carries_a_file_name_is_refused(city):
    city.write()
    packed = io.BytesIO()
    with gzip.GzipFile("name.txt", "wb", fileobj=packed) as file:
        file.write(b"x")
    city.put("a.txt.gz", packed.getvalue())

    assert findings(city) == [Finding("unreadable", "a.txt.gz")]


def test_a_leak_far_inside_a_big_file_is_found(city):
    """Files are read in chunks; a number may lie across two of them."""
    city.write()
    city.put("big.json", b'"' + b"x" * ((4 << 20) * 5 - 9) + ID.encode() + b"x" * 5_000_000 + b'"')

    assert findings(city) == [Finding("id-number", "big.json")]


def test_a_big_download_names_the_row(city):
    city.write()
    rows = "".join(f'{number:020},"{"字" * 30}\r\n"\r\n' for number in range(60_000))
    city.put("download/big.csv", f"record_id,text\r\n{rows}{SECOND},{ID}\r\n{rows}")

    assert findings(city) == [Finding("id-number", "download/big.csv", (SECOND,))]


def test_an_empty_site_is_found(city):
    city.rows = {}
    city.write()
    (city.site / "index.html").unlink()

    assert findings(city) == [Finding("empty-site", ".")]


def test_several_readers_find_what_one_finds(city, tmp_path):
    """Two groups of files: leaks in the first, in the last, and in rows that are counted."""
    city.rows["penalties"][1] = (SECOND, "", f"身份证{ID}")
    city.write()
    for number in range(4200):
        city.put(f"guide/{number:04}.html", f"<p>{number}</p>\n<p>{ID if number in (0, 4199) else ''}</p>")
    order = errand.load(city.order)
    scanner = Scanner(gather(order.literals(), order.phones, order.tombstones()), order.as_of)

    with Crew(scanner, 2) as crew:
        found = examine(city.site, crew, order)

    assert examine(city.site, Crew(scanner), order) == found
    assert 7 == len(found.findings)
