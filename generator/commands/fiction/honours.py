"""Red lists (A级纳税人, 海关高级认证企业) and integrity models (诚信典型)."""

from __future__ import annotations

from datetime import date

from generator.commands.fiction import codes, days
from generator.commands.fiction.names import DIVISIONS
from generator.commands.fiction.scene import Cells, Scene
from generator.commands.fiction.subjects import PERSON, SOLE_TRADER, Subject

_OFFICES = (
    "国家税务总局黄石市税务局（演示）",
    "国家税务总局大冶市税务局（演示）",
    "国家税务总局阳新县税务局（演示）",
    "国家税务总局黄石市西塞山区税务局（演示）",
)
_DEEDS = (
    "连续多年依法纳税、按时足额发放工资，供应商和客户没有投诉记录，主动公开产品质量承诺。",
    "坚持童叟无欺、明码标价，发现计量误差后主动退还差价，受到周边居民好评。",
    "困难时期想方设法筹措资金偿还欠款，按照约定履行全部合同，树立了守信重诺的榜样。",
    "积极参加志愿服务，带头签订诚信公约，协助社区调解消费纠纷。",
)  # fmt: skip


def make_tax(scene: Scene, subject: Subject) -> Cells:
    """Make one taxpayer of class A; a third are still listed under 15-digit numbers."""
    old = subject.serial % 3 == 0
    return {
        "纳税人识别号": subject.division + subject.organisation if old else subject.code,
        "纳税人名称": subject.name,
        "评价年度": str(scene.delivery.since.year),
        "税务机关": scene.rng.choice(_OFFICES),
    }


def make_customs(scene: Scene, subject: Subject) -> Cells:
    """Make one certified enterprise."""
    rng = scene.rng
    listed = days.draw(rng, scene.delivery.since, scene.delivery.until)
    return {
        "海关注册编码": f"42{scene.index + 1:07d}" + codes.ALPHABET[rng.randrange(10, 31)],
        "企业名称": subject.name,
        "统一社会信用代码": subject.code,
        "组织机构代码": f"{subject.organisation[:8]}-{subject.organisation[8:]}",
        "注册地址": f"湖北省{DIVISIONS.get(subject.division, '黄石市下陆区')}工业园区{rng.randrange(1, 200)}号",
        "首次注册日期": days.draw(rng, date(2005, 1, 1), date(2018, 12, 31)).isoformat(),
        "信用等级": "高级认证企业",
        "等级认定时间": listed.isoformat(),
        "注销标志": "正常",
        "认定海关": scene.department.name,
    }


def make_model(scene: Scene, subject: Subject) -> Cells:
    """Make one model of integrity."""
    rng, year = scene.rng, scene.delivery.until.year
    kinds = {PERSON: ("诚信道德模范", "优秀青年志愿者"), SOLE_TRADER: ("诚信经营户",)}
    listed = days.draw(rng, scene.delivery.since, scene.delivery.until)
    return {
        "典型编号": f"{scene.department.id[:2].upper()}-{year}-{scene.index + 1:04d}",
        "典型名称": subject.name,
        "主体类别": subject.kind,
        "统一社会信用代码": "" if subject.kind == PERSON else subject.code,
        "典型类型": rng.choice(kinds.get(subject.kind, ("诚信示范企业", "诚信会员企业"))),
        "先进事迹": rng.choice(_DEEDS),
        "认定文件": f"关于公布{listed.year}年度诚信典型名单的通知",
        "认定日期": listed.isoformat(),
        "有效期至": days.years_after(listed, 2).isoformat(),
        "推荐单位": scene.department.name,
        "推荐单位统一社会信用代码": scene.department.code,
    }
