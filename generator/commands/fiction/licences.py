"""Licences (行政许可), 28 fields of the national standard."""

from __future__ import annotations

from dataclasses import dataclass

from generator.commands.fiction import days
from generator.commands.fiction.penalties import party
from generator.commands.fiction.scene import Cells, Scene
from generator.commands.fiction.subjects import Subject

LONG_TERM = ("长期", "2099-12-31", "永久")


@dataclass(frozen=True)
class _Permit:
    document: str
    number: str
    category: str
    content: str
    years: int
    """0: for as long as the holder exists."""

    @property
    def certificate(self) -> str:
        return self.document.replace("决定书", "证") if self.document.endswith("决定书") else ""


_PERMITS = {
    "market-regulation": (
        _Permit("食品经营许可决定书", "黄市监食许", "普通", "准予从事预包装食品销售、热食类食品制售", 5),
        _Permit("药品经营许可决定书", "黄市监药许", "普通", "准予从事中成药、化学药制剂的零售", 5),
        _Permit("特种设备使用登记决定书", "黄市监特许", "登记", "对申请的起重机械予以使用登记", 0),
        _Permit("计量标准考核决定书", "黄市监量许", "核准", "准予使用申请的计量标准开展检定、校准", 5),
    ),
    "ecology": (
        _Permit("排污许可决定书", "黄环许", "普通", "准予按照规定的种类、浓度和总量排放污染物", 5),
        _Permit("环境影响报告表批复", "黄环审", "核准", "同意按照报告表所列的地点和防治措施进行建设", 0),
        _Permit("辐射安全许可决定书", "黄环辐许", "普通", "准予使用Ⅲ类射线装置", 5),
    ),
    "transport": (
        _Permit("道路运输经营许可决定书", "黄交运许", "普通", "准予从事道路普通货物运输", 4),
        _Permit("道路危险货物运输许可决定书", "黄交危许", "特许", "准予从事危险货物运输（3类、8类）", 4),
        _Permit("超限运输车辆通行许可决定书", "黄交超许", "其他-临时通行", "准予在申请的路线和时段内行驶公路", 1),
    ),
    "housing": (
        _Permit("建筑工程施工许可决定书", "黄建施许", "核准", "准予申请的房屋建筑工程施工", 3),
        _Permit("建筑业企业资质许可决定书", "黄建资许", "认可", "准予取得施工总承包三级资质", 5),
        _Permit("城镇污水排入排水管网许可决定书", "黄建排许", "普通", "准予向城镇排水设施排放污水", 5),
    ),
    "approval": (
        _Permit("公共场所卫生许可决定书", "黄审卫许", "普通", "准予从事公共场所经营", 4),
        _Permit("人力资源服务许可决定书", "黄审人许", "普通", "准予开展职业中介活动", 5),
        _Permit("营业性演出许可决定书", "黄审文许", "普通", "准予从事营业性演出经营活动", 2),
        _Permit("民办培训机构办学许可决定书", "黄审教许", "核准", "准予设立并开展非学历培训", 0),
    ),
}


def make(scene: Scene, subject: Subject) -> Cells:
    """Make one licence."""
    rng, index = scene.rng, scene.index + 1
    permit = rng.choice(_PERMITS[scene.delivery.department])
    decided = days.draw(rng, scene.delivery.since, scene.delivery.until)
    until = days.years_after(decided, permit.years).isoformat() if permit.years else rng.choice(LONG_TERM)
    return {
        **party(subject),
        "行政许可决定文书名称": permit.document,
        "行政许可决定文书号": f"{permit.number}〔{decided.year}〕{index}号",
        "许可类别": permit.category,
        "许可证书名称": permit.certificate,
        "许可编号": f"{permit.number}证〔{decided.year}〕{index:05d}" if permit.certificate else "",
        "许可内容": f"{permit.content}。",
        "许可决定日期": decided.isoformat(),
        "有效期自": decided.isoformat(),
        "有效期至": until,
        "许可机关": scene.department.name,
        "许可机关统一社会信用代码": scene.department.code,
        "当前状态": "有效",
        "数据来源单位": scene.department.name,
        "数据来源单位统一社会信用代码": scene.department.code,
    }
