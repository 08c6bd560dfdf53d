"""Penalties (行政处罚), 30 fields of the national standard and five that may be absent."""

from __future__ import annotations

from datetime import date

from generator.commands.fiction import cases, codes, days
from generator.commands.fiction.scene import Cells, Scene
from generator.commands.fiction.subjects import PERSON, Subject

_OPENED = date(2025, 11, 25)
"""What was decided before is out of a year's term on the pinned day, unless it is serious."""
_DISTRICTS = (
    ("大冶市市场监督管理局（演示）", codes.unified_code("11420281", "MB000041")),
    ("阳新县市场监督管理局（演示）", codes.unified_code("11420222", "MB000042")),
)


def make(scene: Scene, subject: Subject) -> Cells:
    """Make one penalty."""
    rng, delivery = scene.rng, scene.delivery
    case = rng.choice(cases.CASES[delivery.department])
    decided = days.draw(rng, delivery.since, delivery.until)
    fine = _amount(scene, case.fines, subject)
    confiscated = f"{rng.randrange(3, 400) / 100:.2f}" if "没收" in case.kinds else ""
    authority, code = _authority(scene)
    serious = (decided < _OPENED and rng.random() < 0.8) or rng.random() < 0.08
    return {
        **party(subject),
        "行政处罚决定书文号": f"{cases.NUMBERS[delivery.department]}〔{decided.year}〕{scene.index + 1}号",
        "违法行为类型": case.title,
        "违法事实": cases.fact(case, rng, days.in_words(days.draw(rng, date(2022, 9, 1), decided))),
        "处罚依据": case.basis,
        "处罚类别": case.kinds,
        "处罚内容": cases.content(case, fine, confiscated),
        "罚款金额（万元）": fine,
        "没收违法所得、没收非法财物的金额（万元）": confiscated,
        "处罚决定日期": decided.isoformat(),
        "处罚有效期": days.years_after(decided, 1).isoformat(),
        "处罚机关": authority,
        "处罚机关统一社会信用代码": code,
        "数据来源单位": scene.department.name,
        "数据来源单位统一社会信用代码": scene.department.code,
        "失信程度": "严重" if serious else "一般",
        "适用程序": "普通程序",
        "行业领域": case.sector,
    }


def party(subject: Subject) -> Cells:
    """Write down whom a decision is about, in the columns that licences and penalties share."""
    cells = {"行政相对人名称": subject.name, "行政相对人类别": subject.kind}
    if subject.kind == PERSON:
        return {**cells, "证件类型": "身份证", "证件号码": subject.identity}
    cells["行政相对人代码_1(统一社会信用代码)"] = subject.code
    if subject.serial % 3 == 0:
        cells["行政相对人代码_2(工商注册号)"] = subject.registration
        cells["行政相对人代码_3(组织机构代码)"] = subject.organisation if subject.code[8:9] == "M" else ""
    cells["法定代表人"] = subject.head
    if subject.serial % 2 == 0:
        cells |= {"法定代表人证件类型": "身份证", "法定代表人证件号码": subject.identity}
    return cells


def _amount(scene: Scene, fines: tuple[float, float], subject: Subject) -> str:
    low, high = fines
    if subject.kind == PERSON:
        return f"{scene.rng.randrange(3, 20) / 10:.1f}"
    return f"{low + (high - low) * scene.rng.random() ** 2:.2f}"


def _authority(scene: Scene) -> tuple[str, str]:
    if scene.department.id == "market-regulation" and scene.rng.random() < 0.25:
        return scene.rng.choice(_DISTRICTS)
    return scene.department.name, scene.department.code
