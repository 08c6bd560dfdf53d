"""Build a site from a real list that nobody here wrote, and hold what was published against the ledger.

Run by `make real`. The list lies beside the checkout in ../shared/inputs and is never copied into it: everything is
made under the git-ignored build/real/red-list. Exits with 1 where the list is absent or a figure does not agree.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

CHECKOUT = Path(__file__).resolve().parents[3]
SOURCE = CHECKOUT.parent / "shared" / "inputs" / "red_list_tax_a_2018.gbk.csv"
WORK = CHECKOUT / "build" / "real" / "red-list"
DATASET = "red-list-tax-a"
ROW = re.compile(r'<tr[^>]* id="r-([a-z2-7]{20})"')


@dataclass(frozen=True)
class Check:
    """One statement about the built site, with the two figures that must be equal."""

    title: str
    expected: int
    actual: int

    @property
    def holds(self) -> bool:
        return self.expected == self.actual


def main() -> int:
    """Assemble the city, build it, read it back; returns the exit code."""
    console = Console()
    if not SOURCE.is_file():
        console.print(f"找不到真实名单 {SOURCE}：请把 shared 文件夹放在本项目旁边，再运行 make real。", soft_wrap=True)
        return 1
    assemble(WORK)
    if build(WORK) != 0:
        console.print("没有建成，原因见上。")
        return 1
    unit = json.loads((WORK / "report.json").read_text(encoding="utf-8"))["units"][0]
    checks = compare(unit, WORK / "public")
    console.print(as_table(checks))
    console.print("未公示的行：" + ("，".join(f"{code} {rows}" for code, rows in unit["withheld"].items()) or "无"))
    return 0 if all(check.holds for check in checks) else 1


def assemble(work: Path) -> None:
    """Lay out the city in an empty folder; the list goes in byte for byte."""
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(Path(__file__).parent / "data", work / "data")
    (work / "data" / "departments" / "tax").mkdir(parents=True)
    shutil.copyfile(SOURCE, work / "data" / "departments" / "tax" / SOURCE.name)


def build(work: Path) -> int:
    """Run the program as a night does."""
    command = [sys.executable, "-c", "from generator.cli import main; main()", "build"]
    for option, place in (("data", "data"), ("state", "state"), ("public", "public"), ("json", "report.json")):
        command += [f"--{option}", str(work / place)]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode


def compare(unit: dict[str, Any], public: Path) -> list[Check]:
    """Hold the report, the download and the pages against each other and against the delivered file."""
    delivered, downloaded = delivered_rows(SOURCE), read_download(public)
    ids = [row["record_id"] for row in downloaded]
    codes = {row[0].strip() for row in delivered}
    accounted = unit["published"] + sum(unit["withheld"].values()) + unit["waiting"]
    by_month, by_department = (ids_on_pages(public, under_department=choice) for choice in (False, True))
    return [
        Check("送达的行：文件 = 报告", len(delivered), unit["delivered"]),
        Check("送达 = 公示 + 未公示 + 待定", unit["delivered"], accounted),
        Check("待定的行", 0, unit["waiting"]),
        Check("公示的行：报告 = 下载文件", unit["published"], len(downloaded)),
        Check("重复的记录编号", 0, len(ids) - len(set(ids))),
        Check("不在送达文件里的代码", 0, sum(row["纳税人识别号"] not in codes for row in downloaded)),
        Check("按时间的列表页与下载文件不同的记录", 0, differences(by_month, ids)),
        Check("按部门的列表页与下载文件不同的记录", 0, differences(by_department, ids)),
        Check("还带着“责任编辑”的行", 0, sum("责任编辑" in row["税务机关"] for row in downloaded)),
        Check("检查关放行时写下的清单", 1, int((public / "manifest.json").is_file())),
    ]


def delivered_rows(source: Path) -> list[list[str]]:
    """Rows of the delivered file without its header, read by nothing of ours."""
    with source.open(encoding="gb18030", newline="") as lines:
        return list(csv.reader(lines))[1:]


def read_download(public: Path) -> list[dict[str, str]]:
    with (public / "download" / f"{DATASET}.csv").open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def ids_on_pages(public: Path, *, under_department: bool) -> list[str]:
    """Record ids in the rows of all list pages, once for each row shown."""
    folder = (public / DATASET).resolve()
    pages = (page for page in folder.rglob("*.html") if page.parent != folder)
    chosen = (page for page in pages if ("department" in page.relative_to(folder).parts) is under_department)
    return [found for page in chosen for found in ROW.findall(page.read_text(encoding="utf-8"))]


def differences(shown: list[str], ids: list[str]) -> int:
    """Count of ids that one side has and the other lacks, or has less often."""
    return ((Counter(shown) - Counter(ids)) + (Counter(ids) - Counter(shown))).total()


def as_table(checks: list[Check]) -> Table:
    table = Table("核对", "应为", "实为", "")
    for check in checks:
        table.add_row(check.title, f"{check.expected:,}", f"{check.actual:,}", "是" if check.holds else "不符")
    return table


if __name__ == "__main__":
    sys.exit(main())
