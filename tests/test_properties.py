"""Laws of the whole, held against cities that chance makes.

Rows are conserved; the same night gives the same bytes wherever it is built; nothing is shown after its day; and no
identifier of a person comes out, whatever column it was put into.
"""

import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import CHECKOUT, SmallCity, id_number, penalty, small_city

UNITS = ("market-regulation", "ecology")
DAY = date(2026, 11, 24)
CODE = "行政相对人代码_1(统一社会信用代码)"
NUMBER = "行政处罚决定书文号"
FEW = settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROW_ID = re.compile(r'<tr[^>]* id="r-([a-z2-7]{20})"')

kinds = st.sampled_from(
    [
        {},
        {"失信程度": "轻微"},
        {"失信程度": "严重"},
        {"违法事实": ""},
        {"违法事实": "当事人\ufffd"},
        {"处罚决定日期": "2026-02-30"},
        {"处罚决定日期": "2022-03-01"},
        {"处罚决定日期": "2027-03-01"},
        {"公示截止期": "2026-11-24"},
        {"公示截止期": "2026-11-23"},
        {CODE: "9.1E+17"},
        {CODE: id_number("19900101")},
        {"行政相对人名称": "王小明", "行政相对人类别": "自然人", CODE: "", "证件号码": id_number("19880808")},
    ]
)
deliveries = st.lists(
    st.lists(st.tuples(st.integers(1, 12), kinds), min_size=1, max_size=8), min_size=1, max_size=3
)  # batches of rows; the same number may come again, alike or not


@contextmanager
def new_city() -> Iterator[SmallCity]:
    """A city for one example: hypothesis runs many within one test."""
    with tempfile.TemporaryDirectory() as folder:
        city = small_city(Path(folder), "penalties")
        yield city


@FEW
@given(per_unit=st.fixed_dictionaries(dict.fromkeys(UNITS, deliveries)))
def test_rows_are_conserved(per_unit: dict[str, list[list[tuple[int, dict[str, str]]]]]):
    """Per unit, and counted again from the download and from the pages."""
    with new_city() as city:
        for unit, batches in per_unit.items():
            for place, batch in enumerate(batches):
                city.deliver(unit, f"penalties-2026110{place + 1}.csv", [row_of(unit, *one) for one in batch])

        built = city.build(DAY.isoformat())

        assert 0 == built.code, built.said
        for unit, batches in per_unit.items():
            account = built.unit(unit, "penalties")
            delivered = sum(map(len, batches))
            assert delivered == account["delivered"] == account["used"] + account["waiting"]
            assert delivered == account["published"] + sum(account["withheld"].values()) + account["waiting"]
        ids = [row["record_id"] for row in city.shown("penalties")]
        assert built.account["totals"]["published"] == len(ids) == len(set(ids))
        assert Counter(ids) == Counter(listed(city, under_department=False))
        assert Counter(ids) == Counter(listed(city, under_department=True))


def row_of(unit: str, number: int, changes: dict[str, str]) -> dict[str, str]:
    """A penalty that a unit may deliver: with its own codes and numbers."""
    row = penalty(number, **{NUMBER: f"{unit[0]}罚〔2026〕{number}号", **changes})
    return (
        row
        if unit == UNITS[0]
        else {name: "" if "机关统一" in name or "单位统一" in name else cell for name, cell in row.items()}
    )


def listed(city: SmallCity, *, under_department: bool) -> list[str]:
    """Record ids in the rows of the list pages, by month or by department; the dataset's own page is left out."""
    names = [name for name in city.tree() if name.startswith("penalties/") and name.count("/") > 1]
    chosen = [name for name in names if name.startswith("penalties/department/") is under_department]
    return [found for name in chosen for found in ROW_ID.findall(city.tree()[name].decode())]


