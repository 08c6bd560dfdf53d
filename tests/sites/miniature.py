"""Miniature cities, good and broken: each is built for some nights, and says which verdicts it is there to show.

A site is the configuration of the example city with a few deliveries of its own. What a night must say is read from
its account and from the departments' reports, so that nothing here knows how a verdict is found.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.builders import SmallCity, id_number, penalty, small_city, unified_code

FIRST, SECOND = "2026-11-24", "2026-11-25"
MARKET = "market-regulation"
CODE = "行政相对人代码_1(统一社会信用代码)"
FINE = "罚款金额（万元）"
PERSON = {"行政相对人名称": "王小明", "行政相对人类别": "自然人", CODE: "", "证件类型": "身份证"}
MADE = {"authority": "黄石市市场监督管理局（演示）", "document": "黄市监函〔2026〕5号", "decided_on": "2026-11-20"}


@dataclass(frozen=True)
class Miniature:
    """A site: the catalogue files it needs, and what happens in it."""

    catalogue: tuple[str, ...]
    happens: Callable[[SmallCity], Iterator[str]]
    shows: frozenset[str]


def codes_of(site: Miniature, root: Path) -> set[str]:
    """Build the nights of a site and collect every code that its reports and its downloads give."""
    city = small_city(root, *site.catalogue)
    found: set[str] = set()
    for day in site.happens(city):
        built = city.build(day)
        assert 0 == built.code, built.said
        found |= codes_told(city)
    return found


def codes_told(city: SmallCity) -> set[str]:
    """Codes of the departments' reports, and the annotations of record pages."""
    found: set[str] = set()
    for path in (city.state / "reports").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found |= {line["问题代码"].split("/")[0] for line in csv.DictReader(file)}
    for path in (city.public / "download").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found |= {code for line in csv.DictReader(file) for code in line.get("note", "").split(";") if code}
    return found


def numbered(number: int) -> dict[str, str]:
    """Name a penalty of the market regulator in a ruling."""
    return {"dataset": "penalties", "department": MARKET, "record_number": f"黄市监处罚〔2026〕{number}号", **MADE}


def edit(city: SmallCity, file: str, old: str, new: str) -> None:
    """Change the configuration; the words must be there."""
    path = city.data / file
    text = path.read_text("utf-8")
    assert old in text, f"{file} has changed"
    path.write_text(text.replace(old, new, 1), "utf-8")


def bad_rows(city: SmallCity) -> Iterator[str]:
    """Every fault that a row can have by itself."""
    rows = [
        penalty(1),
        penalty(2, 违法事实=""),
        penalty(3, **{CODE: "9.1E+17"}),
        penalty(4, **{CODE: "91420200MA00000000"}),
        penalty(5, 公示截止期="2026-01-01"),
        penalty(6, 违法事实="当事人\ufffd生产"),
        penalty(7, **{CODE: id_number("19900101")}),
        penalty(8, 失信程度="", **{FINE: "0.2"}),
        penalty(9),
        penalty(9),
        penalty(10),
        penalty(10, 处罚内容="罚款1元"),
        penalty(11, 处罚依据="《中华人民共和国治安管理处罚法》第二十六条"),
        penalty(12, 证件号码=id_number("20101231"), **PERSON),
        penalty(13, 证件号码=id_number("19900101"), **PERSON),
        penalty(14, 失信程度="轻微"),
        penalty(15, 处罚决定日期="2026-12-01"),
        penalty(16, 处罚决定日期="2024-01-01"),
        penalty(17, 行政相对人名称=f"黄石{id_number('19770707')}建材有限公司"),
    ]
    city.deliver(MARKET, "penalties-20261101.csv", rows)
    yield FIRST


