"""What the gate finds: a kind, a path and, where one can be told, the records it concerns. Never the value."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

CLEAR, WITHHOLD, REFUSE = 0, 10, 11
"""Exit codes of the gate's process; any other is a crash, and refuses too."""

FILE_NAME = "findings.json"
KINDS: Mapping[str, str] = {
    "identifier": "有今晚数据中的个人证件号码或电话",
    "identifier-hash": "有个人证件号码或电话的散列值",
    "id-number": "有形似18位身份证号码的数字",
    "id-number-15": "有形似15位身份证号码的数字",
    "phone": "有形似手机号码的数字",
    "bank-card": "有形似银行卡号的数字",
    "plate": "有形似机动车号牌的文字",
    "name": "有记录自己涉及的个人姓名",
    "tombstone": "有已经撤下的记录",
    "rows-differ": "记录数或记录编号与应公示的不一致",
    "empty-site": "没有网页",
    "unknown-type": "文件类型不在允许之列",
    "not-a-file": "是链接或特殊文件",
    "unreadable": "无法读取或已损坏",
    "canary": "自检没有通过",
    "crash": "关口程序出错",
}
"""Kinds of finding, in the words of the operator's message."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing that must not be in the site."""

    kind: str
    path: str
    records: tuple[str, ...] = ()
    """Record ids to withhold; empty where the finding lies in no record."""

    def __str__(self) -> str:
        return f"{self.path}：{KINDS[self.kind]}"


def verdict(findings: Iterable[Finding]) -> int:
    """Return the exit code: withholding records helps only where every finding names one."""
    found = list(findings)
    if not found:
        return CLEAR
    return WITHHOLD if all(finding.records for finding in found) else REFUSE


def write(order: Path, findings: Iterable[Finding]) -> None:
    """Write findings.json into the order folder."""
    rows = [asdict(finding) for finding in sorted(findings)]
    (order / FILE_NAME).write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(order: Path) -> tuple[Finding, ...]:
    """Read findings.json back; raises OSError or ValueError where there is none or it is cut."""
    rows = json.loads((order / FILE_NAME).read_text(encoding="utf-8"))
    return tuple(Finding(row["kind"], row["path"], tuple(row["records"])) for row in rows)