@FEW
@given(ends=st.lists(st.integers(-2, 3), min_size=1, max_size=5), later=st.integers(0, 3))
def test_nothing_is_shown_after_its_day(ends: list[int], later: int):
    """The departments' own last days lie around the day; so do the days on which the site is built."""
    last_days = {number: DAY + timedelta(days=end) for number, end in enumerate(ends, start=2)}
    with new_city() as city:
        rows = [penalty(1), *(penalty(n, 公示截止期=day.isoformat()) for n, day in last_days.items())]
        city.deliver(UNITS[0], "penalties-20261101.csv", rows)
        for day in sorted({DAY, DAY + timedelta(days=later)}):
            built = city.build(day.isoformat())

            assert 0 == built.code, built.said
            up = {f"黄市监处罚〔2026〕{number}号" for number, last in last_days.items() if last >= day}
            down = {f"黄市监处罚〔2026〕{number}号" for number, last in last_days.items() if last < day}
            assert {"黄市监处罚〔2026〕1号", *up} == {row[NUMBER] for row in city.shown("penalties")}
            pages = "".join(page.decode() for name, page in city.tree().items() if name.endswith((".html", ".jsonl")))
            assert [] == [number for number in down if number in pages]


born = st.dates(date(1950, 1, 1), date(2005, 12, 31))
serials = st.integers(1, 999)


@FEW
@given(
    born=born,
    serial=serials,
    phone=st.integers(0, 9_999),
    columns=st.sets(st.sampled_from(sorted(penalty())), min_size=1),
)
def test_no_identifier_of_a_person_comes_out_of_any_column(born: date, serial: int, phone: int, columns: set[str]):
    """In a column of their own, in a text, in a code, in a date: the row may fall, the number may not come out."""
    number, mobile = id_number(born.strftime("%Y%m%d"), f"{serial:03d}"), f"1990000{phone:04d}"
    with new_city() as city:
        spoilt = {name: f"{penalty()[name]}{number}，{mobile}" for name in columns}
        each = [penalty(place, **{name: cell}) for place, (name, cell) in enumerate(spoilt.items(), start=2)]
        alone = [penalty(50 + place, **{name: number}) for place, name in enumerate(columns)]
        city.deliver(UNITS[0], "penalties-20261101.csv", [penalty(1), *each, *alone])

        built = city.build(DAY.isoformat())

        assert 0 == built.code, built.said
        everything = b"".join(city.tree().values()) + built.said.encode()
        reports = b"".join(path.read_bytes() for path in (city.state / "reports").iterdir())
        assert number.encode() not in everything + reports
        assert mobile.encode() not in everything + reports


def test_the_same_night_gives_the_same_bytes_wherever_it_is_built(tmp_path: Path):
    """Another time zone, language, hash seed, folder, working folder, and number of workers."""
    here, there = SmallCity(tmp_path / "here"), SmallCity(tmp_path / "a longer way" / "there")
    for city in (here, there):
        shutil.copytree(CHECKOUT / "tests/sites/small/data", city.data)

    first = here.build_apart("2026-11-24", TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    elsewhere = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "987", "PYTHONUTF8": "0"}
    second = there.build_apart("2026-11-24", "--workers", "2", cwd=tmp_path, **elsewhere)

    assert (0, 0) == (first.code, second.code), first.said + second.said
    assert here.tree() == there.tree()


@pytest.mark.parametrize("mask", [0o000, 0o077])
def test_o03_who_may_read_the_site_does_not_depend_on_who_builds_it(tmp_path: Path, mask: int):
    city = small_city(tmp_path, "penalties")
    city.deliver(UNITS[0], "penalties-20261101.csv", [penalty(1)])
    usual = os.umask(mask)
    try:
        city.build(DAY.isoformat())
    finally:
        os.umask(usual)

    site = city.public.resolve()
    modes = {(path.is_dir(), path.stat().st_mode & 0o777) for path in (site, *site.rglob("*"))}
    assert {(True, 0o755), (False, 0o644)} == modes
    assert [0o700, 0o600] == [path.stat().st_mode & 0o777 for path in (city.state, city.state / "key")]
