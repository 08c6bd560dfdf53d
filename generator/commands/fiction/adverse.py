"""Serious-dishonesty lists (严重失信主体名单) and the watch list (经营异常名录)."""

from __future__ import annotations

from datetime import date

from generator.commands.fiction import days
from generator.commands.fiction.names import DIVISIONS
from generator.commands.fiction.scene import Cells, Scene
from generator.commands.fiction.subjects import PERSON, Subject, person_of

_CONDUCT = (
    "有履行能力而拒不履行生效法律文书确定义务", "违反财产报告制度", "违反限制消费令", "无正当理由拒不履行执行和解协议",
    "以隐匿、转移财产等方法规避执行",
)  # fmt: skip
_UNLISTED = (
    ("未依照《企业信息公示暂行条例》第八条规定的期限公示年度报告", "《企业信息公示暂行条例》第十七条第一款"),
    ("通过登记的住所或者经营场所无法联系", "《企业经营异常名录管理暂行办法》第九条"),
    ("公示企业信息隐瞒真实情况、弄虚作假", "《企业经营异常名录管理暂行办法》第八条"),
)
_MARKET = (
    (
        "生产经营不符合食品安全标准的食品，情节严重，受到吊销许可证件的行政处罚",
        "《市场监督管理严重违法失信名单管理办法》第五条",
    ),
    ("被列入经营异常名录届满三年仍未履行公示义务", "《企业信息公示暂行条例》第十七条第二款"),
)
_TAX = ("偷税", "虚开增值税专用发票", "骗取出口退税")


def make_court(scene: Scene, subject: Subject) -> Cells:
    """Make one judgment defaulter."""
    rng, index = scene.rng, scene.index + 1
    filed = days.draw(rng, scene.delivery.since, scene.delivery.until)
    person = subject.kind == PERSON
    return {
        "案号": f"（{filed.year}）鄂02执{index}号",
        "被执行人名称": subject.name,
        "被执行人类别": subject.kind,
        "统一社会信用代码": "" if person else subject.code,
        "身份证号码": subject.identity if person else "",
        "法定代表人或者负责人姓名": "" if person else subject.head,
        "执行依据文号": f"（{filed.year}）鄂02民初{index + 300}号",
        "作出执行依据单位": scene.department.name,
        "立案时间": filed.isoformat(),
        "生效法律文书确定的义务": (
            f"支付货款人民币{rng.randrange(20, 9000) * 100}元及逾期付款利息，负担案件受理费"
            f"{rng.randrange(5, 90) * 10}元。"
        ),
        "被执行人的履行情况": rng.choice(("全部未履行", "全部未履行", "部分未履行")),
        "失信被执行人行为具体情形": rng.choice(_CONDUCT),
        "列入依据": "《中华人民共和国民事诉讼法》第二百六十六条",
        "发布时间": days.later(filed, rng.randrange(20, 90)).isoformat(),
        "执行法院": scene.department.name,
        "执行法院统一社会信用代码": scene.department.code,
    }


def make_wages(scene: Scene, subject: Subject) -> Cells:
    """Make one employer that owes wages."""
    rng = scene.rng
    listed = days.draw(rng, scene.delivery.since, scene.delivery.until)
    return {
        "列入决定书文号": f"黄人社欠薪列〔{listed.year}〕{scene.index + 1}号",
        "名称": subject.name,
        "主体类别": subject.kind,
        "统一社会信用代码": "" if subject.kind == PERSON else subject.code,
        "法定代表人或主要负责人": subject.head,
        "直接责任人员": person_of(rng)[0],
        "列入事由": (
            f"拖欠{rng.randrange(6, 120)}名农民工工资共计{rng.randrange(20, 900)}万元，经责令限期支付逾期仍未支付。"
        ),
        "列入依据": "《保障农民工工资支付条例》第四十八条",
        "告知日期": days.draw(rng, date(2023, 1, 2), listed).isoformat(),
        "列入日期": listed.isoformat(),
        "列入机关": scene.department.name,
        "列入机关统一社会信用代码": scene.department.code,
    }


