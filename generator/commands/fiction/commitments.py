"""Commitments (信用承诺) on the national collection template."""

from __future__ import annotations

from generator.commands.fiction import days
from generator.commands.fiction.scene import Cells, Scene
from generator.commands.fiction.subjects import PERSON, Subject

_KINDS = {
    "审批替代型": ("以告知承诺方式办理{matter}", "已知晓并满足{matter}的全部条件，愿意接受事后核查"),
    "容缺受理型": ("办理{matter}时暂缺部分材料", "在二十个工作日内补齐办理{matter}所缺的材料"),
    "证明事项型": ("办理{matter}免交证明材料", "所填报的信息真实、准确，符合{matter}的要求"),
    "行业自律型": ("参加行业诚信经营活动", "守法经营，明码标价，不作虚假宣传，自觉接受社会监督"),
    "主动型": ("主动向社会公开承诺", "诚信经营，依法纳税，按时足额支付职工工资和货款"),
    "信用修复型": ("申请修复失信信息", "已纠正失信行为、消除不良影响，今后严格遵守法律法规"),
}
_MATTERS = (
    "公共场所卫生许可",
    "道路运输经营许可",
    "人力资源服务许可",
    "建筑业企业资质",
    "施工许可",
    "劳务派遣经营许可",
)
_LIABILITY = "违反承诺的，自愿接受撤销许可决定等处理，违诺信息记入信用记录并依法公开。"


def make(scene: Scene, subject: Subject) -> Cells:
    """Make one commitment."""
    rng = scene.rng
    kind = rng.choice(tuple(_KINDS))
    purpose, content = (text.format(matter=rng.choice(_MATTERS)) for text in _KINDS[kind])
    made = days.draw(rng, scene.delivery.since, scene.delivery.until)
    broken = rng.random() < 0.08
    cells = {
        "承诺编码": f"420200{made:%Y%m%d}{scene.index + 1:06d}",
        "承诺人名称": subject.name,
        "承诺人类别": subject.kind,
        "承诺人代码": subject.identity if subject.kind == PERSON else subject.code,
        "承诺类型": kind,
        "承诺事由": f"{purpose}。",
        "承诺内容": f"{content}。",
        "违诺责任": _LIABILITY,
        "承诺作出日期": made.isoformat(),
        "承诺有效期": rng.choice(
            ("长期", days.years_after(made, 2).isoformat(), days.years_after(made, 3).isoformat())
        ),
        "承诺履行状态": "部分履行" if broken else "全部履行",
        "承诺受理单位": scene.department.name,
        "承诺受理单位统一社会信用代码": scene.department.code,
        "公开类型": "可向社会公开",
    }
    if broken:
        cells |= {
            "未履行的承诺内容": "未在承诺的期限内补齐材料。",
            "违诺责任追究内容": "责令限期补正，记入信用记录。",
            "履行状态认定日期": days.later(made, 40).isoformat(),
            "履行状态认定单位": scene.department.name,
            "履行状态认定单位统一社会信用代码": scene.department.code,
        }
    return cells
