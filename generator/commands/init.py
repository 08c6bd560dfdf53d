"""`gongshi init DIR`: a new city that `check` accepts, and that a clerk fills in (inputs under DIR/data)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from generator.errors import GeneratorError
from generator.stages.read import read_city

_COPIED = (
    "basis.yaml",
    "periods.yaml",
    "departments.yaml",
    "catalogue",
    "holidays.csv",
    "divisions.csv",
    "surnames.csv",
)
_FILLED = {"name": "信用某市", "organiser": "某市社会信用体系建设牵头单位", "operator": "某市信用信息中心"}
GUIDE = """# 新城市

1. `data/site.yaml`：填写网站名称、主办和承办单位、电话、标识码、备案号。
2. `data/departments.yaml`：改成本市的部门；id 定了就不能再改，代码填统一社会信用代码。
3. `data/catalogue/`：一个文件是一类信息。不收的类别删去整个文件；`deliver.departments` 写由谁报送。
4. `data/basis.yaml`、`data/periods.yaml`：依据和公示期限。`verified: false` 的，对照正式文本核对后改成 true。
5. `data/measures/`：奖惩措施清单，按本市印发的清单登记。
6. `data/departments/<部门>/`：放报送的文件，文件名按目录里的 `match`。
7. 每改一步运行 `gongshi check`，按提示改正。
8. 第一次发布运行 `gongshi build --first-run`，把它打印的 `key_fingerprint` 一行写进 `data/site.yaml`，并备份 `state/`。
9. 以后每夜：`gongshi build`，退出码为 1 时再运行 `gongshi retract`。
"""


def run(target: Path, shipped: Path) -> None:
    """Write the city; raises GeneratorError where the folder is in use."""
    inputs = target / "data"
    if inputs.exists() and (not inputs.is_dir() or any(inputs.iterdir())):
        message = f"{inputs} 已经存在而且不是空的，请换一个文件夹"
        raise GeneratorError(message)
    inputs.mkdir(parents=True, exist_ok=True)
    for name in _COPIED:
        source = shipped / name
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, inputs / name)
    for name in ("measures", "rulings"):
        (inputs / name).mkdir()
        for path in sorted((shipped / name).glob("*.csv")):
            header = path.read_text("utf-8-sig").splitlines()[0]
            (inputs / name / path.name).write_text(header + "\n", "utf-8")
    (inputs / "site.yaml").write_text(_site((shipped / "site.yaml").read_text("utf-8")), "utf-8")
    _plain(inputs / "departments.yaml")
    (target / "README.md").write_text(GUIDE, "utf-8")
    for department in read_city(inputs).departments:
        (inputs / "departments" / department.id).mkdir(parents=True)


def _site(text: str) -> str:
    """Turn the example's site into one to be filled in: nothing fictional, no day, no banner, no key yet."""
    lines = [line for line in text.splitlines() if not re.match(r"(as_of|banner):", line)]
    filled = []
    for line in lines:
        key = line.split(":", 1)[0]
        if key == "fictional":
            filled.append("fictional: false")
        elif key in _FILLED:
            filled.append(f"{key}: {_FILLED[key]}")
        elif key == "key_fingerprint":
            filled.append("key_fingerprint: null      # 第一次发布后，写上 gongshi build --first-run 打印的那一行")
        else:
            filled.append(line)
    return "\n".join(filled) + "\n"


def _plain(path: Path) -> None:
    """Take the example's mark off the departments' names."""
    path.write_text(path.read_text("utf-8").replace("（演示）", ""), "utf-8")
