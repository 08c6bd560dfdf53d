"""Facts of the whole do not hang on how rows are cut into parts and record keys dealt into buckets."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.engine import InProcess
from generator.model import parts
from generator.model.city import City
from generator.model.facts import Facts, Past, Tombstone
from generator.model.parts import PrivatePart
from generator.model.rulings import Rulings
from generator.model.verdict import Rows
from generator.policy.likeness import mark_rows
from generator.policy.marks import COLUMNS, mark_texts, marks_secret
from generator.stages.gather import gather
from generator.stages.gather.copies import GONE, find_gone
from generator.stages.gather.keying import Asked, Desk, set_down
from generator.stages.intake import intake
from generator.stages.read import read_city, read_rulings
from generator.stages.validate import validate
from tests.builders import SmallCity, penalty, small_city, unified_code
from tests.night import KEY

MARKET, DAY = "market-regulation", date(2026, 11, 24)
NUMBER, REPLACED = "行政处罚决定书文号", "原文书号"
CODE, CERTIFICATE = "行政相对人代码_1(统一社会信用代码)", "暂扣或吊销证照名称及编号"
NOBODY = Asked({}, pd.DataFrame(), [])


def written(number: int, **changes: str) -> dict[str, str]:
    return penalty(number, **{REPLACED: "", **changes})


WRITTEN = [
    written(1),
    written(1, 备注="另一份"),
    written(2),
    written(2, **{CODE: unified_code(3)}),
    written(3, **{REPLACED: penalty(1)[NUMBER], CODE: unified_code(1)}),
    written(4, **{REPLACED: penalty(2)[NUMBER], CODE: unified_code(3)}),
    written(5, 处罚决定日期="某日"),
]


def taken(small: SmallCity, work: Path) -> tuple[City, Rulings, list[PrivatePart]]:
    city = read_city(small.data)
    rulings = read_rulings(small.data, city)
    units = intake(city, rulings, (small.data, small.state, work), DAY).units
    return city, rulings, validate(city, units, work, InProcess())


def cut(made: list[PrivatePart], rows: int, folder: Path) -> list[PrivatePart]:
    """The same rows in parts of at most so many."""
    folder.mkdir(parents=True)
    return [one for part in made for one in _pieces(part, rows, folder)]


def _pieces(part: PrivatePart, rows: int, folder: Path) -> Iterator[PrivatePart]:
    frame, verdicts = pd.read_parquet(part.frame), pd.read_parquet(part.verdicts)
    for start in range(0, len(frame), rows):
        number = part.number * 1000 + start
        path, table = folder / f"{number}.parquet", folder / f"{number}.verdicts.parquet"
        mine = frame.iloc[start : start + rows].reset_index(drop=True)
        here = verdicts[verdicts["position"].between(start, start + len(mine) - 1)]
        mine.to_parquet(path)
        here.assign(position=here["position"] - start).to_parquet(table)
        yield replace(part, number=number, rows=len(mine), frame=path, verdicts=table)


@pytest.fixture(scope="module")
def template(tmp_path_factory) -> tuple[City, PrivatePart]:
    """Rows of `WRITTEN` as validate leaves them."""
    root = tmp_path_factory.mktemp("template")
    small = small_city(root / "city", "penalties")
    small.deliver(MARKET, "penalties-20261101.csv", WRITTEN)
    city, _, (part,) = taken(small, root / "work")
    return city, part


lines = st.lists(st.tuples(st.integers(0, 2), st.integers(0, len(WRITTEN) - 1)), min_size=1, max_size=10)
moves = st.dictionaries(st.integers(0, 9), st.integers(0, len(WRITTEN) - 1), max_size=3)


@settings(max_examples=12, deadline=None)
@given(lines=lines, moves=moves, rows=st.integers(1, 5), buckets=st.integers(2, 6))
def test_one_bucket_of_keys_and_many_find_the_same_copies(template, lines, moves, rows, buckets):
    """Batches of rows that are copied, contradicted and replaced, some of them shown under another's number."""
    city, part = template
    with tempfile.TemporaryDirectory() as folder:
        whole = _batches(part, sorted(lines), Path(folder))

        expected = _gone(city, [whole], 1, moves, Path(folder) / "one")
        found = _gone(city, cut([whole], rows, Path(folder) / "cut"), buckets, moves, Path(folder) / "many")

    assert expected == found


def _batches(part: PrivatePart, lines: list[tuple[int, int]], folder: Path) -> PrivatePart:
    """Rows of the template, (batch, row), in the order of delivery."""
    frame, verdicts = pd.read_parquet(part.frame), pd.read_parquet(part.verdicts)
    mine = frame.iloc[[row for _, row in lines]].reset_index(drop=True)
    mine[parts.SEQUENCE] = np.arange(len(mine))
    mine[parts.FILE] = pd.Series([f"batch-{batch}" for batch, _ in lines], dtype="str")
    broken = [(at, row) for at, (_, row) in enumerate(lines)]
    again = [verdicts[verdicts["position"] == row].assign(position=at) for at, row in broken]
    path, table = folder / "whole.parquet", folder / "whole.verdicts.parquet"
    mine.to_parquet(path)
    pd.concat(again, ignore_index=True).to_parquet(table)
    return replace(part, rows=len(mine), frame=path, verdicts=table)


