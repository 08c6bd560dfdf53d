"""Small cities for tests: the configuration of the example city, with rows that a test writes itself."""

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from generator.cli import app

CHECKOUT = Path(__file__).resolve().parent.parent
CONFIGURATION = ("site.yaml", "departments.yaml", "basis.yaml", "periods.yaml", "catalogue", "measures", "holidays.csv")


@dataclass(frozen=True)
class SmallCity:
    """A city in a folder of its own, and what its last build said."""

    root: Path

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def public(self) -> Path:
        return self.root / "public"

    @property
    def state(self) -> Path:
        return self.root / "state"

    def deliver(self, department: str, name: str, rows: list[dict[str, str]], encoding: str = "utf-8") -> None:
        """Write a delivery whose header is that of the first row."""
        write_delivery(self.data / "departments" / department / name, rows, encoding)

    def rule(self, file: str, /, **cells: str) -> None:
        """Add a line to a rulings file."""
        path = self.data / "rulings" / f"{file}.csv"
        header = path.read_text("utf-8").splitlines()[0].split(",")
        with path.open("a", encoding="utf-8", newline="") as out:
            csv.writer(out).writerow([cells.pop(name, "") for name in header])
        assert not cells, "a column that the file does not have"

    def build(self, as_of: str, *options: str) -> "Built":
        """Run `gongshi build`, with all of its command line, within this process: twice as fast as in its own."""
        self.report.unlink(missing_ok=True)
        run = CliRunner().invoke(app, self._order(as_of, *options))
        assert run.exception is None or isinstance(run.exception, SystemExit), type(run.exception)
        return Built(run.exit_code, run.output, self._account())

    def build_apart(self, as_of: str, *options: str, cwd: Path = CHECKOUT, **environment: str) -> "Built":
        """Run `gongshi build` in a process of its own, as anyone would; `environment` is added to ours."""
        self.report.unlink(missing_ok=True)
        command = [sys.executable, "-c", "from generator.cli import main; main()", *self._order(as_of, *options)]
        around = os.environ | {"PYTHONPATH": str(CHECKOUT)} | environment
        run = subprocess.run(command, cwd=cwd, env=around, capture_output=True, text=True, check=False)
        return Built(run.returncode, run.stdout + run.stderr, self._account())

    @property
    def report(self) -> Path:
        """Where the last build was asked to write its account."""
        return self.root / "report.json"

    def tree(self) -> dict[str, bytes]:
        """Every file of the public site, by its path."""
        site = self.public.resolve()
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}

    def _order(self, as_of: str, *options: str) -> list[str]:
        places = ["--data", str(self.data), "--state", str(self.state), "--public", str(self.public)]
        workers = [] if "--workers" in options else ["--workers", "1"]
        return ["build", "--as-of", as_of, "--json", str(self.report), *workers, *options, *places]

    def _account(self) -> dict[str, Any]:
        return json.loads(self.report.read_text("utf-8")) if self.report.exists() else {}

    def shown(self, dataset: str) -> list[dict[str, str]]:
        """The rows of a published CSV."""
        with (self.public / "download" / f"{dataset}.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


@dataclass(frozen=True)
class Built:
    """How a build ended."""

    code: int
    said: str
    account: dict[str, Any]

    def unit(self, department: str, dataset: str) -> dict[str, Any]:
        """The account of one unit."""
        found: list[dict[str, Any]] = [
            one for one in self.account["units"] if (one["department"], one["dataset"]) == (department, dataset)
        ]
        return found[0]


def small_city(root: Path, *catalogue: str) -> SmallCity:
    """A city with the example's configuration, no deliveries and no rulings; `catalogue` names the files to keep."""
    source, city = CHECKOUT / "data", SmallCity(root)
    for name in (*CONFIGURATION, "divisions.csv", "surnames.csv"):
        path = source / name
        city.data.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy)(path, city.data / name)
    for path in (city.data / "catalogue").glob("*.yaml"):
        if catalogue and path.stem not in catalogue:
            path.unlink()
    (city.data / "rulings").mkdir()
    for path in (source / "rulings").glob("*.csv"):
        header = path.read_text("utf-8-sig").splitlines()[0]
        (city.data / "rulings" / path.name).write_text(header + "\n", "utf-8")
    (city.data / "departments").mkdir()
    return city


def write_delivery(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8") -> None:
    """Write a delivery whose header is that of the first row."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def penalty(number: int = 1, **changes: str) -> dict[str, str]:
    """A publishable penalty; `changes` are cells by field name."""
    row = {
        "行政相对人名称": f"黄石市青禾{number}建材有限公司",
        "行政相对人类别": "法人及非法人组织",
        "行政相对人代码_1(统一社会信用代码)": unified_code(number),
        "行政相对人代码_2(工商注册号)": "",
        "行政相对人代码_3(组织机构代码)": "",
        "行政相对人代码_4(税务登记号)": "",
        "行政相对人代码_5(事业单位证书号)": "",
        "行政相对人代码_6(社会组织登记证号)": "",
        "法定代表人": "",
        "法定代表人证件类型": "",
        "法定代表人证件号码": "",
        "证件类型": "",
        "证件号码": "",
        "行政处罚决定书文号": f"黄市监处罚〔2026〕{number}号",
        "违法行为类型": "生产以不合格产品冒充合格产品",
        "违法事实": "当事人生产的砌块抽检不合格。",
        "处罚依据": "《中华人民共和国产品质量法》第五十条",
        "处罚类别": "罚款",
        "处罚内容": "罚款48,600元",
        "罚款金额（万元）": "4.86",
        "没收违法所得、没收非法财物的金额（万元）": "",
        "暂扣或吊销证照名称及编号": "",
        "处罚决定日期": "2026-09-14",
        "处罚有效期": "2026-09-29",
        "公示截止期": "",
        "处罚机关": "黄石市市场监督管理局（演示）",
        "处罚机关统一社会信用代码": authority_code(),
        "数据来源单位": "黄石市市场监督管理局（演示）",
        "数据来源单位统一社会信用代码": authority_code(),
        "备注": "",
        "失信程度": "一般",
    }
    assert set(changes) <= {*row, "适用程序", "轻微公示", "行业领域", "原文书号"}, "no such field"
    return {**row, **changes}


def authority_code() -> str:
    """The code of the market regulator in the example's departments.yaml."""
    lines = (CHECKOUT / "data/departments.yaml").read_text("utf-8").splitlines()
    at = next(place for place, line in enumerate(lines) if "id: market-regulation" in line)
    found = next(line for line in lines[at:] if "code:" in line)
    return found.split("code:")[1].split("#")[0].strip().strip('"')


def unified_code(number: int) -> str:
    """A valid unified code of nobody: GB 11714 inside, GB 32100 around it."""
    organisation = f"MA9{number:05d}"
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    total = sum(letters.index(c) * w for c, w in zip(organisation, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    body = "91420200" + organisation + "0123456789X"[(11 - total % 11) % 11]
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(alphabet.index(c) * w for c, w in zip(body, weights, strict=True))
    return body + alphabet[(31 - total % 31) % 31]


def id_number(born: str, sequence: str = "001") -> str:
    """A valid identity number of nobody: the division 420299 has never been given out. `born` is YYYYMMDD."""
    body = f"420299{born}{sequence}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
