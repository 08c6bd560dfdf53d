"""What a lenient reader repairs in silence is refused, with its row (faults I08–I15, I24, I25, I27, I28)."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.stages.intake.desk import HEADER, Desk, dataset, row, rows, table_of, text_of

GOOD = text_of(rows(1, 2, 3))


def refusal(desk: Desk, content: str | bytes) -> tuple[str, int | None]:
    """The first finding about a delivery: its code and row."""
    desk.hand_in("watch.csv", content)
    finding = desk.unit().findings[0]
    return finding.code, finding.row


def with_line(place: int, line: str) -> str:
    """The good file with one line put in or, at a line's own place, before it."""
    lines = GOOD.splitlines(keepends=True)
    return "".join([*lines[:place], line, *lines[place:]])


@pytest.mark.parametrize("damage", ["\0", "\x1a", "\r"], ids=["NUL", "SUB", "CR"])
def test_i08_i09_what_no_table_holds_is_refused_with_its_row(desk: Desk, damage: str):
    assert ("source-malformed", 3) == refusal(desk, GOOD.replace("青禾2", f"青{damage}禾2"))


def test_i09_a_file_of_old_line_ends_is_refused(desk: Desk):
    assert "source-malformed" == refusal(desk, GOOD.replace("\n", "\r"))[0]


@pytest.mark.parametrize("code", [*range(1, 9), 11, 12, *range(14, 26), *range(27, 32), *range(0x7F, 0xA0)])
def test_i09_other_controls_stay_in_their_cell_for_the_judge(desk: Desk, code: int):
    """At the edge of a cell too: what is stripped there would go out as if nothing had been."""
    name = f"黄石青禾{chr(code)}"
    desk.hand_in("watch.csv", text_of([row(1, 名称=name)]))

    assert name == table_of(desk.unit())[0]["名称"]


@pytest.mark.parametrize("line", ["黄环罚,甲\n", "1,2,3,4,5,6,7\n"], ids=["short", "long"])
def test_i10_a_ragged_row_is_refused(desk: Desk, line: str):
    assert ("source-malformed", 4) == refusal(desk, with_line(3, line))


def test_i11_rows_that_are_all_one_cell_too_long_are_refused(desk: Desk):
    header, body = GOOD.split("\n", 1)

    assert ("source-malformed", 2) == refusal(desk, f"{header}\n" + re.sub("(?m)^(.)", r"x,\1", body))


def test_i12_a_quote_that_is_never_closed_is_refused(desk: Desk):
    assert "source-malformed" == refusal(desk, GOOD.replace("抽检", '"抽检', 1))[0]


def test_i12_two_stray_quotes_do_not_swallow_the_rows_between(tmp_path):
    """Even where the field may hold line feeds: the cell has the delimiters of whole rows."""
    desk = Desk(tmp_path, (dataset(fields={"事实": {"credit": {"multiline": True}}}),))
    lines = GOOD.splitlines()
    lines[1] = lines[1].replace("抽检不合格", '"抽检不合格')
    lines[3] = lines[3].replace("抽检不合格", '抽检不合格"')

    assert ("source-malformed", 2) == refusal(desk, "\n".join(lines) + "\n")


def test_i13_a_line_feed_in_a_cell_needs_a_declaration(desk: Desk):
    assert ("source-malformed", 3) == refusal(desk, GOOD.replace("抽检不合格", '"第一行\n第二行"', 2).replace(
        '"第一行\n第二行"', "抽检不合格", 1
    ))  # fmt: skip


def test_i13_a_declared_line_feed_is_kept_and_rows_count_as_a_spreadsheet_counts(tmp_path):
    desk = Desk(tmp_path, (dataset(fields={"事实": {"credit": {"multiline": True}}}),))
    desk.hand_in("watch.csv", text_of([row(1, 事实="第一行\r\n第二行"), row(2)], end="\r\n"))

    unit = desk.unit()

    assert ["第一行\n第二行", "抽检不合格"] == [cells["事实"] for cells in table_of(unit)]
    assert [2, 3] == np.load(unit.files[0].row_numbers).tolist()


@pytest.mark.parametrize("delimiter", [";", "\t", "，", "|"])
def test_i14_another_delimiter_is_refused(desk: Desk, delimiter: str):
    assert ("source-malformed", 1) == refusal(desk, GOOD.replace(",", delimiter))


def test_i14_a_declared_delimiter_is_taken(tmp_path):
    desk = Desk(tmp_path, (dataset(dialect={"csv": {"delimiter": ";"}}),))
    desk.hand_in("watch.csv", GOOD.replace(",", ";"))

    assert rows(1, 2, 3) == table_of(desk.unit())