def make_tax(scene: Scene, subject: Subject) -> Cells:
    """Make one major tax offender."""
    rng = scene.rng
    listed = days.draw(rng, scene.delivery.since, scene.delivery.until)
    nature, year = rng.choice(_TAX), listed.year - 2
    return {
        "纳税人名称": subject.name,
        "主体类别": subject.kind,
        "纳税人识别号": subject.code,
        "组织机构代码": subject.organisation,
        "注册地址": (
            f"湖北省{DIVISIONS.get(subject.division, '黄石市下陆区')}"
            f"{rng.choice(('工业大道', '迎宾大道', '发展大道'))}{rng.randrange(1, 300)}号"
        ),
        "法定代表人或者负责人姓名": subject.head,
        "法定代表人或者负责人证件号码": subject.identity,
        "负有直接责任的财务负责人姓名": person_of(rng)[0],
        "案件性质": nature,
        "主要违法事实": f"在{year}年1月1日至{year}年12月31日期间{nature}，涉及税款{rng.randrange(100, 2000)}万元。",
        "相关法律依据及税务处理处罚情况": (
            "依照《中华人民共和国税收征收管理法》等规定，作出追缴税款、加收滞纳金并处罚款的决定。"
        ),
        "公布日期": listed.isoformat(),
        "公布机关": scene.department.name,
        "公布机关统一社会信用代码": scene.department.code,
    }


def make_procurement(scene: Scene, subject: Subject) -> Cells:
    """Make one supplier that may not bid."""
    rng = scene.rng
    listed = days.draw(rng, scene.delivery.since, scene.delivery.until)
    years = rng.choice((1, 2, 3))
    return {
        "处罚决定书文号": f"黄财采罚〔{listed.year}〕{scene.index + 1}号",
        "供应商或代理机构名称": subject.name,
        "统一社会信用代码": subject.code,
        "企业地址": f"{DIVISIONS.get(subject.division, '黄石市下陆区')}{rng.randrange(1, 300)}号",
        "不良行为的具体情形": rng.choice(
            ("提供虚假材料谋取中标", "与其他供应商恶意串通", "中标后无正当理由不与采购人签订合同")
        )
        + "。",
        "处罚依据": "《中华人民共和国政府采购法》第七十七条",
        "处罚结果": (
            f"处以采购金额千分之{rng.randrange(5, 11)}的罚款，列入不良行为记录名单，在{years}年内禁止参加政府采购活动。"
        ),
        "处罚日期": listed.isoformat(),
        "处罚截止日期": days.years_after(listed, years).isoformat(),
        "执法单位": scene.department.name,
        "执法单位统一社会信用代码": scene.department.code,
    }


def make_market(scene: Scene, subject: Subject) -> Cells:
    """Make one entry of the market regulator's list."""
    listed = days.draw(scene.rng, scene.delivery.since, scene.delivery.until)
    fact, basis = scene.rng.choice(_MARKET)
    return {
        "列入决定书文号": f"黄市监严列〔{listed.year}〕{scene.index + 1}号",
        "名称": subject.name,
        "主体类别": subject.kind,
        "统一社会信用代码": "" if subject.kind == PERSON else subject.code,
        "法定代表人": subject.head,
        "列入事由": f"{fact}。",
        "列入依据": basis,
        "列入日期": listed.isoformat(),
        "列入机关": scene.department.name,
        "列入机关统一社会信用代码": scene.department.code,
    }


def make_abnormal(scene: Scene, subject: Subject) -> Cells:
    """Make one entry of the list of abnormal operations."""
    rng = scene.rng
    fact, basis = rng.choice(_UNLISTED)
    return {
        "企业名称": subject.name,
        "统一社会信用代码": subject.code,
        "注册号": subject.registration,
        "法定代表人": subject.head,
        "列入经营异常名录原因类型": fact,
        "列入依据": basis,
        "设立日期": days.draw(rng, date(2008, 1, 1), date(2021, 12, 31)).isoformat(),
        "列入日期": days.draw(rng, scene.delivery.since, scene.delivery.until).isoformat(),
        "列入决定机关": scene.department.name,
        "列入决定机关统一社会信用代码": scene.department.code,
    }
