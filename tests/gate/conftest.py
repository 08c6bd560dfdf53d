"""A small finished site and its order. All people and numbers are invented; 420299 is no division."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
import pytest

ID = "420299199001010019"
FIRST, SECOND = "a" * 20, "b" * 20


@dataclass
class Site:
    """Written by `write`; what a test wants to plant, it sets before or writes beside."""

    root: Path
    rows: dict[str, list[tuple[str, str, str]]] = field(
        default_factory=lambda: {"penalties": [(FIRST, "91110000600037341L", "甲"), (SECOND, "", "乙")]}
    )
    literals: tuple[str, ...] = ("EC1234567",)
    tombstones: tuple[str, ...] = ()
    sole_traders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    number: str = ""
    """The record number of every row, and the day of every record."""
    day: str = "2026-06-15"
    phones: tuple[str, ...] = ("0714-0000000",)
    code_columns: tuple[str, ...] = ("代码",)

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def order(self) -> Path:
        return self.root / "order"

    def put(self, path: str, content: str | bytes) -> None:
        target = self.site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def write(self) -> None:
        self.put("index.html", "<p>电话0714-0000000</p>")
        for name, rows in self.rows.items():
            self._downloads(name, rows)
            cells = "".join(
                f'<tr role="row" id="r-{key}"><td>{code}</td><td>{text}</td></tr>' for key, code, text in rows
            )
            self.put(f"{name}/all/index.html", f"<table>{cells}</table>")
            for key, _, text in rows:
                self.put(f"record/{key[:2]}/{key}.html", f"<p>{text}</p>")
        self._order()

    def _downloads(self, name: str, rows: list[tuple[str, str, str]]) -> None:
        cells = {title: [row[at] for row in rows] for at, title in enumerate(["record_id", "代码", "事实"])}
        table = pa.table(cells | {"文号": [self.number] * len(rows), "日期": [self.day] * len(rows)})
        self.put(f"download/{name}.jsonl", "".join(json.dumps(row) + "\n" for row in table.to_pylist()))
        pacsv.write_csv(table, self.site / f"download/{name}.csv")
        pq.write_table(table, self.site / f"download/{name}.parquet")

    def _order(self) -> None:
        self.order.mkdir(exist_ok=True)
        days = {"as_of": "2026-11-24", "data_date": "2026-11-23", "expires": "2026-11-25"}
        columns = {"code_columns": list(self.code_columns), "number_columns": ["文号"], "day_column": "日期"}
        datasets = {name: {"rows": len(rows), **columns} for name, rows in self.rows.items()}
        told = {"version": 7, **days, "datasets": datasets, "phones": list(self.phones)}
        (self.order / "order.json").write_text(json.dumps(told))
        for name in ("literals", "names", "tombstones", "sole_traders"):
            (self.order / f"{name}.txt").write_text("".join(f"{line}\n" for line in getattr(self, name)))


@pytest.fixture
def city(tmp_path: Path) -> Site:
    return Site(tmp_path)
