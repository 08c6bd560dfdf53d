"""The same record pages for mkdocs, in Markdown, under its own theme."""

import json
from itertools import islice
from pathlib import Path


def write(site: Path, folder: Path, most: int) -> int:
    """Write a mkdocs project with at most so many of the records of a built site; gives their number."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# 信用\n", "utf-8")
    with (site / "download/penalties.jsonl").open(encoding="utf-8") as file:
        records = [json.loads(line) for line in islice(file, most)]
    for record in records:
        fields = "".join(f"| {name} | {value} |\n" for name, value in record.items() if value is not None)
        text = f"# 行政处罚\n\n| 字段 | 内容 |\n|---|---|\n{fields}"
        (docs / f"{record['record_id']}.md").write_text(text, "utf-8")
    # Without a list of its own every page would stand in the navigation of every other.
    quiet = {"nav": {"omitted_files": "ignore"}}
    settings = {"site_name": "信用", "nav": [{"首页": "index.md"}], "plugins": [], "validation": quiet}
    (folder / "mkdocs.yml").write_text(json.dumps(settings), "utf-8")
    return len(records)