def _gone(
    city: City, made: list[PrivatePart], buckets: int, moves: dict[int, int], folder: Path
) -> dict[str, list[int]]:
    folder.mkdir()
    desk = Desk(city, KEY, folder, NOBODY, {"penalties": buckets})
    firsts = np.cumsum([0, *(part.rows for part in made)])
    keyed = [set_down(desk, (part, int(first))) for part, first in zip(made, firsts, strict=False)]
    found = find_gone(desk, keyed, _moved(city, made, moves, folder), InProcess())
    return {code: rows.tolist() for code, rows in found.items()}


def _moved(
    city: City, made: list[PrivatePart], moves: dict[int, int], folder: Path
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Some lines, as they were delivered, and shown under the key, number and subject of another one of the table."""
    asked = Asked({parts.NUMBER: [f"黄市监处罚(2026){one}" for one in range(9)]}, pd.DataFrame(), [])
    apart = folder / "moved"
    apart.mkdir()
    desk = Desk(city, KEY, apart, asked, {"penalties": 1})
    firsts = np.cumsum([0, *(part.rows for part in made)])
    every = pd.concat(set_down(desk, (part, int(first))).concerned for part, first in zip(made, firsts, strict=False))
    assert len(every) == sum(part.rows for part in made)
    here = {line: to % len(every) for line, to in moves.items() if line < len(every)}
    return every.loc[list(here)], every.iloc[list(here.values())].set_axis(list(here))


@pytest.fixture(scope="module")
def night(tmp_path_factory) -> tuple[City, Rulings, list[PrivatePart], Past]:
    """A night in which rulings, corrections, tombstones, marks and unique columns all meet rows."""
    root = tmp_path_factory.mktemp("night")
    small = small_city(root / "city", "penalties", "licences")
    path = small.data / "catalogue/penalties.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("constraints: {maxLength: 200}", "constraints: {maxLength: 200, unique: true}", 1))
    rows = [*WRITTEN, *(written(number, **{CERTIFICATE: f"证{number % 4}"}) for number in range(10, 24))]
    rows += [written(6), written(6), written(7), written(7, 备注="另一份")]
    small.deliver(MARKET, "penalties-20261101.csv", rows)
    small.deliver(MARKET, "penalties-20261102.csv", [penalty(10), penalty(11, 备注="改"), penalty(12)])
    by = {"dataset": "penalties", "authority": "局", "decided_on": "2026-11-20"}
    shown = {"origin": "异议", "status": "更正", "field": NUMBER, "value": "黄市监处罚〔2026〕99号"}
    small.rule("objections", document="更1", record_number="黄市监处罚〔2026〕13号", **by, **shown)
    small.rule("repairs", document="修1", record_number="黄市监处罚〔2026〕99号", action="移出", **by)
    small.rule("repairs", document="修2", record_number="黄市监处罚〔2026〕2号", action="移出", **by)
    small.rule("withdrawals", document="撤1", record_number="黄市监处罚〔2026〕14号", kind="撤销", **by)
    small.rule("takedowns", document="下1", authority="局", record_id="a" * 20)
    small.rule("takedowns", document="下2", authority="局", record_id="b" * 20)
    city, rulings, made = taken(small, root / "work")
    frame = pd.concat(pd.read_parquet(part.frame) for part in made)
    alike = mark_rows(city.dataset("penalties"), MARKET, frame, KEY).to_numpy()[15]
    number = mark_texts(pd.Series(["黄市监处罚(2026)16"]), marks_secret(KEY))[0]
    marks = pd.DataFrame([("a" * 20, "penalties", MARKET, 0, 0, 0, number, 0, 0, 0, "")], columns=list(COLUMNS))
    stone = Tombstone("penalties", "c" * 20, alike, date(2026, 10, 1), "repaired")
    return city, rulings, made, Past((stone,), marks=marks)


@pytest.mark.parametrize("rows", [1, 2, 5])
def test_parts_of_few_rows_give_the_facts_of_the_whole(night, tmp_path: Path, rows: int):
    city, rulings, made, past = night

    whole = gather(city, made, (rulings, past), (DAY, KEY), (tmp_path / "whole", InProcess()))
    pieces = cut(made, rows, tmp_path / "cut")
    found = gather(city, pieces, (rulings, past), (DAY, KEY), (tmp_path / "few", InProcess()))

    expected = _by_line(made, whole)
    assert expected == _by_line(pieces, found)
    assert (whole.unmatched, whole.unclear) == (found.unmatched, found.unclear)
    assert {*GONE, "schema/unique-error", "repaired", "repairs", "objections", "withdrawals", "takedowns"} == {
        code for code, _, _ in expected
    }
    assert ["b" * 20] == [one.more["record_id"] for one in whole.unmatched]


def _by_line(made: list[PrivatePart], facts: Facts) -> list[tuple[str, str, int]]:
    """What each line of all rows is told: code or file, a detail, line."""
    found: list[tuple[str, str, int]] = []
    first = 0
    for part in made:
        here = facts.parts[part.number]
        told: list[tuple[str, str, Rows]] = [
            ("superseded", "", here.superseded),
            ("duplicate-identical", "", here.duplicate_identical),
            ("duplicate-conflict", "", here.duplicate_conflict),
            *here.broken_keys,
            *((one.ruling.file, f"{one.ruling.line} {one.is_exact}", one.rows) for one in here.ruled),
        ]
        found += [(code, detail, first + int(row)) for code, detail, rows in told for row in rows]
        found += [
            (str(code), "", first + int(row)) for code, row in zip(here.graves.codes, here.graves.rows, strict=True)
        ]
        first += part.rows
    return sorted(found)