def rulings(city: SmallCity) -> Iterator[str]:
    """Every ruling, and on the next night what they took down under a new number, and a correction."""
    twins = penalty(9, 行政处罚决定书文号="黄市监处罚〔2026〕8号")
    city.deliver(MARKET, "penalties-20261101.csv", [*(penalty(number) for number in range(1, 9)), twins])
    city.rule("takedowns", **numbered(2))
    city.rule("withdrawals", **numbered(3), kind="撤销", reason="事实不清")
    city.rule("withdrawals", **numbered(4), kind="中止执行", reason="诉讼中")
    city.rule("objections", **numbered(5), origin="异议", status="撤销", received_on="2026-10-01")
    city.rule("repairs", **numbered(6), action="终止公示")
    city.rule("objections", **numbered(7), origin="异议", status="核查中", received_on="2026-11-18")
    city.rule("repairs", **numbered(8), action="终止公示")
    yield FIRST
    again = [penalty(6, 行政处罚决定书文号="黄市监处罚〔2026〕60号"), penalty(1, 处罚内容="罚款20,000元")]
    city.deliver(MARKET, "penalties-20261125.csv", again)
    yield SECOND


def corrections(city: SmallCity) -> Iterator[str]:
    """What stays public with a remark."""
    early = penalty(2, 处罚决定日期="2026-03-02", 行政处罚决定书文号="黄市监处罚〔2026〕2号")
    city.deliver(MARKET, "penalties-20261101.csv", [penalty(1), early])
    fixed = {"field": "处罚内容", "value": "罚款30,000元", "closed_on": "2026-11-20", "received_on": "2026-11-10"}
    city.rule("objections", **numbered(1), origin="异议", status="更正", **fixed)
    city.rule("repairs", **{**numbered(2), "decided_on": "2026-03-20"}, action="标注")
    yield FIRST


def sources(city: SmallCity) -> Iterator[str]:
    """A delivery of every department, each refused for another reason or taken with a remark."""
    edit(city, "catalogue/red_list_tax_a.yaml", "mode: snapshot}", 'mode: snapshot, batch: "tax_a_([0-9]+)"}')
    edit(city, "catalogue/watch_abnormal_operations.yaml", "expect: {", "expect: {fill: {法定代表人: 1.0}, ")
    named = [penalty(number) for number in range(1, 4)]
    city.deliver("ecology", "penalties-20261101.csv", [{**penalty(1), "手机号": "0"}])
    (city.data / "departments/emergency").mkdir()
    (city.data / "departments/emergency/penalties-20261101.csv").write_bytes(b"")
    (city.data / "departments/transport").mkdir()
    (city.data / "departments/transport/penalties-20261101.csv").symlink_to(city.data / "site.yaml")
    city.deliver("housing", "penalties-20261101.csv", named)
    city.deliver("tax", "red_list_tax_a_2.csv", [tax_payer(number) for number in range(1, 4)])
    city.deliver("tax", "空气质量.csv", [{"站点": "甲"}])
    city.deliver(MARKET, "abnormal.csv", [abnormal(1)])
    yield FIRST
    (city.data / "departments/tax/red_list_tax_a_2.csv").unlink()
    city.deliver("tax", "red_list_tax_a_1.csv", [tax_payer(number) for number in range(1, 4)])
    city.deliver("ecology", "penalties-20261101.csv", [penalty(1)])
    with (city.data / "departments/ecology/penalties-20261101.csv").open("a") as file:
        file.write("a,b\n")
    yield SECOND
    (city.data / "departments/tax/red_list_tax_a_1.csv").unlink()
    city.deliver("tax", "red_list_tax_a_3.csv", [tax_payer(number) for number in range(1, 20)])
    yield "2026-11-27"


def watched(city: SmallCity) -> Iterator[str]:
    """A list without an end that shrinks one night, stays the same, and then is delivered no more."""
    city.deliver(MARKET, "abnormal.csv", [abnormal(number) for number in range(1, 11)])
    yield FIRST
    city.deliver(MARKET, "abnormal.csv", [abnormal(1), abnormal(2), abnormal(11)])
    yield SECOND
    (city.data / "departments" / MARKET / "abnormal.csv").unlink()
    yield "2026-12-10"


