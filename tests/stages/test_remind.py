"""七(二): departments are told whose repair may be asked for, and what ends this month."""

import csv
from datetime import date
from pathlib import Path

import pandas as pd

from generator.model import parts
from generator.model.parts import PrivatePart
from generator.stages.remind import ENDING, REPAIRABLE, remind
from tests.policy.rules.desk import example


def part(work: Path, dataset: str, *rows: tuple[str, str, str]) -> PrivatePart:
    """Rows of (reason, repairable from, last day)."""
    frame = pd.DataFrame(rows, columns=[parts.REASON, parts.REPAIRABLE, parts.UNTIL])
    frame[parts.FILE], frame[parts.ROW] = "a.csv", range(2, len(rows) + 2)
    frame[parts.RECORD_ID] = [f"id{row}" for row in frame[parts.ROW]]
    path = work / f"{dataset}.parquet"
    frame.to_parquet(path)
    return PrivatePart(dataset, "market-regulation", 0, len(rows), path, path)


def test_the_list_names_rows_and_days(tmp_path: Path):
    rows = [
        ("", "2026-11-24", "2027-01-01"),
        ("", "2026-11-25", "2026-11-30"),
        ("", "", "2026-12-01"),
        ("repaired", "2026-01-01", "2026-11-30"),
        ("", "", "9999-12-31"),
    ]
    adverse, licences = part(tmp_path, "penalties", *rows), part(tmp_path, "licences", ("", "", "2026-11-30"))

    remind(example(), [adverse, licences], date(2026, 11, 24), tmp_path)

    with (tmp_path / "reminders/market-regulation.csv").open(encoding="utf-8-sig", newline="") as file:
        told = [tuple(line.values()) for line in csv.DictReader(file)]
    assert [
        ("行政处罚", "a.csv", "2", "id2", REPAIRABLE, "2026-11-24"),
        ("行政处罚", "a.csv", "3", "id3", ENDING, "2026-11-30"),
    ] == told
