"""The eighteen-column penalties of the benchmarks: a normalised file of any size and its schema."""

import json
from itertools import islice
from pathlib import Path
from random import Random

from generator.commands.demo import SEED
from generator.commands.fiction.deliveries import DELIVERIES
from generator.commands.fiction.rulings import open_book
from generator.commands.fiction.scene import Delivery
from generator.commands.fiction.stream import Stream
from generator.commands.fiction.subjects import Pool
from generator.stages.intake.normal_rows import write_rows
from generator.stages.read import read_city
from tests.conftest import CHECKOUT

COLUMNS = (
    "行政相对人名称", "行政相对人类别", "行政相对人代码_1(统一社会信用代码)", "法定代表人", "法定代表人证件号码",
    "行政处罚决定书文号", "违法行为类型", "违法事实", "处罚依据", "处罚类别", "处罚内容", "罚款金额（万元）",
    "没收违法所得、没收非法财物的金额（万元）", "处罚决定日期", "处罚机关", "处罚机关统一社会信用代码", "数据来源单位",
    "备注",
)  # fmt: skip


def write(folder: Path, rows: int) -> Path:
    """Write `penalties.csv`, its schema and its cuts; faults are as frequent as in the example city."""
    city = read_city(CHECKOUT / "data")
    dataset = city.dataset("penalties")
    path = folder / "penalties.csv"
    fields = [
        field.model_dump(mode="json", by_alias=True, exclude_none=True)
        for field in dataset.fields
        if field.name in COLUMNS
    ]
    assert len(fields) == len(COLUMNS)
    schema = {"fields": fields, "missingValues": list(dataset.table.missing_values)}
    path.with_name(f"{path.name}.schema.json").write_text(json.dumps(schema, ensure_ascii=False), "utf-8")
    first = next(one for one in DELIVERIES if one.dataset == "penalties")
    delivery = Delivery(first.department, "penalties", "penalties.csv", rows, first.since, first.until)
    with open_book(folder / "rulings") as book:
        stream = Stream(city, Pool(SEED, max(3_000, rows // 4)), Random(SEED), book)
        made = islice(stream.rows(delivery), rows)
        cuts = write_rows(path, COLUMNS, ([cells.get(name, "") for name in COLUMNS] for cells in made))
    path.with_name(f"{path.name}.cuts.json").write_text(json.dumps([cuts, rows]), "utf-8")
    return path