def without_basis(city: SmallCity) -> Iterator[str]:
    """Every law has been repealed, and with it what carries the list; the rules of periods stand."""
    lines = (city.data / "basis.yaml").read_text("utf-8").splitlines()
    gone = [
        one.replace("repealed_on: null", 'repealed_on: "2026-11-01"') if "level: law" in one else one for one in lines
    ]
    (city.data / "basis.yaml").write_text("\n".join(gone) + "\n", "utf-8")
    city.deliver(MARKET, "penalties-20261101.csv", [penalty(1)])
    yield FIRST


def a_foreign_document(city: SmallCity) -> Iterator[str]:
    """A passport number in a text: no pattern tells it, but the gate knows it from the column of numbers."""
    passport = {"法定代表人证件类型": "护照", "法定代表人证件号码": "EJ4072913"}
    city.deliver(
        MARKET, "penalties-20261101.csv", [penalty(1), penalty(2, 处罚内容="罚款，持EJ4072913者缴纳", **passport)]
    )
    yield FIRST


def red_and_black(city: SmallCity) -> Iterator[str]:
    """One organisation on the red list and, for unpaid taxes, on the serious one."""
    city.deliver("tax", "red_list_tax_a_2025.csv", [tax_payer(1), tax_payer(2)])
    city.deliver("tax", "serious_tax.csv", [defaulter(1)])
    yield FIRST


def lists(city: SmallCity) -> Iterator[str]:
    """Serious lists as the law does not allow them: of local making, with a measure of no list, with one forced."""
    edit(city, "catalogue/serious_tax.yaml", "限制参加政府采购活动;阻止出境", "限制参加政府采购活动;没有登记的措施")
    edit(city, "catalogue/serious_market.yaml", "scope: national", "scope: local")
    city.deliver("tax", "serious_tax.csv", [defaulter(1)])
    city.deliver(MARKET, "serious_market-20261101.csv", [disgraced(1)])
    yield FIRST
    edit(city, "catalogue/serious_tax.yaml", "限制参加政府采购活动;没有登记的措施", "供金融机构融资授信时审慎参考")
    edit(city, "measures/restraints.csv", "financial,否,keep", "financial,是,keep")
    yield SECOND


def no_procedure(city: SmallCity) -> Iterator[str]:
    """A serious list that says neither its measures nor how to leave it."""
    path = city.data / "catalogue/serious_tax.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "listing_procedure" not in line), "utf-8")
    city.deliver("tax", "serious_tax.csv", [defaulter(1)])
    yield FIRST


def parity(city: SmallCity) -> Iterator[str]:
    """The department itself shows one of its two penalties."""
    edit(city, "catalogue/penalties.yaml", "credit:\n", "credit:\n  parity: enforce\n")
    city.deliver(MARKET, "penalties-20261101.csv", [penalty(1), penalty(2)])
    header = ("dataset", "record_number", "subject_name", "subject_code", "published_until")
    cells = ("penalties", "黄市监处罚〔2026〕1号", penalty(1)["行政相对人名称"], penalty(1)[CODE], "2027-09-14")
    city.deliver(MARKET, "published.csv", [dict(zip(header, cells, strict=True))])
    yield FIRST


def tax_payer(number: int) -> dict[str, str]:
    authority = "国家税务总局黄石市税务局（演示）"
    name = f"黄石市青禾{number}物流有限公司"
    return {"纳税人识别号": unified_code(number), "纳税人名称": name, "评价年度": "2025", "税务机关": authority}


def abnormal(number: int) -> dict[str, str]:
    return {
        "企业名称": f"黄石市青禾{number}商贸有限公司", "统一社会信用代码": unified_code(number), "注册号": "",
        "法定代表人": "", "列入经营异常名录原因类型": "未依照规定期限公示年度报告",
        "列入依据": "《企业信息公示暂行条例》第十七条", "设立日期": "2015-03-02", "列入日期": "2026-07-08",
        "移出日期": "", "移出原因": "", "列入决定机关": "黄石市市场监督管理局（演示）",
        "列入决定机关统一社会信用代码": penalty()["处罚机关统一社会信用代码"],
    }  # fmt: skip