def test_i15_an_endless_cell_is_refused_in_little_memory(desk: Desk, checkout: Path):
    """A sparse file of a gigabyte without a line end, in a process that may not have one."""
    path = desk.hand_in("watch.csv", GOOD)
    with path.open("r+b") as file:
        file.truncate(1 << 30)
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from tests.stages.intake.desk import Desk, dataset\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "unit = Desk(Path(sys.argv[1]), (dataset(),)).unit()\n"
        "print(unit.verdict, unit.findings[0].row)\n"
    )

    run = [sys.executable, "-c", script, str(desk.root)]
    said = subprocess.run(run, capture_output=True, text=True, check=True, cwd=checkout).stdout

    assert "source-malformed 5" == said.strip()


def test_i24_reordered_columns_are_put_in_order(desk: Desk):
    turned = [dict(reversed(cells.items())) for cells in rows(1, 2)]
    desk.hand_in("watch.csv", text_of(turned, header=HEADER[::-1]))

    unit = desk.unit()

    assert rows(1, 2) == table_of(unit)
    assert list(HEADER) == list(table_of(unit)[0])


@pytest.mark.parametrize(
    ("header", "word"),
    [
        ("文号,名称,统一社会信用代码,日期,事实,名称", "名称"),
        ("文号,名称,统一社会信用代码,日期,事实", "部门代码"),
        ("文号,姓 名,统一社会信用代码,日期,事实,部门代码", "第 2 列"),
    ],
    ids=["duplicate", "missing", "renamed"],
)
def test_i24_a_wrong_header_is_refused_and_named(desk: Desk, header: str, word: str):
    desk.hand_in("watch.csv", header + "\n")

    finding = desk.unit().findings[0]

    assert ("source-header", True) == (finding.code, word in finding.message)


def test_i25_an_unknown_column_is_refused_by_its_number_and_its_rows_are_counted(desk: Desk):
    """Its header is not repeated: it may be the first row of people, the header lost."""
    header = (*HEADER, "手机号")
    desk.hand_in("watch.csv", text_of([{**cells, "手机号": "0"} for cells in rows(1, 2)], header=header))

    unit = desk.unit()

    assert ("source-header", 2) == (unit.verdict, unit.delivered)
    assert "第 7 列" in unit.findings[0].message
    assert "手机号" not in unit.findings[0].message


def test_i27_a_file_cut_at_a_line_end_is_found_out_by_its_count(desk: Desk):
    desk.hand_in("watch.csv.count", "4\n")

    assert "source-malformed" == refusal(desk, GOOD)[0]


def test_i27_a_count_that_agrees_is_accepted(desk: Desk):
    desk.hand_in("watch.csv.count", "3")
    desk.hand_in("watch.csv", GOOD)

    assert None is desk.unit().verdict


def test_i28_a_file_cut_within_a_line_is_refused(desk: Desk):
    assert ("source-malformed", 4) == refusal(desk, GOOD[: GOOD.rindex("抽检")])


def test_i28_a_file_cut_within_its_last_cell_is_found_out_by_its_hash(desk: Desk):
    desk.hand_in("watch.csv.sha256", f"{'0' * 64}  watch.csv\n")

    assert "source-malformed" == refusal(desk, GOOD[:-4])[0]


def test_a_missing_last_line_end_is_noted_and_accepted(desk: Desk):
    desk.hand_in("watch.csv", GOOD.rstrip("\n"))

    unit = desk.unit()

    assert (None, ("no-final-newline",), 3) == (unit.verdict, unit.files[0].notes, unit.files[0].rows)


def test_blank_lines_at_the_end_are_no_rows_and_counted(desk: Desk):
    desk.hand_in("watch.csv", GOOD + "\n  \n")

    unit = desk.unit()

    assert (3, (5, 6), 5) == (unit.files[0].rows, unit.files[0].not_rows, unit.delivered)


def test_a_blank_line_inside_is_refused(desk: Desk):
    assert ("source-malformed", 3) == refusal(desk, with_line(2, "\n"))


def test_a_declared_explanation_is_no_row_whatever_its_width(tmp_path):
    desk = Desk(tmp_path, (dataset(clean=[{"row_contains": "填表说明"}]),))
    desk.hand_in("watch.csv", with_line(2, "填表说明：以下空白\n"))

    unit = desk.unit()

    assert (None, (3,), 4) == (unit.verdict, unit.files[0].not_rows, unit.delivered)
    assert [2, 4, 5] == np.load(unit.files[0].row_numbers).tolist()


def test_no_finding_repeats_a_cell(desk: Desk):
    desk.hand_in("watch.csv", GOOD.replace("抽检", '"抽检', 1).replace("青禾", "独一无二的名称"))

    assert "独一无二" not in "".join(finding.message for finding in desk.unit().findings)
