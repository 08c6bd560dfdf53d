"""What is published is counted again: a row too many or too few, anywhere, is found."""

import gzip
import json
from pathlib import Path

import pytest
import xlsxwriter

from generator.gate import errand
from generator.gate.crew import Crew
from generator.gate.examine import examine
from generator.gate.literals import gather
from generator.gate.scan import Scanner
from tests.gate.conftest import FIRST, SECOND


def differing(city) -> list[str]:
    order = errand.load(city.order)
    found = examine(city.site, Crew(Scanner(gather([], [], []), order.as_of)), order).findings
    assert {finding.kind for finding in found} <= {"rows-differ"}
    return [finding.path for finding in found]


def edit(path: Path, before: str, after: str) -> None:
    path.write_text(path.read_text().replace(before, after))


def test_what_agrees_is_not_found(city):
    city.rows["commitments"] = []
    city.write()

    assert differing(city) == []


def test_a_row_that_the_ledger_does_not_know_is_found_in_every_output(city):
    city.write()
    told = json.loads((city.order / "order.json").read_text())
    told["datasets"]["penalties"]["rows"] = 1
    (city.order / "order.json").write_text(json.dumps(told))

    assert {"download/penalties.csv", "download/penalties.jsonl", "download/penalties.parquet", "penalties/"} <= set(
        differing(city)
    )


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_a_download_that_is_missing_is_found(city, form):
    city.write()
    (city.site / f"download/penalties.{form}").unlink()

    assert differing(city) == [f"download/penalties.{form}"]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_row_lost_from_one_download_is_found(city, form):
    city.write()
    path = city.site / f"download/penalties.{form}"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:-1]))

    assert f"download/penalties.{form}" in differing(city)


def test_a_row_lost_from_the_pages_is_found(city):
    city.write()
    edit(city.site / "penalties/all/index.html", f'id="r-{FIRST}"', "")

    assert differing(city) == ["penalties/"]


def test_a_row_that_stands_twice_in_a_download_is_found(city):
    city.write()
    edit(city.site / "download/penalties.jsonl", SECOND, FIRST)

    assert differing(city) == ["download/penalties.jsonl"]


def test_l01_a_record_page_left_over_is_found(city):
    """A record that expired, and its page is still there."""
    city.write()
    city.put(f"record/cc/{'c' * 20}.html", "")

    assert differing(city) == ["record/"]


def test_l02_a_row_left_over_on_any_page_is_found(city):
    city.write()
    city.put("subject/1L/all.html", f'<tr id="r-{"c" * 20}"></tr>')

    assert differing(city) == ["subject/"]


def test_only_the_formats_ordered_are_counted(city):
    city.write()
    told = json.loads((city.order / "order.json").read_text())
    told["datasets"]["penalties"]["formats"] = ["csv", "jsonl"]
    (city.order / "order.json").write_text(json.dumps(told))
    (city.site / "download/penalties.parquet").unlink()

    assert differing(city) == []


def order_only(city, form: str) -> None:
    told = json.loads((city.order / "order.json").read_text())
    told["datasets"]["penalties"]["formats"] = ["csv", form]
    (city.order / "order.json").write_text(json.dumps(told))


def put_ids(path: Path, ids: list[str]) -> None:
    path.write_bytes(gzip.compress("".join(f"{one}\n" for one in ids).encode(), mtime=0))


def put_workbook(path: Path, ids: list[str]) -> None:
    """A workbook as the site has them, with something like an id in another column and an amount."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cell in enumerate(["record_id", *ids]):
            sheet.write_string(row, 0, cell)
            sheet.write_string(row, 1, "c" * 20)
            sheet.write_number(row, 2, 4.86)


@pytest.mark.parametrize(("form", "put"), [("ids.gz", put_ids), ("xlsx", put_workbook)])
def test_ids_in_workbooks_and_packed_lists_are_counted(city, form, put):
    city.write()
    order_only(city, form)
    path = city.site / f"download/penalties.{form}"

    found = []
    for ids in ([FIRST, SECOND], [FIRST], [FIRST, FIRST], [FIRST, ""]):
        put(path, ids)
        found.append(differing(city))

    assert found == [[], *[[f"download/penalties.{form}"]] * 3]


def test_a_workbook_a_year_is_counted_together(city):
    city.write()
    order_only(city, "xlsx")
    put_workbook(city.site / "download/penalties-2025.xlsx", [FIRST])
    lost = differing(city)
    put_workbook(city.site / "download/penalties-2026.xlsx", [SECOND])

    assert (["download/penalties.xlsx"], []) == (lost, differing(city))