def defaulter(number: int) -> dict[str, str]:
    return {
        "纳税人名称": tax_payer(number)["纳税人名称"], "主体类别": "法人及非法人组织",
        "纳税人识别号": unified_code(number), "组织机构代码": "", "注册地址": "湖北省黄石市下陆区",
        "法定代表人或者负责人姓名": "", "法定代表人或者负责人证件号码": "", "负有直接责任的财务负责人姓名": "",
        "负有直接责任的中介机构及从业人员信息": "", "案件性质": "偷税",
        "主要违法事实": "在2025年偷税，涉及税款132万元。",
        "相关法律依据及税务处理处罚情况": "依照《中华人民共和国税收征收管理法》追缴税款并处罚款。",
        "公布日期": "2026-09-26",
        "公布机关": "国家税务总局黄石市税务局（演示）", "公布机关统一社会信用代码": "11420200MB00000276",
    }  # fmt: skip


def disgraced(number: int) -> dict[str, str]:
    return {
        "列入决定书文号": f"黄市监列〔2026〕{number}号", "名称": f"黄石市青禾{number}食品有限公司",
        "主体类别": "法人及非法人组织", "统一社会信用代码": unified_code(number), "法定代表人": "",
        "列入事由": "生产经营不符合食品安全标准的食品。", "列入依据": "《市场监督管理严重违法失信名单管理办法》第五条",
        "列入日期": "2026-09-26", "列入机关": "黄石市市场监督管理局（演示）",
        "列入机关统一社会信用代码": penalty()["处罚机关统一社会信用代码"],
    }  # fmt: skip


SITES: dict[str, Miniature] = {
    "bad rows": Miniature(
        ("penalties",),
        bad_rows,
        frozenset(
            {
                "schema", "id-damaged", "code-check", "dates-contradict", "text-damaged", "entity-mismatch",
                "class-unknown", "duplicate-identical", "duplicate-conflict", "sealed", "minor-person",
                "person-withheld", "slight", "not-yet", "expired", "text-unsafe",
            }
        ),
    ),
    "rulings": Miniature(
        ("penalties",),
        rulings,
        frozenset(
            {
                "taken-down", "ruling-unresolved", "superseded", "decision-withdrawn", "decision-suspended",
                "objection-upheld", "repaired", "tombstoned", "objection-pending",
            }
        ),
    ),
    "corrections": Miniature(
        ("penalties",), corrections, frozenset({"corrected", "repair-annotated", "repairable-from"})
    ),
    "sources": Miniature(
        ("penalties", "red_list_tax_a", "watch_abnormal_operations"),
        sources,
        frozenset(
            {
                "source-missing", "source-unreadable", "source-malformed", "source-header", "source-empty",
                "source-grown", "source-sparse", "source-stale", "source-rolled-back", "out-of-catalogue",
                "wrong-department",
            }
        ),
    ),
    "watched": Miniature(
        ("watch_abnormal_operations",),
        watched,
        frozenset({"source-shrunk", "removed-at-source", "source-held", "source-too-old", "source-missing"}),
    ),
    "without basis": Miniature(("penalties",), without_basis, frozenset({"no-basis"})),
    "a foreign document": Miniature(("penalties",), a_foreign_document, frozenset({"gate-held"})),
    "red and black": Miniature(("red_list_tax_a", "serious_tax"), red_and_black, frozenset({"red-list-conflict"})),
    "lists": Miniature(
        ("serious_tax", "serious_market"),
        lists,
        frozenset({"list-without-basis", "measure-unlisted", "measure-forced"}),
    ),
    "no procedure": Miniature(("serious_tax",), no_procedure, frozenset({"procedure-incomplete"})),
    "parity": Miniature(("penalties",), parity, frozenset({"parity-removed"})),
}  # fmt: skip
